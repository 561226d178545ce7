"""The ready-made blank workbooks in simplified Chinese, one per book: `python -m templates.ready` writes them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from templates.blank import write
from templates.books import BOOKS
from templates.identity import Identity

if TYPE_CHECKING:
    from templates.book import Book

LOCALE = "zh-Hans"
FOLDER = Path(__file__).parent / LOCALE
_WITHIN_YEAR = {"year": "", "month": "-01", "half": "H1"}


def ready_name(book: Book) -> str:
    """Name the file as people call the book."""
    return f"{book.label.said(LOCALE)}.xlsx"


def write_ready(folder: Path = FOLDER) -> list[Path]:
    """Write all of them, for the first period of the year of their template version."""
    written = []
    for book in BOOKS.values():
        period = book.version.partition(".")[0] + _WITHIN_YEAR[book.period]
        path = folder / ready_name(book)
        write(path, book, Identity(book.key, book.version, "", period, round=int(book.rounds), locale=LOCALE))
        written.append(path)
    return written


if __name__ == "__main__":
    write_ready()
