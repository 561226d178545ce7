"""Lines for a terminal: Chinese may break between any two characters, words of other scripts may not."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(r"[A-Za-z0-9_.,:;!?%/=+#@'\"()\[\]{}<>~-]+|\s+|.")
_NEVER_FIRST = frozenset("，。；：、！？）」』》〉】”’%％…—")
_NEVER_LAST = frozenset("（「『《〈【“‘")


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells; no line begins with a closing mark or ends with an opening one.

    A word that alone is wider than a line stays whole.
    """
    lines: list[str] = []
    line: list[str] = []
    for piece in _PIECE.findall(text):
        if not line or cell_len("".join(line)) + cell_len(piece) <= width:
            line.append(piece)
            continue
        carried = _carried(line, piece)
        lines.append("".join(line[:len(line) - len(carried)]).rstrip())
        line = [*carried, piece.lstrip() if not carried else piece]
    last = "".join(line).rstrip()
    return [*lines, last] if last else lines


def _carried(line: list[str], piece: str) -> list[str]:
    """The end of a line that goes down with the piece that no longer fits; nothing where all of it would have to."""
    start = len(line)
    first = piece
    while start and (first[0] in _NEVER_FIRST or line[start - 1][-1] in _NEVER_LAST):
        start -= 1
        first = line[start]
    return line[start:] if start else []
