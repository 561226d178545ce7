"""The tab in Excel's ribbon. Source: the customUI schema of Office 2007, which every later Excel reads."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from addin.buttons import BUTTONS, heading

CALLBACK = "Tongchou.Click"
"""The VBA procedure behind every button; which one was clicked stands in its tag."""
_NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"


def ribbon(locale: str) -> str:
    """The part customUI.xml: one tab, one group, one large button for each of ours."""
    name = quoteattr(heading(locale))
    buttons = "".join(
        f'<button id="tongchou_{each.key}" tag="{each.key}" size="large" image="{each.key}" onAction="{CALLBACK}"'
        f" label={quoteattr(each.label(locale))} supertip={quoteattr(each.tip(locale))}/>" for each in BUTTONS)
    return (f'<customUI xmlns="{_NAMESPACE}"><ribbon><tabs><tab id="tongchou_tab" label={name}>'
            f'<group id="tongchou_group" label={name}>{buttons}</group></tab></tabs></ribbon></customUI>')
