"""LibreOffice as an engine of xlwings: the same code works on Excel's books and on LibreOffice's.

    from addin import libreoffice

    app = libreoffice.connect(pipe)          # an office that listens on a private pipe
    app = libreoffice.start()                # or one of our own, without windows
    app.books.open("plan.xlsx").sheets[0]["A1"].value

It stands alone: it needs xlwings, LibreOffice's uno and nothing of the project around it.
"""

from __future__ import annotations

import xlwings

from .apps import find_book
from .engine import ENGINE, register
from .link import PATIENCE, OfficeGoneError, OfficeRefusedError
from .values import CellError

__all__ = ["ENGINE", "CellError", "OfficeGoneError", "OfficeRefusedError", "connect", "register", "start"]


def connect(pipe: str, caller: str | None = None, patience: float = PATIENCE) -> xlwings.App:
    """Connect to the office that listens on a pipe, and make it the one that xlwings means.

    `caller` names the book whose button was clicked: by LibreOffice's RuntimeUID for it, by its path, or by its name.
    `xlwings.Book.caller()` then is that book. An office that does not answer a question within `patience` seconds is
    given up. Raises OfficeGoneError where nobody listens, KeyError where the caller is not open.
    """
    register()
    app = xlwings.App(impl=ENGINE.apps.join(pipe, patience))
    if caller is not None:
        xlwings.Book(impl=find_book(app.impl, caller)).set_mock_caller()
    return app


def start(*, visible: bool = False, program: str | None = None) -> xlwings.App:
    """Start an office of our own: own profile, own pipe, own process group; without windows it ends with this process.

    Raises OfficeGoneError where LibreOffice is not installed or does not start.
    """
    register()
    return xlwings.App(impl=ENGINE.apps.add(spec=program, visible=visible))
