"""Distortions: what makes an indicator say something else than it seems to say, by kind and department.

Mostly findings that were made already; the office's reader is told what they do to the numbers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.indicators.score import comparable
from reports.grade import BEARABLE
from reports.unreported import unreported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from checks.finding import Finding
    from checks.indicators.indicator import Indicator
    from checks.indicators.score import Score
    from checks.portfolio import Portfolio
    from templates.table import Place

KINDS: Mapping[str, tuple[str, ...]] = {
    "dropped": ("completion", "on_time"), "moved": ("completion",), "padded": ("people_use", "asset_use"),
    "beyond": ("people_use", "asset_use", "budget_use"), "other_month": ("people_use", "asset_use"),
    "back_loaded": ("completion", "budget_use"), "self": ("satisfaction",), "twice": ("satisfaction",),
    "alike": ("satisfaction",), "small": ("satisfaction",), "weights": (), "swap": (),
}
"""Kinds of distortion and the indicators that they touch; those that touch none touch the score."""
FOUND: Mapping[tuple[str, str], str] = {
    ("E01", "dropped"): "dropped", ("M08", "late"): "moved", ("P12", "many"): "padded", ("E02", "range"): "beyond",
    ("E02", "period"): "other_month", ("P18", "curve"): "back_loaded", ("P18", "budget"): "back_loaded", ("S02", "self"): "self",
    ("S02", "twice"): "twice", ("S03", "alike"): "alike", ("S01", "suppressed"): "small",
}
"""Rule and variant → the kind of distortion that its finding is."""
RATED = frozenset({"self", "twice", "small"})
"""Findings of the survey, which is nobody's book: they concern the department that is rated."""
HOURS = ("people_use", "asset_use")


@dataclass(frozen=True)
class Distortion:
    """One kind in one department ("" for the whole): a cell for each thing found, or the indicators that show it."""

    kind: str
    department: str
    places: tuple[Place, ...] = ()
    shown_by: tuple[Indicator, ...] = field(default=())
    together: tuple[str, ...] = ()
    """Departments whose ranks may swap."""


def distortions(
    portfolio: Portfolio, findings: Sequence[Finding], of: Mapping[tuple[str, str], Indicator], ranked: Sequence[Score],
) -> list[Distortion]:
    """All of them, kind by kind, departments in the organisation's order; what is waived is not among the findings."""
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    shown: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for each in findings:
        kind = "weights" if each.code == "E04" and each.variant != "crash" else FOUND.get((each.code, each.variant), "")
        department = str(each.facts.get("partner", "")) if kind in RATED else each.department
        if kind == "beyond":
            indicator = of[str(each.facts["indicator"]), department]
            if indicator.rate is not None and not _number(each, "low") <= indicator.rate <= _number(each, "high"):
                shown[kind, department].append(indicator)
        elif kind:
            places[kind, department] += each.places if kind in ("dropped", "weights") else each.places[:1]
    for indicator in _unused(portfolio, of):
        shown["padded", indicator.department].append(indicator)
    order = ["", *portfolio.departments]
    found = [Distortion(kind, department, tuple(places[kind, department]), tuple(shown[kind, department]))
             for kind in KINDS for department in order if places[kind, department] or shown[kind, department]]
    return [*found, *(_swapping(ranked) if comparable(ranked) else ())]


def _number(finding: Finding, fact: str) -> float:
    """A bound that the rule told: the report may be about another period than the rule."""
    return float(str(finding.facts[fact]))


def _unused(portfolio: Portfolio, of: Mapping[tuple[str, str], Indicator]) -> Iterator[Indicator]:
    """Uses of hours below the lowest band: far more was planned than worked. Where reports are missing they explain it."""
    missing = unreported(portfolio)
    for key in HOURS:
        for department in portfolio.departments:
            each = of[key, department]
            if department not in missing and each.rate is not None and round(each.rate, 1) < BEARABLE[0]:
                yield each


def _swapping(ranked: Sequence[Score]) -> Iterator[Distortion]:
    """Departments that share a band of ranks."""
    bands: dict[tuple[int, int], list[str]] = defaultdict(list)
    for each in ranked:
        if each.band[1] > each.band[0]:
            bands[each.band].append(each.department)
    for departments in bands.values():
        yield Distortion("swap", "", together=tuple(departments))
