"""B05, B06: money that has to be explained: lines that change much, large investments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.amounts import amount_of
from checks.rule import Found, found, rule
from checks.slips import Slips
from templates.book import NIL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("B05", scope="f", severity="warning", clauses=("4.3.1",), rate=15.0, min_text=10.0,
      columns=("budget.lines.basis", "budget.lines.last_budget", "budget.lines.total"))
def unexplained_change(portfolio: Portfolio, rate: float, min_text: float) -> Iterator[Found]:
    """Whoever approves a budget asks first why a line is so much higher or lower than last year.

    Without a budget last year there is nothing to compare with. Not wanted in zero-based budgeting, where every line
    is explained: then raise `min_text` and set `rate` to 0.
    """
    slips = Slips(portfolio)
    for line in portfolio.rows("budget.lines"):
        total, last = amount_of(line), line.number("last_budget")
        if total is None or not last or line.unread("basis") or len(line.text("basis")) >= min_text or line in slips:
            continue
        change = (total - last) / abs(last) * 100
        if abs(change) > rate + 1e-9:
            yield found(line.at("basis"), line.at("last_budget"), variant="" if change > 0 else "less",
                        account=line.text("account"), item=line.text("item") or line.text("account"), total=total, last=last,
                        percent=round(abs(change), 1), rate=rate, difference=round(abs(total - last), 2),
                        basis=line.text("basis") or None, characters=len(line.text("basis")), min_text=min_text)


@rule("B06", scope="f", severity="error", clauses=("4.3.2",), amount=500_000.0,
      columns=("budget.capital.feasibility_no", "budget.capital.amount"))
def without_study(portfolio: Portfolio, amount: float) -> Iterator[Found]:
    """A large investment binds the organisation for years; without a feasibility study nobody has asked whether it pays.

    无 is no number. Not wanted for replacements that the law demands; give the number of the order instead.
    """
    for item in portfolio.rows("budget.capital"):
        value, number = item.number("amount"), item.text("feasibility_no")
        if value is None or value < amount or item.unread("feasibility_no"):
            continue
        if not number or number.lower() in NIL_WORDS:
            yield found(item.at("feasibility_no"), item.at("amount"), item=item.text("item"), amount=value, limit=amount)
