"""`trace`: where a report's numbers come from, and whether they hold."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from addin.folder import bar
from addin.steps import plain, tree_of, why
from reports.tracing.arithmetic import Arithmetic
from reports.tracing.books import Books, UnreadableError
from reports.tracing.report import NoReportError, Report, read
from reports.tracing.verdict import Difference, Verdict, cited, verify
from templates.text import printable
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

DONE, DIFFERS, WRONG_USAGE = 0, 1, 2
MOST_FIGURES, MOST_LINES = 12, 60
"""Figures named for a missing file, differences shown of a whole report."""


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
    if not report.figures:
        return refuse("figures", path=str(path))
    if as_of and as_of.isoformat() != report.as_of:
        return refuse("cut_off", own=report.as_of, asked=as_of)
    books = Books(folder, report.files) if folder else None
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
        console.print(say("addin", "trace.hint", locale, path=shlex.quote(str(path))), style="dim", markup=False)
    return DONE


def _chosen(report: Report, figure: str) -> list[str]:
    """The figure of that number, else those whose names contain the words, with or without spaces between them."""
    if figure.strip().upper() in report.figures:
        return [figure.strip().upper()]
    words = figure.lower().split()
    names = {ref: "".join(each["name"].lower().split()) for ref, each in report.figures.items()}
    return [ref for ref, name in names.items() if words and all(word in name for word in words)]


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
    arithmetic = Arithmetic(books, report.calendar) if books else None
    console.print(Padding(tree_of(figure["derivation"], arithmetic, locale), (0, 0, 0, 2)))
    if books is None or arithmetic is None:
        return
    try:
        for file in dict.fromkeys(file for file, _, _ in cited(figure["derivation"])):
            books.path(file)                             # a count would not look into it
        now = arithmetic.value(figure["derivation"])
    except OSError as error:
        console.print(Text(why(UnreadableError("no_file", str(error)), locale), style="red"))
        return
    except UnreadableError as error:
        console.print(Text(why(error, locale), style="red"))
        return
    same = abs(now - figure["value"]) <= 1e-6 * max(1.0, abs(figure["value"]))
    console.print(Text(f"{say('addin', 'trace.again', locale, now=f'{now:,.10g}')} · "
                       f"{say('addin', 'trace.same' if same else 'trace.differs', locale)}", style="green" if same else "red"))


def _tell(console: Console, report: Report, verdict: Verdict, only: set[str] | None, locale: str) -> None:
    """The differences, a file that is gone in one line, and the sum."""
    listed = [each for each in verdict.differences if only is None or each.ref in only]
    lines = [*_gone(listed, locale), *(_sentence(report, each, locale) for each in listed if each.trouble != "file")]
    for line in lines[:MOST_LINES]:
        console.print(Text(line, style="red"))
    if len(lines) > MOST_LINES:
        console.print(Text(say("addin", "trace.more", locale, count=len(lines) - MOST_LINES), style="red"))
    console.print(Text(say("addin", "trace.summary", locale, figures=verdict.figures, cells=verdict.cells,
                           printed=verdict.printed, as_of=report.as_of)))
    for key, refs in (("searched", verdict.searched), ("counted", verdict.counted)):
        if refs:
            console.print(Text(say("addin", f"trace.{key}", locale, count=len(refs)), style="dim"))
    for file in verdict.changes.touched:
        if file not in {each.cell[0] for each in listed if each.trouble == "file"}:
            console.print(Text(say("addin", "trace.touched", locale, file=printable(file)), style="yellow"))
    for old, new in verdict.changes.moved.items():
        console.print(Text(say("addin", "trace.moved", locale, old=printable(old), new=printable(new)), style="yellow"))
    wrong = len({each.ref for each in listed})
    console.print(Text(say("addin", "trace.differ" if wrong else "trace.clean", locale, count=wrong),
                       style="bold red" if wrong else "bold green"))


def _gone(listed: list[Difference], locale: str) -> Iterator[str]:
    """A line for each file that cannot be read: which figures rest on it."""
    resting: dict[str, list[str]] = {}
    for each in listed:
        if each.trouble == "file":
            resting.setdefault(each.cell[0], []).append(each.ref)
    for file, refs in resting.items():
        more = say("addin", "trace.more", locale, count=len(refs) - MOST_FIGURES) if len(refs) > MOST_FIGURES else ""
        shown = " ".join([*refs[:MOST_FIGURES], more]).rstrip()
        yield printable(say("addin", "trace.file", locale, file=file, count=len(refs), refs=shown))


def _sentence(report: Report, each: Difference, locale: str) -> str:
    file, sheet, cell = each.cell
    name = report.figures[each.ref]["name"] if each.ref in report.figures else ""
    both_texts = each.trouble == "cell" and all(_is_digest(value) for value in (each.was, each.now))
    key = "cell_text" if both_texts else each.trouble
    now = why(each.now, locale) if isinstance(each.now, UnreadableError) else _held(each.now, locale)
    return printable(say("addin", f"trace.{key}", locale, ref=each.ref, name=name, was=_held(each.was, locale), now=now,
                         cell=f"{file} {sheet}!{cell}"))


def _held(value: object, locale: str) -> str:
    """What a cell held; of a text only a digest is known."""
    key = "blank" if value is None else "text_there" if _is_digest(value) else ""
    return say("addin", f"trace.{key}", locale) if key else plain(value)


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#")
