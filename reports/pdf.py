"""From a page to a PDF: nothing fetched but our own style sheet, the same bytes for the same page."""

from __future__ import annotations

import gc
import hashlib
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING

from reports.carried import NAME, carried
from templates.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checks.portfolio import Portfolio
    from reports.figure import Figures

STYLE, LOGO = "res:report.css", "res:logo"


@dataclass(frozen=True)
class Page:
    """A report ready to be set: HTML, the register of its figures, and the portfolio that they were worked out from.

    `logo` is a PNG, b"" for none; the HTML shows it by the address LOGO.
    """

    html: str
    figures: Figures
    portfolio: Portfolio
    logo: bytes = b""


class _Complaints(logging.Handler):
    """Collects what the layout complains of, missing glyphs above all."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line a complaint."""
        self.lines.append(record.getMessage())


@contextmanager
def _uncollected() -> Iterator[None]:
    """The layout holds all that it makes until the last page: searching it for garbage costs a sixth and frees nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def write(page: Page, target: Path) -> list[str]:
    """Write the PDF, whole or not at all; returns complaints such as missing glyphs. Raises OSError."""
    from weasyprint import HTML, Attachment  # noqa: PLC0415 - 0.6 s, only where a PDF is made
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Gives the style sheet that ships with the package and the logo, and refuses everything else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            """Answer one address."""
            del headers
            if url == STYLE:
                style = files("reports").joinpath("pages", "report.css").read_bytes()
                return URLFetcherResponse(url, style, {"Content-Type": "text/css"})
            if url == LOGO:
                return URLFetcherResponse(url, page.logo, {"Content-Type": "image/png"})
            raise ValueError(f"refused: {url}")

    complaints, logger = _Complaints(), logging.getLogger("weasyprint")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(complaints)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        fetcher = OnlyOurs()
        document = HTML(string=page.html, base_url="res:/", url_fetcher=fetcher).render(pdf_variant="pdf/a-3a")
        when = datetime.combine(page.portfolio.as_of, time(), UTC)
        attached = Attachment(string=carried(page), name=NAME, description="figures and their cells",
                              created=when, modified=when, relationship="Data", url_fetcher=fetcher)
        with whole(target) as partial:
            document.write_pdf(str(partial), pdf_variant="pdf/a-3a", attachments=[attached], finisher=_once,
                               pdf_identifier=hashlib.sha256(page.html.encode() + page.logo).digest()[:16])
    finally:
        logger.removeHandler(complaints)
        logger.setLevel(level)
        logger.propagate = propagate
    return sorted(set(complaints.lines))


def _once(_document: object, pdf: object) -> None:
    """The library lists an attached file twice."""
    attached = pdf.catalog.get("AF")  # type: ignore[attr-defined]
    if attached:
        attached[:] = dict.fromkeys(attached)
