"""Drop-downs, input hints and colours of a column: help while typing, never a guarantee."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from templates.styles import MISSING, WRONG
from templates.wording import helps, say, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from templates.book import Sheet
    from templates.field import Field
    from templates.styles import Styles

LONGEST_LIST, LONGEST_PROMPT, LONGEST_TITLE = 255, 255, 32


def hint(sheet_name: str, field: Field, locale: str) -> str:
    """What the input hint of a cell says: the column's own help, else what its type asks for."""
    own = helps(locale).get(f"{sheet_name}.{field.key}")
    if own:
        return own[:LONGEST_PROMPT]
    if field.derived:
        return say("templates", "hint.derived", locale)
    kind = "many" if field.many else "number" if field.numeric else field.type
    if field.numeric and field.low is not None and field.high is not None:
        return say("templates", "hint.bounds", locale, low=field.low, high=field.high)
    words = "、".join(each.said(locale) for each in field.choices.values())
    return say("templates", f"hint.{kind}", locale, choices=words)[:LONGEST_PROMPT]


def validation(sheet_name: str, field: Field, locale: str, sources: Mapping[str, str]) -> dict[str, object]:
    """Options of the data validation. Wrong entries are questioned, not forbidden: names and other languages are read."""
    options: dict[str, object] = {
        "validate": "any", "input_title": field.label.said(locale)[:LONGEST_TITLE],
        "input_message": hint(sheet_name, field, locale), "error_type": "warning", "ignore_blank": True,
        "error_title": say("templates", "invalid.title", locale),
        "error_message": say("templates", "invalid.message", locale),
    }
    if field.derived or field.many:
        return options
    labels = [each.said(locale) for each in field.choices.values()]
    if labels and len(",".join(labels)) <= LONGEST_LIST:
        options |= {"validate": "list", "source": labels}
    elif field.ref and field.ref in sources:
        options |= {"validate": "list", "source": sources[field.ref]}
    elif field.type == "date":
        options |= {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 12, 31)}
    elif field.numeric and field.low is not None:
        options |= {"validate": "decimal", "criteria": "between", "minimum": field.low,
                    "maximum": field.high if field.high is not None else 10**12}
    return options


def colour(worksheet: Worksheet, styles: Styles, sheet: Sheet, first: int, last: int) -> None:
    """A required cell that is still empty in a row that was begun; a number outside its limits."""
    from templates.xlsx.address import column_letters  # noqa: PLC0415 - only here

    runs: list[list[int]] = []
    for number, field in enumerate(sheet.fields, 1):
        if field.derived is None:
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
    begun = "COUNTA(" + ",".join(f"${column_letters(a)}{first}:${column_letters(b)}{first}" for a, b in runs) + ")>0"
    missing = styles.workbook.add_format({"bg_color": MISSING})
    wrong = styles.workbook.add_format({"bg_color": WRONG})
    for number, field in enumerate(sheet.fields, 1):
        cell = f"{column_letters(number)}{first}"
        area = (first - 1, number - 1, last - 1, number - 1)
        if field.required and not field.derived:
            worksheet.conditional_format(*area, {"type": "formula", "criteria": f"=AND(LEN({cell})=0,{begun})",
                                                 "format": missing})
        if field.numeric and not field.derived and (field.low is not None or field.high is not None):
            sides = [f"{cell}<{field.low}"] * (field.low is not None) + [f"{cell}>{field.high}"] * (field.high is not None)
            worksheet.conditional_format(*area, {"type": "formula", "format": wrong,
                                                 "criteria": f"=IF(ISNUMBER({cell}),OR({','.join(sides)}),FALSE)"})
        if field.key == "finish" and "start" in sheet.by_key:
            start = f"{column_letters([each.key for each in sheet.fields].index('start') + 1)}{first}"
            worksheet.conditional_format(*area, {
                "type": "formula", "format": wrong, "criteria": f"=IF(COUNT({start},{cell})=2,{cell}<{start},FALSE)"})
