"""Small portfolios made in memory, without files, and what one rule says about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks.finding import Finding
from checks.judge import parameters_of
from checks.message import describe
from checks.portfolio import Portfolio, assemble
from checks.rule import RULES
from checks.rules import load_rules
from templates.book import Sheet
from templates.books import BOOKS
from templates.field import LOCALES
from templates.filled import Filled
from templates.identity import Identity
from templates.table import Source, Table
from templates.understand import understand

NAME = "示例单位"
PERIOD_START, PERIOD_FINISH = date(2026, 1, 1), date(2026, 12, 31)
Records = dict[str, list[dict[str, object]]]


def day(text: str) -> date:
    """Month-day of 2026: day("03-02")."""
    return date.fromisoformat(f"2026-{text}")


def table_of(source: Source, sheet: Sheet, records: list[dict[str, object]] | None) -> Table:
    """A sheet with these records from row 6 on; None stands for a nil return."""
    table = Table(source, sheet, sheet.label.hans, first=6, nil=records is None)
    if sheet.form:
        table.row_of = {field.key: number for number, field in enumerate(sheet.fields, 5)}
    table.column_of = {field.key: 3 if sheet.form else number for number, field in enumerate(sheet.fields, 1)}
    for field in sheet.fields:
        values = [understand(field, record.get(field.key)) for record in records or []]
        (table.shown if field.derived else table.columns)[field.key] = values
    table.filled = list(range(len(records or [])))
    return table


def filled(book: str, records: Records, department: str = "", period: str = "2026", round_: int = 0) -> Filled:
    """A workbook that was read. Mandatory sheets that are not given say 无; an empty list says nothing at all."""
    declared = BOOKS[book]
    assert not records.keys() - declared.by_key.keys(), records.keys()
    for key, rows in records.items():
        for row in rows:
            assert not row.keys() - declared.by_key[key].by_key.keys(), row
    identity = Identity(book, declared.version, NAME, period, department, round_)
    made = Filled(Path(identity.file_name()), identity.file_name(), "0" * 64, identity, declared)
    source = Source(made.file, book, department, period, round_)
    for sheet in declared.sheets:
        if sheet.key in records or sheet.mandatory:
            made.tables[sheet.key] = table_of(source, sheet, records.get(sheet.key))
    return made


def story(
    organisation: Records | None = None, *, plan: dict[str, Records] | None = None,
    budget: dict[str, Records] | None = None, progress: dict[str, Records] | None = None,
    survey: dict[str, Records] | None = None, economics: Records | None = None,
    registers: Records | None = None, meetings: Records | None = None,
    as_of: date | None = None, departments: str = "A B", round_: int = 0,
) -> Portfolio:
    """A portfolio of departments A and B; progress books under "A/2026-03", surveys under "2026H1"."""
    own: Records = {
        "about": [{"name": NAME, "year": 2026}],
        "departments": [{"department": key, "name": f"{key} 部"} for key in departments.split()],
        **(organisation or {}),
    }
    cover = {"cover": [{"submitted": day("01-01"), "plan_start": PERIOD_START, "plan_finish": PERIOD_FINISH}]}
    books = [filled("organisation", own)]
    books += [filled("plan", cover | records, key, round_=round_) for key, records in (plan or {}).items()]
    books += [filled("budget", records, key) for key, records in (budget or {}).items()]
    books += [filled("progress", records, *key.split("/")) for key, records in (progress or {}).items()]
    books += [filled("survey", records, period=key) for key, records in (survey or {}).items()]
    books += [filled(book, records) for book, records in
              (("economics", economics), ("registers", registers), ("meetings", meetings)) if records]
    return assemble(Path(), books, as_of=as_of)


def task(key: str, start: str, finish: str, **more: object) -> dict[str, object]:
    """A task with the cells that most rules look at; dates of 2026 as month-day."""
    return {"task": key, "name": f"{key} 编制说明书", "deliverable": f"{key} 说明书 1 份", "goal": "G1",
            "start": day(start), "finish": day(finish), **more}


def said(portfolio: Portfolio, code: str) -> list[str]:
    """What one rule finds: "severity: sheet key column; …" per finding; every sentence is put into words as well."""
    load_rules()
    rule = RULES[code]
    lines = []
    for each in rule.check(portfolio, **parameters_of(rule, portfolio)):
        department = each.places[0].department if each.department is None else each.department
        finding = Finding(code, each.severity or rule.severity, department, each.places, each.facts, each.variant)
        for locale in LOCALES:
            assert all("{" not in sentence and sentence for sentence in describe(finding, locale))
        places = "; ".join(f"{place.table} {place.key} {place.column}" for place in each.places)
        lines.append(f"{finding.severity}: {places}")
    return lines


def facts(portfolio: Portfolio, code: str) -> list[dict[str, object]]:
    """The facts of what one rule finds."""
    load_rules()
    rule = RULES[code]
    return [dict(each.facts) for each in rule.check(portfolio, **parameters_of(rule, portfolio))]
