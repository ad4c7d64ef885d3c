"""A quarter of Kunming with names that are easily taken for each other: found, asked about, or said to be outside."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from data.clock import FixedClock
from data.exchange.addresses import AddressBook
from data.i18n import speaking
from data.query import Query
from data.store.station import Station

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
# name, compound, number, street, house number, storeys, storeys below, units, unit names of rooms
BUILDINGS = [
    ("金沙小区5栋", "金沙小区", "5", "金沙路", "18", 6, None, 2, "12"),
    ("金沙小区12栋", "金沙小区", "12", "金沙路", "18", 6, None, 2, "12"),
    ("金沙小区1栋", "金沙小区", "1", "金沙路", "18", 6, None, 2, "12"),
    ("望江里3栋", "望江里", "3", "金沙路", "24", 4, None, 1, "1"),
    ("望江新村3号", "望江新村", "3", "望江巷", "2", 3, None, 1, "1"),
    ("滨河东苑1栋", "滨河东苑", "1", "滨河路", "6", 6, None, 2, "12"),
    ("滨河西苑1栋", "滨河西苑", "1", "滨河路", "8", 6, None, 2, "12"),
    ("盘龙新城A座", "盘龙新城", "A", "望江巷", "8", 18, 2, 1, "1"),
    ("幸福苑1栋", "幸福苑", "1", "幸福路", "21", 6, None, 2, "12"),
    ("幸福苑1栋", "幸福苑", "1", "环湖路", "5", 6, None, 2, "12"),
    ("盘龙大厦", None, None, "南门路", "36", 14, 1, 1, "1"),
    ("学士路12-3号", None, None, "学士路", "12-3", 5, None, None, ""),
    ("老百货", None, None, "学士路", "51-59", 5, None, None, ""),
    ("金沙老街6号", None, None, "金沙老街", "30", 2, None, 1, "1"),
    ("金沙老街1号", None, None, "金沙老街", "6", 2, None, 1, "1"),
]
# text, building, unit, storey, room
FOUND = [
    ("云南省昆明市五华区金沙路18号金沙小区5栋2单元301室", "金沙小区5栋", "2", 3, "301"),
    ("昆明五华区金沙小区5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区5栋2单元3楼1号", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区5栋2-3-1", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区5栋2301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区52301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区12栋1201", "金沙小区12栋", "1", 2, "201"),
    ("盘龙新城A座1201", "盘龙新城A座", "1", 12, "1201"),
    ("盘龙新城a1201", "盘龙新城A座", "1", 12, "1201"),
    ("金莎小区5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金小沙区5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小小区5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("Jinsha Xiaoqu Building 5 Unit 2 Room 301", "金沙小区5栋", "2", 3, "301"),
    ("金沙路18号5-2-301", "金沙小区5栋", "2", 3, "301"),
    ("盘龙大夏12楼", "盘龙大厦", None, 12, None),
    ("南门路36号12楼1203", "盘龙大厦", "1", 12, "1203"),
    ("盘龙大厦1203单元", "盘龙大厦", "1", 12, "1203"),
    ("盘龙大厦-1层", "盘龙大厦", None, -1, None),
    ("盘龙大厦地下室", "盘龙大厦", None, -1, None),
    ("盘龙新城A座B2", "盘龙新城A座", None, -2, None),
    ("盘龙新城A座楼顶", "盘龙新城A座", None, 18, None),
    ("盘龙新城A座底楼", "盘龙新城A座", None, 1, None),
    ("环湖路5号幸福苑1栋2单元301", "幸福苑1栋", "2", 3, "301"),
    ("学士路12-3号", "学士路12-3号", None, None, None),
    ("学士路55号", "老百货", None, None, None),
    ("好又来便利店", "望江里3栋", "1", 1, "101"),
    ("盘龙新城A-12-1201", "盘龙新城A座", "1", 12, "1201"),
    ("金沙路18号院5号2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区内5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金沙派出所金沙小区5栋2单元301", "金沙小区5栋", "2", 3, "301"),
    ("金沙小区5栋2单元301（东边第一家）", "金沙小区5栋", "2", 3, "301"),
]
# text, what it could be
UNSURE = [
    ("1栋2单元301", {"金沙小区1栋", "滨河东苑1栋", "滨河西苑1栋", "幸福苑1栋"}),
    ("幸福苑1栋2单元301", {"幸福苑1栋"}),
    ("金沙小区", {"金沙小区1栋", "金沙小区5栋", "金沙小区12栋"}),
    ("望江3栋", {"望江里3栋", "望江新村3号"}),
    ("金沙老街6号", {"金沙老街6号", "金沙老街1号"}),
    ("滨河南苑1栋", {"滨河东苑1栋", "滨河西苑1栋"}),
    ("银沙小区5栋", {"金沙小区5栋"}),
    ("新金沙小区5栋", {"金沙小区5栋"}),
    ("金沙小区（二期）5栋", {"金沙小区5栋"}),
    ("拓东路99号盘龙大厦", {"盘龙大厦"}),
    ("金沙路24号金沙小区5栋", {"金沙小区5栋", "望江里3栋"}),
    ("青山市东湖区金沙小区5栋2单元301", {"金沙小区5栋"}),
    ("盘龙大厦对面", {"盘龙大厦"}),
    ("金沙小区5栋楼下小卖部", {"金沙小区5栋"}),
]
OUTSIDE = [
    "北京市海淀区金沙路18号金沙小区5栋2单元301",
    "四川成都金沙小区5栋2单元301",
    "云南省大理白族自治州大理市金沙小区5栋",
    "武侯区金沙小区5栋",
    "上海金沙小区5栋",
    "碧水云天5栋2单元301",
    "金沙小区25栋",
    "金沙路180号",
    "新金沙路18号",
    "学士路56号",
    "金沙小区3号车棚",
]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory):
    station = Station.create(tmp_path_factory.mktemp("q") / "q.station", "q", origin=(102.7423, 25.0561), clock=FixedClock(NOON))
    with station.editing(who="t", why="setup") as draft:
        for i, (name, compound, number, street, house, storeys, below, units, stairs) in enumerate(BUILDINGS):
            west = 102.742 + i * 0.0005
            values = {"name": name, "compound": compound, "number": number, "street": street, "house_number": house}
            values |= {"storeys": storeys, "storeys_below": below, "units": units}
            id = draft.add("building", {**values, "geometry": box(west, 25.056, west + 0.0003, 25.0562)})
            for unit in stairs:
                for storey in range(1, storeys + 1):
                    for door in (1, 2, 3):
                        room = draft.add("dwelling", {"building": id, "unit": unit, "room": f"{storey}0{door}", "storey": storey})
                        if name == "望江里3栋" and storey == door == 1:
                            shop = {"name": "好又来便利店", "building": id, "dwelling": room, "geometry": Point(west, 25.056)}
                            draft.add("shop", shop)
    yield station
    station.close()


@pytest.fixture(scope="module")
def streets(quarter):
    return AddressBook(quarter)


@pytest.fixture(scope="module")
def readers(quarter):
    return {spoken: AddressBook(quarter) for spoken in ("zh", "en")}


@pytest.fixture(scope="module")
def names(quarter):
    columns = quarter.columns(Query("building"), ["id", "name"])
    return dict(zip(columns["id"], columns["name"], strict=True))


@pytest.mark.parametrize(("text", "building", "unit", "storey", "room"), FOUND, ids=[row[0] for row in FOUND])
def test_found(streets, names, text, building, unit, storey, room):
    match = streets.match(text)
    assert match.found, match.why
    assert (names[match.building], match.unit, match.storey, match.room) == (building, unit, storey, room)
    assert (match.dwelling is not None) == (room is not None)


@pytest.mark.parametrize(("text", "could_be"), UNSURE, ids=[row[0] for row in UNSURE])
def test_asked_about(streets, names, text, could_be):
    match = streets.match(text)
    assert not match.found
    assert {names[i] for i in match.alternatives} == could_be


@pytest.mark.parametrize("text", OUTSIDE)
def test_outside(streets, text):
    match = streets.match(text)
    assert not match.found
    assert match.outside


def test_no_text_is_too_odd(streets):
    @settings(max_examples=200)
    @given(st.text(max_size=40))
    def check(text: str) -> None:
        assert streets.match(text).why

    check()


def test_the_street_tells_twins_apart(quarter, streets):
    found = {streets.match(f"{street}幸福苑1栋1单元101").building for street in ("幸福路21号", "环湖路5号")}
    assert len(found) == 2


@pytest.mark.parametrize("text", ["金沙小区5栋3单元301", "盘龙新城A座19楼1901", "盘龙新城A座B3"])
def test_what_cannot_be_is_said(streets, text):
    assert streets.match(text).impossible


def test_rooms_told_by_storey_and_door_differ(streets):
    told = {streets.match(f"学士路12-3号{storey}楼1号").room for storey in (2, 3)}
    assert told == {"201", "301"}


def test_texts_with_one_building_are_found_alike(quarter):
    """The second text takes a short way; it must lead where the long one does."""
    texts = ["金沙小区5栋2单元301", "金沙小区5栋2单元302", "金沙小区5-1-201", "金沙小区5-1-202"]
    together = AddressBook(quarter)
    assert [together.match(t).dwelling for t in texts] == [AddressBook(quarter).match(t).dwelling for t in texts]


@pytest.mark.parametrize("text", [row[0] for row in (*FOUND, *UNSURE)] + OUTSIDE)
def test_why_is_told_in_both_languages(readers, text):
    said = {}
    for spoken, book in readers.items():
        with speaking(spoken):
            said[spoken] = book.match(text).why
    chinese, english = said["zh"], said["en"]
    assert chinese
    assert english
    assert chinese != english
