"""B01: what a department may spend in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("B01", scope="f", severity="error", clauses=("3.1.4", "4.3.1"),
      columns=("budget.lines.account", "budget.capital.amount", "organisation.caps.cap"), tolerance=0.0)
def above_cap(portfolio: Portfolio, tolerance: float) -> Iterator[Found]:
    """The departments' caps add up to what the company can pay; who exceeds his, takes it from another.

    Judged by the derived totals, never by typed ones. Not wanted in a first round without control numbers: leave
    the caps empty.
    """
    caps = {row.text("department"): row for row in portfolio.rows("organisation.caps")
            if row.blank("account") and row.number("cap") is not None}
    controllable = {key for key, row in portfolio.by_key("organisation.accounts").items()
                    if row.text("controllable") == "yes"}
    for book in portfolio.books:
        cap = caps.get(book.identity.department) if book.identity.book == "budget" else None
        if cap is None:
            continue
        lines = [row for row in book.tables.get("lines", ()) if row.text("account") in controllable]
        capital = list(book.tables.get("capital", ()))
        if any(_uncountable(row) for row in lines) or any(row.unread("amount") for row in capital):
            continue
        on_lines = sum(row.number("total") or 0 for row in lines)
        on_capital = sum(row.number("amount") or 0 for row in capital)
        limit = cap.number("cap") or 0
        excess = round(on_lines + on_capital - limit, 2)
        if excess > tolerance:
            anchor = (max(lines, key=lambda row: row.number("total") or 0).at("account") if lines
                      else max(capital, key=lambda row: row.number("amount") or 0).at("amount"))
            yield found(anchor, cap.at("cap"), total=on_lines + on_capital, lines=on_lines, capital=on_capital,
                        cap=limit, excess=excess)


def _uncountable(line: Row) -> bool:
    """True where a month cannot be read: what the line adds up to has another finding."""
    derived = line.table.declaration.by_key["total"].derived
    return any(line.unread(key) for key in (derived.inputs if derived else ()))
