"""Lines for a terminal: Chinese may break between any two characters, words of other scripts may not."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PIECE = re.compile(r"[A-Za-z0-9_.,:;!?%/=+#@'\"()\[\]{}<>~-]+|\s+|.")
_NEVER_FIRST = frozenset("，。；：、！？）」』》〉】”’%％…—")
_NEVER_LAST = frozenset("（「『《〈【“‘")


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells; no line begins with a closing mark or ends with an opening one."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if cell_len(line) + cell_len(piece) <= width or not line or piece[0] in _NEVER_FIRST:
            line += piece
            continue
        carried = ""
        while line and line[-1] in _NEVER_LAST:
            line, carried = line[:-1], line[-1] + carried
        lines.append(line.rstrip())
        line = carried + piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines
