"""A click in LibreOffice, as a process of its own: `python -m addin.extension.run BUTTON PIPE DOCUMENT`."""

from __future__ import annotations

import sys
from importlib import import_module

from addin import libreoffice
from addin.buttons import BUTTONS, CLICKS


def main(button: str, pipe: str, document: str) -> None:
    """Connect to the office that was clicked in, and do what the button does to the document with that RuntimeUID.

    An office that has ended, or a document that was closed, in mid-run ends it quietly: nobody is there to be told.
    """
    known = {each.key for each in BUTTONS}
    if button not in known:
        raise SystemExit(f"no such button: {button}")
    try:
        libreoffice.connect(pipe, document)
        getattr(import_module(CLICKS), button)()
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
