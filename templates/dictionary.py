"""The data dictionary: every book, sheet and column, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.books import BOOKS, sheet_of
from templates.field import LOCALES
from templates.wording import helps, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.book import Book, Sheet
    from templates.field import Field, Words

LAYER = "templates"


def schema() -> dict[str, object]:
    """Return what `schema --format json` prints; labels as {locale: text}, numbers' limits inclusive, None for none."""
    return {"version": 1, "books": [
        {"book": book.key, "version": book.version, "sheets": [_sheet(sheet) for sheet in book.sheets]}
        for book in BOOKS.values()
    ]}


def markdown(locale: str) -> str:
    """Return the data dictionary as a Markdown page, one table per sheet, columns in their order."""
    versions = sorted({book.version for book in BOOKS.values()})
    lines = [f"# {_say('title', locale)}", "", _say("intro", locale, versions=versions), ""]
    for book in BOOKS.values():
        lines += [f"## {book.label.said(locale)} `{book.key}`", "", _about_book(book, locale), ""]
        for sheet in book.sheets:
            lines += [*_about_sheet(book, sheet, locale), ""]
    return "\n".join(lines).rstrip() + "\n"


def _sheet(sheet: Sheet) -> dict[str, object]:
    return {"sheet": sheet.key, "form": sheet.form, "mandatory": sheet.mandatory, "label": _labels(sheet.label),
            "columns": [_column(field) for field in sheet.fields]}


def _column(field: Field) -> dict[str, object]:
    return {
        "key": field.key, "label": _labels(field.label), "type": field.type, "key_column": field.is_key,
        "required": field.required, "derived": field.derived is not None,
        "choices": {key: _labels(words) for key, words in field.choices.items()},
        "low": field.low, "high": field.high, "ref": field.ref, "many": field.many,
    }


def _labels(words: Words) -> dict[str, str]:
    return {locale: words.said(locale) for locale in LOCALES}


def _about_book(book: Book, locale: str) -> str:
    facts = [f"owner.{book.owner}", f"period.{book.period}", *["rounds"] * book.rounds]
    return " · ".join(_say(fact, locale) for fact in facts)


def _about_sheet(book: Book, sheet: Sheet, locale: str) -> Iterator[str]:
    yield f"### {sheet.label.said(locale)} `{book.key}.{sheet.key}`"
    yield ""
    remarks = [_say(word, locale) for word in ("form", "mandatory") if getattr(sheet, word)]
    if sheet.unit:
        remarks.append(say(LAYER, "unit.label", locale, unit=sheet.unit.said(locale)))
    known = helps(locale)
    about = [*remarks, known[f"{book.key}.{sheet.key}._"]] if known else remarks
    if about:
        yield " · ".join(about)
        yield ""
    headings = [_say(heading, locale) for heading in ("column", "key", "type", "required", "values", "help")]
    shown = headings if known else headings[:-1]
    yield f"| {' | '.join(shown)} |"
    yield f"|{'---|' * len(shown)}"
    for field in sheet.fields:
        own = known.get(f"{book.key}.{sheet.key}.{field.key}", "")
        cells = [field.label.said(locale), f"`{field.key}`", _say(f"type.{field.type}", locale),
                 _needed(field, locale), _values(sheet, field, locale), own]
        yield f"| {' | '.join(cells[:len(shown)])} |"


def _needed(field: Field, locale: str) -> str:
    words = [_say(word, locale) for word, said in (("yes", field.required), ("is_key", field.is_key)) if said]
    return " · ".join(words)


def _values(sheet: Sheet, field: Field, locale: str) -> str:
    """Say what may stand in the column: choices, limits, the sheet referred to, or what it is worked out from."""
    if field.derived:
        inputs = " · ".join(sheet.by_key[key].label.said(locale) for key in field.derived.inputs)
        return _say("derived_from", locale, inputs=inputs) if inputs else _say("derived", locale)
    if field.choices:
        return " / ".join(f"{words.said(locale)} `{key}`" for key, words in field.choices.items())
    if field.ref:
        target = _say("refers", locale, sheet=sheet_of(field.ref).label.said(locale), target=field.ref)
        return f"{target} · {_say('many', locale)}" if field.many else target
    if field.low is not None and field.high is not None:
        return _say("between", locale, low=field.low, high=field.high)
    return _say("at_least", locale, low=field.low) if field.low is not None else ""


def _say(key: str, locale: str, **facts: object) -> str:
    return say(LAYER, f"dictionary.{key}", locale, **facts)
