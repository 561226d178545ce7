"""A report as a PDF: the figures that it carries, and what is printed where a link leads to one."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.tracing.soundness import REF, carried, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "figures.json"
VERSION = 1


class NoReportError(Exception):
    """The file is no PDF, or none of our reports; the message is a stable word: pdf, figures, version."""


@dataclass(frozen=True)
class Report:
    """`figures` and `cells` as the report carries them; `printed` are the texts under the links to each."""

    as_of: str
    files: Mapping[str, str]
    calendar: list[list[str]]
    figures: Mapping[str, Mapping[str, Any]]
    cells: Mapping[str, Mapping[str, Mapping[str, object]]]
    printed: Mapping[str, list[str]]
    """Texts under links to what looks like a figure, whether or not the report carries it."""


def read(path: Path) -> Report:
    """Read one report. Raises NoReportError."""
    import pikepdf  # noqa: PLC0415 - only where a report is read

    try:
        with pikepdf.open(path) as pdf:
            attached = pdf.attachments.get(NAME)
            said = carried(_bytes(attached.get_file().obj)) if attached else None
            links = [(number, str(link.Dest), [float(each) for each in link.Rect])
                     for number, page in enumerate(pdf.pages) for link in page.get("/Annots", ())
                     if isinstance(link.get("/Dest"), pikepdf.String)]
        printed = _printed(path, [link for link in links if REF.fullmatch(link[1])])
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, TypeError, AttributeError, KeyError, zlib.error,
            RuntimeError) as error:
        raise NoReportError("pdf") from error
    if said is None:
        raise NoReportError("figures")
    if said["version"] != VERSION:
        raise NoReportError("version")
    return Report(said["as_of"], said["files"], said["calendar"], said["figures"], said["cells"], printed)


def _bytes(stream: Any) -> bytes:
    """The bytes of an attached file, not more than a report may have."""
    kind = str(stream.get("/Filter", ""))
    return unpacked(stream.read_raw_bytes(), deflated=True) if kind == "/FlateDecode" else unpacked(
        stream.read_bytes() if not kind else b"", deflated=False)


def _printed(path: Path, links: list[tuple[int, str, list[float]]]) -> dict[str, list[str]]:
    """The text within the rectangle of every link."""
    import pypdfium2  # noqa: PLC0415 - only where a report is read

    found: dict[str, list[str]] = defaultdict(list)
    document = pypdfium2.PdfDocument(path)
    try:
        texts: dict[int, Any] = {}
        for number, ref, (left, one, right, other) in links:
            if number not in texts:
                texts[number] = document[number].get_textpage()
            text = texts[number].get_text_bounded(left, min(one, other), right, max(one, other))
            found[ref].append(text.strip())
    finally:
        document.close()
    return found
