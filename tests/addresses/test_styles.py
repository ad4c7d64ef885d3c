"""Every way of writing the same building, unit, storey and room gives the same parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.addresses import parse_address
from data.exchange.addresses.normal import key, normalise

FIGURES = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A number below 100 as it is said."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else FIGURES[tens]) + ("十" if tens else "") + (FIGURES[ones] if ones or not tens else "")


def by_digits(number: int) -> str:
    return "".join("〇" if d == "0" else FIGURES[int(d)] for d in str(number))


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


BUILDING = {
    "栋": lambda n: f"{n}栋",
    "幢": lambda n: f"{n}幢",
    "号楼": lambda n: f"{n}号楼",
    "座": lambda n: f"{n}座",
    "井号": lambda n: f"{n}#",
    "井号楼": lambda n: f"{n}#楼",
    "号栋": lambda n: f"{n}号栋",
    "第": lambda n: f"第{n}栋",
    "汉字": lambda n: f"{spoken(n)}栋",
    "全角": lambda n: f"{wide(str(n))}幢",
    "括号": lambda n: f"（{n}栋）",
    "空格": lambda n: f" {n} 栋 ",
    "补零": lambda n: f"0{n}栋",
    "BLDG": lambda n: f" Bldg {n} ",
}
UNIT = {
    "单元": lambda n: f"{n}单元",
    "门": lambda n: f"{n}门",
    "梯": lambda n: f"{n}梯",
    "单": lambda n: f"{n}单",
    "汉字": lambda n: f"{spoken(n)}单元",
    "第": lambda n: f"第{n}单元",
    "横线": lambda n: f"{n}-",
    "斜线": lambda n: f"{n}/",
    "UNIT": lambda n: f"Unit {n} ",
    "号门": lambda n: f"{n}号门",
    "全角": lambda n: f"{wide(str(n))}单元",
    "空格": lambda n: f" {n} 单元 ",
}
ROOM = {
    "光": str,
    "室": lambda n: f"{n}室",
    "号": lambda n: f"{n}号",
    "房": lambda n: f"{n}房",
    "户": lambda n: f"{n}户",
    "全角": lambda n: wide(str(n)),
    "汉字": lambda n: f"{by_digits(n)}室",
    "逗号": lambda n: f"，{n}室",
    "备注": lambda n: f"{n}（租）",
    "句号": lambda n: f"{n}。",
}
STOREY = {
    "层": lambda n: f"{n}层",
    "楼": lambda n: f"{n}楼",
    "F": lambda n: f"{n}F",
    "汉字": lambda n: f"{spoken(n)}楼",
    "第": lambda n: f"第{n}层",
    "全角": lambda n: f"{wide(str(n))}层",
}
UNDERGROUND = ["地下一层", "地下1层", "负一楼", "负1层", "-1层", "-1F", "B1", "B1层", "地下室一层", "负一"]


def parts_of(text):
    parts = parse_address(text)
    return parts.compound, parts.number.lstrip("0"), parts.unit, parts.storey, parts.room


@pytest.mark.parametrize("style", BUILDING)
def test_building(style):
    assert parts_of(f"金沙小区{BUILDING[style](5)}2单元301") == ("金沙小区", "5", "2", None, "301")


@pytest.mark.parametrize("style", UNIT)
def test_unit(style):
    assert parts_of(f"金沙小区5栋{UNIT[style](2)}301") == ("金沙小区", "5", "2", None, "301")


@pytest.mark.parametrize("style", ROOM)
def test_room(style):
    assert parts_of(f"金沙小区5栋2单元{ROOM[style](1203)}") == ("金沙小区", "5", "2", None, "1203")


@pytest.mark.parametrize("style", STOREY)
def test_storey(style):
    assert parts_of(f"金沙小区5栋2单元{STOREY[style](12)}1203") == ("金沙小区", "5", "2", 12, "1203")


@pytest.mark.parametrize("text", UNDERGROUND)
def test_underground(text):
    assert parse_address(f"金沙大厦{text}").storey == -1
    assert parse_address(f"金沙小区5栋{text}").storey == -1


TOPS = [("楼顶", "roof"), ("天台", "roof"), ("屋顶平台", "roof"), ("顶楼", "highest"), ("顶层", "highest")]


@pytest.mark.parametrize(("text", "top"), TOPS)
def test_roof(text, top):
    assert parse_address(f"金沙小区5栋{text}").top == top
    assert parse_address(f"金沙小区5号楼{text}").top == top


@pytest.mark.parametrize("between", ["-", "/", ".", " ", "，", "—", "～", "－", "_", "#", "·"])
def test_marks_between_numbers(between):
    assert parts_of(f"金沙小区5{between}2{between}301") == ("金沙小区", "5", "2", None, "301")


@pytest.mark.parametrize(
    ("text", "street", "house"),
    [
        ("和平路12号", "和平路", "12"),
        ("和平路12号301室", "和平路", "12"),
        ("和平路12弄3号", "和平路", "12弄"),
        ("和平路12之1", "和平路", "12之1"),
        ("和平路12之1号", "和平路", "12之1"),
        ("和平路12-3号", "和平路", "12-3"),
        ("和平路12号附3号", "和平路", "12号附3"),
        ("和平路十二号", "和平路", "12"),
        ("和平路１２号", "和平路", "12"),
        ("和平大道12号院3号楼", "和平大道", "12"),
        ("和平路12甲号", "和平路", "12甲"),
    ],
)
def test_house_numbers(text, street, house):
    parts = parse_address(text)
    assert (parts.street, parts.house_number) == (street, house)


@pytest.mark.parametrize(
    ("text", "number", "room"),
    [("金沙小区12栋", "12", ""), ("金沙小区1栋2单元", "1", ""), ("金沙小区1201", "", "1201"), ("金沙小区1栋201", "1", "201")],
)
def test_numbers_are_not_run_together(text, number, room):
    parts = parse_address(text)
    assert (parts.number, parts.room) == (number, room)


@pytest.mark.parametrize("word", ["门卫室", "车棚", "仓库"])
def test_a_thing_with_a_number_is_no_building(word):
    assert parse_address(f"金沙小区3号{word}").number == ""


@pytest.mark.parametrize("around", ["{} 650000", "650000 {}", "地址：{}", "现住址: {}", "{}邮编650000", "{}，650000"])
def test_postcode_and_label_are_left_out(around):
    assert parts_of(around.format("金沙小区5栋2单元301")) == ("金沙小区", "5", "2", None, "301")


@pytest.mark.parametrize(
    ("one", "other"),
    [("学士花园一期", "学士花园1期"), ("金沙2区", "金沙二区"), ("金沙小区（二期）", "金沙小区二期")],
)
def test_phases_are_one_however_written(one, other):
    assert key(one) == key(other)


def test_a_dash_keeps_numbers_apart():
    assert key("金沙小区2-3栋") != key("金沙小区23栋")


@given(
    st.integers(1, 99),
    st.integers(1, 9),
    st.integers(1, 33),
    st.integers(1, 12),
    st.sampled_from(sorted(BUILDING)),
    st.sampled_from(sorted(UNIT)),
    st.sampled_from(["", *sorted(STOREY)]),
    st.sampled_from(sorted(ROOM)),
)
@settings(max_examples=400)
def test_any_mixture_comes_back(building, unit, storey, door, block, stair, level, room):
    number = storey * 100 + door
    said = STOREY[level](storey) if level else ""
    text = f"金沙小区{BUILDING[block](building)}{UNIT[stair](unit)}{said}{ROOM[room](number)}"
    assert parts_of(text) == ("金沙小区", str(building), str(unit), storey if level else None, str(number))


@given(st.text(alphabet="金沙小区一二三期栋单元楼层号路负-/#. ，（）0123456789AB０１Ａ", max_size=30))
def test_plain_text_has_one_width_and_no_gaps(text):
    plain = normalise(text)
    assert not any(c.isspace() or "！" <= c <= "～" for c in plain)
    assert "--" not in plain
