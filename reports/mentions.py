"""A page without an index of figures: each number leads to where it is mentioned first, so that its print can be read back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.figure import Figures

if TYPE_CHECKING:
    from reports.pdf import Page

_LINK = re.compile(r'<a class="n" href="#(F\d+)">')
"""As a figure prints itself; what people typed is escaped and cannot look like it."""


def within_itself(page: Page) -> Page:
    """The page with every link led to the figure's first mention; the attached file holds each that is printed, and no other."""
    seen: set[str] = set()

    def anchored(link: re.Match[str]) -> str:
        first = link[1] not in seen
        seen.add(link[1])
        return f'<a class="n" id="{link[1]}" href="#{link[1]}">' if first else link[0]

    html = _LINK.sub(anchored, page.html)
    return replace(page, html=html, figures=Figures({ref: each for ref, each in page.figures.rows.items() if ref in seen}))
