"""The sheets behind the drop-downs: the visible directory 名录, and the hidden lists for formulas."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from templates.formula import LIST_COLUMNS
from templates.identity import LIST_SHEET
from templates.wording import say
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from templates.lists import Lists
    from templates.styles import Styles

SHOWN = ("departments", "people", "assets", "accounts", "goals", "suppliers")
FIRST = 4
"""Row of the first entry."""
_WIDTHS = {"departments": (10, 18), "people": (10, 12), "assets": (12, 24), "accounts": (12, 22), "goals": (10, 30),
           "suppliers": (12, 26)}


def ranges(lists: Lists, locale: str) -> dict[str, str]:
    """Target sheet ("organisation.people") → absolute range of its keys on the directory sheet."""
    name = say("templates", "lists.sheet_name", locale)
    found = {}
    for position, key in enumerate(SHOWN):
        length = len(lists.entries.get(key, ()))
        if length:
            letters = column_letters(1 + 3 * position)
            found[f"organisation.{key}"] = f"='{name}'!${letters}${FIRST}:${letters}${FIRST + length - 1}"
    return found


def write_directory(workbook: Workbook, styles: Styles, lists: Lists, locale: str) -> None:
    """Keys and names, side by side, for people to look up what a drop-down means."""
    sheet = workbook.add_worksheet(say("templates", "lists.sheet_name", locale))
    sheet.set_tab_color("#8A8F98")
    sheet.write_string(0, 0, say("templates", "lists.title", locale), styles.title)
    heading = styles.make(bold=True, bg_color="#E7E6E6")
    for position, key in enumerate(SHOWN):
        column = 3 * position
        widths = _WIDTHS[key]
        sheet.set_column(column, column, widths[0])
        sheet.set_column(column + 1, column + 1, widths[1])
        sheet.set_column(column + 2, column + 2, 2)
        sheet.write_string(1, column, say("templates", f"lists.{key}", locale), styles.make(bold=True))
        sheet.write_string(2, column, say("templates", "lists.key", locale), heading)
        sheet.write_string(2, column + 1, say("templates", "lists.name", locale), heading)
        for row, (entry, name) in enumerate(lists.entries.get(key, ()), FIRST - 1):
            owner = lists.department_of.get(entry, "") if key == "people" else ""
            sheet.write_string(row, column, entry, styles.make())
            sheet.write_string(row, column + 1, f"{name}　{owner}" if owner else name, styles.make())
    sheet.freeze_panes(FIRST - 1, 0)


def list_values(lists: Lists, year: int | None) -> dict[str, list[object]]:
    """Columns of the hidden list sheet; days of the plan year and the ones beside it."""
    years = range(year - 1, year + 2) if year else ()
    accounts = [key for key, _ in lists.entries.get("accounts", ())]
    return {
        "days_off": [day for each in years for day in lists.calendar.days_off(each)],
        "make_up_days": [day for each in years for day in lists.calendar.make_up_days(each)],
        "accounts": list(accounts),
        "accounts.class": [lists.account_class.get(key, "") for key in accounts],
        "accounts.controllable": [lists.controllable.get(key, "") for key in accounts],
    }


def write_lists(workbook: Workbook, values: dict[str, list[object]]) -> None:
    """The hidden sheet that formulas look into."""
    sheet = workbook.add_worksheet(LIST_SHEET)
    date_format = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for key, column in LIST_COLUMNS.items():
        sheet.write_string(0, column - 1, key)
        for row, value in enumerate(values.get(key, ()), 1):
            if isinstance(value, str):
                sheet.write_string(row, column - 1, value)
            else:
                sheet.write_datetime(row, column - 1, datetime.combine(value, time()), date_format)  # type: ignore[arg-type]
    sheet.very_hidden()
