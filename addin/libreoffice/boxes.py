"""Message boxes and windows of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge, configuration
from .link import FOREVER

if TYPE_CHECKING:
    from .app import App
    from .books import Book
    from .link import Link

BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
"""Numbers of com.sun.star.awt.MessageBoxButtons and MessageBoxResults."""
KINDS = {None: "MESSAGEBOX", "info": "INFOBOX", "critical": "WARNINGBOX"}


def ask(app: App, prompt: str, title: str, buttons: str, mode: str | None) -> str:
    """Show a message box in front of the active book and wait for its answer."""
    shown = message(app, prompt, title, buttons, mode)
    answer = ANSWERS[app.link.ask(shown.execute, FOREVER)]
    return "ok" if buttons == "ok" else answer


def message(app: App, prompt: str, title: str, buttons: str, mode: str | None) -> Any:
    """LibreOffice's message box, not shown yet; raises ValueError for unknown buttons or modes."""
    if buttons not in BUTTONS or mode not in KINDS:
        raise ValueError(f"buttons are {', '.join(BUTTONS)}; modes are info, critical")
    owner = window(app.books.active)
    kind = "QUERYBOX" if mode is None and buttons != "ok" else KINDS[mode]
    return owner.getToolkit().createMessageBox(owner, bridge.enum("awt.MessageBoxType", kind), BUTTONS[buttons], title, prompt)


def window(book: Book) -> Any:
    """The window of a book."""
    return book.api.getCurrentController().getFrame().getContainerWindow()


def product(link: Link) -> str:
    """Name and version of an office, from its own configuration."""
    said = configuration.read(link, "/org.openoffice.Setup", "Product")
    return f"{said['ooName']} {said['ooSetupVersionAboutBox']}"
