"""Compression of VBA sources and of the project's directory. Source: [MS-OVBA] 2.4.1."""

from __future__ import annotations

import struct

_CHUNK = 4096
_SHORTEST = 3
"""Bytes that a repetition must have to be worth a token."""


def compressed(data: bytes) -> bytes:
    """Compress as Office does: chunks of 4096 bytes, repetitions within a chunk told by distance and length."""
    return b"\x01" + b"".join(_chunk(data[at:at + _CHUNK]) for at in range(0, len(data), _CHUNK))


def _chunk(data: bytes) -> bytes:
    tokens = _tokens(data)
    if len(tokens) > _CHUNK:                            # nothing repeats: as it is, filled up
        return struct.pack("<H", 0x3FFF) + data.ljust(_CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens


def _tokens(data: bytes) -> bytes:
    """Groups of eight tokens behind a byte that says which are repetitions and which are plain bytes."""
    found = bytearray()
    begun: dict[bytes, list[int]] = {}
    at = 0
    while at < len(data):
        flags, group = 0, bytearray()
        for turn in range(8):
            if at >= len(data):
                break
            bits = max(4, (at - 1).bit_length()) if at else 4      # how many tell the distance [2.4.1.3.19.1]
            distance, length = _repetition(data, at, begun, (0xFFFF >> bits) + _SHORTEST)
            if length:
                flags |= 1 << turn
                group += struct.pack("<H", (distance - 1) << (16 - bits) | (length - _SHORTEST))
            else:
                group.append(data[at])
            for passed in range(at, at + (length or 1)):
                if len(key := data[passed:passed + _SHORTEST]) == _SHORTEST:
                    begun.setdefault(key, []).append(passed)
            at += length or 1
        found.append(flags)
        found += group
    return bytes(found)


def _repetition(data: bytes, at: int, begun: dict[bytes, list[int]], longest: int) -> tuple[int, int]:
    """How far back the longest repetition of what comes next begins, and its length; (0, 0) without one."""
    longest = min(longest, len(data) - at)
    distance = best = 0
    for start in reversed(begun.get(data[at:at + _SHORTEST], ())):
        length = _SHORTEST
        while length < longest and data[start + length] == data[at + length]:
            length += 1
        if length > best:
            distance, best = at - start, length
        if length >= longest:
            break
    return distance, best
