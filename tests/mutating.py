"""Workbooks changed at random, as people and programs change them, and the forms of cells that formulas cannot read."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from templates.books import BOOKS
from templates.text import comparable, items, normal
from templates.xlsx.values import CellError

if TYPE_CHECKING:
    from random import Random

    from samples.folder import Folder, Workbook
    from templates.book import Sheet
    from templates.field import Field

Records = dict[str, list[dict[str, Any] | None]]
HARSH = 0.15
"""Share of workbooks that get error cells and booleans: a formula sees nothing of these, so that little can be compared."""
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!")
TEXT_DATES = ("2026-03-02", "2026年3月2日", "2026/13/45", "四月底", "3月", "待定", "２０２６－０３－０２")
TEXT_NUMBERS = ("5", "1,200", "12元", "约5万", "八", "３", "0.5", "两个", "12.5%")
VAGUE = (
    "达到要求",
    "领导满意",
    "符合要求",
    "无",
    "通过验收",
    "完成率",
    "好",
    "按期完成",
    "GB/T 19001",
    "合格率≥95%",
    "三方签字",
    "质量良好",
)
NAMES = ("某人", "不存在", "E9999", "X-1", "T-RD-999", "T-QA-001", "赵六", "G99", "S-999", "EQ-999")


@dataclass
class Mutated:
    """A workbook after its changes."""

    book: Workbook
    records: Records
    done: list[str] = field(default_factory=list)


def mutated(rng: Random, folder: Folder, book: Workbook, count: int) -> Mutated:
    """A copy of a workbook with so many changes."""
    records: Records = copy.deepcopy(book.sheets)
    result = Mutated(book, records)
    declared = BOOKS[book.identity.book]
    sheets = [sheet for sheet in declared.sheets if not sheet.form and any(records.get(sheet.key, ()))]
    harsh = rng.random() < HARSH
    weights = [len([row for row in records[sheet.key] if row]) ** 0.5 for sheet in sheets]
    while len(result.done) < count:
        sheet = rng.choices(sheets, weights)[0]
        odds = rng.random()
        aimed = AIMED.get(f"{declared.key}.{sheet.key}")
        if odds < 0.12:
            said = _row_change(rng, sheet, records)
        elif odds < 0.5 and aimed:
            said = _aimed_change(rng, aimed, records, sheet.key)
        else:
            said = _cell_change(rng, folder, sheet, records, harsh=harsh)
        if said:
            result.done.append(f"{sheet.key}: {said}")
    return result


AIMED: dict[str, dict[str, tuple[Any, ...]]] = {
    "plan.tasks": {
        "priority": ("high",),
        "buffer": (0, 1, 3, None),
        "predecessors": ("own", "own2", "own_task"),
        "lag": (0, 1, 5),
        "start": ("day", date(2026, 12, 30), date(2025, 12, 30), date(2026, 5, 1)),
        "finish": ("day", "own_start", date(2026, 1, 2), date(2027, 1, 8)),
        "parent_task": ("own",),
        "deliverable": ("name",),
        "owner": ("E1098", "E1010 x", "E1033", "E1010、E1011", "E1010/E1011", "E1010；"),
        "task": ("own",),
        "acceptance_criterion": VAGUE,
        "description": ("短", "做好工作"),
    },
    "plan.staffing": {
        "person": ("E1033", "E1098", "E1130", "E1012"),
        "start": ("day",),
        "finish": ("day",),
        "hours": (8, 80, 800, 4000),
        "skill": ("起重机作业证", "数控操作", None),
        "level": (1, 4),
        "share": (0, 5, 100),
        "task": ("own",),
    },
    "plan.equipment": {
        "asset": ("EQ-011", "EQ-001", "EQ-007", "EQ-005"),
        "start": ("day", date(2026, 6, 9), date(2026, 4, 14)),
        "finish": ("day", date(2026, 6, 11)),
        "task": ("own",),
    },
    "plan.procurement": {
        "supplier": ("S-017", "S-023", "S-001"),
        "lead_time": (0, 30, 90, 400),
        "ordered": ("day", None),
        "needed": ("day",),
        "amount": (5e7, 96_000, 0),
        "approved_level": ("department", "management"),
        "method": ("stock", None, "direct"),
    },
    "plan.risks": {
        "likelihood": (5, 4, 1),
        "impact": (5, 4, 3),
        "response": ("accept", None, "avoid"),
        "measure": (None, "每周核对"),
        "due": (None, "day"),
        "closed": (None, "day"),
        "task": ("own",),
    },
    "plan.goals": {"target": ("baseline", 0, 100, 95, 1e6), "weight": (10, 20), "due": ("day",), "note": (None, "市场扩大")},
    "plan.milestones": {"date": ("day",), "task": ("own",)},
    "plan.handovers": {"acceptance_criterion": VAGUE, "liaison": ("E1098", None)},
    "budget.lines": {
        "m01": (3, 9_000_000, 0),
        "last_budget": (1, 5_000_000, 0, None),
        "basis": (None, "无", "按上年实际并考虑本年新增任务测算"),
        "account": ("660203", "660201", "6001"),
        "total": (1, None),
    },
    "budget.capital": {
        "amount": (600_000, 4e8, 500_000, 0),
        "feasibility_no": (None, "无", "KY-1"),
        "approved_level": ("department", None),
    },
    "budget.cash": {"opening": (0, -5, 1e6), "outflow": (1e9, 0), "month": ("2026-05", "2026-01")},
    "progress.progress": {"actual_start": ("day",), "actual_finish": ("day",)},
    "progress.changes": {"result": ("approved",), "level": (None, "department"), "approved_by": (None,), "approved": (None,)},
    "progress.issues": {"raised": ("day",), "answered": (None, "day")},
    "registers.gaps": {"measure": (None,), "due": (None,), "needed": (9, 1, None), "have": (2, 9)},
    "registers.stocktake": {"counted_quantity": (1, 12, 3), "disposal": (None, "无", "报废一台")},
    "registers.training": {"actual_people": (1, 60, None, 0)},
    "registers.partners": {"date": (None, "day"), "score": (None, 80)},
    "registers.compliance": {"result": ("not_met",), "rectification": (None, "RC-1")},
    "meetings.resolutions": {"person": (None,), "status": ("open", "dropped")},
    "survey.answers": {
        "q1": ("not", "很好"),
        "q5": ("not",),
        "comment": (None,),
        "rated_department": ("RD", "own_department"),
        "respondent": ("R014", "R031"),
    },
    "economics.figures": {"profit_total": (1, 1_953_000), "cost": (None, 5.5), "other": (None, 3, 0.4)},
}
"""Values that lead to what rules look for: sheet → column → values, some of them taken from the row or the sheet."""


def _aimed_change(rng: Random, aimed: dict[str, tuple[Any, ...]], records: Records, sheet: str) -> str:
    rows = [row for row in records[sheet] if row]
    if not rows:
        return ""
    row, column = rng.choice(rows), rng.choice(list(aimed))
    value = rng.choice(aimed[column])
    tasks = [each["task"] for each in records.get("tasks", ()) if each and isinstance(each.get("task"), str)]
    if value == "own":
        value = rng.choice(tasks) if tasks else None
    elif value == "own2":
        value = tuple(rng.choices(tasks, k=2)) if tasks else None
    elif value == "day":
        value = _date(rng, row.get(column))
    elif isinstance(value, str) and value in ("name", "baseline", "own_start", "own_department", "own_task"):
        value = row.get(value.removeprefix("own_"))
    row[column] = value
    if value is None:
        del row[column]
    return f"{column}:={value!r}"


def _row_change(rng: Random, sheet: Sheet, records: Records) -> str:
    rows = records[sheet.key]
    at = rng.randrange(len(rows))
    kind = rng.choice(("blank", "delete", "swap", "copy", "insert"))
    if kind == "blank":
        rows[at] = None
    elif kind == "delete" and len(rows) > 1:
        del rows[at]
    elif kind == "swap":
        other = rng.randrange(len(rows))
        rows[at], rows[other] = rows[other], rows[at]
    elif kind == "copy":
        rows.append(copy.deepcopy(rows[at]))
    else:
        rows.insert(at, None)
    return f"{kind} {at}"


def _cell_change(rng: Random, folder: Folder, sheet: Sheet, records: Records, *, harsh: bool) -> str:
    rows = [row for row in records[sheet.key] if row]
    if not rows:
        return ""
    row, column = rng.choice(rows), rng.choice(sheet.fields)
    value = _value(rng, folder, sheet, column, row, rows, harsh=harsh)
    if value is _KEEP:
        return ""
    if value is None:
        row.pop(column.key, None)
    else:
        row[column.key] = value
    return f"{column.key}={value!r}"


_KEEP = object()


def _value(
    rng: Random,
    folder: Folder,
    sheet: Sheet,
    column: Field,
    row: dict[str, Any],
    rows: list[dict[str, Any]],
    *,
    harsh: bool,
) -> Any:
    odds = rng.random()
    if column.derived:
        return rng.choice([_KEEP, 7, 7.25, 123456.78]) if odds < 0.6 else _KEEP
    if odds < 0.12:
        return None
    if harsh and odds < 0.14:
        return CellError(rng.choice(ERRORS))
    if harsh and odds < 0.16:
        return rng.choice((True, False))
    if column.type == "date":
        return _date(rng, row.get(column.key))
    if column.numeric:
        return _number(rng, column, row.get(column.key))
    if column.choices:
        return _choice(rng, column)
    if column.ref:
        return _reference(rng, folder, column)
    if column.is_key or column.type == "id":
        return rng.choice([rng.choice(rows).get(column.key), f"{row.get(column.key) or 'X'}-1", "Ｔ－１", "无"])
    return _text(rng, sheet, row)


def _date(rng: Random, now: Any) -> Any:
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(TEXT_DATES)
    if kind < 0.25:
        return rng.choice((60, 20260302, -5, 46100, date(1999, 12, 31), date(2100, 6, 1), 0.5))
    if kind < 0.3 and isinstance(now, date):
        return (now - date(1899, 12, 30)).days + 0.5625
    base = now if isinstance(now, date) else date(2026, 6, 1)
    return base + timedelta(days=rng.choice((-400, -60, -20, -7, -3, -2, -1, 1, 2, 3, 7, 20, 60, 400)))


def _number(rng: Random, column: Field, now: Any) -> Any:
    if rng.random() < 0.2:
        return rng.choice(TEXT_NUMBERS)
    base = now if isinstance(now, int | float) and not isinstance(now, bool) else 10
    changed = rng.choice(
        (0, -1, 1, 2, 5, 25, 101, base * 10, base * 10_000, base / 10, base + 0.5, base * 1.3, base * 0.7, base + 1)
    )
    if column.type == "int" and rng.random() < 0.8:
        return round(changed)
    return changed


def _choice(rng: Random, column: Field) -> Any:
    key = rng.choice(list(column.choices))
    words = column.choices[key]
    return rng.choice(
        (
            key,
            key,
            key,
            key,
            words.hans,
            words.hant,
            words.en,
            words.en.upper(),
            f" {words.hans} ",
            "别的",
            "特高",
            3,
            f"{words.hans}　",
            f"{words.hans}\n",
        )
    )


def _reference(rng: Random, folder: Folder, column: Field) -> Any:
    target, _, sheet = (column.ref or "").partition(".")
    listed = []
    for book in folder:
        if book.identity.book == target and (target == "organisation" or rng.random() < 0.3):
            key = BOOKS[target].by_key[sheet].keys[0]
            listed += [(str(row[key]), str(row.get("name") or "")) for row in book.rows(sheet) if row.get(key)]
    key, name = rng.choice(listed) if listed else ("X", "")
    if column.many:
        some = [rng.choice(listed)[0] if rng.random() < 0.9 else rng.choice(NAMES) for _ in range(rng.choice((1, 1, 2, 2, 3, 7)))]
        return tuple(some) if listed and rng.random() < 0.8 else "、".join(some)
    return rng.choice(
        (
            key,
            key,
            key,
            f"{key} {name}",
            f"{key} {name}",
            name or key,
            rng.choice(NAMES),
            f"{key}、{rng.choice(listed or [('Y', '')])[0]}",
            f"{key}/{name}",
            f"{key}　",
            f"{key}\n",
            key.lower(),
            f" {key} ",
        )
    )


BLANKS = ("　", "\u00a0", "\n")


def _text(rng: Random, sheet: Sheet, row: dict[str, Any]) -> Any:
    if "name" in sheet.by_key and rng.random() < 0.4:
        return str(row.get("name") or "名称")
    return rng.choice((*VAGUE, "短", *BLANKS, "测算依据是上年六次展会每次五万七千元", 12345, "说明 …", "KY-2026-01", "焊工"))


def forms(sheet: Sheet, row: dict[str, Any], known: frozenset[str]) -> set[str]:
    """The published forms of cells in a row: SILENT ones a formula cannot even see, of the others it says that it reads none.

    `known` are the keys of all lists, in small letters.
    """
    found = set()
    for column in sheet.fields:
        value = row.get(column.key)
        if value is None or value == "":
            continue
        text = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
        if isinstance(value, CellError):
            found.add("error")
        elif isinstance(value, bool):
            found.add("boolean")
        elif column.type == "date" or column.numeric:
            found |= _amiss(column, value)
        elif column.choices or column.is_key or column.type in ("id", "ref"):
            found |= _unlike(column, text, known)
        elif any(sign in text for sign in "…℃㎡㎥№㎏㎜㎝㎞"):
            found.add("sign")
    return found


def _amiss(column: Field, value: Any) -> set[str]:
    """The forms of a date or number."""
    if isinstance(value, str):
        return {"text"}
    if column.numeric:
        return {"date"} if isinstance(value, date) else set()
    return set() if _near(value) else {"far away"}


def _unlike(column: Field, text: str, known: frozenset[str]) -> set[str]:
    """The forms of a key, reference or choice."""
    parts, found = items(text) if column.many else [text], set()
    other_script = bool(column.choices) and comparable(text) != text.replace(" ", "").lower()
    if normal(text) != text.strip(" ") or any(sign in text for sign in "*?~<>=") or other_script:
        found.add("characters")
    if column.ref and not all(part.strip().partition(" ")[0].lower() in known for part in parts):
        found.add("name")
    if len(parts) > 6:
        found.add("many")
    return found


SILENT = frozenset({"error", "boolean", "date"})
"""Of these a formula sees nothing, or the one error in its row alone."""


def _near(value: Any) -> bool:
    """Whether a date lies in the calendar that comes along with a book of 2026."""
    return isinstance(value, date) and date(2025, 1, 2) <= value <= date(2028, 12, 31)
