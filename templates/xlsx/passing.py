"""Passing over what stands beyond the wanted cells of a worksheet's rows, as bytes, before anything is parsed."""

from __future__ import annotations

import re

from templates.xlsx.refused import Refused

ROW_ENDS = b"</row>"
_NUMBERED = b'<row r="'
"""How a row begins that says its number: then rows may be left out."""
_REMARKS = (b"<!", b"<?")
"""How a comment, unparsed text or an instruction begins: what stands there looks like cells and is none.

No spreadsheet program writes it.
"""
_CELL = b'<c r="'
"""How the tag of a cell begins."""
_LAST_CELL = re.compile(rb'(<c r="[A-Z]+)\d+(.*)', re.DOTALL)
_TAG = 120
"""Bytes of a cell that tell its row and whether it holds a formula."""


class Passing:
    """What is passed over in one part.

    `mark` is the start of a tag from which a row need not be parsed up to its end, b"" while it is not known: beside the
    cells that are wanted there may stand a hundred others, and to pass over them as bytes takes a tenth of the time.
    `passed` is how the first of them begins in rows with other cells, `passed_empty` in the last row without.
    """

    def __init__(self, part: str) -> None:
        self.part, self.mark = part, b""
        self.amid = self.empty = False
        """Whether the piece before ended amid what is passed over, and whether its row holds nothing else."""
        self.passed: list[bytes] = []
        self.passed_empty: list[bytes] = []
        self._end = b"\0", b""                                    # the tag and the rest of a row's last cell, around its number

    def over(self, piece: bytes) -> bytes:
        """The piece without what is passed over: the ends of rows, and whole rows that hold nothing else."""
        *rows, unfinished = piece.split(ROW_ENDS)
        kept, empty, mark, numbered = [], b"", self.mark, len(_NUMBERED)
        if self.amid:
            self._go_on(piece, rows[0] if rows else unfinished)
            if rows:
                kept.append(b"" if self.empty else ROW_ENDS)
                del rows[0]
                self.amid = False
        tag, rest = self._end
        for row in rows:                                          # thousands of them: no call for most
            quote = row.find(b'"', numbered)
            at = row.find(b"<", quote)
            alone = row.startswith(mark, at) and row.startswith(_NUMBERED)
            if not alone:
                at = row.find(mark)
            if at >= 0 and not row.endswith(tag + row[numbered:quote] + rest):
                at, (tag, rest) = at if self._in_order(row) else -1, self._end
            if at < 0:
                kept.append(row + ROW_ENDS)
            elif alone:
                empty = row
            else:
                kept.append(row[:at] + ROW_ENDS)
                self.passed.append(row[at:at + _TAG])
        if empty:
            at = empty.find(mark)
            self.passed_empty = [empty[at:at + _TAG]]
        if not self.amid:
            kept.append(self._cut_off(unfinished))
        return b"".join(kept)

    def given_up(self, piece: bytes) -> bytes:
        """What is left to parse of the first piece from which on nothing is passed over."""
        self.mark = b""
        if not self.amid:
            return piece
        at = piece.find(ROW_ENDS)
        if at < 0 or remarks(piece[:at]):
            raise Refused("broken_xml", self.part)
        self.amid = False
        return (b"" if self.empty else ROW_ENDS) + piece[at + len(ROW_ENDS):]

    def _cut_off(self, row: bytes) -> bytes:
        """What is wanted of a row whose end has not come yet."""
        at = row.find(self.mark)
        self.amid = at >= 0
        if not self.amid:
            return row
        self.empty = row.find(b"<", 1, at) < 0 and row.startswith(_NUMBERED)
        if self.empty:
            self.passed_empty = [row[at:at + _TAG]]
        else:
            self.passed.append(row[at:at + _TAG])
        self._go_on(b"", row)
        return b"" if self.empty else row[:at]

    def _go_on(self, piece: bytes, row: bytes) -> None:
        """Go on passing over the rest of a row. Raises Refused where a wanted cell ends it: too late to take it back."""
        if (seen := self.passed_empty if self.empty else self.passed) and len(seen[-1]) < _TAG:
            seen[-1] += piece[:_TAG - len(seen[-1])]              # the tag stood at the very end of the piece before
        if not self._in_order(row):
            raise Refused("broken_xml", self.part)

    def _in_order(self, row: bytes) -> bool:
        """Whether the row's last cell stands right of the wanted ones, too; programs write cells in order.

        How it is written is kept: nearly all rows of a sheet end alike.
        """
        at, mark = max(row.rfind(b"<c "), row.rfind(b"<c>")), self.mark
        if at >= 0 and not row.startswith(_CELL, at):             # who knows which one it is
            return False
        letters = row[at + len(_CELL):at + len(_CELL) + 3].rstrip(b'0123456789"')
        if at >= 0 and (len(letters), letters) < (len(mark) - len(_CELL), mark[len(_CELL):]):
            return False
        if at >= 0 and (cell := _LAST_CELL.match(row, at)):
            self._end = cell[1], cell[2]
        return True


def remarks(piece: bytes) -> bool:
    """Whether a comment or the like begins in a piece; to look for the second character alone first is quicker."""
    return any(mark[1:] in piece and mark in piece for mark in _REMARKS)
