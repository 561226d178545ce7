"""Colours and cell formats of our workbooks: one calm look for every sheet."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from templates.field import Field

ORANGE, BLUE, GREY = "#F8B26A", "#BDD7EE", "#D9D9D9"
"""Headings: to be filled in, may be filled in, worked out by the sheet."""
INK, QUIET, LINE = "#1F2D3D", "#5F6B7A", "#C9CFD6"
DERIVED_FILL = "#F2F2F2"
TABLE_STYLE = "Table Style Light 1"
MISSING, WRONG, WRONG_INK = "#FFE3C2", "#FFC7CE", "#9C0006"
"""Cells: required and left empty, holding what cannot be right."""
FAULTY, SOUND = "#E0474C", "#D9EAD3"
"""The first cell of a row that is to be mended; what is in order."""

_FONTS = {"zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei", "en": "Calibri"}
_NUMBERS = {"date": "yyyy-mm-dd", "int": "0", "money": "#,##0.00"}
WIDE = 22
"""Text columns from this width on wrap."""


class Styles:
    """The formats of one workbook, each made once; Excel allows 64,000, we use about thirty."""

    def __init__(self, workbook: Workbook, locale: str) -> None:
        self.workbook = workbook
        self._base = {"font_name": _FONTS[locale], "font_size": 10, "font_color": INK, "valign": "vcenter"}
        self.of = cache(self._of)

    def _of(self, **properties: object) -> Format:
        return self.workbook.add_format({**self._base, **properties})

    @cached_property
    def missing(self) -> Format:
        """What a required cell left empty turns into."""
        return self.workbook.add_format({"bg_color": MISSING})

    @cached_property
    def wrong(self) -> Format:
        """What a cell that cannot be right turns into."""
        return self.workbook.add_format({"bg_color": WRONG, "font_color": WRONG_INK})

    @cached_property
    def in_use(self) -> Format:
        """Lines around the cells of a filled row, for print too."""
        return self.workbook.add_format({"border": 1, "border_color": LINE})

    @property
    def plain(self) -> Format:
        """Anything without a format of its own."""
        return self.of()

    @property
    def indented(self) -> Format:
        """Text beside a coloured cell."""
        return self.of(indent=1)

    @property
    def title(self) -> Format:
        """The first line of a sheet."""
        return self.of(bold=True, font_size=14)

    @property
    def quiet(self) -> Format:
        """Units, help, version."""
        return self.of(font_color=QUIET, font_size=9)

    @property
    def note(self) -> Format:
        """Help beside a cell, wrapped."""
        return self.of(font_color=QUIET, font_size=9, text_wrap=True, indent=1)

    @property
    def strong(self) -> Format:
        """A word that stands out."""
        return self.of(bold=True)

    @property
    def link(self) -> Format:
        """The way to another sheet."""
        return self.of(font_color="#0563C1", underline=1)

    @property
    def check(self) -> Format:
        """What a self-check says, from the top: in a row that is too low for all of it one reads how it begins."""
        return self.of(font_color=WRONG_INK, font_size=9, text_wrap=True, valign="top")

    @property
    def check_heading(self) -> Format:
        """Above what self-checks say."""
        return self.of(bold=True, bg_color=GREY, border=1, border_color=LINE, text_wrap=True, align="center")

    @property
    def count(self) -> Format:
        """How many rows are to be mended."""
        return self.of(bold=True, font_size=11, font_color="#0563C1")

    @cached_property
    def faulty(self) -> Format:
        """The first cell of a row that is to be mended."""
        return self.workbook.add_format({"bg_color": FAULTY, "font_color": "#FFFFFF", "bold": True})

    @cached_property
    def right(self) -> Format:
        """What is in order."""
        return self.workbook.add_format({"bg_color": SOUND, "font_color": "#274E13"})

    def swatch(self, colour: str) -> Format:
        """Show a colour of the headings."""
        return self.of(bg_color=colour, border=1, border_color=LINE, align="center")

    def heading(self, field: Field | None = None) -> Format:
        """Give a column's label, in the colour that says who fills it in; blue where there is no field."""
        colour = BLUE if field is None else GREY if field.derived else ORANGE if field.required else BLUE
        return self.of(bold=True, bg_color=colour, border=1, border_color=LINE, text_wrap=True, align="center")

    def label(self, field: Field) -> Format:
        """Give the label of a form's line."""
        colour = GREY if field.derived else ORANGE if field.required else BLUE
        return self.of(bold=True, bg_color=colour, border=1, border_color=LINE, text_wrap=True)

    @staticmethod
    def wraps(field: Field) -> bool:
        """Tell whether the text of a column goes on in a second line."""
        return (field.type in ("text", "ref") and field.shown_width >= WIDE) or field.many

    def data(self, field: Field, *, boxed: bool = False) -> Format:
        """Give the cells of a column their format: keys as text lest they turn into numbers or dates."""
        properties: dict[str, object] = {}
        if field.type in _NUMBERS:
            properties["num_format"] = _NUMBERS[field.type]
        elif field.type in ("id", "ref") or field.is_key:
            properties["num_format"] = "@"
        if field.type in ("date", "choice"):
            properties["align"] = "center"
        if boxed or self.wraps(field):
            properties["text_wrap"] = True
        if boxed:
            properties |= {"border": 1, "border_color": LINE, "align": "left"}
        if field.derived:
            properties |= {"bg_color": DERIVED_FILL, "font_color": QUIET}
        return self.of(**properties)
