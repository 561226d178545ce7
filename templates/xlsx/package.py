"""The package: is this a workbook at all, and may its parts be inflated? Nothing here knows about cells."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from templates.xlsx.limits import Limits
from templates.xlsx.refused import Refused
from templates.xlsx.signature import reason_to_refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["CHUNK", "Limits", "Package", "Refused"]

CHUNK = 1 << 18
_END_OF_DIRECTORY = b"PK\5\6"
_LARGE = 8 << 20


class Package:
    """An opened zip whose sizes were found bearable; `parts` by lower-case name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        try:
            size = path.stat().st_size
            if size > limits.file:
                raise Refused("too_large", f"{size} bytes")
            self.file = path.open("rb")
        except OSError as error:
            raise Refused("cannot_open", error.strerror or type(error).__name__) from None
        try:
            self._open(size)
        except BaseException:
            self.file.close()
            raise

    def _open(self, size: int) -> None:
        try:
            head = self.file.read(4096)
            if reason := reason_to_refuse(head, self._whole):
                raise Refused(reason)
            self._check_directory(size)
            self.zip = zipfile.ZipFile(self.file)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
            raise Refused("broken_zip", error) from None
        self._check_parts([info for info in self.zip.infolist() if not info.is_dir()])

    def _whole(self) -> bytes:
        self.file.seek(0)
        return self.file.read()

    def _check_directory(self, size: int) -> None:
        self.file.seek(max(0, size - 65_557))
        tail = self.file.read()
        at = tail.rfind(_END_OF_DIRECTORY)
        if at < 0 or len(tail) < at + 22:
            raise Refused("truncated")
        if struct.unpack_from("<L", tail, at + 12)[0] > self.limits.directory:
            raise Refused("too_many_entries")

    def _check_parts(self, infos: list[zipfile.ZipInfo]) -> None:
        limits = self.limits
        if len(infos) > limits.entries:
            raise Refused("too_many_entries", len(infos))
        self.parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}
        if len(self.parts) < len(infos):
            raise Refused("duplicate_part")
        if sum(info.file_size for info in infos) > limits.inflated:
            raise Refused("too_large_inflated")
        for info in infos:
            if info.flag_bits & 1:
                raise Refused("encrypted", info.filename)
            if info.file_size > limits.part:
                raise Refused("part_too_large", info.filename)
            if info.file_size > _LARGE and info.file_size > limits.ratio * info.compress_size:
                raise Refused("suspicious_ratio", info.filename)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.parts

    def chunks(self, part: str, limit: int) -> Iterator[bytes]:
        """The inflated bytes of a part, piece by piece; a part that lies about its size is refused."""
        info = self.parts.get(part.lower())
        if info is None:
            raise Refused("missing_part", part)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("broken_zip", "compression method")
        total = 0
        try:
            with self.zip.open(info) as stream:
                while chunk := stream.read(CHUNK):       # never read(): it would inflate all of a part that lies
                    total += len(chunk)
                    if total > limit:
                        raise Refused("part_too_large", part)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise Refused("broken_zip", error) from None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the type, target part); external targets are left out."""
        from templates.xlsx.parsing import parse_small  # noqa: PLC0415 - parsing is above this room

        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = unquote(attributes.get("Target", "")).replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], target

        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels in self:
            parse_small(self, rels, start)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()
