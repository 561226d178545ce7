"""Pictures of the buttons: drawn from icons/*.svg at any size, to the same bytes on every machine."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grid = NDArray[np.float64]
    Inside = NDArray[np.bool_]
    Points = list[tuple[float, float]]

_SIDE = 32
"""The drawings' own width and height."""
_FINE = 4
"""Samples along each side of a pixel."""


@cache
def png(key: str, size: int) -> bytes:
    """Draw the picture of a button, `size` pixels wide and high, with a transparent ground.

    Of SVG are understood polygons with a fill and polylines with a stroke, which is all that the drawings hold. The PNG
    is not compressed: compressors differ from machine to machine.
    """
    drawing = ET.fromstring(files("addin").joinpath("icons", f"{key}.svg").read_text(encoding="utf-8"))  # noqa: S314 - ours
    fine = size * _FINE
    steps = (np.arange(fine) + 0.5) * (_SIDE / fine)
    across, down = np.meshgrid(steps, steps)
    sampled = np.zeros((fine, fine, 4), dtype=np.int64)
    for shape in drawing:
        points = [(float(x), float(y)) for x, _, y in (each.partition(",") for each in shape.attrib["points"].split())]
        if "fill" in shape.attrib:
            sampled[_within(points, across, down)] = _colour(shape.attrib["fill"])
        else:
            width = float(shape.attrib["stroke-width"])
            sampled[_along(points, width, across, down)] = _colour(shape.attrib["stroke"])
    return _encoded(_averaged(sampled, size))


def _colour(text: str) -> tuple[int, int, int, int]:
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue, 255


def _within(points: Points, across: Grid, down: Grid) -> Inside:
    """Samples inside a polygon: a line to the right crosses its border an odd number of times."""
    inside = np.zeros(across.shape, dtype=bool)
    for (x, y), (next_x, next_y) in pairwise([*points, points[0]]):
        if y != next_y:
            crossed = x + (down - y) * ((next_x - x) / (next_y - y))
            inside ^= ((y > down) != (next_y > down)) & (across < crossed)
    return inside


def _along(points: Points, width: float, across: Grid, down: Grid) -> Inside:
    """Samples no further than half the width from a line; its ends and corners are round."""
    near = np.zeros(across.shape, dtype=bool)
    for (x, y), (next_x, next_y) in pairwise(points):
        long_x, long_y = next_x - x, next_y - y
        share = ((across - x) * long_x + (down - y) * long_y) / (long_x * long_x + long_y * long_y)
        share = np.clip(share, 0.0, 1.0)
        off_x, off_y = across - (x + share * long_x), down - (y + share * long_y)
        near |= off_x * off_x + off_y * off_y <= width * width / 4
    return near


def _averaged(sampled: NDArray[np.int64], size: int) -> NDArray[np.uint8]:
    """Each pixel's mean colour over the samples that are painted, and how many are."""
    cells = sampled.reshape(size, _FINE, size, _FINE, 4).transpose(0, 2, 1, 3, 4).reshape(size, size, _FINE * _FINE, 4)
    painted = cells[..., 3:] // 255
    count = painted.sum(axis=2)
    colour = (cells[..., :3] * painted).sum(axis=2) // np.maximum(count, 1)
    return np.concatenate([colour, count * 255 // (_FINE * _FINE)], axis=2).astype(np.uint8)


def _encoded(pixels: NDArray[np.uint8]) -> bytes:
    """As PNG: every row unfiltered, in stored blocks of deflate [RFC 1951, 3.2.4]."""
    size = pixels.shape[0]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    pieces = [rows[at:at + 0xFFFF] for at in range(0, len(rows), 0xFFFF)]
    stored = b"".join(struct.pack("<BHH", number == len(pieces), len(piece), len(piece) ^ 0xFFFF) + piece
                      for number, piece in enumerate(pieces, 1))
    packed = b"\x78\x01" + stored + struct.pack(">L", zlib.adler32(rows))
    chunks = ((b"IHDR", struct.pack(">LLBBBBB", size, size, 8, 6, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data)) for name, data in chunks)
