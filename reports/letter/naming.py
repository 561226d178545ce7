"""Names in a letter: of departments and persons, as people typed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.figure import clean, typed_sentence
from templates.text import printable
from templates.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from reports.context import Context

LONGEST = 60
"""Characters of a department's name in a heading."""


def plain_name(context: Context, department: str) -> str:
    """A department's name as a heading can carry it, the office's where there is none."""
    return clean(printable(context.name(department), LONGEST))


def named(context: Context, departments: Iterable[str]) -> Markup | str:
    """Departments of the organisation, listed; "" for none."""
    names = [plain_name(context, key) for key in departments if key in context.portfolio.departments]
    return typed_sentence(listed(names, context.locale)) if names else ""
