"""One office at the other end of a pipe: every question to it is watched, so that none waits for ever."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import XlwingsError

from . import bridge

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")
PATIENCE = 120.0
"""Seconds after which an office that does not answer one question is given up."""
FOREVER = 7 * 24 * 3600.0
"""Seconds for questions that a person answers."""


class OfficeGoneError(XlwingsError):
    """The office died, was closed, or did not answer in time; nothing can be asked through this link any more."""


class OfficeRefusedError(XlwingsError):
    """The office answered that it will not do what was asked; it goes on running."""


class Link:
    """A connection to the office that listens on a private pipe.

    `patience` is in seconds. One thread asks at a time. Raises OfficeGoneError where nobody listens.
    """

    def __init__(self, pipe: str, patience: float = PATIENCE) -> None:
        self.pipe, self.patience, self.silent = pipe, patience, False
        self.turn = 0
        """How many questions were asked: what was fetched for one is not trusted in the next."""
        self._lock, self._deadline, self._ended = threading.RLock(), 0.0, threading.Event()
        try:
            self._bridge = bridge.open_pipe(pipe)
        except bridge.UnoError:
            raise OfficeGoneError(f"no LibreOffice listens on the pipe {pipe}") from None
        threading.Thread(target=self._watch, name=f"watch {pipe}", daemon=True).start()
        self.context: Any = None
        self.ask(self._enter)
        self.desktop = self.service("frame.Desktop")
        self.formats = self.service("util.NumberFormatsSupplier")

    def _enter(self) -> None:
        self.context = self._bridge.getInstance("StarOffice.ComponentContext")

    def service(self, name: str) -> Any:
        """Make a service of this office, by its name below com.sun.star."""
        return self.ask(lambda: bridge.service(self.context, name))

    def ask(self, work: Callable[[], Answer], patience: float | None = None) -> Answer:
        """Do some work with the office; raises OfficeGoneError or OfficeRefusedError instead of the bridge's own errors.

        Questions within the work belong to it: only the outermost one is timed.
        """
        with self._lock:
            if self._deadline:
                return work()
            self.turn += 1
            self._deadline = time.monotonic() + (self.patience if patience is None else patience)
            try:
                return work()
            except bridge.UnoError as error:
                raise self._plain(error) from None
            finally:
                self._deadline = 0.0

    def alive(self) -> bool:
        """Whether the office still answers; said at once where the bridge is down."""
        return self.ask(self._answers)

    def _answers(self) -> bool:
        try:
            return self.context is not None and self.context.ServiceManager is not None
        except bridge.UnoError:
            return False

    def close(self) -> None:
        """Take the bridge down; the office goes on running."""
        self._ended.set()
        try:
            self._bridge.dispose()
        except bridge.UnoError:
            return                                      # it was down already

    def _plain(self, error: Exception) -> XlwingsError:
        """Our own error for one of the bridge's."""
        if self.silent:
            return OfficeGoneError(f"LibreOffice did not answer in time (pipe {self.pipe}): the link was given up")
        if not self._answers():
            return OfficeGoneError(f"LibreOffice has ended or was closed (pipe {self.pipe})")
        said = str(error).strip() or "no reason given"
        return OfficeRefusedError(f"LibreOffice refused: {type(error).__name__.rpartition('.')[2]}: {said}")

    def _watch(self) -> None:
        """Take the bridge down when a question waits too long; what waits on it then raises."""
        while not self._ended.wait(0.25):
            if self._deadline and time.monotonic() > self._deadline:
                self.silent = True
                self.close()
