"""The organisation's logo: a picture on its own book's sheet about itself stands on reports, and nothing else of it does."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from openpyxl.drawing.image import Image as Picture
from PIL import Image, PngImagePlugin

from checks.judge import judge
from checks.portfolio import load
from reports import short
from reports.logo import logo
from reports.pdf import write


def folder_with(demo: Path, target: Path, picture: bytes) -> Path:
    """The organisation book alone, with a picture put on its sheet about itself."""
    target.mkdir()
    source = next((demo / "clean").glob("organisation*.xlsx"))
    book = openpyxl.load_workbook(shutil.copy(source, target))
    book["单位信息"].add_image(Picture(BytesIO(picture)), "H2")
    book.save(target / source.name)
    return target


def picture(size: tuple[int, int] = (120, 40), kind: str = "PNG", **more: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, (31, 78, 121)).save(target, kind, **more)  # type: ignore[arg-type]
    return target.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_first_picture_stands_on_the_report(demo: Path, tmp_path: Path, kind: str) -> None:
    portfolio = load(folder_with(demo, tmp_path / "period", picture(kind=kind)))
    assert write(short.build(portfolio, judge(portfolio), "zh-Hans"), tmp_path / "brief.pdf") == []
    with pikepdf.open(tmp_path / "brief.pdf") as pdf:
        (image,) = pdf.pages[0].images.values()
        assert (image.Width, image.Height) == (120, 40)
        assert len(pdf.pages) == 1


def test_of_a_picture_only_its_pixels_are_taken_and_not_more_than_are_printed(demo: Path, tmp_path: Path) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "a secret of somebody")
    mark = logo(load(folder_with(demo, tmp_path / "period", picture((2000, 1000), pnginfo=said))))
    assert b"secret" not in mark
    assert Image.open(BytesIO(mark)).size == (800, 400)


@pytest.mark.parametrize("wrong", [picture((4, 4)), picture((4001, 4000)), picture()[:30], picture(kind="GIF")],
                         ids=["too small", "too large", "broken", "of another kind"])
def test_a_picture_that_cannot_be_printed_is_left_out(demo: Path, tmp_path: Path, wrong: bytes) -> None:
    period = folder_with(demo, tmp_path / "period", picture())
    portfolio = load(period)
    assert logo(portfolio)
    (book,) = period.glob("*.xlsx")
    with_part(book, wrong)
    assert logo(load(period)) == b""


def with_part(book: Path, content: bytes) -> None:
    """The same workbook with other bytes for its picture."""
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as new:
        for name, own in parts.items():
            new.writestr(name, content if name.startswith("xl/media/") else own)


def test_a_book_without_a_picture_has_no_logo(demo: Path) -> None:
    assert logo(load(demo / "clean")) == b""
