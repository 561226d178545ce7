"""The sheet that sums up the self-checks: sheet by sheet and rule by rule how many rows are to be mended, with links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.formula import quoted
from templates.geometry import LABEL_ROW
from templates.page import prepare_print
from templates.selfcheck.beside import sentence, status
from templates.selfcheck.checks import AS_OF
from templates.selfcheck.constants import cut_off
from templates.styles import LINE
from templates.xlsx.address import a1, column_letters

if TYPE_CHECKING:
    from templates.book import Sheet
    from templates.making import Making
    from templates.page import Page
    from templates.styles import Styles

WIDTHS = (2, 18, 10, 10, 40, 3, 8, 10, 80)
_SHEETS, _RULES = 2, 7
"""The first columns of the two lists."""
HEAD_ROW = 5


def write_health(making: Making, page: Page, styles: Styles) -> None:
    """Write both lists side by side, on one landscape page."""
    for number, width in enumerate(WIDTHS, 1):
        page.column(number, number, width)
    page.row(1, 30)
    page.put(1, 2, making.say("health.title"), styles.title)
    page.put(2, 2, making.say("health.help"), styles.quiet)
    last = HEAD_ROW + 1
    for offset, head in enumerate(("sheet", "filled", "wrong", "status")):
        page.put(HEAD_ROW, _SHEETS + offset, making.say(f"health.{head}"), styles.heading())
    for row, sheet in enumerate(_checked(making), HEAD_ROW + 1):
        _write_sheet(making, sheet, page, styles, row)
        last = row
    for offset, head in enumerate(("rule", "wrong", "meaning")):
        page.put(HEAD_ROW, _RULES + offset, making.say(f"health.{head}"), styles.heading())
    codes = sorted({column.key for sheet in _checked(making) for column in making.checks.verdicts(sheet)})
    for row, code in enumerate(codes, HEAD_ROW + 1):
        _write_rule(making, code, page, styles, row)
        last = max(last, row)
    sheets = _checked(making)
    total = f"SUM(D{HEAD_ROW + 1}:D{HEAD_ROW + max(1, len(sheets))})" + "".join(
        f"+(C{row}=0)" for row, sheet in enumerate(sheets, HEAD_ROW + 1) if sheet.mandatory)
    good, bad = making.say("health.good"), making.say("health.bad_in_all", count="{count}").partition("{count}")
    page.fill((3, 3), 2, f'IF({total}=0,"{good}","{bad[0]}"&({total})&"{bad[2]}")', styles.strong)
    if making.checks.asks_for_cut_off:
        row_, column = AS_OF
        page.put(row_, column - 1, making.say("health.as_of"), styles.quiet)
        page.put(row_, column, cut_off(making), styles.of(num_format="yyyy-mm-dd", align="left", border=1, border_color=LINE))
        page.validate(a1(row_, column), {"validate": "any", "input_title": making.say("health.as_of"),
                                         "input_message": making.say("health.as_of_help")})
    for area in (f"D{HEAD_ROW + 1}:D{last}", f"H{HEAD_ROW + 1}:H{last}"):
        page.colour(area, {"type": "cell", "criteria": ">", "value": 0, "format": styles.wrong})
    page.colour("B3", {"type": "formula", "criteria": f"={total}=0", "format": styles.right})
    page.colour("B3", {"type": "formula", "criteria": f"={total}>0", "format": styles.wrong})
    page.worksheet.hide_gridlines(2)
    page.worksheet.freeze_panes(HEAD_ROW, 0)
    prepare_print(page)
    page.worksheet.fit_to_pages(1, 1)


def _checked(making: Making) -> list[Sheet]:
    return [sheet for sheet in making.book.sheets if making.checks.message_column(sheet) is not None]


def _write_sheet(making: Making, sheet: Sheet, page: Page, styles: Styles, row: int) -> None:
    place = f"{quoted(making.names[sheet.key])}!"
    page.link(row, _SHEETS, making.names[sheet.key], styles.link)
    page.fill((row, row), _SHEETS + 1, making.checks.once(sheet.key, "_state"), styles.plain)
    page.fill((row, row), _SHEETS + 2, making.checks.once(sheet.key, "_wrong"), styles.plain)
    said = status(making, sheet, f"{column_letters(_SHEETS + 2)}{row}", place)
    if sheet.mandatory:
        said = f'IF({column_letters(_SHEETS + 1)}{row}=0,"{sentence(making.locale, "F08", sheet.key)}",{said})'
    page.fill((row, row), _SHEETS + 3, said, styles.link)


def _write_rule(making: Making, code: str, page: Page, styles: Styles, row: int) -> None:
    """A rule with its rows on all sheets; its sentence leads to the first of them."""
    counts: list[str] = []
    texts: list[str] = []
    link = '""'
    for sheet in reversed(_checked(making)):
        verdict = next((each for each in making.checks.verdicts(sheet) if each.key == code), None)
        if verdict is None:
            continue
        letters, wrong = making.checks.wrong(sheet, verdict)
        label = f"{quoted(making.names[sheet.key])}!${letters}${LABEL_ROW}"
        rows = f"{label}:${letters}${making.last_row}"
        target = f"#'{making.names[sheet.key]}'!A".replace('"', '""')
        counts.insert(0, f"COUNTIF({rows},{wrong})")
        texts.insert(0, sentence(making.locale, code, sheet.key))
        link = f'IF(COUNTIF({rows},{wrong})>0,"{target}"&(MATCH({wrong},{rows},0)+ROW({label})-1),{link})'
    text = " / ".join(dict.fromkeys(texts)).replace('"', '""')
    page.put(row, _RULES, code, styles.plain)
    page.fill((row, row), _RULES + 1, "+".join(counts), styles.plain)
    count = f"{column_letters(_RULES + 1)}{row}"
    page.fill((row, row), _RULES + 2, f'IF({count}=0,"{text}",HYPERLINK({link},"{text}"))', styles.plain)
