"""Values: numbers, dates, texts and errors as Excel shows them. Expected values were written by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from handmade import strings, styles, workbook, worksheet

from templates.xlsx.formats import kind_of
from templates.xlsx.values import BAD, CellError
from templates.xlsx.workbook import Workbook


@pytest.fixture
def read(tmp_path):
    """Read the value of one cell that is given as XML."""

    def value(cell, **parts):
        path = workbook(tmp_path / "one.xlsx", worksheet(f'<row r="1">{cell}</row>'), **parts)
        with Workbook(path) as book:
            return book.sheet("甲").grid.get((1, 1))

    return value


def shown(read, serial, code, properties=""):
    return read(f'<c r="A1" s="1"><v>{serial}</v></c>', styles=styles(code), properties=properties)


@pytest.mark.parametrize(("text", "value"), [
    ("7", 7), ("-7", -7), ("7.0", 7.0), ("0.1", 0.1), ("1E3", 1000.0), (" 7 ", 7), ("-0", 0),
    ("123456789012345", 123456789012345), ("12345678901234567890", 1.2345678901234567e19),
    ("1_000", "1_000"), ("１２", "１２"), ("1e999", "1e999"), ("nan", "nan"), ("twelve", "twelve"), ("", None), ("9" * 99, BAD),
])
def test_a_number_is_an_int_where_it_is_written_as_one(read, text, value):
    found = read(f'<c r="A1"><v>{text}</v></c>')
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(("code", "kind"), [
    ("yyyy-mm-dd", "date"), ('yyyy"年"m"月"d"日"', "date"), ("yyyy年m月d日", "date"), ("[$-804]yyyy年m月d日;@", "date"),
    ("[DBNum1][$-804]yyyy年m月d日", "date"), ("m/d", "date"), ("mmm-yy", "date"), ("ge.m.d", "date"), ("yyyy\\-mm", "date"),
    ("h:mm", "time"), ("h:mm AM/PM", "time"), ("mm:ss", "time"), ("上午/下午h时mm分", "time"), ("ss.000", "time"),
    ("yyyy-mm-dd hh:mm:ss", "datetime"), ("m/d h:mm", "datetime"),
    ("[h]:mm", "elapsed"), ("[mm]:ss", "elapsed"), ("[s]", "elapsed"),
    ("General", None), ("G/通用格式", None), ("0.00", None), ('#,##0.00"元"', None), ('0"days"', None), ("[Red]0", None),
    ("_(* #,##0_);_(* (#,##0)", None), ("0\\d", None), ("0;yyyy", None), ('0;"a;b"', None), ("@", None), ("", None),
    ("0.00E+00", None), ("# ?/?", None), ('"yyyy', None), ("[$¥-804]#,##0", None),
])
def test_a_format_code_shows_a_date_by_its_letters_outside_of_literals(code, kind):
    assert kind_of(code) == kind


@pytest.mark.parametrize(("serial", "code", "value"), [
    ("46023", "yyyy-mm-dd", date(2026, 1, 1)),
    ("46023.0", "yyyy-mm-dd", date(2026, 1, 1)),
    ("46023.75", "yyyy-mm-dd", datetime(2026, 1, 1, 18)),
    ("46023", "yyyy-mm-dd hh:mm", datetime(2026, 1, 1)),
    ("46023.4999999999", "yyyy-mm-dd hh:mm", datetime(2026, 1, 1, 12)),
    ("46023.9999999999", "h:mm", datetime(2026, 1, 2)),
    ("0.75", "h:mm", time(18)),
    ("0.99999999999", "h:mm", time(23, 59, 59, 999000)),
    ("1.5", "[h]:mm", timedelta(hours=36)),
    ("1", "yyyy-mm-dd", date(1900, 1, 1)),
    ("59", "yyyy-mm-dd", date(1900, 2, 28)),
    ("60", "yyyy-mm-dd", 60),                       # Excel's 29 February 1900, which never was
    ("60.33", "yyyy-mm-dd", 60.33),
    ("61", "yyyy-mm-dd", date(1900, 3, 1)),
    ("2958465", "yyyy-mm-dd", date(9999, 12, 31)),
    ("2958466", "yyyy-mm-dd", 2958466),
    ("2958465.9999999999", "yyyy-mm-dd", 2958466.0),
    ("0", "yyyy-mm-dd", 0), ("-3", "yyyy-mm-dd", -3), ("-0.5", "h:mm", -0.5), ("1e300", "[h]:mm", 1e300),
    ("soon", "yyyy-mm-dd", "soon"), ("", "yyyy-mm-dd", None),
])
def test_a_serial_number_is_shown_by_its_format_or_stays_a_number(read, serial, code, value):
    found = shown(read, serial, code)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(("serial", "value"), [
    ("0", date(1904, 1, 1)), ("1", date(1904, 1, 2)), ("60", date(1904, 3, 1)), ("44561", date(2026, 1, 1)),
    ("2957003", date(9999, 12, 31)), ("2957004", 2957004), ("-1", -1),
])
def test_a_workbook_from_an_old_mac_counts_from_1904(read, serial, value):
    assert shown(read, serial, "yyyy-mm-dd", '<workbookPr date1904="1"/>') == value


@pytest.mark.parametrize(("number", "serial", "value"), [
    ("14", "46023", date(2026, 1, 1)), ("31", "46023", date(2026, 1, 1)), ("57", "46023", date(2026, 1, 1)),
    ("20", "0.5", time(12)), ("33", "0.5", time(12)), ("22", "46023.5", datetime(2026, 1, 1, 12)),
    ("46", "1.5", timedelta(hours=36)), ("4", "46023", 46023), ("49", "46023", 46023), ("9" * 5000, "1", 1),
])
def test_formats_that_every_excel_knows_need_no_code(read, number, serial, value):
    assert shown(read, serial, number) == value


def test_formats_of_conditional_formatting_are_no_formats_of_cells(read):
    book_styles = ('<styleSheet><numFmts><numFmt numFmtId="200" formatCode="0.0"/></numFmts>'
                   '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'
                   '<dxfs><dxf><numFmt numFmtId="200" formatCode="yyyy"/></dxf></dxfs></styleSheet>')
    assert read('<c r="A1" s="1"><v>46023</v></c>', styles=book_styles) == 46023


@pytest.mark.parametrize(("text", "value"), [
    ("2026-01-31", date(2026, 1, 31)), ("2026-01-31T08:30:00", datetime(2026, 1, 31, 8, 30)),
    ("2026-01-31T08:30:00Z", datetime(2026, 1, 31, 8, 30)), ("2026-01-31T08:30:00+08:00", datetime(2026, 1, 31, 8, 30)),
    ("08:30:00", time(8, 30)), ("08:30:00.5", time(8, 30, 0, 500000)), ("2026-02-30", "2026-02-30"), ("soon", "soon"),
    ("08:30", time(8, 30)), ("T08:30:00", time(8, 30)), ("08:30:00Z", time(8, 30)), ("00:00:00", time(0)),
    ("25:00:00", "25:00:00"), ("2026-01-31Z", date(2026, 1, 31)), ("2026-01-31+08:00", date(2026, 1, 31)),
    ("2026-01-31 08:30", datetime(2026, 1, 31, 8, 30)),
    ("2026-01-31T00:00:00.000", datetime(2026, 1, 31)), ("2026-01-31T24:00:00", "2026-01-31T24:00:00"), ("Z", "Z"), ("", None),
    ("２０２６-01-31", "２０２６-01-31"), ("20260131", "20260131"),
])
def test_iso_dates_of_strict_files(read, text, value):
    assert read(f'<c r="A1" t="d"><v>{text}</v></c>') == value


@pytest.mark.parametrize(("cell", "value"), [
    ('<c r="A1" t="b"><v>1</v></c>', True), ('<c r="A1" t="b"><v>0</v></c>', False), ('<c r="A1" t="b"><v/></c>', None),
    ('<c r="A1" t="e"><v>#REF!</v></c>', CellError("#REF!")), ('<c r="A1" t="str"><v>#REF!</v></c>', "#REF!"),
    ('<c r="A1" t="n"><v>5</v></c>', 5), ('<c r="A1" t="unheard-of"><v>5</v></c>', 5),
    ('<c r="A1" t="str"><v></v></c>', ""), ('<c r="A1" t="s"><v></v></c>', None), ('<c r="A1"/>', None),
])
def test_the_type_of_a_cell_says_what_its_text_means(read, cell, value):
    found = read(cell)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(("written", "value"), [
    ("line_x000D_end", "line\rend"), ("_x005F_x000D_", "_x000D_"), ("_xD83D__xDE00_", "\U0001f600"), ("_xD83D_", "\ufffd"),
    ("_x00_", "_x00_"), ("a&lt;b&amp;c", "a<b&c"), ("<![CDATA[a<b]]>", "a<b"), ("中文&#10;行", "中文\n行"),
])
def test_escapes_are_undone_as_excel_does(read, written, value):
    assert read(f'<c r="A1" t="str"><v>{written}</v></c>') == value
    assert read(f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>') == value
    assert read('<c r="A1" t="s"><v>0</v></c>', strings=strings(f"<t>{written}</t>")) == value


@pytest.mark.parametrize("space", ["", "\n  "])
def test_a_text_with_a_phonetic_guide_is_read_without_it_and_the_next_one_whole(read, space):
    guided = (f"{space}<t>東京</t>{space}<rPh sb='0' eb='2'>{space}<t>トウキョウ</t>{space}</rPh>{space}"
              f"<phoneticPr fontId='1'/>{space}")
    table = strings(guided, f"{space}<r>{space}<t>大</t>{space}</r>{space}<r>{space}<t>阪</t>{space}</r>{space}"
                            f"<rPh sb='0' eb='1'>{space}<t>オオ</t>{space}</rPh>{space}", "<t>next</t>")
    assert [read(f'<c r="A1" t="s"><v>{number}</v></c>', strings=table) for number in range(3)] == ["東京", "大阪", "next"]
    assert read(f'<c r="A1" t="inlineStr">{space}<is>{guided}</is>{space}</c>') == "東京"


def test_a_text_whose_normal_form_no_cell_could_hold_spoils_its_cell_only(read):
    """Of one letter, normalising makes a sentence of eighteen."""
    some, many = "\ufdfa" * 1_820, "\ufdfa" * 1_821
    assert read(f'<c r="A1" t="str"><v>{some}</v></c>') == some
    assert isinstance(read(f'<c r="A1" t="str"><v>{many}</v></c>'), CellError)
    assert isinstance(read('<c r="A1" t="s"><v>0</v></c>', strings=strings(f"<t>{many}</t>")), CellError)


def test_rich_runs_are_joined_and_phonetic_guides_dropped(read):
    rich = ('<r><t>东</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve"> 京 </t></r>'
            '<rPh sb="0" eb="1"><t>トウ</t></rPh><phoneticPr fontId="1"/>')
    assert read(f'<c r="A1" t="inlineStr"><is>{rich}</is></c>') == "东 京 "
    assert read('<c r="A1" t="s"><v>1</v></c>', strings=strings("<t>x</t>", rich)) == "东 京 "


def test_white_space_between_the_tags_of_a_string_table_is_nobodys_text(read):
    table = strings("\n <t>a</t>\n ", "\n <r>\n <t>b</t>\n </r>\n <r> <t>c</t> </r>\n")
    assert read('<c r="A1" t="s"><v>0</v></c>', strings=table) == "a"
    assert read('<c r="A1" t="s"><v>1</v></c>', strings=table) == "bc"


def test_an_empty_string_in_the_table_keeps_its_place(read):
    table = strings("<t>a</t>", "", "<t/>", "<t>d</t>")
    assert read('<c r="A1" t="s"><v>1</v></c>', strings=table) == ""
    assert read('<c r="A1" t="s"><v>3</v></c>', strings=table) == "d"


@pytest.mark.parametrize("number", ["1", "-1", "x", "00", "1.0"])
def test_a_string_that_the_table_lacks_spoils_its_cell_only(read, number):
    found = read(f'<c r="A1" t="s"><v>{number}</v></c>', strings=strings("<t>only</t>"))
    assert found == BAD
    assert isinstance(found, CellError)


def test_a_text_longer_than_a_cell_spoils_its_cell_only(read):
    longest, too_long = "字" * 32_767, "字" * 32_768
    assert read(f'<c r="A1" t="str"><v>{longest}</v></c>') == longest
    assert isinstance(read(f'<c r="A1" t="str"><v>{too_long}</v></c>'), CellError)
    assert isinstance(read(f'<c r="A1" t="inlineStr"><is><t>{too_long}</t></is></c>'), CellError)
    assert isinstance(read('<c r="A1" t="s"><v>0</v></c>', strings=strings(f"<t>{too_long}</t>")), CellError)


def test_an_inline_string_beside_a_value_counts_alone(read):
    assert read('<c r="A1" t="inlineStr"><v>1.</v><is><t>01.</t></is></c>') == "01."
    assert read('<c r="A1" t="inlineStr"><is><t>01.</t></is><v>1.</v></c>') == "01."
    assert read('<c r="A1" t="inlineStr"><v>1.</v></c>') == "1."
