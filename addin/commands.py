"""What validate, consolidate, report and rules do, whoever asks: exit code out, messages to the console."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from addin import contract
from addin.folder import NothingThereError, bar, judging, look, reading
from checks.conflicts import conflicts as find_conflicts
from checks.indicators.period import year_of
from templates.field import LOCALES
from templates.identity import span
from templates.whole import whole
from templates.wording import listed, say, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from checks.judge import Judgement
    from checks.portfolio import Portfolio

DONE, FOUND_ERRORS, WRONG_USAGE = 0, 1, 2


def validate(
    paths: Sequence[Path], form: str, target: Path | None, as_of: date | None, locale: str | None, console: Console,
) -> int:
    """Findings of files and folders as a table, JSON, or a workbook with links."""
    asked = locale or system()
    if form == "xlsx" and (target is None or len(paths) > 1):
        console.print(say("addin", "xlsx_needs", asked), style="red", markup=False)
        return WRONG_USAGE
    try:
        judged = [look(path, as_of, console, asked) for path in paths]
    except NothingThereError as nothing:
        console.print(str(nothing), style="red", markup=False)
        return WRONG_USAGE
    try:
        if form == "json":
            _write(json.dumps(contract.validation(judged, locale), ensure_ascii=False, indent=1), target)
        elif form == "xlsx" and target:
            from reports import findings_book  # noqa: PLC0415 - XlsxWriter, only for this format

            portfolio, judgement = judged[0]
            findings_book.write(portfolio, judgement, target, locale or contract.language_of(portfolio))
        else:
            _table(judged, target, locale)
    except OSError as error:
        return not_written(error, target, asked, console)
    if target:
        console.print(say("addin", "written", asked, path=str(target)), markup=False)
    return FOUND_ERRORS if any(judgement.count("error") for _, judgement in judged) else DONE


def consolidate(directory: Path, target: Path, as_of: date | None, locale: str | None, console: Console) -> int:
    """All sheets of all departments in one workbook."""
    from reports import consolidated  # noqa: PLC0415 - heavy

    def make(portfolio: Portfolio, judgement: Judgement, own: str) -> list[str]:
        with bar(console, say("addin", "writing", own)) as step:
            consolidated.write(portfolio, judgement, target, own, step=step)
        return []

    return _make(directory, target, as_of, locale, console, make)


def conflicts(directory: Path, form: str, as_of: date | None, locale: str | None, console: Console) -> int:
    """Where departments clash, which cells cannot all hold, and what would settle it, as a table or JSON."""
    asked = locale or system()
    try:
        portfolio, judgement = look(directory, as_of, console, asked)
    except NothingThereError as nothing:
        console.print(str(nothing), style="red", markup=False)
        return WRONG_USAGE
    from checks.explanation.explanation import explain  # noqa: PLC0415 - only where repairs are sought

    own = locale or contract.language_of(portfolio)
    with bar(console, say("addin", "clash.explaining", own)) as step:
        explained = explain(portfolio, judgement, find_conflicts(judgement.findings), step)
    if form == "json":
        _write(json.dumps(contract.clashes(portfolio, explained, own), ensure_ascii=False, indent=1), None)
        return DONE
    from rich.console import Console  # noqa: PLC0415 - only for tables

    from addin.clashes import show  # noqa: PLC0415

    show(Console(highlight=False), portfolio, explained, own)
    return DONE


def report(
    directory: Path, target: Path, as_of: date | None, locale: str | None, console: Console, kind: str = "evaluation",
    period: str | None = None,
) -> int:
    """A report as PDF; into a folder under its own name, letters as one file a department.

    Without `as_of` a period that ended before the folder's own cut-off is told as it stood on its last day.
    """
    from reports import kinds  # noqa: PLC0415 - what a kind needs is heavy

    asked, about = locale or system(), (period or "").strip().upper()
    days = span(about)
    if period is not None and not days:
        return _refused(say("addin", "bad_period", asked, typed=period), console)
    if kinds.is_foreign(target):
        return _refused(say("addin", "report.foreign", asked, path=str(target)), console)
    try:
        portfolio = reading(directory, as_of, console, asked)
        if days and (year := year_of(portfolio)) != days[0].year:
            return _refused(say("addin", "report.other_year", asked, period=about, year=str(year)), console)
        if days and days[0] > portfolio.as_of:
            return _refused(say("addin", "report.not_begun", asked, period=about, as_of=portfolio.as_of), console)
        if days and as_of is None and days[1] < portfolio.as_of:
            console.print(say("addin", "report.cut_off", asked, as_of=days[1]), markup=False)
            portfolio = replace(portfolio, as_of=days[1])
        judgement = judging(portfolio, console, asked)
        own = locale or contract.language_of(portfolio)
        with _working(console, own, many=kind == kinds.LETTERS and kinds.is_folder(target)) as step:
            complaints = kinds.write(kind, portfolio, judgement, own if own in LOCALES else asked, about, target, step)
    except NothingThereError as nothing:
        return _refused(str(nothing), console)
    except OSError as error:
        return not_written(error, target, asked, console)
    for complaint in complaints:
        console.print(complaint, style="yellow", markup=False)
    console.print(say("addin", "written", asked, path=str(kinds.destination(kind, target))), markup=False)
    return DONE


@contextmanager
def _working(console: Console, locale: str, *, many: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar where many files are written, a status line for one; nothing when piped."""
    if many or not console.is_terminal:
        with bar(console, say("addin", "writing", locale)) as step:
            yield step
    else:
        with console.status(say("addin", "writing", locale)):
            yield lambda _done, _all: None


def _refused(sentence: str, console: Console) -> int:
    console.print(sentence, style="red", markup=False)
    return WRONG_USAGE


def rules(form: str, locale: str) -> None:
    """The catalogue on standard output."""
    catalogue = contract.rules()
    if form == "json":
        click.echo(json.dumps(catalogue, ensure_ascii=False, indent=1))
        return
    if form == "markdown":
        from reports.catalogue import markdown  # noqa: PLC0415
        from samples.broken_case import examples  # noqa: PLC0415

        click.echo(markdown(locale, examples()))
        return
    words = sentences("addin", locale)
    for each in catalogue["rules"]:
        severity = words[f"severity.{each['severity']}"]
        click.echo(f"{each['code']}  {severity}  {each['title'][locale]}  ({listed(each['clauses'], locale)})")
    click.echo()
    for each in catalogue["clauses"]:
        answer = listed(each["rules"], locale) or each["no_rule"][locale]
        click.echo(f"{each['clause']}  {each['asks'][locale]}  → {answer}")


def system() -> str:
    """The system's language."""
    from addin.options import system_language  # noqa: PLC0415 - click, only where the folder does not say

    return system_language()


def _make(
    directory: Path, target: Path, as_of: date | None, locale: str | None, console: Console,
    make: Callable[[Portfolio, Judgement, str], list[str]],
) -> int:
    asked = locale or system()
    try:
        portfolio, judgement = look(directory, as_of, console, asked)
        own = locale or contract.language_of(portfolio)
        for complaint in make(portfolio, judgement, own if own in LOCALES else asked):
            console.print(complaint, style="yellow", markup=False)
    except NothingThereError as nothing:
        console.print(str(nothing), style="red", markup=False)
        return WRONG_USAGE
    except OSError as error:
        return not_written(error, target, asked, console)
    console.print(say("addin", "written", asked, path=str(target)), markup=False)
    return DONE


def not_written(error: OSError, target: Path | None, asked: str, console: Console) -> int:
    """The disk is full, the file is open in Excel, nobody may write there."""
    where = str(target or error.filename or "")
    console.print(say("addin", "cannot_write", asked, path=where, why=error.strerror or str(error)), style="red", markup=False)
    return WRONG_USAGE


def _table(judged: Sequence[tuple[Portfolio, Judgement]], target: Path | None, locale: str | None) -> None:
    from rich.console import Console  # noqa: PLC0415 - only for tables

    from addin.show import show  # noqa: PLC0415

    console = Console(highlight=False, record=target is not None, file=open(os.devnull, "w") if target else None)  # noqa: SIM115, PTH123
    for portfolio, judgement in judged:
        show(console, portfolio, judgement, locale or contract.language_of(portfolio))
    if target:
        _write(console.export_text(), target)


def _write(text: str, target: Path | None) -> None:
    """To standard output, or to a file that is whole or not there."""
    if target is None:
        click.echo(text)
        return
    with whole(target) as partial:
        partial.write_text(text + "\n", encoding="utf-8")
