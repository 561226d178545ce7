"""The texts of a template that name the department, the period or the organisation: those we wrote, and places to fill.

What the office wrote in words of its own is left alone; where it wrote {department}, {department_id}, {period}, {round}
or {organisation}, in a cell, a text box or a page's head, every book says its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from templates.field import LOCALES
from templates.wording import say
from templates.xlsx.address import a1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.identity import Identity
    from templates.making import Making
    from templates.xlsx.splicing import Cells

Texts = Mapping[tuple[int, int], str]
_PAGE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>[^<]*")
"""The head or foot of a printed page, in which & begins a code and && is the sign itself."""
_BETWEEN = " · "
_FACTS = ("department", "period", "round", "due", "version")


@dataclass(frozen=True)
class Head:
    """The texts above the data, sheet by sheet; for whom the template itself was made."""

    texts: Mapping[str, Texts]
    readme: str
    """Visible name of the sheet that says how to fill in, "" where the office took it out."""
    identity: Identity
    department: str
    """The name of the template's own department, "" where it has none."""


def places(making: Making) -> dict[str, str]:
    """What an office may write into its template → what a book says there."""
    identity = making.identity
    name = making.department.removeprefix(identity.department).strip() or identity.department
    return {"{organisation}": identity.organisation, "{department}": name, "{department_id}": identity.department,
            "{period}": identity.period, "{round}": str(identity.round or "")}


def _filled(text: str, making: Making) -> str:
    for place, word in places(making).items():
        text = text.replace(place, word)
    return text


def placed(part: bytes, making: Making) -> bytes:
    """A part with the places filled in."""
    words = places(making)
    pages = {place: word.replace("&", "&&") for place, word in words.items()}
    return _put(_PAGE.sub(lambda match: _put(match[0], pages), part), words)


def _put(part: bytes, words: Mapping[str, str]) -> bytes:
    for place, word in words.items():
        part = part.replace(place.encode(), escape(word, {'"': "&quot;"}).encode())
    return part


def said(head: Head, making: Making) -> dict[str, Cells]:
    """The cells whose texts change, by sheet: titles, and the facts on the first sheet."""
    found: dict[str, Cells] = {}
    for sheet, texts in head.texts.items():
        first = sheet == head.readme
        changed = {at: _filled(new, making) for at, text in texts.items()
                   if (new := _title(head, making, text, first=first)) != text}
        found[sheet] = changed | (_facts(texts, making) if first else {})
    return found


def still_named(head: Head, period: str) -> Iterator[str]:
    """Cells in which the office names the template's own department, or another period, in words of its own."""
    old = head.identity.period
    names = [re.escape(head.department)] if head.department else []
    names += [rf"(?<![\d.-]){re.escape(old)}(?![\d.-])"] if old and old != period else []
    if not names:
        return
    pattern = re.compile("|".join(names))
    for sheet, texts in head.texts.items():
        for (row, column), text in texts.items():
            ours = _composed(head, text) or text == _label(head) or (text == old and sheet == head.readme)
            if not ours and pattern.search(text):
                yield f"{sheet}!{a1(row, column)}"


def readme_of(making: Making, sheets: Mapping[str, Texts]) -> dict[str, Texts]:
    """The sheet that says how to fill in, with its texts: the one with a line of the period, else the first of these."""
    labels = _labels("period")
    for name, texts in sheets.items():
        if any(text in labels and texts.get((row, column + 1)) == making.identity.period
               for (row, column), text in texts.items()):
            return {name: texts}
    return dict([*sheets.items()][:1])


def _label(head: Head) -> str:
    return f"{head.identity.department} {head.department}".strip()


def _composed(head: Head, text: str) -> bool:
    """True for a title as our writer composes it: the sheet, the book, the period, the department."""
    return _BETWEEN in text and head.identity.period in text.split(_BETWEEN)


def _title(head: Head, making: Making, text: str, *, first: bool) -> str:
    """The text as this book is to say it; `first` on the sheet that says how to fill in."""
    old, new, label = head.identity, making.identity, _label(head)
    if _composed(head, text):
        parts = [part for part in text.split(_BETWEEN) if part != label]
        at = parts.index(old.period)
        parts[at:at + 1] = [part for part in (new.period, making.department) if part]
        text = _BETWEEN.join(parts)
    elif label and text == label:
        text = making.department
    elif first and text == old.period:
        text = new.period
    elif first and not old.organisation and text in making.book.label:
        text = f"{new.organisation} {text}".strip()
    if old.organisation and old.organisation != new.organisation:
        text = text.replace(old.organisation, new.organisation)
    return text


def _facts(texts: Texts, making: Making) -> Cells:
    """Department, period and round beside their labels; where there is no line for the department yet, one above them."""
    identity = making.identity
    facts = {"department": making.department, "period": identity.period, "round": str(identity.round or "")}
    lines = {key: at for at, text in texts.items() for key in _FACTS if text in _labels(key)}
    found: Cells = {(row, column + 1): facts[key] for key, (row, column) in lines.items() if facts.get(key)}
    told = sorted(at for at in lines.values() if (at[0], at[1] + 1) in texts)
    if not told or "department" in lines or not making.department:
        return found
    last, column = told[-1]
    if not any((last + 1, each) in texts for each in (column, column + 1)):
        moved = [(making.say("blank.department"), making.department)]
        moved += [(texts[at], str(found.get(beside, texts[beside]))) for at in told if (beside := (at[0], at[1] + 1))]
        for row, (label, fact) in zip([*(row for row, _ in told), last + 1], moved, strict=True):
            found |= {(row, column): label, (row, column + 1): fact}
    return found


def _labels(key: str) -> set[str]:
    return {say("templates", f"blank.{key}", locale) for locale in LOCALES}
