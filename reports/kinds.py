"""The kinds of report: how each is written, and where."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.pdf import Page

    Step = Callable[[int, int], None]

LETTERS = "letters"
"""The kind that is many files: one a department, and all of them together."""
MODULES = {"evaluation": "reports.evaluation", "brief": "reports.short", "meeting": "reports.meeting",
           "budget": "reports.budgeting", "catalogue": "reports.rules_in_force"}
"""Kinds of one file → the module whose `build` makes the page; loaded where it is wanted, since some are heavy."""
KINDS = ("evaluation", "brief", LETTERS, "meeting", "budget", "catalogue")
ENDING = ".pdf"
FOREIGN = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".docx", ".doc", ".odt", ".rtf", ".pptx", ".html", ".htm", ".txt",
                     ".md", ".json", ".png", ".svg", ".zip"})
"""Endings that nobody gives a folder."""


def is_folder(target: Path) -> bool:
    """Whether a target means a folder: one that is there, or a name without the ending of a PDF that is no file yet."""
    return target.is_dir() or (target.suffix.lower() != ENDING and not target.is_file())


def is_foreign(target: Path) -> bool:
    """Whether a name that is no folder's has the ending of another kind of file, such as a workbook's."""
    return not target.is_dir() and target.suffix.lower() in FOREIGN


def destination(kind: str, target: Path) -> Path:
    """Where a report goes: into a folder under its own name, letters as several files into the folder itself."""
    return target / f"{kind}{ENDING}" if is_folder(target) and kind != LETTERS else target


def write(
    kind: str, portfolio: Portfolio, judgement: Judgement, locale: str, period: str, target: Path, step: Step | None = None,
) -> list[str]:
    """Write a report of one of KINDS about a period ("" for the plan year to date) to its destination; returns complaints.

    A folder is made where there is none. Letters in a folder are one PDF a department and the bundle letters.pdf; `step` is
    told how many of them are written. Complaints are those of the layout, such as missing glyphs. Raises OSError.
    """
    from reports import pdf  # noqa: PLC0415 - weasyprint, only where a PDF is made

    if is_folder(target):
        target.mkdir(parents=True, exist_ok=True)
    if kind != LETTERS:
        build: Callable[[Portfolio, Judgement, str, str], Page] = import_module(MODULES[kind]).build
        return pdf.write(build(portfolio, judgement, locale, period), destination(kind, target))
    from reports.letters import bundle, letters, write_all  # noqa: PLC0415 - only where letters are written

    whole = bundle(portfolio, judgement, locale, period)
    if not is_folder(target):
        return pdf.write(whole, target)
    single = [(f"{stem}_" if stem.casefold() == LETTERS else stem, page)
              for stem, page in letters(portfolio, judgement, locale, period)]
    return write_all([(LETTERS, whole), *single], target, step)
