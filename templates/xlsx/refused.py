"""The one exception of the reader: a file that is not read."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - not an error of ours
    """`reason` is a stable word, `detail` says what was met."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = str(detail)[:200]
