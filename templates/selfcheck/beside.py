"""Self-checks of a data sheet: the message and hidden columns at the right end of its table, colours, the count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from templates.filling import ROW
from templates.geometry import CHECK_KEY, FIRST_ROW, KEY_ROW, LABEL_ROW, TITLE_ROW
from templates.selfcheck.column import BROKEN, MARK, UNREAD
from templates.wording import sentences
from templates.xlsx.address import a1, column_letters

if TYPE_CHECKING:
    from templates.book import Sheet
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

MESSAGE_WIDTH = 100
LONGEST = 500
LONGEST_TITLE = 66
"""Characters of common text that a title takes, being written half as large again."""


def sentence(locale: str, code: str, sheet: str) -> str:
    """What a self-check says: the rule's sentence, or the one for this sheet."""
    said = sentences("templates", locale)
    return said.get(f"selfcheck.{code}.{sheet}") or said[f"selfcheck.{code}"]


def check_heads(making: Making, sheet: Sheet, styles: Styles) -> list[dict[str, Any]]:
    """The table's last columns, [] for a sheet without self-checks.

    The hidden ones are among them: what stands beside a table stays where it is when Excel deletes rows of the table.
    """
    if making.checks.message_column(sheet) is None:
        return []
    heads = [{"header": making.say("health.column"), "header_format": styles.check_heading}]
    return heads + [{"header": placed.column.key, "header_format": styles.quiet} for placed in making.checks.columns(sheet)]


def write_checks(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    """Write messages and hidden columns into all prepared rows.

    In the row of keys stands one word alone: the reader passes over what is right of it in the rows below.
    """
    number, columns = making.checks.message_column(sheet), making.checks.columns(sheet)
    if number is None:
        return
    cells, rows = making.checks.cells(sheet), (FIRST_ROW, making.last_row)
    page.column(number, number, MESSAGE_WIDTH, styles.check)
    page.column(columns[0].number, columns[-1].number, 8, styles.plain, hidden=True)
    page.put(KEY_ROW, number, CHECK_KEY, styles.quiet)
    page.fill(rows, number, _message(making, sheet), styles.check)
    for placed in columns:
        if placed.column.formula:
            page.fill(rows, placed.number, placed.column.formula(cells), None)
    _write_count(making, sheet, page, styles)


def _message(making: Making, sheet: Sheet) -> str:
    """The sentences of all rules that a row breaks, then which of them are not checked here.

    Cell by cell: LibreOffice asks every range near a changed cell whether it holds that cell, and here is one in each row.
    """
    verdicts, state = making.checks.verdicts(sheet), f"{making.checks.letters(sheet, '_state')}{ROW}"
    mark, unread = making.say("health.between"), making.say("health.unread")
    judged = {each.key: f"{making.checks.letters(sheet, each.key)}{ROW}" for each in verdicts if each.formula}
    tests = [(each, f"{letters}{ROW}={value}") for each in verdicts
             for letters, value in [making.checks.wrong(sheet, each)]]
    wrong = _joined([f'IF({test},"{mark}"&{making.checks.once(sheet.key, each.key)},"")' for each, test in tests])
    codes = _joined([f'IF({cell}={UNREAD}," {code}","")' for code, cell in judged.items()])
    worst = f'IF(OR({",".join(test for _, test in tests)}),"{MARK} ","")'
    some = ",".join(f"{cell}={UNREAD}" for cell in judged.values())
    tail = f'IF(OR({some}),"{mark}{unread}"&{codes},"")'
    none = f"AND({state}<>{BROKEN},{'+'.join(judged.values())}=0)"
    return f'IF({state}=0,"",IF({none},"",{worst}&MID({wrong}&{tail},{len(mark) + 1},{LONGEST})))'


def _joined(texts: list[str]) -> str:
    """Texts in a row, joined by halves: LibreOffice keeps each intermediate text, and most of these are empty."""
    half = len(texts) // 2
    return f"({_joined(texts[:half])}&{_joined(texts[half:])})" if half else texts[0]


def _write_count(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    """Beside the title how many rows are to be mended, and the way to the first."""
    count = making.checks.once(sheet.key, "_wrong")
    page.fill((TITLE_ROW, TITLE_ROW), _right_of_title(sheet), status(making, sheet, count, ""), styles.count)


def status(making: Making, sheet: Sheet, count: str, place: str) -> str:
    """A formula: no problem, or how many rows are to be mended as a link to the first; `place` qualifies references."""
    letters = making.checks.letters(sheet, "_message")
    label = f"{place}${letters}${LABEL_ROW}"
    link = f"#'{making.names[sheet.key]}'!A".replace('"', '""')
    good, bad = making.say("health.good"), making.say("health.bad", count="{count}").partition("{count}")
    first = f'MATCH("{MARK}*",{label}:${letters}${making.last_row},0)+ROW({label})-1'
    return f'IF({count}=0,"{good}",HYPERLINK("{link}"&({first}),"{bad[0]}"&{count}&"{bad[2]}"))'


def _right_of_title(sheet: Sheet) -> int:
    """The first column that a title does not reach, whatever the department is called."""
    reached = 0.0
    for number, field in enumerate(sheet.fields, 1):
        if reached >= LONGEST_TITLE:
            return number
        reached += field.shown_width
    return len(sheet.fields) + 1


def colour_checks(making: Making, sheet: Sheet, page: Page, styles: Styles) -> None:
    """The row's first cell turns red where the row is wrong; so does the message, yellow where something is not checked."""
    number = making.checks.message_column(sheet)
    if number is None:
        return
    message = f"${column_letters(number)}{FIRST_ROW}"
    wrong = f'LEFT({message})="{MARK}"'
    last = making.last_row
    page.colour(f"A{FIRST_ROW}:{a1(last, 1)}", {"type": "formula", "criteria": f"={wrong}", "format": styles.faulty})
    area = f"{column_letters(number)}{FIRST_ROW}:{a1(last, number)}"
    page.colour(area, {"type": "formula", "criteria": f"={wrong}", "format": styles.wrong})
    page.colour(area, {"type": "formula", "criteria": f"=LEN({message})>0", "format": styles.missing})


__all__ = ["check_heads", "colour_checks", "sentence", "status", "write_checks"]
