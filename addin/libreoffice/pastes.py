"""Copying and pasting: through the office's own clipboard where it is more than a plain copy within a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .edits import writable
from .members import refuse

if TYPE_CHECKING:
    from .ranges import Range

KINDS = {"all": "A", "formulas": "SVDF", "values": "SVD", "formats": "T", "comments": "N"}
"""What is pasted, in LibreOffice's letters: strings, values, dates, formulas, formats (T), notes (N)."""
OPERATIONS = {None: 0, "add": 1, "subtract": 2, "multiply": 3, "divide": 4}


def copy(block: Range, destination: Any = None) -> None:
    """Copy the cells to where the destination (a Range of xlwings) begins; without one onto the office's clipboard."""
    if destination is None:
        _command(block, ".uno:Copy")
        return
    target: Range = destination.impl
    if target.sheet.book.api.RuntimeUID == block.sheet.book.api.RuntimeUID:
        writable(target)
        target.sheet.api.copyRange(target.sheet.place(target.area), block.sheet.address(block.area))
    else:
        copy_from(target, block, "all")


def paste(block: Range, paste: str | None = None, operation: str | None = None, skip_blanks: bool = False,
          transpose: bool = False) -> None:
    """Paste what lies on the office's clipboard to where the range begins."""
    if (kind := paste or "all") not in KINDS:
        raise refuse(f"Range.paste(paste={paste!r})")
    writable(block)
    _command(block, ".uno:InsertContents", Flags=KINDS[kind], FormulaCommand=OPERATIONS[operation],
             SkipEmptyCells=skip_blanks, Transpose=transpose, AsLink=False, MoveMode=4)


def copy_from(block: Range, source: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False) -> None:
    """Paste another range, of this book or of another one in the same office, to where this one begins."""
    copy(getattr(source, "impl", source))
    paste(block, copy_type, None, skip_blanks, transpose)


def _command(block: Range, command: str, **arguments: object) -> None:
    """Do in the window what a menu entry does, with the range selected; the selection comes back afterwards."""
    sheet, context = block.sheet, block.link.context
    view = sheet.book.api.getCurrentController()
    if view is None or not sheet.api.IsVisible:
        raise NotImplementedError(f"copying from or to the hidden sheet {sheet.name} is not available with LibreOffice")
    before = view.getSelection()
    view.select(block.api if command == ".uno:Copy" else sheet.block(block.first).api)
    helper = bridge.service(context, "frame.DispatchHelper")
    helper.executeDispatch(view.getFrame(), command, "", 0, bridge.properties(**arguments))
    view.select(before)
