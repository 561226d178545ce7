"""The checks that follow from a declaration alone: F02 required, F03 types, F04 choices and references, F05 keys, F06, F07."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from templates.book import NIL_WORDS
from templates.colours import one_of
from templates.selfcheck.column import (
    BLANK,
    BROKEN,
    DOUBTFUL,
    ELSEWHERE,
    FILLED,
    GRAVE,
    NIL,
    NO_VALUE,
    NOT_READ,
    UNKNOWN,
    UNREAD,
    WRONG,
    Column,
    helper,
    is_odd,
    verdict,
    worst,
)
from templates.selfcheck.reading import Outcome, blank, chosen, date, number, odd, odd_key, referring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from templates.book import Book, Sheet
    from templates.field import Field
    from templates.selfcheck.column import Cells, Write

ANSWERS = "survey.answers"
"""Its keys and options are judged by rules of their own."""
_FEW = 3
"""Choices that are looked at anew whenever a key changes to which the row's references may lead; more have a column."""
_WEIGHED = Outcome("0", str(GRAVE), str(DOUBTFUL))


def declared(book: Book, sheet: Sheet, read: Iterable[str], several: Write | None = None) -> Iterator[Column]:
    """The columns of one data sheet; of the fields in `read` other rules use the normalised values.

    `several` says of a row that its reference is left to another rule (several owners).
    """
    name = f"{book.key}.{sheet.key}"
    yield Column("_state", _state(sheet), lambda c: f'COUNTIF({c(f"{sheet.key}._state")},">0")')
    keys = [field for field in sheet.fields if field.is_key]
    for field in sheet.inputs:
        if field.ref and not field.many and _judged(book, field):
            yield _reference(book, field)
            if field.key == "task":
                yield Column("_task_open", None, _open(sheet, field))
    if keys:
        yield helper("_key", _key(book, keys))
        yield Column("_odd", None, lambda c: f'COUNTIF({c("._key")},"o*")')
    normal = [field for field in sheet.inputs if field.key in set(read)]
    for field in normal:
        yield helper(f"_{field.key}", _normal(field))
    yield from _verdicts(book, sheet, frozenset(field.key for field in normal), several)
    if keys and name != ANSWERS:
        yield verdict("F05", _said_twice(book, sheet, keys))


def _verdicts(book: Book, sheet: Sheet, normal: frozenset[str], several: Write | None) -> Iterator[Column]:
    required = [field for field in sheet.inputs if field.required]
    typed = [field for field in sheet.inputs if field.type == "date" or field.numeric]
    yield Column("F07")                                 # `_state` says so
    if required:
        yield verdict("F02", lambda c: f"IF(OR({','.join(blank(c(field.key)) for field in required)}),{WRONG},0)")
    if typed:
        yield verdict("F03", lambda c: worst(_type(c, field, normal) for field in typed))
    listed_ = [field for field in sheet.inputs if _listed(book, sheet, field)]
    choices = [field for field in listed_ if field.choices]
    if len(choices) > _FEW and len(choices) < len(listed_):
        yield Column("_choices", lambda c: (
            f"IFERROR(MAX({','.join(_stranger(c, field, several) for field in choices)}),{DOUBTFUL})"))
        others = [field for field in listed_ if not field.choices]
        yield verdict("F04", lambda c: worst([c("_choices"), *(_stranger(c, field, several) for field in others)]))
    elif listed_:
        yield verdict("F04", lambda c: worst(_stranger(c, field, several) for field in listed_))


def _listed(book: Book, sheet: Sheet, field: Field) -> bool:
    if field.choices:
        return f"{book.key}.{sheet.key}" != ANSWERS
    if field.key == "predecessors":
        return True
    return bool(field.ref) and not field.many and _judged(book, field)


def _judged(book: Book, field: Field) -> bool:
    """Whether a reference leads to lists that the book has or that come along with it."""
    target = (field.ref or "").partition(".")[0]
    return target == "organisation" or (target == book.key and field.ref in ("plan.tasks", "plan.requests"))


def _joined(c: Cells, fields: Iterable[Field]) -> str:
    return "&".join(c(field.key) for field in fields)


def _state(sheet: Sheet) -> Write:
    """What the row is: a row counts as filled when one of its inputs is; one whose only word is 无 is a nil return.

    Only rows that begin with next to nothing have their texts put together, for that is dear in LibreOffice.
    """
    nil = sorted(NIL_WORDS)
    longest = max(map(len, nil))

    def write(c: Cells) -> str:
        spans = []
        for derived, run in groupby(sheet.fields, key=lambda field: field.derived is not None):
            fields = list(run)
            if not derived:
                spans.append(f"{c(fields[0].key)}:{c(fields[-1].key)}")
        text = _joined(c, sheet.inputs)
        begins = "+".join(f"LEN(TRIM({c(field.key)}))" for field in sheet.inputs[:3])
        return (f"IF(COUNTA({','.join(spans)})=0,0,IF(ISERROR(SUM({','.join(spans)})),{BROKEN},IF({begins}>{longest},{FILLED},"
                f"IF({blank(text)},0,IF({one_of(text, nil)},{NIL},{FILLED})))))")

    return write


def _reference(book: Book, field: Field) -> Column:
    target, _, sheet = (field.ref or "").partition(".")
    if target != book.key:
        return referring(field, f"@{sheet}.key", f"@{sheet}.name", judged="#lists", away="#away")
    return referring(field, f"{sheet}._key", away="#away", unclear=f"{sheet}^_odd")


def _open(sheet: Sheet, field: Field) -> Write:
    """How many of the rows name nothing, or something that is nowhere."""
    column = f"{sheet.key}._{field.key}"
    return lambda c: "+".join(f"COUNTIFS({c(column)},{value},{c('._state')},{FILLED})" for value in (BLANK, UNKNOWN))


def _key(book: Book, keys: list[Field]) -> Write:
    """The key in one text, behind an "o" where it holds odd characters: then nothing finds it, nor it anything."""
    def part(c: Cells, field: Field) -> str:
        if field.ref and _judged(book, field):
            return f'IF({c(f"_{field.key}")}>0,"#"&{c(f"_{field.key}")},TRIM({c(field.key)}))'
        if field.choices:
            text = f"TRIM({c(field.key)})"
            for number_, key in reversed(list(enumerate(field.choices))):
                text = f"IF({chosen(c, field, key)},{number_},{text})"
            return text
        return f"TRIM({c(field.key)})"

    def write(c: Cells) -> str:
        text = _joined(c, keys)
        parts = "&".join(f'"k|"&{part(c, each)}' for each in keys)
        return f'IF({blank(text)},"",IF({odd_key(c, text)},"o","")&{parts})'

    return write


def _normal(field: Field) -> Write:
    return (lambda c: date(c, field.key)) if field.type == "date" else (lambda c: number(c, field))


def _said_twice(book: Book, sheet: Sheet, keys: list[Field]) -> Write:
    """Once may be twice, while another row's key, or a name in it, cannot be read."""
    def write(c: Cells) -> str:
        key = c("_key")
        unclear = "+".join([c("^_odd"), *(c(f"^_{field.key}") for field in keys if field.ref and _judged(book, field))])
        return (f'IF({key}="",0,IF({is_odd(c)},{UNREAD},'
                f"IF({_counted_twice(c, sheet)}={WRONG},{WRONG},IF({unclear}>0,{UNREAD},0))))")

    return write


def _counted_twice(c: Cells, sheet: Sheet) -> str:
    """Whether a key stands in several rows. Nothing is counted in the tasks while each row is the first of its key."""
    twice = f'COUNTIFS({c(f"{sheet.key}._key")},{c("_key")},{c(f"{sheet.key}._state")},"<>{NIL}")>1'
    counted = f"IF({twice},{WRONG},0)"
    return f"IF({c('^_twice')}=0,0,IF({c('_first')}=0,{WRONG},{counted}))" if sheet.key == "tasks" else counted


def _type(c: Cells, field: Field, normal: frozenset[str]) -> str:
    """What a date or number adds to the sum of the row."""
    if field.key in normal:
        x = c(f"_{field.key}")
        return f"IF({x}={NO_VALUE},{GRAVE},IF({x}={NOT_READ},{DOUBTFUL},0))"
    return date(c, field.key, _WEIGHED, "0") if field.type == "date" else number(c, field, _WEIGHED, "0")


def _stranger(c: Cells, field: Field, several: Write | None) -> str:
    """What a choice or reference adds."""
    if field.choices:
        return f"IF(OR({blank(c(field.key))},{chosen(c, field)}),0,IF({odd(c, c(field.key))},{DOUBTFUL},{GRAVE}))"
    if field.key == "predecessors":
        return f"IF({c('_read')}=0,{GRAVE},IF({c('_read')}=2,{DOUBTFUL},0))"
    x = c(f"_{field.key}")
    weighed = f"CHOOSE(MIN({x},0)-({ELSEWHERE})+1,0,{DOUBTFUL},{GRAVE},0)"
    return f"IF({several(c)},0,{weighed})" if several and field.key == "owner" else weighed


