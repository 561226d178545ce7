"""Accounts and their classes in words, and their sums as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.derivation import total
from reports.budgeting.accounts import CAPITAL, UNKNOWN
from reports.figure import typed_sentence
from templates.books.organisation import CLASSES

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.budgeting.accounts import Amount
    from reports.context import Context
    from reports.figure import Figure


def class_name(context: Context, kind: str) -> str:
    """Revenue, cost, expense, capital; lines whose account is not in the list have a word of their own."""
    return CLASSES[kind].said(context.locale) if kind else context.word("budgeting.unknown")


def account_name(context: Context, account: str) -> str:
    """An account's number and name."""
    if account in (UNKNOWN, CAPITAL):
        return class_name(context, account)
    row = context.portfolio.by_key("organisation.accounts").get(account)
    return f"{account} {row.text('name')}" if row else account


def account_label(context: Context, account: str) -> Markup:
    """The same for a page: its digits are typed."""
    return typed_sentence(account_name(context, account))


def money(context: Context, amount: Amount, name: str) -> Figure | None:
    """A sum; None where no cell holds anything of it."""
    return context.money(amount.value, name, total(amount.cells)) if amount.cells else None


def change(context: Context, now: Amount, last: Amount, name: str) -> Figure | None:
    """Percent more than last year's budget, with its sign; None where nothing is told of that."""
    if last.value <= 0:
        return None
    figure = context.percent(now.value - last.value, last.value, f"{name} {context.word('budgeting.change')}",
                             total(now.cells) - total(last.cells), total(last.cells))
    return figure.written(f"+{figure.text}") if figure.value > 0 else figure
