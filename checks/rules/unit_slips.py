"""F12: budget lines typed in 万元 where 元 was meant, or the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.slips import FACTOR, LAST_YEAR, Slips
from templates.books.choices import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("F12", scope="f", severity="warning", clauses=("2.2.3", "3.1.2", "4.3.1"), factor=FACTOR,
      columns=("budget.lines.total", "budget.lines.last_budget", "budget.lines.last_actual"))
def slipped_unit(portfolio: Portfolio, factor: float) -> Iterator[Found]:
    """A line in the wrong unit is ten thousand times off, and every sum with it.

    Until it is mended nothing else that rests on the line is judged. Compared with last year, or where the line is new
    with the department's median line. Not wanted for a line that really is that different; say so to the coordination
    office and have it waived.
    """
    for slip in Slips(portfolio).found.values():
        line = slip.line
        months = [line.at(key) for key in MONTHS if not line.blank(key)]
        beside = [line.at(key) for key in dict.fromkeys((LAST_YEAR[0], slip.against)) if key and not line.blank(key)]
        larger = abs(slip.total) > abs(slip.expected)
        variant = "_".join(word for word in ("" if slip.against else "median", "larger" if larger else "") if word)
        yield found(*months, *beside, variant=variant, column=slip.against or "total", account=line.text("account"),
                    item=line.text("item") or line.text("account"), total=slip.total, expected=slip.expected,
                    times=round(slip.times), meant=_meant(slip.total, factor, larger=larger))


def _meant(total: float, factor: float, *, larger: bool) -> float:
    """What the line comes to in the other unit, in whole cents."""
    return round(total / factor if larger else total * factor, 2)
