"""Fonts of cells, and of a part of a cell's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge, looks
from .edits import writable
from .members import offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .ranges import Range

SCRIPTS = ("", "Asian", "Complex")
"""LibreOffice keeps a font for each family of scripts; Excel knows one. All are set, the Western one is read."""
BOLD, NORMAL = 150.0, 100.0


@offered
class Font(base_classes.Font):
    """The font of a range, or of a piece of text within its cell."""

    def __init__(self, parent: Range, part: Any = None) -> None:
        self.parent, self.part = parent, part

    link = property(lambda self: self.parent.link)
    api = property(lambda self: self.part if self.part is not None else self.parent.api)

    @property
    def bold(self) -> bool | None:
        """Whether the text is bold; None where it differs."""
        weight = self._common("CharWeight")
        return None if weight is None else weight > NORMAL

    @bold.setter
    def bold(self, value: bool) -> None:
        self._give("CharWeight", BOLD if value else NORMAL)

    @property
    def italic(self) -> bool | None:
        """Whether the text leans; None where it differs."""
        posture = self._common("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._give("CharPosture", bridge.enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        """The size in points; None where it differs."""
        size = self._common("CharHeight")
        return None if size is None else float(size)

    @size.setter
    def size(self, value: float) -> None:
        self._give("CharHeight", float(value))

    @property
    def name(self) -> str | None:
        """The name of the font; None where it differs."""
        name = self._common("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._give("CharFontName", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour; None for the automatic one, and where it differs."""
        return looks.colour_of(self._common("CharColor"))

    @color.setter
    def color(self, value: Sequence[int] | str | int | None) -> None:
        self._give("CharColor", looks.colour_number(value), SCRIPTS[:1])

    def _common(self, name: str) -> Any:
        if self.part is None:
            return looks.shared(self.parent, name)
        return None if self.part.getPropertyState(name).value == "AMBIGUOUS_VALUE" else self.part.getPropertyValue(name)

    def _give(self, name: str, value: object, scripts: Sequence[str] = SCRIPTS) -> None:
        if self.api is not None:
            writable(self.parent)
            for script in scripts:
                self.api.setPropertyValue(name + script, value)


@offered
class Characters(base_classes.Characters):
    """The text of a cell, or a slice of it, to be given a font."""

    def __init__(self, parent: Range, part: slice = slice(None)) -> None:
        self.parent, self._slice = parent, part

    link = property(lambda self: self.parent.link)

    @property
    def api(self) -> Any:
        """LibreOffice's text cursor over the characters."""
        start, stop, _ = self._slice.indices(len(self._whole()))
        cell = self.parent.api.getCellByPosition(0, 0)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(start, False)
        cursor.goRight(stop - start, True)
        return cursor

    @property
    def text(self) -> str:
        """The characters."""
        return self._whole()[self._slice]

    @property
    def font(self) -> Font:
        """Their font."""
        return Font(self.parent, self.api)

    def __getitem__(self, item: int | slice) -> Characters:
        """One character or a slice of them, counted from 0."""
        return Characters(self.parent, item if isinstance(item, slice) else slice(item, item + 1))

    def _whole(self) -> str:
        return str(self.parent.api.getCellByPosition(0, 0).getString())
