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
from reports.carried import carried
from reports.evaluation import build
from reports.figure import clean
from reports.pdf import Page, write
from reports.tracing.books import Books
from reports.tracing.report import read
from reports.tracing.verdict import verify
from templates.field import LOCALES
from tests.test_terminal import folder

MOST_PAGES = 40
CHAPTERS = ("领导简报", "报送与数据质量", "目标与承接", "预算", "与上一轮的差别", "进度安排", "冲突", "接口交付", "综合平衡方案",
            "部门得分与指标", "指标走势", "进度与三色督办", "人力与物力利用", "满意度", "经济效益", "指标是否可信", "风险",
            "质量、整改与合规", "会议、决议与问题", "人员、培训与伙伴", "审批与决策事项", "评价结果与改进",
            "各部门问题清单", "附录")
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
    assert stray_digits(seeded.html) == []
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


def test_the_pdf_has_its_pages_headings_bookmarks_and_figures(sample_report: Path, seeded: Page) -> None:
    text = subprocess.run(["pdftotext", "-layout", sample_report, "-"], capture_output=True, text=True, check=True).stdout
    assert [each for each in CHAPTERS if each not in text] == []
    with pikepdf.open(sample_report) as pdf:
        assert 20 <= len(pdf.pages) <= MOST_PAGES
        with pdf.open_outline() as outline:
            assert len(outline.root) > len(CHAPTERS)
        attached = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())
    assert attached == json.loads(carried(seeded))
    assert attached["figures"].keys() == seeded.figures.rows.keys()


def test_only_chinese_faces_are_embedded(sample_report: Path) -> None:
    listed = subprocess.run(["pdffonts", sample_report], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all("CJK-SC" in line and " yes yes " in line for line in listed), listed


def brief_of(report: Path) -> list[str]:
    """The texts of the second page and the one after it."""
    return [subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), report, "-"],
                           capture_output=True, text=True, check=True).stdout for page in (2, 3)]


def test_the_brief_is_one_page(sample_report: Path) -> None:
    brief, after = brief_of(sample_report)
    assert "一页看清全局" in brief
    assert "报送情况" in after


@pytest.mark.proof
def test_the_same_books_give_the_same_bytes(sample_report: Path, seeded: Page, tmp_path: Path) -> None:
    write(seeded, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == sample_report.read_bytes()


@pytest.mark.proof
@pytest.mark.parametrize("folder", ["clean", "seeded_r2"])
@pytest.mark.parametrize("locale", LOCALES)
def test_in_every_language_the_report_is_whole_and_every_figure_holds(
    locale: str, folder: str, demo: Path, tmp_path: Path,
) -> None:
    portfolio, report = load(demo / folder), tmp_path / "report.pdf"
    page = build(portfolio, judge(portfolio), locale)
    assert stray_digits(page.html) == []
    assert write(page, report) == []
    titles = {"zh-Hans": ("一页看清全局", "报送情况"), "zh-Hant": ("一頁看清全局", "報送情況"),
              "en": ("The whole on one page", "Submissions")}[locale]
    assert all(title in text for title, text in zip(titles, brief_of(report), strict=True))
    with pikepdf.open(report) as pdf:
        assert len(pdf.pages) <= MOST_PAGES
    assert verify(read(report), Books(demo / folder)).differences == ()
