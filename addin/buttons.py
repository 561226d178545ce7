"""The buttons: one table for the Excel ribbon and the LibreOffice toolbar."""

from __future__ import annotations

from dataclasses import dataclass

from templates.wording import say, sentences

CLICKS = "addin.clicks"
"""The module whose public functions the buttons call, each by its key and without arguments."""

BOX = "box."
"""Where the sentences of the boxes stand."""


@dataclass(frozen=True)
class Button:
    """One button: `key` is the function of CLICKS that it calls, and the name of its words and of its picture."""

    key: str

    def label(self, locale: str) -> str:
        """What stands on the button."""
        return say("addin", f"button.{self.key}.label", locale)

    def tip(self, locale: str) -> str:
        """What is said while the pointer rests on it."""
        return say("addin", f"button.{self.key}.tip", locale)

    def icon(self, size: int) -> bytes:
        """Its picture as PNG, `size` pixels wide and high."""
        from addin import icon  # noqa: PLC0415 - numpy, not wanted for a click

        return icon.png(self.key, size)


BUTTONS = tuple(map(Button, ("validate", "consolidate", "conflicts", "balance", "report", "clear_marks", "open_folder")))
"""From left to right."""


def heading(locale: str) -> str:
    """What the tab, the toolbar and the menu with these buttons are called."""
    return say("addin", "button.heading", locale)


def boxes(locale: str) -> dict[str, str]:
    """What the faces say in boxes of their own, where Python did not start or failed; by key, `{detail}` not filled in."""
    return {key.removeprefix(BOX): text for key, text in sentences("addin", locale).items() if key.startswith(BOX)}
