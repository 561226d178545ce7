"""A derivation on a terminal: a tree of steps, each with what it gives and the cells that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.tree import Tree

from reports.tracing.books import UnreadableError, addresses
from templates.text import printable
from templates.wording import say, sentences

if TYPE_CHECKING:
    from reports.tracing.arithmetic import Arithmetic
    from reports.tracing.books import Books

MOST_CELLS = 12
"""Cells shown of one area."""


def tree_of(step: Any, arithmetic: Arithmetic | None, locale: str) -> Tree:
    """A derivation as a tree; with the books at hand each step says what it gives."""
    operation, *rest = step
    if operation == "given":
        why = sentences("reports", locale).get(f"report.given.{rest[1]}", printable(rest[1]))
        return Tree(Text(say("addin", "trace.op_given", locale, number=plain(rest[0]), why=why)))
    parts = [part for part in rest if isinstance(part, list)]
    books, number = arithmetic.books if arithmetic else None, _result(step, arithmetic, locale)
    if operation in ("count", "total"):
        return _cells(operation, rest, number, books, locale)
    if operation == "workdays":
        tree = Tree(Text(say("addin", "trace.op_workdays", locale) + number))
        for key, spans in (("span", rest[0]), ("less", rest[1]), ("within", [rest[2]] if rest[2] else [])):
            for span in spans:
                first, last = (_edge(edge, books, locale) for edge in span)
                tree.add(Text(say("addin", f"trace.{key}", locale, first=first, last=last)))
        return tree
    tree = Tree(Text(say("addin", f"trace.op_{operation}", locale, n="" if parts == rest else f"{rest[0]:g}") + number))
    tree.children.extend(tree_of(part, arithmetic, locale) for part in parts)
    return tree


def _result(step: Any, arithmetic: Arithmetic | None, locale: str) -> str:
    """What a step gives, as " = 7", or why it gives nothing; "" without the books."""
    if arithmetic is None:
        return ""
    try:
        return f" = {plain(arithmetic.value(step))}"
    except UnreadableError as error:
        return f" = ? {why(error, locale)}"


def why(error: UnreadableError, locale: str) -> str:
    """Why a step gives nothing, as a sentence."""
    return say("addin", f"trace.why_{error.why}", locale, what=printable(error.what))


def _cells(operation: str, areas: list[list[str]], number: str, books: Books | None, locale: str) -> Tree:
    listed = [(file, sheet, cell) for file, sheet, cells in areas for cell in addresses(cells) or [""]]
    tree = Tree(Text(say("addin", f"trace.op_{operation}", locale, n=len(listed)) + (number if operation == "total" else "")))
    for file, sheet, cell in listed[:MOST_CELLS]:
        tree.add(Text(_at(file, sheet, cell, books, locale)))
    if len(listed) > MOST_CELLS:
        tree.add(Text(say("addin", "trace.more", locale, count=len(listed) - MOST_CELLS)))
    return tree


def _edge(edge: object, books: Books | None, locale: str) -> str:
    if isinstance(edge, list):
        return _at(edge[0], edge[1], edge[2], books, locale)
    return say("addin", "trace.open", locale) if edge is None else str(edge)


def _at(file: str, sheet: str, cell: str, books: Books | None, locale: str) -> str:
    """A cell, and with the books at hand what stands there."""
    place = f"{file} {sheet}!{cell}" if cell else file
    if books is None or not cell:
        return printable(place)
    try:
        value = books.value(file, sheet, cell)
    except OSError:
        return printable(place)
    return printable(f"{place} = {say('addin', 'trace.blank', locale) if value is None else plain(value)}")


def plain(value: object) -> str:
    """A number with separators, anything else as it is, not too long."""
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)[:80]
