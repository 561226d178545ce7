"""The year's budget consolidated: by department and class, by account beside last year, and accounts against departments."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from reports.budgeting.accounts import CLASSES, together
from reports.budgeting.words import account_label, account_name, change, class_name, money
from reports.figure import typed_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.budgeting.accounts import Account
    from reports.context import Context

ROOM, DIGIT, GAP = 138.0, 1.4, 1.6
"""Millimetres beside the accounts' names, of a character, between two columns."""
RUNNING = ("cost", "expense")
"""Classes that are compared with last year; capital items differ from year to year."""


def by_department(context: Context, listed: Sequence[Account]) -> dict[str, Any]:
    """A row a department, and one of all together: classes of accounts, all spending, the change against last year."""
    kinds = [kind for kind in CLASSES if any(each.kind == kind for each in listed)]
    rows = [_department(context, listed, kinds, key) for key in _planning(context, listed)]
    case = "classes" if "revenue" in kinds else "spending_classes"
    return {"title": context.word(f"budgeting.{case}"), "sub": context.word(f"budgeting.{case}_sub"),
            "kinds": [class_name(context, kind) for kind in kinds], "rows": rows,
            "whole": _department(context, listed, kinds, None) if rows else None}


def by_account(context: Context, listed: Sequence[Account]) -> dict[str, Any]:
    """A row an account under its class, then the departments side by side, as many as a page takes."""
    groups = [_group(context, kind, list(group)) for kind, group in groupby(listed, key=lambda each: each.kind)]
    largest = max((each for each in listed if each.kind in RUNNING), key=lambda each: each.year().value, default=None)
    lead = context.say("budgeting.accounts_lead", account=account_label(context, largest.key), amount=money(
        context, largest.year(), f"{account_name(context, largest.key)} {context.word('budgeting.year')}")) if largest else ""
    return {"lead": lead, "groups": groups, "tables": list(_matrix(context, listed))}


def _planning(context: Context, listed: Sequence[Account]) -> list[str]:
    """The departments that hand in a budget."""
    return [key for key in context.portfolio.departments if any(key in each.departments for each in listed)]


def _department(context: Context, listed: Sequence[Account], kinds: Sequence[str], department: str | None) -> dict[str, Any]:
    name = context.word("whole") if department is None else context.name(department)
    of_kind = {kind: together(each.year(department) for each in listed if each.kind == kind) for kind in kinds}
    spent = together(amount for kind, amount in of_kind.items() if kind != "revenue")
    running = together(amount for kind, amount in of_kind.items() if kind in RUNNING)
    last = together(each.other("last_budget", department) for each in listed if each.kind in RUNNING)
    return {"name": typed_sentence(name),
            "cells": [money(context, amount, f"{name} {class_name(context, kind)}") for kind, amount in of_kind.items()],
            "spent": money(context, spent, f"{name} {context.word('budgeting.spending')}"),
            "change": change(context, running, last, name)}


def _group(context: Context, kind: str, own: Sequence[Account]) -> dict[str, Any]:
    """The accounts of a class and their sum."""
    rows = [{"name": account_label(context, each.key), **_sums(context, [each], account_name(context, each.key)),
             "departments": context.figures.count(
                 [context.portfolio.departments[key].at("department") for key in _planning(context, [each])],
                 f"{account_name(context, each.key)} {context.word('budgeting.departments')}")} for each in own]
    return {"kind": class_name(context, kind), "rows": rows,
            "whole": _sums(context, own, f"{context.word('whole')} {class_name(context, kind)}")}


def _sums(context: Context, own: Sequence[Account], name: str) -> dict[str, Any]:
    """This year's budget, last year's budget and actual, and the change of the budget."""
    year = together(each.year() for each in own)
    last, actual = (together(each.other(column) for each in own) for column in ("last_budget", "last_actual"))
    return {"year": money(context, year, f"{name} {context.word('budgeting.year')}"),
            "last": money(context, last, f"{name} {context.word('budgeting.last_budget')}"),
            "actual": money(context, actual, f"{name} {context.word('budgeting.last_actual')}"),
            "change": change(context, year, last, name)}


def _matrix(context: Context, listed: Sequence[Account]) -> Iterator[dict[str, Any]]:
    """Accounts against departments, in as many tables of like width as the numbers need."""
    departments = _planning(context, listed)
    cells = {(each.key, key): money(context, each.year(key), f"{account_name(context, each.key)} {context.name(key)}")
             for each in listed for key in departments}
    longest = max((len(each.text) for each in cells.values() if each), default=1)
    most = max(1, int(ROOM / (DIGIT * longest + GAP)))
    size = -(-len(departments) // -(-len(departments) // most)) if departments else 1
    for start in range(0, len(departments), size):
        part = departments[start:start + size]
        yield {"heads": [typed_sentence(context.name(key)) for key in part], "rows": [
            {"name": account_label(context, each.key), "cells": [cells[each.key, key] for key in part]}
            for each in listed if each.departments & set(part)]}
