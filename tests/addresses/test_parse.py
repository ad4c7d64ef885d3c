"""The parts of an address, by examples of how people write, and by properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.addresses import parse_address
from data.exchange.addresses.parse import storey_of_room

# text, compound, street, house number, number, unit, storey, room
LABELLED = [
    ("金沙小区5栋2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5幢2单元301室", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区五号楼2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5号楼301", "金沙小区", "", "", "5", "", None, "301"),
    ("金沙小区5#2-301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5＃楼2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5座301", "金沙小区", "", "", "5", "", None, "301"),
    ("金沙小区5-2-301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5—2—301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5/2/301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5-2-3-301", "金沙小区", "", "", "5", "2", 3, "301"),
    ("金沙小区5-301", "金沙小区", "", "", "5", "", None, "301"),
    ("5-2-301", "", "", "", "5", "2", None, "301"),
    ("金沙小区5栋2单元3楼301室", "金沙小区", "", "", "5", "2", 3, "301"),
    ("金沙小区 5 栋 2 单元 301 室", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区５栋２单元３０１", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区十二栋一单元二〇一室", "金沙小区", "", "", "12", "1", None, "201"),
    ("金沙小区第5栋第2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5栋2门301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5号2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5楼2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区5B栋301", "金沙小区", "", "", "5B", "", None, "301"),
    ("金沙小区A区5栋301", "金沙小区A区", "", "", "5", "", None, "301"),
    ("金沙小区5栋2单元3-1", "金沙小区", "", "", "5", "2", None, "3-1"),
    ("金沙小区5栋负1层", "金沙小区", "", "", "5", "", -1, ""),
    ("金沙小区5栋B1", "金沙小区", "", "", "5", "", -1, ""),
    ("金沙小区5栋2单元301(租客)", "金沙小区", "", "", "5", "2", None, "301"),
    ("金沙小区12栋", "金沙小区", "", "", "12", "", None, ""),
    ("金沙小区1栋2单元", "金沙小区", "", "", "1", "2", None, ""),
    ("河滨花园三期五栋", "河滨花园三期", "", "", "5", "", None, ""),
    ("金沙路18号", "", "金沙路", "18", "", "", None, ""),
    ("金沙路18-2号", "", "金沙路", "18-2", "", "", None, ""),
    ("金沙路18号5栋2单元301", "", "金沙路", "18", "5", "2", None, "301"),
    ("金沙路18号2单元301", "", "金沙路", "18", "", "2", None, "301"),
    ("五一路三十号", "", "五一路", "30", "", "", None, ""),
    ("四川省成都市青羊区金沙街道金沙社区金沙小区5栋2单元301", "金沙小区", "", "", "5", "2", None, "301"),
    ("四川省成都市青羊区金沙路18号金沙小区5栋2单元301", "金沙小区", "金沙路", "18", "5", "2", None, "301"),
    ("幸福社区3栋", "幸福社区", "", "", "3", "", None, ""),
    ("银杏大厦12层1203", "银杏大厦", "", "", "", "", 12, "1203"),
    ("番禺路300弄7号1层", "", "番禺路", "300弄", "7", "", 1, ""),
]


@pytest.mark.parametrize(
    ("text", "compound", "street", "house", "number", "unit", "storey", "room"), LABELLED, ids=[row[0] for row in LABELLED]
)
def test_ways_of_writing(text, compound, street, house, number, unit, storey, room):
    parts = parse_address(text)
    assert (parts.compound, parts.street, parts.house_number, parts.number, parts.unit, parts.storey, parts.room) == (
        compound,
        street,
        house,
        number,
        unit,
        storey,
        room,
    )


@given(st.text(max_size=60))
def test_any_text_has_parts(text):
    assert parse_address(text) is not None


@given(
    st.integers(1, 99),
    st.integers(1, 9),
    st.integers(1, 33),
    st.integers(1, 12),
    st.sampled_from(["{b}栋{u}单元{r}", "{b}-{u}-{r}", "{b}号楼{u}单元{r}室"]),
)
def test_numbers_come_back_as_written(building, unit, storey, door, shape):
    room = f"{storey}{door:02d}"
    parts = parse_address("金沙小区" + shape.format(b=building, u=unit, r=room))
    assert (parts.compound, parts.number, parts.unit, parts.room) == ("金沙小区", str(building), str(unit), room)


@pytest.mark.parametrize(("room", "storey"), [("301", 3), ("1203", 12), ("3-1", 3), ("01", None), ("A", None), ("001", None)])
def test_storey_of_a_room(room, storey):
    assert storey_of_room(room) == storey
