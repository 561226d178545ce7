"""A finding in words: title, message (where, what is there, what is expected) and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.masking import masked
from templates.books import BOOKS, field_of, sheet_of
from templates.books.choices import APPROVAL
from templates.text import printable
from templates.wording import listed, say, sentences, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.finding import Finding
    from templates.table import Place


SPANS = {"when": ("from", "to"), "window": ("start", "finish")}
"""What sentences may say of two facts at once: from a day to a day."""


class Said(NamedTuple):
    """The three sentences of a finding in one language."""

    title: str
    message: str
    fix: str


def describe(finding: Finding, locale: str, names: Mapping[str, str] | None = None) -> Said:
    """Put a finding into words; `names` gives departments' names by key.

    Every sentence may use the rule's facts and {file} {sheet} {cell} {row} {column} {department}; facts called
    `column`, `other_column`, `where`, `department` or `partner` are keys and are shown by their labels; `spans` are pairs
    of a first and a last day. Personal data
    in what people typed are masked.
    """
    words = sentences("checks", locale)
    anchor = finding.anchor
    facts: dict[str, str] = {
        "file": anchor.file, "sheet": anchor.sheet, "cell": anchor.cell,
        "row": printable(anchor.key.strip("/")) or anchor.sheet or anchor.file,
        "column": column_label(anchor, anchor.column, locale),
        "department": (names or {}).get(finding.department, finding.department),
    }
    for name, value in finding.facts.items():
        facts[name] = _label(name, value, anchor, locale, names or {})
    for name, (first, last) in SPANS.items():
        if first in facts and last in facts:
            facts[name] = _span(facts[first], facts[last], locale)
    facts = {name: masked(printable(value, len(value))) for name, value in facts.items()}
    return Said(*(_sentence(words, finding, part).format_map(facts) for part in ("title", "message", "fix")))


def column_label(place: Place, column: str, locale: str) -> str:
    """A column's heading in a language, its key where it is not of that sheet."""
    try:
        return field_of(column if column.count(".") == 2 else f"{place.table}.{column}").label.said(locale)
    except KeyError:
        return column


def _sentence(words: Mapping[str, str], finding: Finding, part: str) -> str:
    if finding.variant == "crash":
        return words[f"crash.{part}"]
    sentence = words.get(f"{finding.code}.{finding.variant}.{part}") or words[f"{finding.code}.{part}"]
    # A percent sign stands at its number, every other unit a space away.
    return sentence.replace(" {unit}", "{unit}") if finding.facts.get("unit") == "%" else sentence


def _label(name: str, value: object, anchor: Place, locale: str, names: Mapping[str, str]) -> str:
    if name in ("column", "other_column") and isinstance(value, str):
        return column_label(anchor, value, locale)
    if name == "columns" and isinstance(value, list | tuple):
        return listed((column_label(anchor, str(each), locale) for each in value), locale)
    if name == "spans" and isinstance(value, list | tuple):
        return listed((_span(shown(first, locale), shown(last, locale), locale) for first, last in value), locale)
    if name == "indicator":
        return field_of("organisation.weights.indicator").choices[str(value)].said(locale)
    if name == "book" and isinstance(value, str) and value in BOOKS:
        return BOOKS[value].label.said(locale)
    if name == "table" and isinstance(value, str) and "." in value:
        return sheet_of(value).label.said(locale)
    if name.endswith("level") and isinstance(value, str) and value in APPROVAL:
        return APPROVAL[value].said(locale)
    if name in ("department", "partner", "departments", "other_department"):
        many = value if isinstance(value, list | tuple) else [value]
        return listed((names.get(str(each), str(each)) for each in many), locale)
    return shown(value, locale)


def _span(first: str, last: str, locale: str) -> str:
    """From a day to a day; one day is named once."""
    return first if first == last else say("checks", "span", locale, first=first, last=last)
