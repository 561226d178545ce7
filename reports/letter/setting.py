"""Setting the letters: a PDF each, in two processes, since laying out is slow and two cores are common."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from reports.pdf import Page, write
from templates.references import Directory

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

    from checks.portfolio import Portfolio
    from templates.filled import Filled

PROCESSES = 2
METHOD = "fork" if sys.platform == "linux" else "spawn"
"""A forked process has what it needs; a spawned one takes two seconds to start and is handed its pages."""
FEWEST = {"fork": 2, "spawn": 6}
"""So many letters are worth a second process."""

_handed: list[tuple[Path, Page]] = []
"""In a process of its own: what it may be asked to set."""


def write_all(pages: Sequence[tuple[str, Page]], folder: Path, step: Callable[[int, int], None] | None = None) -> list[str]:
    """Write every page as FOLDER/STEM.pdf, each whole or not at all; returns complaints, each with the file's name.

    `step` is told how many of how many are written. The bytes are those that `reports.pdf.write` gives one by one.
    Raises OSError where a file cannot be written; what was written before stays.
    """
    jobs = [(folder / f"{stem}.pdf", page) for stem, page in pages]
    complaints = []
    for done, told in enumerate(_in_turn(jobs) if len(jobs) < FEWEST[METHOD] else _together(jobs), 1):
        complaints += told
        if step:
            step(done, len(jobs))
    return sorted(complaints)


def _in_turn(jobs: Sequence[tuple[Path, Page]]) -> Iterator[list[str]]:
    return (_set(target, page) for target, page in jobs)


def _together(jobs: Sequence[tuple[Path, Page]]) -> Iterator[list[str]]:
    """The complaints of each job as it ends."""
    handed = _light(jobs) if METHOD == "spawn" else jobs
    with ProcessPoolExecutor(PROCESSES, get_context(METHOD), initializer=_take, initargs=(handed,)) as pool:
        running = [pool.submit(_set_one, number) for number in range(len(jobs))]
        try:
            for each in as_completed(running):
                yield each.result()
        finally:
            for each in running:
                each.cancel()


def _take(jobs: Sequence[tuple[Path, Page]]) -> None:
    _handed[:] = jobs


def _set_one(number: int) -> list[str]:
    return _set(*_handed[number])


def _set(target: Path, page: Page) -> list[str]:
    return [f"{target.name}: {line}" for line in write(page, target)]


def _light(jobs: Sequence[tuple[Path, Page]]) -> list[tuple[Path, Page]]:
    """The same pages with as much of their portfolio as a page carries with it: the organisation, and the sheets it cites."""
    cited = {(place.file, place.table) for _, page in jobs for figure in page.figures.rows.values() for place in figure.cells}
    portfolios = {id(page.portfolio): page.portfolio for _, page in jobs}
    lighter = {key: _lighter(each, cited) for key, each in portfolios.items()}
    return [(target, replace(page, portfolio=lighter[id(page.portfolio)])) for target, page in jobs]


def _lighter(portfolio: Portfolio, cited: Container[tuple[str, str]]) -> Portfolio:
    def kept(book: Filled) -> Filled:
        return book if book is portfolio.organisation else replace(book, tables={
            key: table for key, table in book.tables.items() if (table.source.file, table.key) in cited})

    return replace(portfolio, books=[kept(book) for book in portfolio.books], directory=Directory({}, {}),
                   superseded=[kept(book) for book in portfolio.superseded])
