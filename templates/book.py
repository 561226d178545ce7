"""The vocabulary of a workbook: sheets made of fields, books made of sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from templates.field import Field, Words

VERSION = "2026.1"
"""The template version in force; a book that says another was filled in on another year's template."""

NIL_WORDS = frozenset({"无", "無", "没有", "沒有", "不涉及", "不适用", "不適用", "零", "暂无", "暫無", "本期无", "本期無",
                       "无此项", "無此項", "—", "nil", "none", "n/a"})
"""What a department that has nothing to report writes in a mandatory sheet's first cell (零报告), in lower case."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. A form holds one record (keys in column A); else one row per record below the key row.

    `identity` names the columns that tell a row from the others where no field is a key; "person|post" means the
    first of the two that is filled.
    """

    key: str
    label: Words
    fields: tuple[Field, ...]
    form: bool = False
    mandatory: bool = False
    unit: Words | None = None
    identity: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """Field by its key."""
        return {field.key: field for field in self.fields}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Columns that identify a row: the key fields, else `identity`."""
        return tuple(field.key for field in self.fields if field.is_key) or self.identity

    @cached_property
    def inputs(self) -> tuple[Field, ...]:
        """The columns that people fill in: a row counts as filled when one of these is."""
        return tuple(field for field in self.fields if field.derived is None)


@dataclass(frozen=True)
class Book:
    """One kind of workbook. `owner` says who fills it in: each department, or one office for the organisation."""

    key: str
    label: Words
    sheets: tuple[Sheet, ...]
    owner: Literal["department", "organisation"]
    period: Literal["year", "month", "half"] = "year"
    rounds: bool = False
    version: str = VERSION

    @cached_property
    def by_key(self) -> Mapping[str, Sheet]:
        """Sheet by its key."""
        return {sheet.key: sheet for sheet in self.sheets}
