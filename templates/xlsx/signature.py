"""What a file is by its first bytes, never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCK_FILE_SIZE = 165


def reason_to_refuse(head: bytes, whole: Callable[[], bytes]) -> str | None:
    """None for a zip, else the reason why this cannot be a workbook of today."""
    if head[:4] == b"PK\3\4":
        return None
    if not head:
        return "empty"
    if head[:8] == _OLE:
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in whole() else "old_binary"
    if head[0] < 0x40 and len(head) == _LOCK_FILE_SIZE:
        return "lock_file"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<meta")):
        return "html"
    if text.startswith(b"<?xml"):
        return "xml"
    return "binary" if b"\0" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff") else "text"
