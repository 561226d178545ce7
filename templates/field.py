"""The vocabulary of a column: what a declaration may say about one cell of a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from templates.derive import Derivation

Locale = Literal["zh-Hans", "zh-Hant", "en"]
LOCALES: tuple[Locale, ...] = ("zh-Hans", "zh-Hant", "en")
Type = Literal["text", "id", "date", "int", "number", "money", "percent", "choice", "ref"]
NUMERIC: frozenset[Type] = frozenset({"int", "number", "money", "percent"})


class Words(NamedTuple):
    """One name in the three languages; the traditional one in Taiwan's terms, not converted characters."""

    hans: str
    hant: str
    en: str

    def said(self, locale: str) -> str:
        """The name in one of LOCALES."""
        return self[LOCALES.index(locale)]


@dataclass(frozen=True)
class Field:
    """One column: its key (stable, language-free), label, type and limits.

    `ref` names the sheet that a reference looks into ("organisation.people"); `many` allows a list in one cell
    separated by 、; a derived column carries the one expression from which formula and value both come.
    """

    key: str
    label: Words
    type: Type = "text"
    is_key: bool = False
    required: bool = False
    choices: Mapping[str, Words] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    ref: str | None = None
    many: bool = False
    derived: Derivation | None = None
    width: int = 0

    @property
    def numeric(self) -> bool:
        """True where the cell holds a number."""
        return self.type in NUMERIC

    @property
    def shown_width(self) -> int:
        """Column width in characters: as declared, else by the type."""
        by_type = {"date": 12, "int": 9, "number": 10, "money": 14, "percent": 9, "choice": 11, "id": 13, "ref": 14}
        return self.width or by_type.get(self.type, 22)


def text(key: str, label: Words, *, width: int = 0, required: bool = False, is_key: bool = False) -> Field:
    """Free text."""
    return Field(key, label, "text", is_key=is_key, required=required, width=width)


def identity(key: str, label: Words, *, required: bool = True, width: int = 0) -> Field:
    """The row's own key, unique in its sheet."""
    return Field(key, label, "id", is_key=True, required=required, width=width)


def day(key: str, label: Words, *, required: bool = False, is_key: bool = False) -> Field:
    """A real date, inclusive."""
    return Field(key, label, "date", is_key=is_key, required=required)


def whole(
    key: str, label: Words, *, required: bool = False, is_key: bool = False,
    low: float | None = 0, high: float | None = None, derived: Derivation | None = None,
) -> Field:
    """A whole number, never negative unless said otherwise."""
    return Field(key, label, "int", is_key=is_key, required=required, low=low, high=high, derived=derived)


def number(
    key: str, label: Words, *, required: bool = False, low: float | None = 0, high: float | None = None,
    derived: Derivation | None = None,
) -> Field:
    """A number with decimals, never negative unless said otherwise."""
    return Field(key, label, "number", required=required, low=low, high=high, derived=derived)


def money(key: str, label: Words, *, required: bool = False, derived: Derivation | None = None) -> Field:
    """An amount in 元 with two decimals; negative amounts are corrections."""
    return Field(key, label, "money", required=required, derived=derived)


def percent(key: str, label: Words, *, required: bool = False, derived: Derivation | None = None) -> Field:
    """0 to 100; a derived percentage is a change and has no limits."""
    bounds = (None, None) if derived else (0, 100)
    return Field(key, label, "percent", required=required, low=bounds[0], high=bounds[1], derived=derived)


def choice(
    key: str, label: Words, choices: Mapping[str, Words], *, required: bool = False, is_key: bool = False, width: int = 0,
) -> Field:
    """One of a few words; the key is stored in data, the label in the cell."""
    return Field(key, label, "choice", is_key=is_key, required=required, choices=choices, width=width)


def ref(
    key: str, label: Words, target: str, *, required: bool = False, is_key: bool = False, many: bool = False, width: int = 0,
) -> Field:
    """The key of a row elsewhere; the cell may hold its name or `key name` instead."""
    return Field(key, label, "ref", is_key=is_key, required=required, ref=target, many=many, width=width)
