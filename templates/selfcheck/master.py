"""Master data that come along on the hidden list sheet: what formulas look up of people, assets, goals, accounts and so on.

Every cell holds something, so that a list is as long in all of its columns: what is blank in the organisation book has a
stand-in that no condition meets.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from templates.lists import KEY_OF
from templates.selfcheck.constants import calendar_span
from templates.selfcheck.reading import MARKS
from templates.text import items, spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from templates.making import Making

    Rows = list[Mapping[str, object]]

NEVER = 999_999
"""A day, or a number of working days, that does not come."""
UNUSABLE = ("scrapped", "repair")
HOURS_PER_DAY = 8.0
LEVELS = ("department", "coordination", "management")
_ONE_DAY = timedelta(days=1)
CRITERIA = ("通过、合格、不合格、签字、盖章、签收、批准、备案、获证、取得证书、上线、验收单、"
            "发布、入库、归档、到货、完成率、无遗留、零缺陷、零事故、passed、signed、approved、released、certified、delivered")
"""Words that are answered by yes or no: P06's default, held against the rule by a test."""


def master(making: Making, name: str) -> list[object]:
    """One column by its name ("people.left")."""
    group, _, column = name.partition(".")
    if column in ("key", "name") and group not in _GROUPS_WITH_KEYS:
        return _keys(making, group, column)
    return _GROUPS[group](making)[column or group]


def _keys(making: Making, group: str, column: str) -> list[object]:
    rows = _rows(making, group)
    if column == "key":
        return [f"k|{row[KEY_OF[group]]}" for row in rows]
    return [str(row.get("name") or "-") for row in rows]


def _rows(making: Making, group: str) -> Rows:
    """The rows of a list that have a key, the first of each."""
    key = KEY_OF.get(group)
    found: dict[str, Mapping[str, object]] = {}
    for number, row in enumerate(making.lists.rows.get(group, ())):
        if key is None or row.get(key):
            found.setdefault(str(row[key]).lower() if key else str(number), row)
    return list(found.values())


def _index(making: Making, group: str) -> dict[str, int]:
    return {str(row[KEY_OF[group]]).lower(): number for number, row in enumerate(_rows(making, group), 1)}


def _counted(making: Making, day: date) -> int:
    """Working days from the first day of the calendar that comes along up to a day."""
    first, last = calendar_span(making)
    return making.lists.calendar.workdays(first, min(day, last))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and 2000 <= value.year <= 2100 else None


def _people(making: Making) -> dict[str, list[object]]:
    rows = _rows(making, "people")
    joined, left = ([_day(row.get(key)) for row in rows] for key in ("joined", "left"))
    return {
        "department": [str(row.get("department") or "-") for row in rows],
        "hours": [_number(row.get("hours_per_day")) or HOURS_PER_DAY for row in rows],
        "joined": [day or 0 for day in joined],
        "left": [day or NEVER for day in left],
        "joined_at": [_counted(making, day - _ONE_DAY) if day else 0 for day in joined],
        "left_at": [_counted(making, day) if day else NEVER for day in left],
    }


def _posts(making: Making) -> dict[str, list[object]]:
    """Mean hours per day of the people of a post, by department; "" means all."""
    hours: dict[str, list[float]] = defaultdict(list)
    for row in _rows(making, "people"):
        for department in ("", str(row.get("department") or "")):
            for post in spellings(str(row.get("post") or "")):
                hours[f"p|{department}|{post}"].append(_number(row.get("hours_per_day")) or HOURS_PER_DAY)
    return {"key": list(hours), "hours": [fmean(each) for each in hours.values()]}


def _skills(making: Making) -> dict[str, list[object]]:
    found: dict[str, tuple[object, object]] = {}
    people = _index(making, "people")
    for row in making.lists.rows.get("skills", ()):
        level = row.get("level")
        kept = (_number(level) or 0 if level is None or _number(level) is not None else "?", _day(row.get("expires")) or NEVER)
        for skill in spellings(str(row.get("skill") or "")):
            found.setdefault(f"s|{people.get(str(row.get('person')).lower(), 0)}|{skill}", kept)
    return {"key": list(found), "level": [level for level, _ in found.values()],
            "expires": [expires for _, expires in found.values()]}


def _absences(making: Making) -> dict[str, list[object]]:
    """Working days before and up to the end of each absence on which nobody may be assigned."""
    people = _index(making, "people")
    found: dict[str, list[object]] = {"person": [], "before": [], "last": []}
    for row in making.lists.rows.get("absences", ()):
        first, last, person = _day(row.get("start")), _day(row.get("finish")), people.get(str(row.get("person")).lower())
        before, end = (_counted(making, day) if day else 0 for day in (first and first - _ONE_DAY, last))
        if person and first and last and before < end and row.get("kind") != "training":
            found["person"].append(person)
            found["before"].append(before)
            found["last"].append(end)
    return found


def _assets(making: Making) -> dict[str, list[object]]:
    rows = _rows(making, "assets")
    return {"unusable": [1 if row.get("status") in UNUSABLE else 2 if _number(row.get("quantity")) is None else 0
                         for row in rows]}


def _closures(making: Making) -> dict[str, list[object]]:
    """Working days before and up to the end of each run of days on which maintenance leaves no unit of an asset."""
    rows, numbers = _rows(making, "assets"), _index(making, "assets")
    found: dict[str, list[object]] = {"asset": [], "before": [], "last": []}
    windows: dict[int, list[tuple[date, date, float | None]]] = defaultdict(list)
    for row in making.lists.rows.get("maintenance", ()):
        first, last, number = _day(row.get("start")), _day(row.get("finish")), numbers.get(str(row.get("asset")).lower())
        typed = row.get("quantity")
        if first and last and first <= last and number and (typed is None or _number(typed) is not None):
            windows[number].append((first, last, _number(typed)))
    for number, each in windows.items():
        owned = _number(rows[number - 1].get("quantity")) or 0.0
        ends = sorted({day for first, last, _ in each for day in (first, last + _ONE_DAY)})
        for begin, end in pairwise(ends):
            out = sum(owned if units is None else units for first, last, units in each if first <= begin <= last)
            before, until = _counted(making, begin - _ONE_DAY), _counted(making, end - _ONE_DAY)
            if owned - out <= 0 and before < until:
                found["asset"].append(number)
                found["before"].append(before)
                found["last"].append(until)
    return found


def _accounts(making: Making) -> dict[str, list[object]]:
    rows = _rows(making, "accounts")
    caps = {str(row["account"]): cap for row in reversed(making.lists.rows.get("caps", ()))
            if row.get("department") == making.identity.department and row.get("account")
            and (cap := _number(row.get("cap"))) is not None}
    return {"class": [str(row.get("class") or "-") for row in rows],
            "controllable": [str(row.get("controllable") or "-") for row in rows],
            "cap": [caps.get(str(row["account"]), "-") for row in rows]}


def _suppliers(making: Making) -> dict[str, list[object]]:
    rows = _rows(making, "suppliers")
    return {"admitted": [0 if row.get("admitted") == "no" else 1 for row in rows],
            "grade": [str(row.get("grade") or "0") for row in rows],
            "expires": [_day(row.get("grade_expires")) or NEVER for row in rows]}


def _goals(making: Making) -> dict[str, list[object]]:
    rows = _rows(making, "goals")
    return {"direction": [str(row.get("direction") or "-") for row in rows],
            "baseline": [_or_dash(row.get("baseline")) for row in rows],
            "target": [_or_dash(row.get("target")) for row in rows],
            "told": [_told(row, _leap(making)) for row in rows],
            "finish": [_day(row.get("finish")) or NEVER for row in rows]}


def _or_dash(value: object) -> object:
    number = _number(value)
    return "-" if number is None else number


def _leap(making: Making) -> float:
    from templates.selfcheck.constants import constant  # noqa: PLC0415 - one parameter

    return float(str(constant(making, "P16.range")))


def _told(row: Mapping[str, object], leap: float) -> int:
    """What P16 tells of the company's goal itself: 1 no challenge, 2 worse, 3 a leap without a word about it, 0 nothing."""
    from templates.book import NIL_WORDS  # noqa: PLC0415 - for this alone
    from templates.text import normal  # noqa: PLC0415

    base, target, direction = _number(row.get("baseline")), _number(row.get("target")), row.get("direction")
    if base is None or target is None:
        return 0
    rate = any(sign in normal(str(row.get("unit") or "")) for sign in ("%", "百分"))
    if target == base:
        return 0 if (target == 0 and direction != "up") or (target == 100 and direction != "down" and rate) else 1
    if (direction == "up" and target < base) or (direction == "down" and target > base):
        return 2
    silent = normal(str(row.get("note") or "")).lower() in {"", *NIL_WORDS}
    return 3 if silent and base != 0 and abs(target - base) > abs(base) * leap / 100 + 1e-9 else 0


def _approvals(making: Making) -> dict[str, list[object]]:
    """Who may approve how much; matters of which a row cannot be read are left out."""
    rows = list(making.lists.rows.get("approvals", ()))
    unclear = {str(row.get("matter") or "") for row in rows if row.get("level") not in LEVELS or any(
        row.get(key) is not None and _number(row.get(key)) is None for key in ("amount_from", "amount_to"))}
    kept = [row for row in rows if row.get("matter") and not unclear & {"", str(row["matter"])}]
    upper = [_number(row.get("amount_to")) for row in kept]
    return {"matter": [str(row["matter"]) for row in kept],
            "from": [_number(row.get("amount_from")) or 0 for row in kept],
            "to": [1e15 if each is None else each for each in upper],
            "level": [LEVELS.index(str(row["level"])) + 1 for row in kept]}


def _words(making: Making) -> dict[str, list[object]]:
    """What makes a criterion measurable without a number: words of P06, standards of the organisation."""
    typed = making.lists.parameters.get("P06.criteria")
    standards = [str(row[key]) for row in making.lists.rows.get("quality", ()) for key in ("standard", "name") if row.get(key)]
    return {"criteria": _spelt([*items(str(typed or CRITERIA)), *standards])}


def _spelt(texts: Iterable[str]) -> list[object]:
    return list(dict.fromkeys(each for text in texts for each in spellings(text) if each))


def _workdays(making: Making) -> dict[str, list[object]]:
    """Day by day the working days since the first day of the calendar that comes along."""
    first, last = calendar_span(making)
    calendar, found, count = making.lists.calendar, [], 0
    for number in range((last - first).days + 1):
        count += calendar.works(first + timedelta(days=number))
        found.append(count)
    return {"workdays": list(found)}


_GROUPS_WITH_KEYS = frozenset({"posts", "skills"})
"""Groups whose keys are put together of several columns."""
_GROUPS: dict[str, Callable[[Making], dict[str, list[object]]]] = {
    "people": _people, "posts": _posts, "skills": _skills, "absences": _absences, "assets": _assets,
    "closures": _closures, "accounts": _accounts, "suppliers": _suppliers, "goals": _goals,
    "approvals": _approvals, "criteria": _words,
    "workdays": _workdays, "marks": lambda _: {name: list(marks) for name, marks in MARKS.items()},
}

__all__ = ["CRITERIA", "master"]
