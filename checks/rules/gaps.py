"""R14: people who are missing, and nothing is done about it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.rule import Found, found, rule
from checks.rules.posts import shortages
from checks.staffing import Staffing
from templates.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from checks.rules.posts import Shortage
    from templates.table import Row


@rule("R14", scope="f", severity="warning", clauses=("4.1.1",),
      columns=("registers.gaps.measure", "registers.gaps.due", "plan.staffing.headcount"))
def gap_without_measure(portfolio: Portfolio) -> Iterator[Found]:
    """A gap closes by transfer, recruiting or training, by a date; what nobody does by no date stays open.

    A post that the plans find short must be registered as well, for the office in charge does not read the plans. Not
    wanted where the gap is accepted; lower what is needed.
    """
    for row in portfolio.rows("registers.gaps"):
        if row.unread("needed") or row.unread("have") or _closed(row):
            continue
        missing = [column for column in ("measure", "due") if row.blank(column)]
        if missing and not row.unread("measure"):
            yield found(row.at("measure"), *(row.at(column) for column in missing),
                        variant="due" if missing == ["due"] else "measure", post=row.text("post"),
                        partner=row.text("department"), gap=_gap(row), columns=missing, measure=row.text("measure"))
    if portfolio.tables("registers.gaps") and portfolio.tables("organisation.people"):
        yield from _unlisted(portfolio)


def _gap(row: Row) -> float | None:
    """How many people are missing; None where one of the two numbers is blank."""
    needed, have = row.number("needed"), row.number("have")
    return None if needed is None or have is None else round(needed - have, 6)


def _closed(row: Row) -> bool:
    """True where the register says that nobody is missing; without numbers, being listed says that somebody is."""
    gap = _gap(row)
    return gap is not None and gap <= 0


def _unlisted(portfolio: Portfolio) -> Iterator[Found]:
    """Posts found short that are not in the register, once a post; one that is there without a measure was said above."""
    listed = [row for row in portfolio.rows("registers.gaps") if not row.blank("measure") or not _closed(row)]
    short: dict[str, list[Shortage]] = defaultdict(list)
    for each in shortages(Staffing(portfolio)):
        if not any(_speaks_of(row, each) for row in listed):
            short[each.post.post].append(each)
    for of_post in short.values():
        rows = list({(row.table.source.file, row.index): row for each in of_post for row in each.rows}.values())
        worst = max(of_post, key=lambda each: each.wanted - each.there)
        yield Found(tuple(row.at("headcount") for row in rows), {
            "post": rows[0].text("post"), "excess": round(worst.wanted - worst.there, 2), "peak": round(worst.wanted, 2),
            "capacity": round(worst.there, 2), "from": worst.days[0], "to": worst.days[-1],
            "departments": sorted({row.department for row in rows})}, "unlisted")


def _speaks_of(row: Row, short: Shortage) -> bool:
    """True where a gap is about a post that is short; a gap whose department is blank or unclear is about all."""
    if comparable(row.text("post")) != short.post.post:
        return False
    return "" in (short.post.department, row.text("department")) or row.text("department") == short.post.department
