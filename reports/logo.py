"""The organisation's logo: the first picture on the organisation book's sheet about itself."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from templates.xlsx.pictures import pictures
from templates.xlsx.refused import Refused
from templates.xlsx.workbook import Workbook

if TYPE_CHECKING:
    from checks.portfolio import Portfolio

MOST_PIXELS, SIDE, SMALLEST = 16_000_000, 800, 8
"""Pixels before a picture is decoded, and sides of what is printed."""


def logo(portfolio: Portfolio) -> bytes:
    """The logo as PNG; b"" where there is none that can be printed. Never raises for what a workbook may hold.

    The picture is decoded and written anew, so that nothing else than its pixels comes into a report.
    """
    book = portfolio.organisation
    about = book.tables.get("about") if book else None
    if book is None or about is None:
        return b""
    try:
        with Workbook(book.path) as workbook:
            raw = next(pictures(workbook, about.name), b"")
        return _written_anew(raw) if raw else b""
    except (Refused, OSError, KeyError):                 # somebody has changed the file since it was read
        return b""


def _written_anew(raw: bytes) -> bytes:
    """Raises OSError for what is no PNG or JPEG of a sensible size."""
    from PIL import Image  # noqa: PLC0415 - only where there is a logo

    try:
        with Image.open(BytesIO(raw), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < SMALLEST:
                return b""
            plain = picture.convert("RGBA")
            plain.thumbnail((SIDE, SIDE))
            white = Image.new("RGB", plain.size, "white")
            white.paste(plain, mask=plain.getchannel("A"))
            target = BytesIO()
            white.save(target, "PNG")
            return target.getvalue()
    except (ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:        # SyntaxError: a broken PNG
        raise OSError(str(error)) from error
