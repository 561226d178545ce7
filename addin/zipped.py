"""A zip whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Nothing is compressed and every part is of the same day: the same content gives the same bytes on every machine."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name)                # of 1980, which is as early as a zip can say
            info.create_system = info.external_attr = 0
            archive.writestr(info, part)
    return held.getvalue()
