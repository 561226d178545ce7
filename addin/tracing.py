"""`trace`: where a report's numbers come from, and whether they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from addin.folder import bar
from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import Books, addresses
from reports.tracing.report import NoReportError, Report, read
from reports.tracing.verdict import Difference, Verdict, cited, verify
from templates.text import printable
from templates.wording import say, sentences

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DONE, DIFFERS, WRONG_USAGE = 0, 1, 2
MOST_CELLS, MOST_LINES = 12, 60
"""Cells shown of one area, differences shown of a whole report."""


def trace(
    path: Path, figure: str, folder: Path | None, check: bool, as_of: date | None, locale: str, messages: Console,
) -> int:
    """List the figures, show one, or verify all; returns the exit code."""
    def refuse(key: str, **facts: object) -> int:
        messages.print(say("addin", f"trace.{key}", locale, **facts), style="red", markup=False)
        return WRONG_USAGE

    if check and folder is None:
        return refuse("needs_books")
    try:
        report = read(path)
    except NoReportError as error:
        return refuse(str(error), path=str(path))
    if as_of and as_of.isoformat() != report.as_of:
        return refuse("cut_off", own=report.as_of, asked=as_of)
    books = Books(folder) if folder else None
    console = Console(highlight=False)
    chosen = _chosen(report, figure)
    if figure and not chosen:
        return refuse("no_figure", figure=printable(figure))
    if check and books:
        with bar(messages, say("addin", "trace.verifying", locale)) as step:
            verdict = verify(report, books, step)
        _tell(console, report, verdict, set(chosen) if figure else None, locale)
        return DIFFERS if any(not figure or each.ref in chosen for each in verdict.differences) else DONE
    if len(chosen) == 1:
        _show(console, report, chosen[0], books, locale)
    else:
        _list(console, report, chosen or list(report.figures))
        console.print(say("addin", "trace.hint", locale, path=path.name), style="dim", markup=False)
    return DONE


def _chosen(report: Report, figure: str) -> list[str]:
    """The figure of that number, else those whose names contain the words."""
    if figure.upper() in report.figures:
        return [figure.upper()]
    words = figure.lower().split()
    return [ref for ref, each in report.figures.items() if words and all(word in each["name"].lower() for word in words)]


def _list(console: Console, report: Report, refs: list[str]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for each in ("cyan", "", "bold"):
        table.add_column(style=each, overflow="fold", justify="right" if each == "bold" else "left")
    for ref in refs:
        table.add_row(ref, Text(printable(report.figures[ref]["name"])), Text(printable(report.figures[ref]["text"])))
    console.print(table)


def _show(console: Console, report: Report, ref: str, books: Books | None, locale: str) -> None:
    """One figure: what it is, how it comes about, what stands in its cells, and what that gives now."""
    figure = report.figures[ref]
    console.print(Text.assemble((f"{ref} ", "cyan"), printable(figure["name"]), ("  " + printable(figure["text"]), "bold")))
    if figure["definition"]:
        console.print(Padding(Text(say("addin", "trace.definition", locale, how=printable(figure["definition"]))), (0, 0, 0, 2)))
    console.print(Padding(_tree(figure["derivation"], report, books, locale), (0, 0, 0, 2)))
    if books is None:
        return
    gone = next((file for file, _, _ in cited(figure["derivation"]) if books.fingerprint(file) is None), None)
    if gone is not None:
        console.print(Text(say("addin", "trace.file", locale, ref=ref, name=printable(figure["name"]), cell=printable(gone)),
                           style="red"))
        return
    try:
        now = Arithmetic(books, report.calendar).value(figure["derivation"])
    except (ValueError, ZeroDivisionError, OverflowError, OSError, KeyError) as error:
        console.print(Text(say("addin", "trace.unreadable", locale, ref=ref, name=printable(figure["name"]),
                               now=printable(str(error))), style="red"))
        return
    same = abs(now - figure["value"]) <= 1e-6 * max(1.0, abs(figure["value"]))
    console.print(Text(f"{say('addin', 'trace.again', locale, now=f'{now:,.10g}')} · "
                       f"{say('addin', 'trace.same' if same else 'trace.differs', locale)}", style="green" if same else "red"))


def _tree(step: Any, report: Report, books: Books | None, locale: str) -> Tree:
    operation, *rest = step
    if operation == "given":
        why = sentences("reports", locale).get(f"report.given.{rest[1]}", printable(rest[1]))
        return Tree(Text(say("addin", "trace.op_given", locale, number=_plain(rest[0]), why=why)))
    if operation in ("count", "total"):
        return _cells(operation, rest, books, locale)
    if operation == "workdays":
        tree = Tree(Text(say("addin", "trace.op_workdays", locale)))
        for key, spans in (("span", rest[0]), ("less", rest[1]), ("within", [rest[2]] if rest[2] else [])):
            for span in spans:
                first, last = (_edge(edge, books, locale) for edge in span)
                tree.add(Text(say("addin", f"trace.{key}", locale, first=first, last=last)))
        return tree
    numbers = [part for part in rest if not isinstance(part, list)]
    tree = Tree(Text(say("addin", f"trace.op_{operation}", locale, n=f"{numbers[0]:g}" if numbers else "")))
    for part in rest:
        if isinstance(part, list):
            tree.children.append(_tree(part, report, books, locale))
    return tree


def _cells(operation: str, areas: list[list[str]], books: Books | None, locale: str) -> Tree:
    listed = [(file, sheet, cell) for file, sheet, cells in areas for cell in addresses(cells) or [""]]
    tree = Tree(Text(say("addin", f"trace.op_{operation}", locale, n=len(listed))))
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
    return printable(f"{place} = {say('addin', 'trace.blank', locale) if value is None else _plain(value)}")


def _tell(console: Console, report: Report, verdict: Verdict, only: set[str] | None, locale: str) -> None:
    """The differences, worst kinds first as they come, and the sum."""
    listed = [each for each in verdict.differences if only is None or each.ref in only]
    for each in listed[:MOST_LINES]:
        console.print(Text(_sentence(report, each, locale), style="red"))
    if len(listed) > MOST_LINES:
        console.print(Text(say("addin", "trace.more", locale, count=len(listed) - MOST_LINES), style="red"))
    console.print(Text(say("addin", "trace.summary", locale, figures=verdict.figures, cells=verdict.cells,
                           printed=verdict.printed, as_of=report.as_of)))
    if verdict.searched:
        console.print(Text(say("addin", "trace.searched", locale, count=len(verdict.searched)), style="dim"))
    for file in verdict.touched:
        console.print(Text(say("addin", "trace.touched", locale, file=printable(file)), style="yellow"))
    wrong = len({each.ref for each in listed})
    console.print(Text(say("addin", "trace.differ" if wrong else "trace.clean", locale, count=wrong),
                       style="bold red" if wrong else "bold green"))


def _sentence(report: Report, each: Difference, locale: str) -> str:
    file, sheet, cell = each.cell
    was, now = (_held(value, word, locale) for value, word in ((each.was, "changed"), (each.now, "other_text")))
    return printable(say("addin", f"trace.{each.trouble}", locale, ref=each.ref, name=report.figures[each.ref]["name"],
                         was=was, now=now, cell=f"{file} {sheet}!{cell}" if cell else file))


def _held(value: object, word: str, locale: str) -> str:
    """What a cell held; of a text only a digest is known."""
    key = "blank" if value is None else word if isinstance(value, str) and value.startswith("#") else ""
    return say("addin", f"trace.{key}", locale) if key else _plain(value)


def _plain(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)[:80]
