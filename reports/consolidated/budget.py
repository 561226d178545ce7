"""Budget by department, account and month against the caps; all sums are live formulas."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reports.consolidated.sheets import FIRST, Sink, at, cell, finish, header
from reports.listing import Column
from templates.books.choices import MONTHS

if TYPE_CHECKING:
    from checks.portfolio import Portfolio

ROW_HEAD = 5
"""Department, account, its name, class, controllable stand before the months."""


def amounts(portfolio: Portfolio) -> dict[tuple[str, str], list[float]]:
    """(department, account) → twelve months, from the budget lines that can be read; capital items stand apart."""
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 12)
    for line in portfolio.rows("budget.lines"):
        account = line.text("account")
        if account:
            months = found[line.department, account]
            for number, key in enumerate(MONTHS):
                months[number] += line.number(key) or 0.0
    return dict(sorted(found.items()))


def write_budget(sink: Sink, portfolio: Portfolio) -> None:
    """Lines per department and account, a subtotal that follows the filter, and each department against its cap."""
    sheet = sink.add(sink.say("budget"), sink.say("budget"), sink.say("budget_note"), "#1F7A4D")
    months = [Column(sink.say("month", month=int(key[1:])), 13, "money") for key in MONTHS]
    columns = [Column(sink.say("department"), 16), Column(sink.say("account"), 10), Column(sink.say("account_name"), 18),
               Column(sink.say("class"), 9), Column(sink.say("controllable"), 9), *months,
               Column(sink.say("total"), 15, "money"), Column(sink.say("account_cap"), 15, "money"),
               Column(sink.say("difference"), 15, "money")]
    header(sink, sheet, columns)
    accounts = {row.key: row for row in portfolio.rows("organisation.accounts")}
    caps = {(row.text("department"), row.text("account")): row.number("cap") for row in portfolio.rows("organisation.caps")}
    classes = next((table.declaration.by_key["class"].choices for table in portfolio.tables("organisation.accounts")), {})
    yes_no = next((table.declaration.by_key["controllable"].choices for table in portfolio.tables("organisation.accounts")), {})
    lines = amounts(portfolio)
    money = sink.format(num_format="#,##0.00")
    row = FIRST
    for (department, account), values in lines.items():
        known = accounts.get(account)
        class_, controllable = (known.text("class"), known.text("controllable")) if known else ("", "")
        head = (portfolio.name(department), account, known.text("name") if known else "",
                classes[class_].said(sink.locale) if class_ in classes else "",
                yes_no[controllable].said(sink.locale) if controllable in yes_no else "")
        for number, word in enumerate(head):
            cell(sink, sheet, row, number, word)
        for number, value in enumerate(values, ROW_HEAD):
            sheet.write_number(row, number, value, money)
        total = ROW_HEAD + len(MONTHS)
        sheet.write_formula(row, total, f"=SUM({at(row, ROW_HEAD)}:{at(row, total - 1)})", money, sum(values))
        cap = caps.get((department, account))
        if cap is not None:
            sheet.write_number(row, total + 1, cap, money)
            sheet.write_formula(row, total + 2, f"={at(row, total + 1)}-{at(row, total)}", money, cap - sum(values))
        row += 1
    last = row - 1
    if lines:
        bold = sink.format(num_format="#,##0.00", bold=True, top=1)
        sheet.write_string(row, 0, sink.say("subtotal"), sink.format(bold=True, top=1))
        for number in range(ROW_HEAD, ROW_HEAD + 13):
            shown = sum(each[number - ROW_HEAD] if number < ROW_HEAD + 12 else sum(each) for each in lines.values())
            sheet.write_formula(row, number, f"=SUBTOTAL(109,{at(FIRST, number)}:{at(last, number)})", bold, shown)
        area = f"{at(FIRST, ROW_HEAD + 14)}:{at(last, ROW_HEAD + 14)}"
        sheet.conditional_format(area, {"type": "cell", "criteria": "<", "value": 0,
                                        "format": sink.format(bg_color="#F9C9C9", bold=True)})
    finish(sheet, len(lines), len(columns), 3)
    _write_caps(sink, portfolio, lines, sheet.get_name())


def _write_caps(sink: Sink, portfolio: Portfolio, lines: dict[tuple[str, str], list[float]], source: str) -> None:
    """Each department's controllable lines and capital items against its cap (the row without account)."""
    sheet = sink.add(sink.say("caps"), sink.say("caps"), sink.say("caps_note"), "#1F7A4D")
    columns = [Column(sink.say("department"), 18), Column(sink.say("controllable_lines"), 18, "money"),
               Column(sink.say("capital"), 18, "money"), Column(sink.say("together"), 18, "money"),
               Column(sink.say("cap"), 18, "money"), Column(sink.say("difference"), 18, "money")]
    header(sink, sheet, columns)
    controllable = {row.key for row in portfolio.rows("organisation.accounts") if row.text("controllable") == "yes"}
    caps = {row.text("department"): row.number("cap") for row in portfolio.rows("organisation.caps") if not row.text("account")}
    capital: dict[str, float] = defaultdict(float)
    for item in portfolio.rows("budget.capital"):
        capital[item.department] += item.number("amount") or 0.0
    yes = next((table.declaration.by_key["controllable"].choices["yes"].said(sink.locale)
                for table in portfolio.tables("organisation.accounts")), "")
    end = FIRST + max(len(lines), 1)
    money = sink.format(num_format="#,##0.00")
    row = FIRST
    for department in portfolio.departments:
        own = sum(sum(values) for (each, account), values in lines.items() if each == department and account in controllable)
        cell(sink, sheet, row, 0, portfolio.name(department))
        sums = (f"=SUMIFS('{source}'!$R${FIRST + 1}:$R${end},'{source}'!$A${FIRST + 1}:$A${end},{at(row, 0)},"
                f"'{source}'!$E${FIRST + 1}:$E${end},\"{yes}\")")
        sheet.write_formula(row, 1, sums, money, own)
        sheet.write_number(row, 2, capital[department], money)
        sheet.write_formula(row, 3, f"={at(row, 1)}+{at(row, 2)}", money, own + capital[department])
        cap = caps.get(department)
        if cap is not None:
            sheet.write_number(row, 4, cap, money)
            sheet.write_formula(row, 5, f"={at(row, 4)}-{at(row, 3)}", money, cap - own - capital[department])
        row += 1
    if row > FIRST:
        area = f"{at(FIRST, 5)}:{at(row - 1, 5)}"
        sheet.conditional_format(area, {"type": "cell", "criteria": "<", "value": 0,
                                        "format": sink.format(bg_color="#F9C9C9", bold=True)})
    finish(sheet, row - FIRST, len(columns))
