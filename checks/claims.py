"""Which file stands for what: one book per department, period and round; the others are refused or superseded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from templates.filled import Filled, Unreadable
from templates.identity import Identity, named
from templates.text import comparable

if TYPE_CHECKING:
    from re import Match

Claim = tuple[str, str, str, int]


@dataclass
class Claims:
    """The books to judge, the organisation's among them; earlier rounds; what was refused and why."""

    books: list[Filled] = field(default_factory=list)
    organisation: Filled | None = None
    superseded: list[Filled] = field(default_factory=list)
    refused: list[Unreadable] = field(default_factory=list)


def sort_out(files: list[Filled | Unreadable]) -> Claims:
    """Decide for every file of a folder whether it is judged, superseded by a later round, or refused."""
    claims = Claims(refused=[each for each in files if isinstance(each, Unreadable)])
    books = [each for each in files if isinstance(each, Filled)]
    books = _one_each(books, claims)
    claims.organisation = next((each for each in books if each.identity.book == "organisation"), None)
    if claims.organisation:
        books = [each for each in books if _belongs(each, claims)]
    highest: dict[tuple[str, str, str], int] = defaultdict(int)
    for each in books:
        place = _place(each.identity)[:3]
        highest[place] = max(highest[place], each.identity.round)
    for each in books:
        latest = each.identity.round == highest[_place(each.identity)[:3]]
        (claims.books if latest else claims.superseded).append(each)
    return claims


def name_says(file: str) -> Match[str] | None:
    """What a file's name says by the pattern; None where it says nothing."""
    return named(PurePosixPath(file).stem)


def contradicts(file: str, identity: Identity) -> bool:
    """True where a name that follows the pattern says something else than the book itself."""
    said = name_says(file)
    if not said:
        return False
    return ((said["department"] or "") != identity.department or said["book"] != identity.book
            or said["period"] != identity.period or bool(said["round"] and int(said["round"]) != identity.round))


def _place(identity: Identity) -> Claim:
    return (identity.book, identity.department, identity.period, identity.round)


def _one_each(books: list[Filled], claims: Claims) -> list[Filled]:
    """Of files that claim the same place the one whose name agrees is kept; if none or several do, none is."""
    claimed: dict[Claim, list[Filled]] = defaultdict(list)
    for each in books:
        claimed[_place(each.identity)].append(each)
    kept = []
    for rivals in claimed.values():
        agreeing = [each for each in rivals if name_says(each.file) and not contradicts(each.file, each.identity)]
        winner = rivals[0] if len(rivals) == 1 else agreeing[0] if len(agreeing) == 1 else None
        for each in rivals:
            if each is winner:
                kept.append(each)
            else:
                others = "、".join(other.file for other in rivals if other is not each)
                claims.refused.append(_refuse(each, "claimed", others))
    # by what they are, not by their names: of two departments' rows that say the same, the same one stays the first
    return sorted(kept, key=lambda each: (each.identity.department, each.identity.period, each.file))


def _belongs(book: Filled, claims: Claims) -> bool:
    """False, and refused, where a book is of another organisation or of a department that is not listed."""
    organisation = claims.organisation
    if organisation is None or book is organisation:
        return True
    if comparable(book.identity.organisation) != comparable(organisation_name(organisation)):
        claims.refused.append(_refuse(book, "organisation", book.identity.organisation))
        return False
    departments = organisation.tables.get("departments")
    listed = {row.text("department") for row in departments} if departments else set()
    if book.book.owner == "department" and book.identity.department not in listed:
        claims.refused.append(_refuse(book, "department", book.identity.department))
        return False
    return True


def organisation_name(organisation: Filled) -> str:
    """What the organisation calls itself: in `_book`, or where the template was still blank then, on its first sheet."""
    about = organisation.tables.get("about")
    typed = next((row.text("name") for row in about), "") if about else ""
    return organisation.identity.organisation or typed


def _refuse(book: Filled, reason: str, detail: str) -> Unreadable:
    return Unreadable(book.path, book.file, book.sha256, reason, detail, book.identity)
