"""How large a workbook from a stranger may be; a department's book needs a tenth of this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds that hold before parsing where they can, else while parsing."""

    file: int = 48 << 20
    """Bytes on disk."""
    directory: int = 1 << 20
    """Bytes of the zip's central directory: checked before an object is made per entry."""
    entries: int = 2_000
    inflated: int = 256 << 20
    """Bytes of all parts together, as declared."""
    part: int = 96 << 20
    """Bytes of one part, as declared and as counted while inflating."""
    small_part: int = 4 << 20
    """Bytes of workbook, relationships, styles."""
    ratio: int = 400
    """Inflated by packed, of parts above 8 MiB: an honest book of long like texts reaches 250."""
    sheets: int = 200
    rows: int = 50_000
    """Highest row that may hold a value below the key row, in a column with a key."""
    values: int = 8_000_000
    """Places in all columns with a key: where there are many columns, fewer rows may be filled."""
    tags: int = 2_000_000
    """Tags of one part; bounds elements and their nesting before expat sees them."""
    small_tags: int = 200_000
    token: int = 1 << 20
    """Bytes of one tag or comment: expat scans an unfinished one again with every piece."""
    names: int = 5_000
    """Different names in one part: the parser keeps every one."""
    areas: int = 1 << 20
    """Characters of all references to areas on one sheet: merges, validations, conditional formats."""
    strings: int = 500_000
    """Entries of the shared string table."""
    text: int = 32_767
    """Characters in one cell, as in Excel; the value of a cell with more is the error value BAD."""
    formula: int = 8_192
    """Characters of one formula, as in Excel; longer text is cut."""
