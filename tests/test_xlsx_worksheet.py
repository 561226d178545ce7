"""One worksheet: grid, key row, columns, and what stands around the cells. Expected values were written by hand."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from handmade import (
    KINDS,
    MAIN,
    STRICT_KINDS,
    STRICT_MAIN,
    package,
    parts_of,
    relationships,
    strings,
    styles,
    workbook,
    worksheet,
)

from templates.xlsx.address import a1, column_letters, column_number, position, ranges
from templates.xlsx.package import CHUNK, FIRST, Limits, Refused
from templates.xlsx.workbook import Workbook

PLAN = """
<row r="1"><c r="A1" t="str"><v>计划</v></c></row>
<row r="2"><c r="A2" t="str"><v>id</v></c><c r="B2" t="str"><v>note</v></c><c r="C2" t="str"><v>cost</v></c></row>
<row r="3"><c r="A3" t="str"><v>T-1</v></c><c r="C3"><v>10</v></c></row>
<row r="4"><c r="A4" s="1"/><c r="B4" s="1"/><c r="C4" s="1"/></row>
<row r="6"><c r="A6" t="str"><v>T-2</v></c><c r="B6" t="str"><v>later</v></c></row>
""".replace("\n", "")


def named(*wanted):
    """Find the key row: the first that holds all of these, the word being the key."""

    def find(_row, values):
        found = {column: value for column, value in values.items() if value in wanted}
        return found if len(found) >= len(wanted) else None

    return find


@pytest.fixture
def read(tmp_path):
    def sheet(xml, find_keys=None, **parts):
        with Workbook(workbook(tmp_path / "one.xlsx", xml, **parts)) as book:
            return book.sheet("甲", find_keys)

    return sheet


def test_columns_start_below_the_key_row_and_are_equally_long(read):
    sheet = read(worksheet(PLAN), named("id", "cost", "note"))
    assert sheet.key_row == 2
    assert sheet.grid == {(1, 1): "计划", (2, 1): "id", (2, 2): "note", (2, 3): "cost"}
    assert sheet.column_of == {"id": 1, "note": 2, "cost": 3}
    assert sheet.columns == {"id": ["T-1", None, None, "T-2"], "note": [None, None, None, "later"],
                             "cost": [10, None, None, None]}


def test_without_a_key_row_everything_is_in_the_grid(read):
    sheet = read(worksheet(PLAN), named("no such key"))
    assert (sheet.key_row, sheet.columns) == (0, {})
    assert sheet.grid[6, 2] == "later"
    assert (4, 1) not in sheet.grid
    assert sheet.grid == read(worksheet(PLAN)).grid


def test_rows_and_columns_that_somebody_inserted_move_the_table_as_a_whole(read):
    moved = worksheet('<row r="9"><c r="D9" t="str"><v>id</v></c><c r="F9" t="str"><v>cost</v></c></row>'
                      '<row r="10"><c r="D10" t="str"><v>T-1</v></c><c r="E10"><v>1</v></c><c r="F10"><v>2</v></c></row>')
    sheet = read(moved, named("id", "cost"))
    assert (sheet.key_row, sheet.column_of) == (9, {"id": 4, "cost": 6})
    assert sheet.columns == {"id": ["T-1"], "cost": [2]}


def test_the_key_row_is_asked_for_row_by_row_and_no_longer_than_needed(read):
    asked = []

    def find(row, values):
        asked.append((row, values))
        return {1: "id"} if values.get(1) == "id" else None

    read(worksheet(PLAN), find)
    assert asked == [(1, {1: "计划"}), (2, {1: "id", 2: "note", 3: "cost"})]


def test_of_a_copied_column_the_first_counts(read):
    sheet = read(worksheet('<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>id</v></c></row>'
                           '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'), named("id"))
    assert (sheet.column_of, sheet.columns) == ({"id": 1}, {"id": [1]})


def test_an_error_of_the_one_who_looks_for_keys_is_not_blamed_on_the_file(read):
    def find(_row, _values):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        read(worksheet(PLAN), find)


def test_cells_and_rows_that_do_not_say_where_they_stand_follow_one_another(read):
    sheet = read(worksheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
                           '<row r="7"><c r="C7"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'))
    assert sheet.grid == {(1, 1): 1, (1, 2): 2, (2, 2): 3, (7, 3): 4, (7, 4): 5, (8, 1): 6}


def test_rows_out_of_order_land_where_they_say(read):
    shuffled = worksheet('<row r="5"><c r="A5"><v>5</v></c></row>'
                         '<row r="2"><c r="A2" t="str"><v>id</v></c></row>'
                         '<row r="4"><c r="A4"><v>4</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'
                         '<row r="1"><c r="A1"><v>1</v></c></row>')
    sheet = read(shuffled, named("id"))
    assert sheet.columns == {"id": [3, 4, 5]}
    assert sheet.grid == {(2, 1): "id", (1, 1): 1}


def test_a_cell_that_names_another_row_than_its_own_lands_where_it_says(read):
    sheet = read(worksheet('<row r="1"><c r="A1" t="str"><v>id</v></c></row>'
                           '<row r="2"><c r="A12"><v>12</v></c><c r="a2"><v>2</v></c></row>'
                           '<row r="3"><c r="a3"><v>3</v></c></row>'), named("id"))
    assert sheet.columns["id"] == [2, 3, *[None] * 8, 12]
    assert read(worksheet('<row r="1"><c r="A11"><v>7</v></c></row>')).grid == {(11, 1): 7}


def test_a_wrong_dimension_and_the_last_cell_of_a_sheet_are_no_burden(read):
    sheet = read(worksheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<dimension ref="A1:B2"/>'))
    assert sheet.grid == {(1_048_576, 16_384): 1}


@pytest.mark.parametrize("row", ["20001", "1048576"])
def test_a_value_far_below_in_a_column_with_a_key_is_refused(read, row):
    far = worksheet(f'<row r="1"><c r="A1" t="str"><v>id</v></c></row><row r="{row}"><c r="A{row}"><v>1</v></c></row>')
    with pytest.raises(Refused) as refused:
        read(far, named("id"))
    assert (refused.value.reason, refused.value.detail) == ("too_many_rows", f"甲!A{row}")
    elsewhere = far.replace(f'r="A{row}"', f'r="B{row}"')
    assert read(elsewhere, named("id")).columns == {"id": []}
    blank = far.replace("<v>1</v>", "<v/>")
    assert read(blank, named("id")).columns == {"id": []}


def test_more_rows_than_allowed_are_refused_even_without_a_gap(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="str"><v>id</v></c></row>' for row in range(1, 12))
    path = workbook(tmp_path / "one.xlsx", worksheet(rows))
    with Workbook(path, Limits(rows=11)) as book:
        assert len(book.sheet("甲", named("id")).columns["id"]) == 10
    with Workbook(path, Limits(rows=10)) as book, pytest.raises(Refused, match="too_many_rows"):
        book.sheet("甲", named("id"))


def test_pretty_printed_xml_reads_like_tight_xml(read):
    pretty = ('\n  <row r="1">\n    <c r="A1" t="str">\n      <f>B1&amp;"x"</f>\n      <v>x</v>\n    </c>\n'
              '    <c r="B1" t="inlineStr">\n <is>\n <r>\n <t>a</t>\n </r> <r> <t>b</t> </r>\n </is>\n </c>\n'
              '    <c r="C1">\n <v>3</v>\n </c>\n  </row>\n')
    sheet = read(worksheet(pretty))
    assert sheet.grid == {(1, 1): "x", (1, 2): "ab", (1, 3): 3}
    assert sheet.formulas[1, 1].text == 'B1&"x"'


@pytest.mark.parametrize("offset", range(-14, 8))
def test_white_space_that_begins_at_the_seam_of_two_pieces_is_nobodys_text(read, offset):
    """A sheet is read in pieces; `</v>` and the first white space between tags are put around their seam."""
    def rows(length):
        long = "".join(f'<row r="{row}"><c r="A{row}" t="str"><v>{"x" * 29_000}</v></c></row>' for row in range(1, 11))
        return f'{long}<row r="11"><c r="A11" t="str"><v>{"x" * length}</v></c></row><row r="12"><c r="A12" t="str"><v>end</v>'

    seam = FIRST + CHUNK + offset
    so_far = worksheet(rows(0)).index("end</v>") + len("end</v>")
    xml = worksheet(rows(seam - so_far) + '\n </c> <c r="B12"><v>1</v></c></row>')
    assert xml.index("\n </c>") == seam
    sheet = read(xml)
    assert sheet.grid[12, 1] == "end"
    assert sheet.grid[12, 2] == 1


def test_prefixed_names_read_like_plain_ones(tmp_path):
    body = ('<x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="B1" t="inlineStr">'
            '<x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells>')
    sheet_part = f'<x:worksheet xmlns:x="{MAIN}">{body}</x:worksheet>'
    parts = parts_of({"甲": sheet_part})
    parts["xl/workbook.xml"] = (f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{KINDS}"><x:sheets>'
                                '<x:sheet name="甲" sheetId="1" r:id="rId1" state="hidden"/></x:sheets></x:workbook>')
    with Workbook(package(tmp_path / "prefixed.xlsx", parts)) as book:
        assert book.sheets == {"甲": "hidden"}
        sheet = book.sheet("甲")
    assert sheet.grid == {(1, 1): 2, (1, 2): "b"}
    assert sheet.formulas[1, 1].text == "1+1"
    assert sheet.merged == [(1, 1, 1, 2)]


def test_utf_16_reads_like_utf_8(tmp_path):
    part = worksheet('<row r="1"><c r="A1" t="str"><v>中文</v></c><c r="B1"><v>1</v></c></row>')
    parts = parts_of({"甲": ""})
    parts["xl/worksheets/sheet1.xml"] = part.replace("UTF-8", "UTF-16").encode("utf-16")
    with Workbook(package(tmp_path / "wide.xlsx", parts)) as book:
        assert book.sheet("甲").grid == {(1, 1): "中文", (1, 2): 1}


def test_strict_files_read_like_transitional_ones(tmp_path):
    parts = parts_of({"甲": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="d"><v>2026-01-31</v></c>'
                                     '</row>')}, strings("<t>甲</t>"), styles("14"), kinds=STRICT_KINDS)
    strict = {name: str(part).replace(MAIN, STRICT_MAIN).replace(f'xmlns:r="{KINDS}"', f'xmlns:r="{STRICT_KINDS}"')
              for name, part in parts.items()}
    with Workbook(package(tmp_path / "strict.xlsx", strict)) as book:
        assert book.sheets == {"甲": "visible"}
        assert book.sheet("甲").grid == {(1, 1): "甲", (1, 2): date(2026, 1, 31)}


def test_a_strict_workbook_that_counts_from_1904(tmp_path):
    """ISO cells say their day themselves; serial numbers count from 1904; both may stand in one sheet."""
    cells = ('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>44561</v></c><c r="C1" s="1" t="d"><v>2026-01-01</v></c>'
             '<c r="D1" s="2" t="d"><v>08:30:00</v></c><c r="E1" s="2"><v>0.75</v></c>'
             '<c r="F1" t="d"><v>2026-01-01T18:00:00.000Z</v></c><c r="G1" t="b"><v>true</v></c>'
             '<c r="H1" s="1"><v>-1</v></c></row>')
    phonetic = "<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/>"
    parts = parts_of({"甲": worksheet(cells)}, strings("<t>a</t>", phonetic), styles("14", "20"),
                     '<workbookPr date1904="true"/>', STRICT_KINDS)
    strict = {name: str(part).replace(MAIN, STRICT_MAIN).replace(f'xmlns:r="{KINDS}"', f'xmlns:r="{STRICT_KINDS}"')
              .replace("<workbook ", '<workbook conformance="strict" ') for name, part in parts.items()}
    with Workbook(package(tmp_path / "strict.xlsx", strict)) as book:
        assert book.epoch_1904
        assert book.sheet("甲").grid == {
            (1, 1): "東京", (1, 2): date(2026, 1, 1), (1, 3): date(2026, 1, 1), (1, 4): time(8, 30), (1, 5): time(18),
            (1, 6): datetime(2026, 1, 1, 18), (1, 7): True, (1, 8): -1}


def test_every_part_may_have_prefixed_names(tmp_path):
    parts = parts_of({"甲": worksheet('<row r="1"><c r="A1" s="1"><v>46023</v></c><c r="B1" t="s"><v>0</v></c></row>')},
                     strings("<r><t>東</t></r><r><t>京</t></r><rPh sb='0' eb='2'><t>トウ</t></rPh>"), styles("yyyy-mm-dd"),
                     '<workbookPr date1904="0"/>')

    def prefixed(part):
        text = str(part).replace("<", "<p:").replace("<p:/", "</p:").replace("<p:?", "<?")
        return text.replace('xmlns="', 'xmlns:p="')

    with Workbook(package(tmp_path / "prefixed.xlsx", {name: prefixed(part) for name, part in parts.items()})) as book:
        assert book.sheet("甲").grid == {(1, 1): date(2026, 1, 1), (1, 2): "東京"}


def test_formulas_keep_their_text_and_their_cell(read):
    sheet = read(worksheet('<row r="3"><c r="B3"><f>A3*2&lt;5</f><v>4</v></c><c r="C3"><v>1</v></c></row>'))
    formula = sheet.formulas[3, 2]
    assert (formula.text, formula.row, formula.column) == ("A3*2<5", 3, 2)
    assert sheet.formulas.keys() == {(3, 2)}
    assert sheet.grid == {(3, 2): 4, (3, 3): 1}


def test_the_cells_that_share_a_formula_give_its_text_and_its_first_cell(read):
    sheet = read(worksheet(
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c><c r="C1"><f t="shared" si="9"/></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="7"/><v>0</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" ref="A2:A3" si="7">C3</f><v>0</v></c><c r="B3"><f t="shared" si="0"/></c></row>'))
    assert {at: sheet.formulas[at] for at in [(1, 2), (2, 2), (3, 2)]} == dict.fromkeys([(1, 2), (2, 2), (3, 2)],
                                                                                    ("A1*2", 1, 2))
    assert sheet.formulas[2, 1] == ("C3", 3, 1), "the first cell may stand below"
    assert sheet.formulas[1, 3] == ("", 1, 3), "a formula without a first cell has no text"


def test_a_formula_without_a_stored_value_was_never_calculated(read):
    sheet = read(worksheet(
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v/></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>5</v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>0</v></c></row><row r="3"><c r="A3"><f>1+1</f></c><c r="B3"><v>5</v></c></row>'))
    assert sheet.never_calculated == {(1, 1), (1, 2), (3, 1)}
    assert sheet.grid == {(1, 3): 2, (1, 4): "", (1, 5): 5, (1, 6): "#DIV/0!", (2, 1): 0, (3, 2): 5}


def test_an_endless_formula_is_cut(read):
    sheet = read(worksheet(f'<row r="1"><c r="A1"><f>{"1+" * 9000}1</f><v>1</v></c></row>'))
    assert len(sheet.formulas[1, 1].text) == 8192


def test_hidden_rows_and_columns_are_told(read):
    sheet = read(worksheet('<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/><row hidden="true"/>',
                           '<cols><col min="1" max="1"/><col min="3" max="5" hidden="1"/></cols>'))
    assert sheet.hidden_rows == {2, 4}
    assert sheet.hidden_columns == [(3, 5)]
    assert sheet.grid == {(2, 1): 1}


def test_merges_validations_and_conditional_formats_are_told(read):
    sheet = read(worksheet(PLAN, after=(
        '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B5:A4"/></mergeCells>'
        '<conditionalFormatting sqref="A3:A9 C3"><cfRule type="expression"><formula>A3&gt;1</formula></cfRule>'
        '</conditionalFormatting>'
        '<dataValidations count="2"><dataValidation type="list" sqref="B3:B9"><formula1>"a,b"</formula1></dataValidation>'
        '<dataValidation sqref="$C:$C"/></dataValidations>')))
    assert sheet.merged == [(1, 1, 1, 3), (4, 1, 5, 2)]
    assert sheet.conditional == [[(3, 1, 9, 1), (3, 3, 3, 3)]]
    assert sheet.validations == [("list", [(3, 2, 9, 2)]), ("none", [(1, 3, 1_048_576, 3)])]


@pytest.mark.parametrize("space", ["", "\n  "])
@pytest.mark.parametrize("prefix", ["x14", "ext"])
def test_a_drop_down_whose_list_stands_on_another_sheet_is_a_validation_too(read, space, prefix):
    extension = (f'<extLst>{space}<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}">{space}<p:dataValidations count="2">'
                 f'{space}<p:dataValidation type="list">{space}<p:formula1><xm:f>_lists!$A$1:$A$9</xm:f></p:formula1>'
                 f'{space}<xm:sqref>B3:B9 D3</xm:sqref>{space}</p:dataValidation>'
                 f'{space}<p:dataValidation type="list">{space}<xm:sqref>E3</xm:sqref></p:dataValidation>'
                 f'</p:dataValidations></ext><ext><p:conditionalFormattings><p:conditionalFormatting>'
                 f'<p:cfRule type="expression"><xm:f>A1</xm:f></p:cfRule><xm:sqref>F3</xm:sqref>'
                 f'</p:conditionalFormatting></p:conditionalFormattings></ext></extLst>').replace("p:", f"{prefix}:")
    names = f'xmlns:{prefix}="urn:x14" xmlns:xm="urn:xm" '
    sheet = read(worksheet(PLAN, after=extension).replace("<worksheet ", f"<worksheet {names}"))
    assert sheet.validations == [("list", [(3, 2, 9, 2), (3, 4, 3, 4)]), ("list", [(3, 5, 3, 5)])]
    assert sheet.conditional == [[(3, 6, 3, 6)]]


def test_an_area_that_is_none_holds_nowhere_and_spoils_nothing(read):
    sheet = read(worksheet(PLAN, after='<conditionalFormatting sqref="#REF! A3"/><dataValidation '
                                       'type="list" sqref="A1:B2:C3"/><dataValidation sqref=""/>'))
    assert sheet.conditional == [[(3, 1, 3, 1)]]
    assert sheet.validations == [("list", []), ("none", [])]


def test_below_the_key_row_only_formulas_in_columns_with_a_key_are_kept(read):
    """A check may write a hundred more beside each row; one of them may be the first of a shared formula."""
    sheet = read(worksheet(
        '<row r="1"><c r="A1" t="str"><f>"id"</f><v>id</v></c><c r="C1"><f>9</f><v>9</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c>'
        '<c r="C2"><f t="shared" ref="A2:C2" si="0">B2</f><v>3</v></c></row>'
        '<row r="3"><c r="A3"><f>B3</f></c><c r="C3"><f>B3</f></c></row>'), named("id"))
    assert {at: formula.text for at, formula in sheet.formulas.items()} == {
        (1, 1): '"id"', (1, 3): "9", (2, 1): "B2", (3, 1): "B3"}
    assert sheet.never_calculated == {(3, 1)}


def test_the_head_of_a_sheet_is_read_without_the_rest(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 100))
    path = workbook(tmp_path / "long.xlsx", worksheet(rows + '<row r="nonsense"/>'))
    with Workbook(path) as book:
        assert book.head("甲", 3).grid.keys() >= {(1, 1), (2, 1), (3, 1)}
        assert len(book.head("甲", 3).grid) == 4
        with pytest.raises(Refused, match="bad_reference"):
            book.sheet("甲")


def test_elements_are_fathomed_in_large_parts_only_and_read_alike(tmp_path):
    """Where many tags were, it is counted how deep elements stand in one another; an honest sheet never notices."""
    pretty = '\n<row r="1">\n <c r="A1" t="str"><f>1</f><v>x</v></c>\n <c r="B1" t="inlineStr"><is><t>y</t></is></c>\n</row>'
    for text in (pretty, pretty.replace("\n", "")):
        prefixed = worksheet(text).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
        for part in (worksheet(text), prefixed.replace("xmlns", "xmlns:x", 1)):
            path = workbook(tmp_path / "one.xlsx", part)
            with Workbook(path, Limits(shallow=0, depth=6)) as book:
                assert book.sheet("甲").grid == {(1, 1): "x", (1, 2): "y"}
            with Workbook(path, Limits(shallow=0, depth=5)) as book, pytest.raises(Refused, match="too_deep"):
                book.sheet("甲")


def test_sheets_stand_in_the_order_of_the_workbook_and_are_found_by_relationship(tmp_path):
    ones = {name: worksheet(f'<row r="1"><c r="A1" t="str"><v>{name}</v></c></row>') for name in ("甲", "乙", "丙")}
    parts = parts_of(ones)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets><sheet name="丙" sheetId="9" r:id="rId3" state="veryHidden"/>'
        '<sheet name="图" sheetId="8" r:id="rId8"/><sheet name="甲" sheetId="1" r:id="rId1" state="odd"/>'
        '<sheet name="乙" sheetId="2" r:id="rId2"/></sheets></workbook>')
    parts["xl/_rels/workbook.xml.rels"] = relationships({
        "rId1": ("worksheet", "/xl/worksheets/sheet1.xml"), "rId2": ("worksheet", "worksheets\\sheet2.xml"),
        "rId3": ("worksheet", "../xl/./work%73heets/sheet3.xml"), "rId8": ("chartsheet", "chartsheets/sheet1.xml")})
    with Workbook(package(tmp_path / "three.xlsx", parts)) as book:
        assert list(book.sheets.items()) == [("丙", "veryHidden"), ("甲", "visible"), ("乙", "visible")]
        assert {name: book.sheet(name).grid[1, 1] for name in book.sheets} == {"甲": "甲", "乙": "乙", "丙": "丙"}


def test_part_names_differ_in_case_and_slashes_only_in_writing(tmp_path):
    parts = parts_of({"甲": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    parts = {name.upper().replace("/", "\\"): part for name, part in parts.items()}
    with Workbook(package(tmp_path / "loud.xlsx", parts)) as book:
        assert book.sheet("甲").grid == {(1, 1): 1}


@pytest.mark.parametrize(("part", "content"), [
    ("xl/vbaProject.bin", "code"),
    ("xl/macrosheets/sheet1.xml", "<macrosheet/>"),
    ("[Content_Types].xml", '<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'),
])
def test_macros_are_told(tmp_path, part, content):
    parts = parts_of({"甲": worksheet(PLAN)})
    parts["[Content_Types].xml"] = ('<Types><Override PartName="/xl/workbook.xml" ContentType='
                                    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
    with Workbook(package(tmp_path / "calm.xlsx", parts)) as book:
        assert not book.macros
    with Workbook(package(tmp_path / "lively.xlsx", {**parts, part: content})) as book:
        assert book.macros


def test_links_to_other_workbooks_are_told(tmp_path):
    parts = parts_of({"甲": worksheet(PLAN)})
    with Workbook(package(tmp_path / "alone.xlsx", parts)) as book:
        assert not book.external_links
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    with Workbook(package(tmp_path / "linked.xlsx", parts)) as book:
        assert book.external_links


def test_addresses_count_from_one_and_columns_have_letters():
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(number)) == number for number in range(1, 16_385))
    assert a1(7, 2) == "B7"
    assert position("$B$7") == (7, 2)
    assert ranges("A1 $B$2:C3\tD:E 4:5") == [(1, 1, 1, 1), (2, 2, 3, 3), (1, 4, 1_048_576, 5), (4, 1, 5, 16_384)]


@pytest.mark.parametrize("wrong", ["", "7", "A", "A0", "A01", "XFE1", "A1048577", "AAAA1", "A1B", "Ａ1", "A１", "A-1", "#REF!"])
def test_what_is_no_cell_is_refused(wrong):
    with pytest.raises(Refused, match="bad_reference"):
        position(wrong)


@pytest.mark.parametrize("wrong", ["A1:", ":A1", "A1:B", "A:3", "A1:B2:C3", "#REF!", "0:1", "A1,B2", "XFE:XFE"])
def test_what_is_no_range_is_refused(wrong):
    with pytest.raises(Refused, match="bad_reference"):
        ranges(wrong)
