"""The rows of one table that count where a key was typed twice: the first of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.table import Row, Table


def firsts(table: Table) -> Iterator[Row]:
    """Rows of a table with a key column; later rows with the same key are another finding's matter.

    Unlike Portfolio.firsts this looks at one table: departments and months may number their records alike.
    """
    seen: set[str] = set()
    for row in table:
        key = normal(row.key).lower()
        if not key or key not in seen:
            seen.add(key)
            yield row
