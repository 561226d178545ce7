"""Zip files written byte by byte, for what no zip library writes: a gigabyte in no time, lies about sizes, shared bytes."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BLOCK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One part as it will stand in the file; `size` and `crc` are what it says, `beside` the entry whose bytes it shares."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = zlib.DEFLATED
    beside: str = ""


def entry(name: str, content: bytes) -> Entry:
    """Pack a part honestly."""
    return Entry(name, _deflated(content, zlib.Z_FINISH), len(content), zlib.crc32(content))


def repeated(name: str, before: bytes, unit: bytes, size: int, after: bytes) -> Entry:
    """Pack a part whose middle is some text over and over, `size` bytes of it: one block is packed and copied."""
    block = unit * max(1, BLOCK // len(unit))
    times = size // len(block)
    packed, crc = _deflated(before, zlib.Z_FULL_FLUSH), zlib.crc32(before)
    packed += _deflated(block, zlib.Z_FULL_FLUSH) * times
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    packed += _deflated(after, zlib.Z_FINISH)
    return Entry(name, packed, len(before) + len(block) * times + len(after), zlib.crc32(after, crc))


def _deflated(content: bytes, flush: int) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(content) + packing.flush(flush)


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries in their order, whatever they say."""
    whole, directory, count = bytearray(), bytearray(), 0
    places: dict[str, int] = {}
    for each in entries:
        name = each.name.encode()
        numbers = (20, 0x800, each.method, 0, 0x21, each.crc, len(each.packed), each.size, len(name))
        at = places[each.name] = places[each.beside] if each.beside else len(whole)
        if not each.beside:
            whole += struct.pack("<4s5H3L2H", b"PK\3\4", *numbers, 0) + name + each.packed
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *numbers, 0, 0, 0, 0, 0, at) + name
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(whole), 0)
    path.write_bytes(whole + directory + end)
