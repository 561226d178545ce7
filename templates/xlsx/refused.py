"""The one exception of the reader: a file that is not read."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    # what the file is instead
    "empty", "text", "html", "xml", "binary", "lock_file", "old_binary", "encrypted", "xlsb", "opendocument",
    "no_workbook",
    # what is wrong with it
    "cannot_open", "truncated", "broken_zip", "broken_xml", "bad_reference", "missing_part", "duplicate_part",
    "duplicate_sheet", "dtd",
    # what there is too much of
    "too_large", "too_large_inflated", "part_too_large", "suspicious_ratio", "too_many_entries", "too_many_sheets",
    "too_many_rows", "too_many_elements", "too_many_names", "too_many_strings", "too_many_ranges", "too_much_text",
    "too_deep", "endless_tag",
]
"""Every word that `reason` may be: stable, for the language files to explain."""


class Refused(Exception):  # noqa: N818 - the file is at fault, no error of ours
    """`reason` is a stable word, `detail` says what was met."""

    def __init__(self, reason: Reason, detail: object = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason: Reason = reason
        self.detail = str(detail)[:200]
