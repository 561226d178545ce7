"""What of each rule the formulas in the workbooks cover: all of it, a part, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Coverage:
    """What of a rule is told: all, or only a part.

    `without` are variants of the rule's finding that no formula tells, `without_columns` anchors; `columns`, where given,
    are the only anchors told.

    `at_least` says that every row told is wrong, but not every wrong row is told.
    """

    whole: bool = False
    without: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    without_columns: frozenset[str] = frozenset()
    at_least: bool = False


ALL = Coverage(whole=True)
OWN = Coverage()
"""All of it, as far as tasks of the own department are named."""


def _but(*variants: str) -> Coverage:
    return Coverage(without=frozenset(variants))


def _only(*columns: str) -> Coverage:
    return Coverage(columns=frozenset(columns))


COVERAGE: dict[str, Coverage] = {
    "F02": _but("form"),
    "F03": _only(),
    "F04": Coverage(without_columns=frozenset(
        {"plan.tasks.supporters", "plan.requests.to_departments", "plan.requests.liaison"})),
    "F05": _but("departments"),
    "F06": _only("plan.tasks.duration", "plan.risks.score", "budget.lines.total", "budget.lines.change",
                 "budget.lines.change_rate", "budget.cash.closing", "registers.gaps.gap"),
    "F07": _only(),
    "F09": Coverage(columns=frozenset({"budget.cash.opening"})),
    "F12": ALL,
    "P01": ALL,
    "P02": ALL,
    "P03": ALL,
    "P04": ALL,
    "P05": Coverage(at_least=True),
    "P06": Coverage(at_least=True),
    "P10": _but("gap", "overlap"),
    "P11": _but("chain"),
    "P12": OWN,
    "P13": ALL,
    "P14": _only(),
    "P15": OWN,
    "P16": _only("plan.goals.target", "plan.goals.due"),
    "P17": _only("plan.goals.weight", "plan.tasks.start", "plan.tasks.finish"),
    "P19": ALL,
    "H04": Coverage(at_least=True),
    "H05": _only("plan.handovers.liaison"),
    "R02": ALL,
    "R04": ALL,
    "R06": OWN,
    "R07": ALL,
    "R09": ALL,
    "R10": ALL,
    "R11": ALL,
    "R13": ALL,
    "R14": _only("registers.gaps.measure"),
    "R15": ALL,
    "R16": ALL,
    "R18": ALL,
    "B01": _only("budget.lines.account"),
    "B02": ALL,
    "B05": ALL,
    "B06": ALL,
    "B07": _only(),
    "B09": ALL,
    "C01": Coverage(at_least=True),
    "C02": ALL,
    "E03": ALL,
    "E04": ALL,
    "K02": ALL,
    "K03": ALL,
    "K04": ALL,
    "K05": ALL,
    "M04": ALL,
    "M10": ALL,
    "M13": ALL,
    "S02": ALL,
    "S03": _but("alike"),
}
"""Rules with a verdict column; F08 is told on the sheet that sums up."""


NOT_TOLD = {
    "books": ("B03", "B04", "B08", "B10", "B11", "B12", "B13", "C03", "E01", "E02", "F01", "F11", "H01", "H02", "H03", "H06",
              "H07", "M01", "M02", "M03", "M05", "M06", "M07", "M08", "M09", "P08", "P09", "R01", "R03", "R05", "R08", "R12",
              "R17"),
    "file": ("F10",),
    "live": ("K01",),
    "likeness": ("P07",),
    "digits": ("C04",),
    "series": ("E05", "P18", "M12"),
    "sums": ("M11", "S01"),
}
"""Why no formula tells a rule → the rules; the reasons are sentences `selfcheck_no.<why>`."""


def covers(code: str, variant: str, sheet: str, column: str) -> bool:
    """Whether the formulas tell a finding of a rule with this variant and anchor."""
    each = COVERAGE.get(code)
    if each is None or variant in each.without:
        return False
    place = f"{sheet}.{column}"
    return place not in each.without_columns and (not each.columns or place in each.columns)


def formula_of(code: str) -> bool | Literal["partly"]:
    """Whether a rule is told by a formula: all of it, "partly", or not at all."""
    each = COVERAGE.get(code)
    if each is None:
        return "partly" if code == "F08" else False
    return True if each.whole else "partly"
