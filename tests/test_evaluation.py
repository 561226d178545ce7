"""The evaluation report: every number on its pages is a figure that knows its cells, and typed text stays text."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from checks.judge import judge
from checks.portfolio import load
from reports.evaluation import build
from reports.figure import clean
from reports.pdf import Page, figures_json, write
from templates.field import LOCALES
from tests.test_terminal import folder

HOMES = {"q", "time", "code", "title"}
CLASSES = {"n", "num"}


def stray_digits(text: str) -> list[str]:
    """Digits of a page that stand outside figures, typed text, dates and addresses."""
    found = []
    for element in html.fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        for piece, owner in ((element.text, element), (element.tail, element.getparent())):
            if piece and re.search(r"\d", piece) and owner is not None and not at_home(owner):
                found.append(piece.strip())
    return found


def at_home(element: html.HtmlElement) -> bool:
    lineage = [element, *element.iterancestors()]
    return any(each.tag in HOMES or CLASSES & set((each.get("class") or "").split())
               or "stamp" in (each.get("class") or "") for each in lineage)


@pytest.fixture(scope="session")
def seeded(demo: Path) -> Page:
    portfolio = load(demo / "seeded_r2")
    return build(portfolio, judge(portfolio), "zh-Hans")


def test_no_number_on_a_page_is_without_its_cells(seeded: Page) -> None:
    body = seeded.html.partition('<div class="index">')[0]
    assert stray_digits(body) == []
    assert stray_digits("<p>七 7</p>") == ["七 7"]        # the check has teeth


def test_every_link_leads_to_a_figure_that_prints_the_same(seeded: Page) -> None:
    links = html.fromstring(seeded.html).xpath('//a[@class="n"]')
    assert len(links) > 100
    for link in links:
        assert link.get("href")[1:] in seeded.figures.rows


def test_the_completion_rate_is_done_over_due_with_their_cells(seeded: Page) -> None:
    figure = next(each for each in seeded.figures.rows.values() if each.name == "全单位 任务完成率 2026")
    assert figure.numerator is not None
    assert figure.denominator is not None
    assert figure.value == pytest.approx(figure.numerator / figure.denominator * 100)
    assert len(figure.cells) == figure.numerator + figure.denominator


def test_markup_in_a_cell_is_text_and_nothing_is_fetched(tmp_path: Path) -> None:
    hostile = '<img src="file:///etc/passwd"><script>x</script>\u202e{{ 7*7 }}'
    portfolio = load(folder(tmp_path, name=hostile, deliverable=hostile))
    page = build(portfolio, judge(portfolio), "en")
    assert "<script>" not in page.html
    assert write(page, tmp_path / "report.pdf") == []
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_typed_text_is_cut_and_cleaned() -> None:
    assert len(clean("长" * 32_000)) == 300
    assert clean("a\u202eb\x00c") == "a b c"


@pytest.fixture(scope="session")
def report(seeded: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("report") / "evaluation.pdf"
    assert write(seeded, target) == []                  # no complaint, no glyph missing
    return target


def test_the_pdf_has_its_pages_headings_bookmarks_and_figures(report: Path, seeded: Page) -> None:
    text = subprocess.run(["pdftotext", "-layout", report, "-"], capture_output=True, text=True, check=True).stdout
    for heading in ("综合评估报告", "领导简报", "报送与数据质量", "部门得分与指标", "冲突清单", "接口交付", "资金曲线",
                    "进度与三色督办", "人力与物力利用", "满意度", "经济效益", "数字来源索引"):
        assert heading in text
    with pikepdf.open(report) as pdf:
        assert len(pdf.pages) >= 8
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 7
        attached = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
    assert attached == json.loads(figures_json(seeded))


def test_only_chinese_faces_are_embedded(report: Path) -> None:
    listed = subprocess.run(["pdffonts", report], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all("CJK-SC" in line and " yes yes " in line for line in listed), listed


def test_the_same_books_give_the_same_bytes(report: Path, seeded: Page, tmp_path: Path) -> None:
    write(seeded, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == report.read_bytes()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_brief_is_one_page_in_every_language(locale: str, demo: Path, tmp_path: Path) -> None:
    portfolio = load(demo / "seeded_r2")
    write(build(portfolio, judge(portfolio), locale), tmp_path / "report.pdf")
    pages = [subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), tmp_path / "report.pdf", "-"],
                            capture_output=True, text=True, check=True).stdout for page in (2, 3)]
    first = {"zh-Hans": ("一页看清全局", "报送情况"), "zh-Hant": ("一頁看清全局", "報送情況"),
             "en": ("The whole on one page", "Submissions")}[locale]
    assert first[0] in pages[0]
    assert first[1] in pages[1]
