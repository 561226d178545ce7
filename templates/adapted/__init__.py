"""An office's own template: our blank workbook as the office adapted it, from which every department's is made."""

from __future__ import annotations

from templates.adapted.copy import write
from templates.adapted.template import Template, Unusable, open_template
from templates.adapted.words import still_named

__all__ = ["Template", "Unusable", "open_template", "still_named", "write"]
