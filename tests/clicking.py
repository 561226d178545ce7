"""Clicks as a user makes them: the built extension, installed by its command, in a LibreOffice of the test's own."""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import xlwings

from addin import libreoffice
from addin.extension import install
from addin.libreoffice import OfficeGoneError, bridge, process

SERVICE = "service:org.tongchou.Buttons"
SOON = 240.0
"""Seconds within which everything that a click starts has to be over."""
CALM = 0.5
"""Seconds in which a box would show that is due now."""
ALERT, BUTTON, TEXT = 1, 44, 86
"""Numbers of com.sun.star.accessibility.AccessibleRole, the button's PUSH_BUTTON, the text's STATIC."""
SCREEN = "SAL_USE_VCLPLUGIN"
Answer = TypeVar("Answer")


class Box(NamedTuple):
    """What a message box said."""

    title: str
    text: str


class Office:
    """A LibreOffice with the extension; `app` is the test's own link to it, not the one that a click makes.

    Its windows are drawn nowhere, in memory. With --headless it would have none, and answer every message box itself.
    """

    def __init__(self, profile: Path) -> None:
        before = os.environ.get(SCREEN)
        os.environ[SCREEN] = "svp"
        try:
            self.office = process.launch(profile=profile, visible=True)
        finally:
            os.environ.pop(SCREEN)
            if before is not None:
                os.environ[SCREEN] = before
        atexit.register(self.office.end)
        self.app: xlwings.App = until(self._connect)
        self.link = self.app.impl.link

    def _connect(self) -> xlwings.App | None:
        try:
            return libreoffice.connect(self.office.pipe)
        except OfficeGoneError:
            return None                                 # it does not listen yet

    def open(self, path: Path, *, read_only: bool = False) -> xlwings.Book:
        """Open a workbook, as from the File menu."""
        self.app.activate()
        book = self.app.books.open(str(path), read_only=read_only)
        book.activate()
        return book

    def click(self, button: str, book: xlwings.Book | None = None) -> None:
        """Click a button of the toolbar; returns when the office does."""
        helper = self.link.service("frame.DispatchHelper")
        if book is not None:
            book.activate()

        def dispatch() -> None:
            frame = book.impl.api.getCurrentController().getFrame() if book else self.link.desktop
            helper.executeDispatch(frame, f"{SERVICE}?{button}", "_self", 0, ())

        self.link.ask(dispatch)

    def clicked(self, button: str, book: xlwings.Book) -> None:
        """Click a button and wait until what it started is over."""
        self.click(button, book)
        self.finished()

    def type(self, book: xlwings.Book, text: str) -> None:
        """Press the keys of a text in a book's window, and not Enter: what is typed stands in the cell that is being edited."""
        book.activate()
        window = book.impl.api.getCurrentController().getFrame().getComponentWindow()
        keyboard = self.link.service("awt.Toolkit")

        def press() -> None:
            window.setFocus()
            for letter in text:
                key = bridge.struct("awt.KeyEvent", KeyChar=bridge.letter(letter), Source=window)
                keyboard.keyPress(key)
                keyboard.keyRelease(key)

        self.link.ask(press)

    def running(self) -> list[int]:
        """Processes that clicks in this office have started and that still run, or of whose end the office does not know yet."""
        parents = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                try:
                    words = (folder / "cmdline").read_bytes().split(b"\0")
                    state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
                except (OSError, IndexError, ValueError):
                    continue                            # it has just ended
                if b"addin.extension.run" in words or state == "Z":
                    parents[int(folder.name)] = int(parent)
        return [child for child, parent in parents.items() if _group(parent) == self.office.process.pid]

    def finished(self) -> None:
        """Wait until no click is at work any more."""
        until(lambda: not self.running() or None)

    def box(self) -> Box:
        """What the message box says that is open or opens soon; its button is then pushed."""
        return until(lambda: self.link.ask(self._box))

    def no_box(self) -> bool:
        """Whether none is open, nor opens in a moment."""
        time.sleep(CALM)
        return self.boxes() == 0

    def boxes(self) -> int:
        """How many message boxes are open."""
        return self.link.ask(lambda: len(list(self._alerts())))

    def _alerts(self) -> Iterator[Any]:
        toolkit = bridge.service(self.link.context, "awt.Toolkit")
        for number in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(number)
            if window.isVisible() and (context := window.getAccessibleContext()).getAccessibleRole() == ALERT:
                yield context

    def _box(self) -> Box | None:
        for context in self._alerts():
            parts = [context.getAccessibleChild(number).getAccessibleContext()
                     for number in range(context.getAccessibleChildCount())]
            said = {each.getAccessibleRole(): each for each in parts}
            if TEXT in said and BUTTON in said:         # else it is still being drawn
                box = Box(context.getAccessibleName(), said[TEXT].getAccessibleName())
                said[BUTTON].doAccessibleAction(0)
                return box
        return None

    def end(self) -> None:
        """End the office and whatever it started, by the number of their group."""
        self.office.end()


def until(ask: Callable[[], Answer | None]) -> Answer:
    """The first answer that is one."""
    latest = time.monotonic() + SOON
    while (answer := ask()) is None:
        assert time.monotonic() < latest, "nothing happened within minutes"
        time.sleep(0.05)
    return answer


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


@contextmanager
def office(home: Path) -> Iterator[Office]:
    """An office on a new profile into which the extension was installed."""
    profile = home / "profile"
    assert install(profile).done
    started = Office(profile)
    try:
        yield started
    finally:
        started.end()
