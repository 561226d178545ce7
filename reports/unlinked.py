"""A page without an index of figures: numbers stand without links, which would lead nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.figure import Figures

if TYPE_CHECKING:
    from reports.pdf import Page

_LINK = re.compile(r'<a class="n" href="#(F\d+)">([^<]*)</a>')
"""As a figure prints itself; what people typed is escaped and cannot look like it."""


def unlinked(page: Page) -> Page:
    """The page with its numbers as plain text; the attached file holds every figure that is printed, and no other."""
    printed = {match[1] for match in _LINK.finditer(page.html)}
    kept = {ref: figure for ref, figure in page.figures.rows.items() if ref in printed}
    return replace(page, html=_LINK.sub(r'<span class="n">\2</span>', page.html), figures=Figures(kept))
