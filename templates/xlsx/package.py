"""The package: is this a workbook at all, and may its parts be inflated? Nothing here knows about cells."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from itertools import pairwise
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote

from templates.xlsx.limits import Allowance, Limits
from templates.xlsx.refused import Refused
from templates.xlsx.signature import reason_to_refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["CHUNK", "FIRST", "Limits", "Package", "Refused", "part_name"]

FIRST, CHUNK = 1 << 15, 1 << 18
"""Bytes of the first piece of a part, often all that is wanted, and of the further ones."""
_LARGE = 8 << 20
_LOCAL_SIZE = 30
_END, _END_SIZE = b"PK\5\6", 22
_LOCATOR, _LOCATOR_SIZE, _LARGE_END_SIZE = b"PK\6\7", 20, 56
_TAIL = _END_SIZE + 0xFFFF + _LOCATOR_SIZE + _LARGE_END_SIZE
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)


def part_name(name: str) -> str:
    """Spell every part one way: no leading slash, no backslashes, no percent signs, lower case."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


class Package:
    """An opened zip whose sizes were found bearable; `parts` by the spelling of part_name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits, self.allowance = limits, Allowance(limits)
        self.parts: dict[str, zipfile.ZipInfo] = {}
        self.file, size = _opened(path, limits)
        try:
            self._look(size)
        except BaseException:
            self.close()
            raise

    def _look(self, size: int) -> None:
        try:
            if reason := reason_to_refuse(self.file.read(4096), self._whole):
                raise Refused(reason)
            self._check_directory(size)
            self._zip = zipfile.ZipFile(self.file)
        except _BROKEN as error:
            raise Refused("broken_zip", error) from None
        self._check_parts(self._zip.infolist())

    def _whole(self) -> bytes:
        self.file.seek(0)
        return self.file.read()

    def _check_directory(self, size: int) -> None:
        """Measure the directory before zipfile makes an object per entry, by the record that zipfile will trust."""
        self.file.seek(max(0, size - _TAIL))
        tail = self.file.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + _END_SIZE:
            raise Refused("truncated")
        directory = struct.unpack_from("<L", tail, at + 12)[0]
        locator = at - _LOCATOR_SIZE
        if locator >= _LARGE_END_SIZE and tail.startswith(_LOCATOR, locator):
            directory = struct.unpack_from("<Q", tail, locator - _LARGE_END_SIZE + 40)[0]
        if directory > self.limits.directory:
            raise Refused("too_many_entries")

    def _check_parts(self, infos: list[zipfile.ZipInfo]) -> None:
        limits = self.limits
        if len(infos) > limits.entries:
            raise Refused("too_many_entries", len(infos))
        for info in infos:
            if not info.filename.endswith("/"):     # is_dir() fails on an empty name
                self._check_part(info)
        size = sum(info.file_size for info in infos)
        if size > limits.inflated:
            raise Refused("too_large_inflated", f"{size >> 20} MB")
        spans = sorted((info.header_offset, info.compress_size) for info in infos)
        if any(begin + _LOCAL_SIZE + packed > other for (begin, packed), (other, _) in pairwise(spans)):
            raise Refused("broken_zip", "overlapping parts")

    def _check_part(self, info: zipfile.ZipInfo) -> None:
        name = part_name(info.filename)
        if name in self.parts:                       # programs differ in which of the two they show
            raise Refused("duplicate_part", name)
        self.parts[name] = info
        if info.flag_bits & 1:
            raise Refused("encrypted", name)
        if info.file_size > self.limits.part:
            raise Refused("part_too_large", f"{name}, {info.file_size >> 20} MB")
        if info.file_size > _LARGE and info.file_size > self.limits.ratio * info.compress_size:
            raise Refused("suspicious_ratio", name)

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def chunks(self, part: str, limit: int) -> Iterator[bytes]:
        """Inflate a part, named as in `parts`, piece by piece; one that lies about its size is refused."""
        info = self.parts.get(part)
        if info is None:
            raise Refused("missing_part", part)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("broken_zip", "compression method")
        try:
            stream = self._zip.open(info)
        except _BROKEN as error:
            raise Refused("broken_zip", error) from None
        total = 0
        with stream:
            while chunk := _next(stream, CHUNK if total else FIRST):
                total += len(chunk)
                self.allowance.spend("inflated", len(chunk), part)
                if total > limit:
                    raise Refused("part_too_large", part)
                yield chunk
        if total != info.file_size:                  # zipfile stops at the size, or before it without a word
            raise Refused("broken_zip", part)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


def _opened(path: Path, limits: Limits) -> tuple[IO[bytes], int]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):         # opening a pipe would wait for its writer
            raise Refused("cannot_open", "not a file")
        if status.st_size > limits.file:
            raise Refused("too_large", f"{status.st_size >> 20} MB")
        return path.open("rb"), status.st_size
    except (OSError, ValueError) as error:
        raise Refused("cannot_open", getattr(error, "strerror", None) or error) from None


def _next(stream: IO[bytes], size: int) -> bytes:
    """Read one piece: without a size, all of a part that lies about its own would be inflated."""
    try:
        return stream.read(size)
    except _BROKEN as error:
        raise Refused("broken_zip", error) from None
