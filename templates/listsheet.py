"""The lists behind drop-downs: a visible directory of keys and names, and the hidden sheet for formulas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from templates.formula import LIST_FIRST_ROW, quoted
from templates.identity import LIST_SHEET
from templates.lists import LISTED
from templates.page import prepare_print
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

TITLE_ROW, LIST_ROW, KEY_ROW, HEAD_ROW, FIRST_ROW = range(1, 6)
"""Rows of the directory: the hidden keys stand directly above the headings, these above the entries, as in a data sheet."""
SPARE = 100
"""Rows of an empty list from which a drop-down is offered all the same, for the office to fill in."""
_KEY_ALONE = "accounts"
"""Sums look accounts up by their key, so the drop-down must give nothing but that."""


def used(making: Making) -> list[str]:
    """Name the lists that this book refers to; the organisation book refers to its own sheets."""
    targets = {field.ref for sheet in making.book.sheets for field in sheet.fields}
    return [] if making.book.key == "organisation" else [key for key in LISTED if f"organisation.{key}" in targets]


def listed_in(making: Making, name: str) -> str | None:
    """Give the range from which a drop-down takes a list, as a formula; None for a list that nobody keeps."""
    hidden = hidden_columns(making)
    if hidden.get(name):
        letters = column_letters(list(hidden).index(name) + 1)
        first, last = LIST_FIRST_ROW, LIST_FIRST_ROW + len(hidden[name]) - 1
        return f"={LIST_SHEET}!${letters}${first}:${letters}${last}"
    if name not in used(making):
        return None
    letters = column_letters(_columns(making)[name])
    last = FIRST_ROW + (len(making.lists.entries.get(name, ())) or SPARE) - 1
    return f"={quoted(making.directory)}!${letters}${FIRST_ROW}:${letters}${last}"


def write_directory(making: Making, page: Page, styles: Styles) -> None:
    """Write keys with names, list beside list; the hidden keys tell the columns apart wherever they are moved."""
    page.put(TITLE_ROW, 1, making.say("lists.title"), styles.title)
    page.row(KEY_ROW, None, None, hidden=True)
    for name, column in _columns(making).items():
        columns = directory_columns(making, name)
        heads = [making.say(f"lists.{part}") for part in ("key", "name", "departments")[:len(columns)]]
        page.put(LIST_ROW, column, making.say(_title(name)), styles.strong)
        for offset, (key, head) in enumerate(zip(columns, heads, strict=True)):
            page.put(KEY_ROW, column + offset, key, styles.quiet)
            page.put(HEAD_ROW, column + offset, head, styles.heading())
            page.column(column + offset, column + offset, 12 if offset != 1 else 24, styles.of(num_format="@"))
        page.column(column + len(heads), column + len(heads), 3)
        for offset, values in enumerate(columns.values()):
            for row, value in enumerate(values, FIRST_ROW):
                page.inline(row, column + offset, value, styles.of(num_format="@"))
    page.worksheet.freeze_panes(HEAD_ROW, 0)
    prepare_print(page)
    page.worksheet.repeat_rows(LIST_ROW - 1, HEAD_ROW - 1)
    page.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def write_lists(making: Making, page: Page, styles: Styles) -> None:
    """Write what formulas and drop-downs look up: one list per column, named in row 1."""
    dates = styles.of(num_format="yyyy-mm-dd")
    for column, (name, values) in enumerate(hidden_columns(making).items(), 1):
        page.put(LIST_FIRST_ROW - 1, column, name, styles.strong)
        for row, value in enumerate(values, LIST_FIRST_ROW):
            page.inline(row, column, value, dates if isinstance(value, date) else styles.plain)
    page.worksheet.protect()
    page.worksheet.hide()


def directory_columns(making: Making, name: str) -> dict[str, list[str]]:
    """Give a list's columns in the directory, the entries by column key: keys, names, of people their department."""
    entries = _entries(making, name)
    columns = {name: [key for key, _ in entries], f"{name}.name": [word for _, word in entries]}
    if name == "people":
        columns[f"{name}.department"] = [making.lists.department_of.get(key, "") for key, _ in entries]
    return columns


def hidden_columns(making: Making) -> dict[str, Sequence[object]]:
    """Give the columns of the hidden sheet in their order."""
    lists = making.lists
    columns: dict[str, Sequence[object]] = {
        "days_off": making.days[0], "make_up_days": making.days[1], "accounts": list(lists.account_class),
        "accounts.class": list(lists.account_class.values()),
        "accounts.controllable": [lists.controllable.get(key, "") for key in lists.account_class],
    }
    for sheet in making.book.sheets:
        for field in sheet.fields:
            if field.choices and making.inline(field) is None:
                labels = [word.said(making.locale) for word in field.choices.values()]
                columns[f"choice.{sheet.key}.{field.key}"] = labels
    for name in used(making):
        if name != _KEY_ALONE:
            columns[name] = [f"{key} {word}".strip() for key, word in _entries(making, name)]
    return {**columns, **making.checks.lists}


def _entries(making: Making, name: str) -> list[tuple[str, str]]:
    """Give a list's keys and names; of people, the department's own come first."""
    entries = list(making.lists.entries.get(name, ()))
    if name == "people" and making.identity.department:
        own = making.identity.department
        entries.sort(key=lambda entry: making.lists.department_of.get(entry[0]) != own)
    return entries


def _columns(making: Making) -> dict[str, int]:
    """Tell where each list starts in the directory: two columns and a gap, people three and a gap."""
    columns, next_one = {}, 1
    for name in used(making):
        columns[name] = next_one
        next_one += 4 if name == "people" else 3
    return columns


def _title(name: str) -> str:
    return f"blank.{name}" if name in ("materials", "skills") else f"lists.{name}"
