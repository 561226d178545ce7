"""Drop-downs, limits and input hints of a column; names and other languages are accepted with a warning."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from templates.formula import quoted
from templates.geometry import FIRST_ROW
from templates.listsheet import listed_in
from templates.wording import helps, listed
from templates.xlsx.address import column_letters

if TYPE_CHECKING:
    from templates.book import Sheet
    from templates.field import Field
    from templates.making import Making

LONGEST_PROMPT = 255
LONGEST_TITLE = 32
_LARGEST = 999_999_999_999_999
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def validation(making: Making, sheet: Sheet, field: Field) -> dict[str, Any]:
    """Give what XlsxWriter needs to know about the cells of a column."""
    options: dict[str, Any] = {
        "input_title": field.label.said(making.locale)[:LONGEST_TITLE],
        "input_message": hint(making, sheet, field)[:LONGEST_PROMPT],
        "error_title": making.say("invalid.title")[:LONGEST_TITLE],
        "error_message": making.say("invalid.message")[:LONGEST_PROMPT],
        "error_type": "warning",
        "ignore_blank": True,
    }
    limits = _limits(making, sheet, field)
    if limits.get("validate") != "list":
        options["dropdown"] = False
    if sheet.mandatory and field is sheet.fields[0]:
        options["show_error"] = False         # 无 belongs here, and nobody should be warned of what we ask for
    return options | limits


def hint(making: Making, sheet: Sheet, field: Field) -> str:
    """Say the column's own help, else what its type asks for."""
    said = helps(making.locale).get(f"{making.book.key}.{sheet.key}.{field.key}")
    if said:
        return said
    if field.derived:
        return making.say("hint.derived")
    if field.type == "choice":
        labels = listed((words.said(making.locale) for words in field.choices.values()), making.locale)
        return making.say("hint.choice", choices=labels) if len(labels) < 120 else making.say("blank.one_of")
    if field.type == "ref":
        return _where(making, field) + (making.say("hint.many") if field.many else "")
    return _number_hint(making, field) if field.numeric else making.say(f"hint.{field.type}")


def _number_hint(making: Making, field: Field) -> str:
    if field.type == "percent":
        return making.say("blank.percent")
    if field.high is not None:
        return making.say("hint.bounds", low=_plain(field.low), high=_plain(field.high))
    return making.say("hint.number")


def _where(making: Making, field: Field) -> str:
    book, _, target = (field.ref or "").partition(".")
    if book == making.book.key:
        return making.say("blank.own", sheet=making.names[target])
    return making.say("hint.ref" if book == "organisation" else "blank.elsewhere")


def _limits(making: Making, sheet: Sheet, field: Field) -> dict[str, Any]:
    if field.derived or field.many:
        return {"validate": "any"}
    if field.type == "choice":
        labels = making.inline(field) or listed_in(making, f"choice.{sheet.key}.{field.key}")
        return {"validate": "list", "source": labels}
    if field.type == "ref":
        source = _offered(making, field)
        return {"validate": "list", "source": source} if source else {"validate": "any"}
    if field.type == "date":
        return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    if field.numeric:
        whole = field.type == "int"
        low, high = (-_LARGEST if field.low is None else field.low), (_LARGEST if field.high is None else field.high)
        return {"validate": "integer" if whole else "decimal", "criteria": "between",
                "minimum": _plain(low), "maximum": _plain(high)}
    return {"validate": "any"}


def _offered(making: Making, field: Field) -> str | None:
    """Tell where the drop-down of a reference takes its keys from; None where they stand in another workbook."""
    book, _, target = (field.ref or "").partition(".")
    if book == making.book.key:
        other = making.book.by_key[target]
        letters = column_letters([each.key for each in other.fields].index(other.keys[0]) + 1)
        name, last = quoted(making.names[target]), making.last_row
        first = f"{name}!${letters}${FIRST_ROW}"
        return f"=OFFSET({first},0,0,MAX(1,COUNTA({first}:${letters}${last})),1)"
    return listed_in(making, target) if book == "organisation" else None


def _plain(bound: float | None) -> int | float:
    return 0 if bound is None else int(bound) if float(bound).is_integer() else bound
