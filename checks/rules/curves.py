"""P18: plans and budgets that leave everything to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.slips import Slips
from checks.windows import Windows
from templates.books.choices import MONTHS
from templates.identity import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.windows import Window
    from templates.table import Row

KEYS = tuple(MONTHS)
COLUMNS = (*(f"plan.curve.{key}" for key in KEYS), *(f"budget.lines.{key}" for key in KEYS))


@rule("P18", scope="f", severity="warning", clauses=("3.2.2",), columns=COLUMNS, progress=50.0, time=20.0, months=4.0)
def back_loaded(portfolio: Portfolio, progress: float, time: float, months: float) -> Iterator[Found]:
    """Half of the work, or of the money, in the last weeks is not planned but put off; there is no time left to mend it.

    A curve counts over the months of its task, a budget over the year. Not wanted for a task that ends in one big step,
    such as a delivery; plan that step as a task of its own. A budget with a line whose unit slipped, or whose account or
    months cannot be read, is not judged.
    """
    windows = Windows(portfolio)
    for row in portfolio.rows("plan.curve"):
        task = windows.tasks.get(row.text("task"))
        window = windows.of(task) if task and row.text("task") else None
        if window is None or any(row.unread(key) for key in KEYS) or all(row.blank(key) for key in KEYS):
            continue
        curve = _filled(row)
        first, last = _months(row, window, curve)
        part = _part(last - first + 1, time)
        done, late = curve[last], curve[last] - curve[last - part]
        if last - first + 1 >= months and late * 100 > progress * done + 1e-9:
            yield found(row.at(KEYS[last - part]), row.at(KEYS[last - 1]), variant="curve", task=row.key, months=part,
                        total=last - first + 1, percent=round(late / done * 100, 1), limit=progress,
                        before=round(100 - late / done * 100, 1),
                        columns=list(KEYS[last - part:last]))
    controllable = {key for key, row in portfolio.by_key("organisation.accounts").items() if row.text("controllable") == "yes"}
    slips = Slips(portfolio)
    for table in portfolio.tables("budget.lines"):
        lines = [row for row in table if row.text("account") in controllable]
        unclear = any(row.unread("account") for row in table) or any(row.unread(key) for row in lines for key in KEYS)
        if len(KEYS) >= months and not unclear and not slips.among(lines):
            yield from _budget(lines, progress, _part(len(KEYS), time))


def _part(count: int, time: float) -> int:
    """How many months the last part has."""
    return min(count, max(1, int(count * time / 100 + 1e-9)))


def _filled(row: Row) -> list[float]:
    """Percent reached at the start of the year and at each month's end; a blank month is like the one before."""
    curve = [0.0]
    for key in KEYS:
        value = row.number(key)
        curve.append(curve[-1] if value is None else float(value))
    return curve


def _months(row: Row, window: Window, curve: list[float]) -> tuple[int, int]:
    """The first and last month (1 … 12) in which the task runs or its curve rises."""
    period = span(row.table.source.period)
    year = period[0].year if period else window[0].year
    rising = [month for month in range(1, 13) if curve[month] > curve[month - 1]]
    start, finish = ((day.year, day.month) for day in window)
    either = [*rising, *(month for month in range(1, 13) if start <= (year, month) <= finish)] or [1]
    return min(either), max(either)


def _budget(lines: list[Row], progress: float, part: int) -> Iterator[Found]:
    late = {row.index: sum(row.number(key) or 0 for key in KEYS[-part:]) for row in lines}
    spent, total = sum(late.values()), sum(row.number(key) or 0 for row in lines for key in KEYS)
    if total > 0 and spent * 100 > progress * total + 1e-9:
        largest = max(lines, key=lambda row: late[row.index])
        yield found(largest.at(KEYS[-part]), largest.at(KEYS[-1]), variant="budget", months=part, spent=round(spent, 2),
                    total=round(total, 2), percent=round(spent / total * 100, 1), limit=progress, columns=list(KEYS[-part:]),
                    item=largest.text("item") or largest.text("account"))
