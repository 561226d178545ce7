"""Compound files: streams in folders within one file, the container of a VBA project. Source: [MS-CFB], version 3."""

from __future__ import annotations

import struct
from dataclasses import dataclass

Folder = dict[str, "bytes | Folder"]

_SECTOR, _SMALL, _LARGE = 512, 64, 4096
"""Bytes of a sector and of a small one; streams from this size on have sectors of their own."""
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_IN_HEADER = 109
"""Sectors of the allocation table that the header itself can name: enough for 7 MB."""


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    colour: int = _BLACK
    start: int = 0

    def packed(self, size: int) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        return struct.pack("<64sHBBLLL36xLQ", name, len(name), self.kind, self.colour, self.left, self.right, self.child,
                           self.start, size)


class _Sectors:
    """Sectors of one size and the table that chains them."""

    def __init__(self, size: int) -> None:
        self.size, self.content, self.table = size, bytearray(), list[int]()

    def add(self, data: bytes) -> int:
        """Append a stream; return its first sector."""
        if not data:
            return _END
        first, count = len(self.table), -(-len(data) // self.size)
        self.table += [*range(first + 1, first + count), _END]
        self.content += data.ljust(count * self.size, b"\0")
        return first


def compound(folder: Folder) -> bytes:
    """Write a compound file; the same folder gives the same bytes. Raises ValueError above 7 MB."""
    entries = _entries(folder)
    root, sectors, small = entries[0], _Sectors(_SECTOR), _Sectors(_SMALL)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (sectors if len(entry.data) >= _LARGE else small).add(entry.data)
    root.start = sectors.add(bytes(small.content))
    small_table = _filled(struct.pack(f"<{len(small.table)}L", *small.table), b"\xff")
    small_start = sectors.add(small_table)
    directory = b"".join(entry.packed(len(small.content) if entry is root else len(entry.data)) for entry in entries)
    empty = struct.pack("<66xBBLLL48x", 0, 0, _NONE, _NONE, _NONE)
    directory_start = sectors.add(directory + empty * (-len(entries) % (_SECTOR // len(empty))))
    table, tables = _allocation(sectors)
    header = struct.pack("<8s16xHHHHH6xLLLLLLLLL", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, len(tables),
                         directory_start, 0, _LARGE, small_start, len(small_table) // _SECTOR, _END, 0)
    named = [*tables, *[_FREE] * (_IN_HEADER - len(tables))]
    return header + struct.pack(f"<{_IN_HEADER}L", *named) + bytes(sectors.content) + table


def _entries(folder: Folder) -> list[_Entry]:
    """Every stream and folder, the root first, each folder's content as a balanced tree."""
    entries = [_Entry("Root Entry", _ROOT)]

    def listed(content: Folder) -> int:
        numbers = []
        for name in sorted(content, key=_order):
            held = content[name]
            numbers.append(len(entries))
            if isinstance(held, bytes):
                entries.append(_Entry(name, _STREAM, held))
            else:
                entries.append(entry := _Entry(name, _STORAGE))
                entry.child = listed(held)
        return _balanced(entries, numbers, 0, (len(numbers) + 1).bit_length() - 1)

    entries[0].child = listed(folder)
    return entries


def _order(name: str) -> tuple[int, str]:
    """Names in a tree go by length, then by letters [MS-CFB 2.6.4]."""
    return len(name), name.upper()


def _balanced(entries: list[_Entry], numbers: list[int], depth: int, full: int) -> int:
    """Put sorted entries into a red-black tree; its last, incomplete level is red. Returns the topmost."""
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.colour = _BLACK if depth < full else _RED
    entry.left = _balanced(entries, numbers[:middle], depth + 1, full)
    entry.right = _balanced(entries, numbers[middle + 1:], depth + 1, full)
    return numbers[middle]


def _allocation(sectors: _Sectors) -> tuple[bytes, list[int]]:
    """The allocation table of all sectors, its own included, and where it stands."""
    used, each = len(sectors.table), _SECTOR // 4
    count = 1
    while count * each < used + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("larger than a compound file without further tables can be")
    table = [*sectors.table, *[_TABLE] * count]
    return _filled(struct.pack(f"<{len(table)}L", *table), b"\xff"), list(range(used, used + count))


def _filled(data: bytes, filler: bytes) -> bytes:
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, filler)
