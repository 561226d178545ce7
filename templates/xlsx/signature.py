"""What a file is by its first bytes, never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from templates.xlsx.refused import Reason

_ZIP = b"PK\3\4"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCK_FILE_SIZE = 165
_LONGEST_USER = 54
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = (b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<style", b"<div")


def reason_to_refuse(head: bytes, whole: Callable[[], bytes]) -> Reason | None:
    """Tell why this cannot be a workbook of today; None for a zip, which may be one.

    `head` is how the file starts; `whole` gives all of it, asked only where the head does not tell.
    """
    if head.startswith(_ZIP):
        return None
    if not head:
        return "empty"
    if head.startswith(_OLE):                        # .xls, .et, and any workbook with a password
        return "encrypted" if _ENCRYPTED in whole() else "old_binary"
    if len(head) == _LOCK_FILE_SIZE and head[0] <= _LONGEST_USER:  # what Excel leaves beside an open workbook
        return "lock_file"
    return _text_or_not(head)


def _text_or_not(head: bytes) -> Reason:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_HTML):                       # what web systems serve as .xls
        return "html"
    if text.startswith(b"<?xml"):
        return "xml"
    return "binary" if b"\0" in head and head[:2] not in _UTF_16 else "text"
