"""A click in LibreOffice, as a process of its own: `python -m addin.extension.run BUTTON PIPE DOCUMENT [COPY]`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

OPTIONAL = {"numpy", "pandas", "polars", "matplotlib", "PIL"} - sys.modules.keys() if __name__ == "__main__" else set[str]()
"""What xlwings imports where it is there, to take and give its objects. No click has any, and they take long to load."""
sys.modules |= dict.fromkeys(OPTIONAL)                  # type: ignore[arg-type] # None says: not there
from addin import libreoffice, live  # noqa: E402 - they import xlwings

for each in OPTIONAL:
    del sys.modules[each]                               # rules and reports want them
from addin.buttons import BUTTONS, CLICKS  # noqa: E402 - likewise


def main(button: str, pipe: str, document: str, copy: str = "") -> None:
    """Connect to the office that was clicked in, and do what the button does to the document with that RuntimeUID.

    `copy` is the folder into which the office writes the workbook meanwhile; until it has, it answers nothing, so that
    all is loaded first. An office that has ended, or a document that was closed, in mid-run ends it quietly: nobody is
    there to be told.
    """
    known = {each.key for each in BUTTONS}
    if button not in known:
        raise SystemExit(f"no such button: {button}")
    clicks = import_module(CLICKS)
    if copy:
        import_module("addin.sight").warm()
        live.MADE.append(Path(copy))
    try:
        libreoffice.connect(pipe, document)
        getattr(clicks, button)()
    except libreoffice.OfficeGoneError:
        return
    except Exception:                                   # a closed document fails in every way
        if is_open(pipe, document):
            raise


def is_open(pipe: str, document: str) -> bool:
    """Whether the document is still there."""
    try:
        libreoffice.connect(pipe, document)
    except (KeyError, libreoffice.OfficeGoneError):
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stderr.flush()
    os._exit(0)                                         # LibreOffice's bridge at times crashes while Python takes itself down
