"""How our workbooks look: one calm style, colours that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from templates.field import Field

INK, QUIET, LINE = "#1F2933", "#6B7280", "#D3D8DE"
REQUIRED, OPTIONAL, DERIVED, MISSING, WRONG = "#F8CBAD", "#DCE6F1", "#E7E6E6", "#FFE8D6", "#F9C9C9"
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00", "percent": "0.##", "int": "0", "number": "#,##0.##"}
FONT = {"zh-Hans": "微软雅黑", "zh-Hant": "微軟正黑體", "en": "Calibri"}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, locale: str) -> None:
        self.workbook = workbook
        self.base: dict[str, object] = {"font_name": FONT[locale], "font_size": 10, "font_color": INK, "valign": "top"}
        self._made: dict[str, Format] = {}

    def make(self, **properties: object) -> Format:
        """A format on top of the base."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format({**self.base, **properties})
        return self._made[key]

    @property
    def title(self) -> Format:
        """The sheet's name."""
        return self.make(font_size=15, bold=True, valign="vcenter")

    @property
    def quiet(self) -> Format:
        """Units and help."""
        return self.make(font_color=QUIET, font_size=9)

    def heading(self, field: Field) -> Format:
        """A column heading: orange where required, blue where optional, grey where computed."""
        colour = DERIVED if field.derived else REQUIRED if field.required else OPTIONAL
        return self.make(bold=True, bg_color=colour, border=1, border_color=LINE, text_wrap=True, valign="vcenter")

    def cell(self, field: Field) -> Format:
        """A data cell of a column."""
        properties: dict[str, object] = {"border": 1, "border_color": LINE}
        if field.type in NUMBER_FORMATS:
            properties["num_format"] = NUMBER_FORMATS[field.type]
        else:
            properties["text_wrap"] = True
            if field.type in ("id", "ref"):
                properties["num_format"] = "@"          # an account 0012 keeps its zeros
        if field.derived:
            properties["bg_color"] = DERIVED
        return self.make(**properties)
