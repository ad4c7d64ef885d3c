"""Web pages and XML under the name of a workbook, as many systems export them, are read as the tables that they are."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.exchange.tables.read import read_tables
from data.exchange.tables.table import Merge

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}">
<style>td {{ mso-number-format:"\\@"; }}</style><script>if (1 < 2) document.write("<td>no</td>");</script></head><body>
<table border=1><caption>实有人口</caption>
<tr><th rowspan=2>姓名</th><th colspan="2">住址</th><TH rowspan=2>电话</TH></tr>
<tr><th>小区</th><th>房&nbsp;号</th></tr>
<tr><td>张<b>伟</b><td>金沙小区 &amp; 二区<td>5栋<br>301</td><td>'13800000001</td></tr>
<!-- <tr><td>nothing</td></tr> -->
<tr style="display: none"><td>李娜</td><td>a</td><td></td><td> &#160; </td></tr>
</table><p>共 2 人</p></body></html>"""


@pytest.fixture
def page(tmp_path):
    def write(text, name="a.xls", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


SAID = [("utf-8", "utf-8", "utf-8"), ("gb2312", "gbk", "gb18030"), ("", "gbk", "gbk"), ("utf-8", "gbk", "gbk")]


@pytest.mark.parametrize(("charset", "encoding", "read_as"), SAID)
def test_a_page_under_an_excel_name(page, charset, encoding, read_as):
    table = read_tables(page(PAGE.format(charset=charset), encoding=encoding))[0]
    assert table.rows[2] == ["张伟", "金沙小区 & 二区", "5栋\n301", "'13800000001"]
    assert table.rows[1] == [None, "小区", "房\u00a0号"]
    assert (table.sheet, table.encoding) == ("实有人口", read_as)
    assert table.evidence
    assert table.notes


def test_merged_and_hidden_cells_of_a_page(page):
    table = read_tables(page(PAGE.format(charset="utf-8")))[0]
    assert set(table.merges) == {Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 1, 3)}
    assert table.hidden_rows == {3}


def test_tables_in_tables(page):
    tables = read_tables(page("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", "a.htm"))
    assert [t.rows for t in tables] == [[["a", "b"]], [[None, "c"]]]


@pytest.mark.parametrize("text", ["<html><body>请登录</body></html>", "<!DOCTYPE html><p>x</p>", "<div>", "<table></table>"])
def test_a_page_without_a_table_is_refused(page, text):
    with pytest.raises(BadInput, match="网页"):
        read_tables(page(text))


@pytest.mark.parametrize("text", ["<kml><Placemark/></kml>", "<?xml version='1.0'?><osm/>"])
@pytest.mark.parametrize("name", ["a.xml", "a.xls"])
def test_other_xml_is_no_table(page, text, name):
    with pytest.raises(BadInput, match=r"XML|认得出"):
        read_tables(page(text, name))


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="XX"

--XX
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: quoted-printable

<html><table><tr><td>=D0=D5=C3=FB</td></tr><tr><td>=D5=C5=CE=B0</td></tr></table></html>

--XX--
"""


def test_a_web_archive(page):
    assert read_tables(page(ARCHIVE))[0].rows == [["姓名"], ["张伟"]]


BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="人口"><Table>
<Column ss:Index="3" ss:Hidden="1"/>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">生日</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="4"><Data ss:Type="DateTime">1980-05-06T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-05-06T13:47:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell>
<Cell><Data ss:Type="Number">1.10101199001011e+17</Data></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>
<Cell><ss:Data ss:Type="String"><B>张</B><I>伟</I></ss:Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="旧"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("name", ["a.xml", "a.xls"])
def test_a_workbook_of_xml(page, name):
    table, old = read_tables(page(BOOK.format(encoding="utf-8"), name))
    assert (table.sheet, table.first_row, table.first_column, old.hidden) == ("人口", 3, 1, True)
    assert table.rows[0] == ["姓名", None, "生日"]
    assert table.rows[1] == [None, None, date(1980, 5, 6), datetime(2024, 5, 6, 13, 47), time(8, 30)]
    assert table.rows[2] == [2, 1.10101199001011e17, True, None, "张伟"]
    assert (table.merges, table.hidden_rows, table.hidden_columns) == ((Merge(0, 0, 1, 1),), {1}, {1})


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "GB18030"])
def test_a_workbook_of_xml_in_a_chinese_encoding(page, encoding):
    assert read_tables(page(BOOK.format(encoding=encoding), encoding=encoding))[0].sheet == "人口"


def test_a_page_is_imported(town, page):
    cells = [["姓名", "电话", "现住址"], ["张伟", "13800000001", "金沙小区5栋2单元301"]]
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in cells)
    report = import_file(town, page(f"<table>{rows}</table>", "人口.xls", "gbk"), who="t")
    assert (report.added, report.matched, report.encoding) == (1, 1, "gbk")
    assert any("网页" in note for note in report.notes)
