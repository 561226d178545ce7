"""The indicators of requirements A4: rates of departments and of all together, each with its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.indicators.indicator import gather
from checks.indicators.opinion import satisfaction
from checks.indicators.quality import compliance, rectification
from checks.indicators.tasks import completion, on_time
from checks.indicators.use import asset_use, budget_use, people_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from checks.indicators.evidence import Evidence
    from checks.indicators.indicator import Entry, Indicator
    from checks.indicators.period import Period

INDICATORS: Mapping[str, Callable[[Evidence, Period], Iterator[Entry]]] = {
    "completion": completion, "on_time": on_time, "people_use": people_use, "asset_use": asset_use,
    "budget_use": budget_use, "satisfaction": satisfaction, "rectification": rectification, "compliance": compliance,
}
"""By the keys of organisation.weights.indicator, in the order in which they are shown."""


def indicators(evidence: Evidence, period: Period, keys: Iterable[str] = tuple(INDICATORS)) -> dict[tuple[str, str], Indicator]:
    """The indicators of a period by (key, department); department "" is all together."""
    found = {}
    for key in keys:
        if (key, period) not in evidence.known:              # several sections ask for the same months
            entries = INDICATORS[key](evidence, period)
            least = evidence.group if key == "satisfaction" else 0
            evidence.known[key, period] = gather(key, period, entries, evidence.portfolio.departments, least=least)
        for department, each in evidence.known[key, period].items():
            found[key, department] = each
    return found
