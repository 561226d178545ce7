"""B08: what one department pays another must be what the other receives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.portfolio import Portfolio
    from templates.table import Row

    Unclear = Mapping[tuple[str, str], list[Row]]
    """By department and period the rows of which it is not known what they are about."""

Key = tuple[str, str, str, str]
"""Payer, receiver, account, period."""
READ = ("other_department", "account", "direction")
"""Without these nobody knows which settlement a row is about."""


@dataclass(frozen=True)
class Settlement:
    """What two departments state of one account, in one period: the rows of the payer and those of the receiver."""

    payer: str
    receiver: str
    account: str
    period: str
    paid: list[Row] = field(default_factory=list)
    received: list[Row] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """All of them, the payer's first."""
        return [*self.paid, *self.received]

    @property
    def amounts(self) -> tuple[float, float]:
        """What is paid and what is received, in 元."""
        paid, received = (round(sum(row.number("amount") or 0 for row in side), 2) for side in (self.paid, self.received))
        return paid, received

    def blurred(self, unclear: Unclear) -> set[str]:
        """Those of the two departments that have a row which may be about this settlement and cannot be read."""
        found = set()
        for own, other, direction in ((self.payer, self.receiver, "pay"), (self.receiver, self.payer, "receive")):
            said = {"other_department": other, "direction": direction, "account": self.account}
            rows = unclear.get((own, self.period), ())
            if any(all(row.text(key) in ("", value) for key, value in said.items()) for row in rows):
                found.add(own)
        return found


@rule("B08", scope="x", severity="error", clauses=("3.1.4", "4.3.1"),
      columns=("budget.settlements.amount", "organisation.departments.department"))
def unequal_settlement(portfolio: Portfolio) -> Iterator[Found]:
    """Inside one organisation what is paid is received; a difference is money that exists in one budget only.

    Several rows of one account are summed up. Nothing is concluded of a department whose budget is not there, or in
    which a row that may be the answer cannot be read. Not wanted for costs that are allocated at the year's end;
    leave them out on both sides.
    """
    accounts = portfolio.by_key("organisation.accounts")
    budgets = {(book.identity.department, book.identity.period) for book in portfolio.books if book.identity.book == "budget"}
    settlements, unclear = _read(portfolio)
    for each in settlements.values():
        paid, received = each.amounts
        account = accounts.get(each.account)
        facts = {"account": each.account, "name": account.text("name") if account else "", "paid": paid,
                 "received": received, "amount": max(paid, received), "difference": round(abs(paid - received), 2)}
        places, blurred = tuple(row.at("amount") for row in each.rows), each.blurred(unclear)
        if each.paid and each.received:
            if paid != received and not blurred:
                yield Found(places, facts | {"partner": each.receiver})
            continue
        silent = each.receiver if each.paid else each.payer
        place = portfolio.department_place(silent)
        if (twin := _twin(each, settlements)) is not None:
            if each.payer < each.receiver:
                rows = sorted([*each.rows, *twin.rows], key=lambda row: row.department)
                yield Found(tuple(row.at("amount") for row in rows), facts | {"partner": rows[-1].department},
                            f"both_{rows[0].text('direction')}")
        elif place and (silent, each.period) in budgets and silent not in blurred:
            yield Found((*places, place), facts | {"partner": silent}, each.rows[0].text("direction"))


def _read(portfolio: Portfolio) -> tuple[dict[Key, Settlement], Unclear]:
    """The settlements of which every amount can be read, and the rows of which it is not known what they are about."""
    stated: dict[Key, Settlement] = {}
    unclear: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in portfolio.rows("budget.settlements"):
        own, other, account, period = row.department, row.text("other_department"), row.text("account"), row.table.source.period
        if not all(row.text(key) for key in READ):
            unclear[own, period].append(row)
            continue
        paying = row.text("direction") == "pay"
        key = (own, other, account, period) if paying else (other, own, account, period)
        each = stated.setdefault(key, Settlement(*key))
        (each.paid if paying else each.received).append(row)
    read = {key: each for key, each in stated.items() if all(row.number("amount") is not None for row in each.rows)}
    return read, unclear


def _twin(settlement: Settlement, others: Mapping[Key, Settlement]) -> Settlement | None:
    """The statement of the same amount in which the other side took the same direction: one of them is mistaken."""
    twin = others.get((settlement.receiver, settlement.payer, settlement.account, settlement.period))
    if twin is None or (twin.paid and twin.received) or bool(twin.paid) != bool(settlement.paid):
        return None
    return twin if sum(twin.amounts) == sum(settlement.amounts) else None
