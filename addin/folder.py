"""Reading and judging what a path names, with a progress bar on a terminal and nothing when piped."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from checks.judge import Judgement, judge
from checks.portfolio import Portfolio, candidates, folder_of, load
from checks.windows import unknown_years
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from rich.console import Console


class NothingThereError(Exception):
    """A path that holds no workbook: wrong usage."""


def look(path: Path, as_of: date | None, console: Console, locale: str) -> tuple[Portfolio, Judgement]:
    """Read and judge a period folder, or one workbook with the organisation book above it. Raises NothingThereError."""
    portfolio = reading(path, as_of, console, locale)
    return portfolio, judging(portfolio, console, locale)


def reading(path: Path, as_of: date | None, console: Console, locale: str) -> Portfolio:
    """Read them, and say what could not be looked at. Raises NothingThereError."""
    if path.is_dir() and not candidates(path):
        raise NothingThereError(say("addin", "nothing_there", locale, path=str(path)))
    with bar(console, say("addin", "reading", locale)) as step:
        if path.is_dir():
            portfolio = load(path, as_of=as_of, step=step)
        else:
            portfolio = load(folder_of(path), as_of=as_of, only=path.resolve(), step=step)
    for each in gaps(portfolio, locale):
        console.print(each, style="yellow", markup=False)
    return portfolio


def judging(portfolio: Portfolio, console: Console, locale: str) -> Judgement:
    """Judge what was read."""
    with bar(console, say("addin", "checking", locale)) as step:
        return judge(portfolio, step=step)


def gaps(portfolio: Portfolio, locale: str) -> Iterator[str]:
    """What could not be looked at, a sentence each."""
    if portfolio.organisation is None:
        yield say("addin", "no_organisation", locale)
    for year in unknown_years(portfolio):
        yield say("addin", "no_calendar", locale, year=str(year))


@contextmanager
def bar(console: Console, label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar; yields the function to tell it how many of how many are done."""
    if not console.is_terminal:
        yield lambda _done, _all: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - only on a terminal

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)
