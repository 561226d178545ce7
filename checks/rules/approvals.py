"""C01: money that nobody with enough authority has approved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.monthly import last_words
from checks.rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Place, Row

LEVELS = ("department", "coordination", "management")
"""From the lowest to the highest."""


@dataclass
class Authority:
    """Who may approve how much (organisation.approvals); a row whose cells cannot be read silences its matter."""

    portfolio: Portfolio

    @cached_property
    def _ranges(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.portfolio.rows("organisation.approvals"):
            found.setdefault(row.text("matter"), []).append(row)
        return found

    def of(self, matter: str) -> list[Row]:
        """The rows of a matter; none where one of them cannot be read, or may be of any matter."""
        rows = self._ranges.get(matter, [])
        unclear = [row for row in (*rows, *self._ranges.get("", ()))
                   if any(row.unread(key) for key in ("matter", "amount_from", "amount_to", "level")) or not row.text("level")]
        return [] if unclear else rows

    def needed(self, matter: str, amount: float) -> str:
        """The lowest level that may approve an amount; "" where no row covers it. Where two ranges meet the lower one holds."""
        covering = [row.text("level") for row in self.of(matter)
                    if (row.number("amount_from") or 0) <= amount and (row.blank("amount_to") or amount <= _upper(row))]
        return min(covering, key=LEVELS.index, default="")


def _upper(row: Row) -> float:
    return row.number("amount_to") or 0.0


@rule("C01", scope="f", severity="error", clauses=("2.1.2", "3.1.5", "6.1.3"),
      columns=("progress.changes.level", "progress.changes.amount", "progress.changes.approved_by", "progress.changes.approved",
               "budget.capital.amount", "plan.procurement.amount", "organisation.approvals.amount_to"))
def not_approved(portfolio: Portfolio) -> Iterator[Found]:
    """A change counts once somebody may approve it, has done so, and said when; else the old figure holds.

    A capital item or purchase beyond everybody's authority cannot be approved at all. A matter for which no limits are
    set is not judged. Not wanted while limits are being rearranged; put the rule on trial.
    """
    authority = Authority(portfolio)
    for row in last_words(portfolio, "changes"):
        if row.text("result") == "approved":
            yield from _change(authority, row)
    for key in ("budget.capital", "plan.procurement"):
        for row in portfolio.rows(key):
            amount = row.number("amount")
            if amount is not None and amount > 0 and not (row.text("method") == "stock" or row.unread("method")):
                yield from _spending(authority, row, amount)


def _change(authority: Authority, row: Row) -> Iterator[Found]:
    """An approved change: its level against its amount (none: 0 元; less money: as much as more), approver, date."""
    if row.unread("amount") or row.unread("level"):
        level, needed = "", ""
    else:
        level, needed = row.text("level"), authority.needed("change", abs(row.number("amount") or 0))
    low = bool(level and needed) and LEVELS.index(level) < LEVELS.index(needed)
    blank = [column for column in ("level", "approved_by", "approved") if row.blank(column)]
    if not low and not blank:
        return
    money = [row.at("amount")] if not row.blank("amount") and (low or "level" in blank) else []
    places = (row.at("level"), *money, *(row.at(column) for column in blank if column != "level"))
    yield Found(places, {"change": row.key, "amount": row.number("amount"), "level": level, "needed_level": needed,
                         "columns": blank}, "low" if low and not blank else "both" if low else "blank")


def _spending(authority: Authority, row: Row, amount: float) -> Iterator[Found]:
    """A capital item or purchase: somebody must be able to approve it, and who is named must be."""
    matter = "capital" if row.table.key == "budget.capital" else "procurement"
    rows = authority.of(matter)
    if not rows:
        return
    needed, level = authority.needed(matter, amount), row.text("approved_level")
    if needed and not (level and LEVELS.index(level) < LEVELS.index(needed)):
        return
    last = max(rows, key=_upper)
    places: tuple[Place, ...] = (row.at("amount"), *([row.at("approved_level")] if needed else [last.at("amount_to")]))
    yield Found(places, {"record": row.text("item") or row.text("material"), "amount": amount, "most": _upper(last),
                         "level": level, "needed_level": needed}, f"{matter}_level" if needed else matter)
