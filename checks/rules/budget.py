"""B01, B02: what a department may spend in all, and on an account."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checks.amounts import largest, sum_of
from checks.rule import Found, found, rule
from checks.slips import Slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("B01", scope="f", severity="error", clauses=("3.1.4", "4.3.1"),
      columns=("budget.lines.account", "budget.capital.amount", "organisation.caps.cap"), tolerance=0.0)
def above_cap(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """The departments' caps add up to what the company can pay; who exceeds his, takes it from another.

    Judged by the derived totals, never by typed ones, and without lines whose unit slipped. Not wanted in a first round
    without control numbers: leave the caps empty.
    """
    slips = Slips(portfolio)
    caps = {row.text("department"): row for row in portfolio.rows("organisation.caps")
            if row.blank("account") and row.number("cap") is not None}
    controllable = {key for key, row in portfolio.by_key("organisation.accounts").items()
                    if row.text("controllable") == "yes"}
    for book in portfolio.books:
        cap = caps.get(book.identity.department) if book.identity.book == "budget" else None
        if cap is None:
            continue
        lines = slips.sound(row for row in book.tables.get("lines", ()) if row.text("account") in controllable)
        capital = list(book.tables.get("capital", ()))
        on_lines, on_capital, limit = sum_of(lines), sum_of(capital), cap.number("cap") or 0
        if on_lines is None or on_capital is None:
            continue
        excess = round(on_lines + on_capital - limit, 2)
        if excess > tolerance and (lines or capital):
            anchor = largest(lines).at("account") if lines else largest(capital).at("amount")
            yield found(anchor, cap.at("cap"), total=on_lines + on_capital, lines=on_lines, capital=on_capital,
                        cap=limit, excess=excess)


@rule("B02", scope="f", severity="error", clauses=("3.1.4", "4.3.1"),
      columns=("budget.lines.account", "organisation.caps.cap", "organisation.accounts.control"))
def above_account_cap(portfolio: Portfolio) -> Iterator[Found]:
    """Some kinds of spending have a ceiling of their own, whatever a department saves elsewhere.

    A hard 刚性 ceiling may not be exceeded, a soft 柔性 one (also where the list of accounts says neither) with a
    reason. Lines whose unit slipped do not count. Not wanted for accounts that nobody limits; leave their caps out.
    """
    slips = Slips(portfolio)
    accounts = portfolio.by_key("organisation.accounts")
    caps = {(row.text("department"), row.text("account")): row
            for row in portfolio.firsts("organisation.caps") if row.number("cap") is not None}
    for book in portfolio.books:
        lines: dict[str, list[Row]] = defaultdict(list)
        for row in slips.sound(book.tables.get("lines", ())) if book.identity.book == "budget" else ():
            lines[row.text("account")].append(row)
        for account, rows in lines.items():
            cap = caps.get((book.identity.department, account)) if account in accounts else None
            total = sum_of(rows)
            if cap is None or total is None:
                continue
            limit = cap.number("cap") or 0
            if (excess := round(total - limit, 2)) > 0:
                hard = accounts[account].text("control") == "hard"
                yield found(largest(rows).at("account"), cap.at("cap"), severity="error" if hard else "warning",
                            variant="" if hard else "soft", account=account, name=accounts[account].text("name"),
                            total=total, cap=limit, excess=excess, lines=len(rows))
