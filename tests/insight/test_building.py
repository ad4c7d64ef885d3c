"""What the panel of a building shows."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from data.clock import format_utc
from data.errors import BadInput
from data.i18n import set_language
from data.insight import building_view, room_view
from data.records import Edit


def test_facts_and_badges(small):
    view = building_view(small.station, small["building"])
    assert view.title == "金沙小区3栋"
    assert view.facts == "金沙路 18号 · 3 层 · 2 个单元 · 13 户 · 4 人"
    assert view.badges[:3] == ("第二网格", "1998 年建", "近 30 天警情 1 起")


def test_counts(small):
    view = building_view(small.station, small["building"])
    assert (view.dwellings, view.households, view.people_count, view.units) == (13, 3, 4, 2)


def test_people_are_listed_by_room_with_covered_names_and_without_those_who_left(small):
    people = building_view(small.station, small["building"]).people
    assert [(p.title, p.note) for p in people] == [
        ("陈**", "1 单元 201"),
        ("林**", "1 单元 201"),
        ("赵*", "1 单元 301-1"),
        ("欧阳**", "2 单元 302"),
    ]
    assert people[3].detail == "流动 · 承租人"
    assert (people[3].kind, people[3].id, people[3].storey, people[3].dwelling) == ("person", small["欧阳大海"], 3, small["2-302"])


def test_no_uncovered_name_or_number_is_anywhere_in_the_view(small):
    said = repr(building_view(small.station, small["building"])) + repr(room_view(small.station, small["1-201"]))
    for secret in ("小明", "小红", "大海", "12346027"):
        assert secret not in said


def test_cases_here_and_near(small):
    view = building_view(small.station, small["building"])
    assert [c.id for c in view.cases_here] == [small["here"]]
    assert [c.id for c in view.cases_near] == [small["near"]]
    assert (view.cases_here[0].title, view.cases_here[0].note) == ("盗窃", "11月21日 21:00")


def test_open_tasks_the_most_pressing_first(small):
    tasks = building_view(small.station, small["building"]).tasks
    assert [t.title for t in tasks] == ["fed_back", "late", "soon", "calm"]
    assert [t.tone for t in tasks] == ["calm", "late", "soon", "calm"]
    assert tasks[1].note == "超 2 小时"


def test_cameras_in_sight_come_from_whoever_knows(small):
    asked = []

    def in_sight(building):
        asked.append(building)
        return [small["J-003"], small["J-001"]]

    view = building_view(small.station, small["building"], in_sight)
    assert asked == [small["building"]]
    assert [c.title for c in view.cameras] == ["J-001", "J-003"]
    assert building_view(small.station, small["building"]).cameras == ()


def test_hazards_here_and_close_by_are_told_until_they_are_closed(small):
    station, building = small.station, small.station.get("building", small["building"], placed=True)
    lon, lat = building.place.lon, building.place.lat
    for name, more in (
        ("堆物", {"building": building.id}), ("井盖", {"geometry": Point(lon + 0.0002, lat)}),
        ("路灯", {"geometry": Point(lon + 0.01, lat)}),
        ("飞线", {"building": building.id, "state": "closed", "closed_on": "2026-11-20"}),
    ):  # fmt: skip
        values = {"name": name, "type": "fire", "found_at": format_utc(station.clock.now()), **more}
        station.apply([Edit("hazard", None, values)], who="a", why="b")
    assert [h.title for h in building_view(station, building.id).hazards] == ["堆物", "井盖"]


def test_the_grid_is_found_by_place_unless_recorded(small):
    assert building_view(small.station, small["building"]).grid.id == small["grid"]
    assert building_view(small.station, small["other"]).grid is None
    small.station.apply([Edit("building", small["other"], {"grid": small["grid"]})], who="测试", why="划网格")
    assert building_view(small.station, small["other"]).grid.id == small["grid"]


def test_history_tells_of_changes(small):
    small.station.apply([Edit("building", small["building"], {"built": 1999})], who="王警官", why="核实")
    last = building_view(small.station, small["building"]).history[-1]
    assert (last.who, last.why, last.after) == ("王警官", "核实", {"built": 1999})


def test_a_building_of_which_little_is_known(small):
    view = building_view(small.station, small["other"])
    assert (view.rooms.storeys, view.rooms.cells, view.people, view.facts) == ((), (), (), "")


def test_no_such_building(small):
    with pytest.raises(BadInput, match="424242"):
        building_view(small.station, 424242)


def test_a_room_and_who_lives_in_it(small):
    view = room_view(small.station, small["1-201"])
    assert (view.title, view.storey, view.state, view.former) == ("1 单元 201", 2, "household", 0)
    assert [(r.name, r.role, r.phone) for r in view.residents] == [("陈**", "户主", "139****6027"), ("林**", "配偶", "139****6027")]
    assert view.residents[0].since == "2010年1月1日"


def test_a_room_shows_who_lives_in_its_parts(small):
    assert [r.name for r in room_view(small.station, small["1-301"]).residents] == ["赵*"]


def test_a_room_of_which_all_have_left(small):
    view = room_view(small.station, small["2-201"])
    assert (view.residents, view.former, view.state) == ((), 1, "vacant")


def test_a_shop_in_a_room(small):
    view = room_view(small.station, small["1-101"])
    assert [s.title for s in view.shops] == ["好又来"]
    assert view.state == "business"


def test_the_panel_speaks_english(small):
    set_language("en")
    try:
        assert building_view(small.station, small["building"]).facts.endswith("3 storeys · 2 stairwells · 13 dwellings · 4 people")
    finally:
        set_language("zh")
