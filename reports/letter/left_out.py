"""What a list leaves out: how many more there are, and where to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from reports.context import Context
    from templates.table import Place


def left_out(context: Context, kind: str, places: Sequence[Place]) -> Markup | str:
    """A sentence about entries by one cell of each; "" where none is left out."""
    if not places:
        return ""
    return context.say(f"letters.more_{kind}", n=context.figures.count(places, context.word(f"letters.figure_more_{kind}")))
