"""A line as callers say it becomes place, type, severity, caller and number; and a case."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point, box

from data.duty.incidents.alike import alike, calls_of
from data.duty.incidents.hearing import hear
from data.duty.incidents.intake import Call, link_as_same, take, understand
from data.duty.incidents.place_card import place_card
from data.duty.incidents.spots import chosen_spot, point_spot
from data.duty.incidents.types import find_types, subtypes_of
from data.errors import BadInput
from data.query import Query, equals


def lay_out(desk):
    """Give a station streets, a second house, a shop and somebody who lives there."""
    with desk.station.editing(who="测试", why="铺街") as draft:
        draft.add("building", {"name": "金沙小区5栋", "compound": "金沙小区", "number": "5", "storeys": 7,
                               "geometry": box(102.742, 25.05, 102.7425, 25.0501)})  # fmt: skip
        draft.add("shop", {"name": "好又来便利店", "building": desk.building, "phone": "13955556666"})
        draft.add("road", {"name": "金沙路", "geometry": LineString([(102.739, 25.0495), (102.745, 25.0495)])})
        draft.add("road", {"name": "西环路", "geometry": LineString([(102.7395, 25.048), (102.7395, 25.052)])})
        person = draft.add("person", {"name": "陈小明", "phone": "13912346027"})
        draft.add("residence", {"person": person, "dwelling": desk.dwelling, "registration": "floating", "role": "tenant"})
    return desk


@pytest.fixture
def town(desk):
    return lay_out(desk)


@pytest.fixture(scope="module")
def street(still):
    return lay_out(still)


def heard(town, text, **more):
    return understand(town.station, text, **more)


def test_every_detailed_type_belongs_to_a_type(still):
    kind = still.station.kinds["case"]
    types = {c.value for c in kind.field("type").choices}
    assert {c.value.split(".")[0] for c in kind.field("subtype").choices} <= types
    assert len(subtypes_of(kind, "theft")) > 4


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("有人打架", "assault.fight"), ("dj", "assault.fight"), ("dajia", "assault.fight"), ("fight", "assault.fight"),
        ("两口子在家里吵架", "dispute.family"), ("楼上漏水", "dispute.neighbour"), ("厨房冒烟", "fire.home"),
        ("llqj", "robbery.street"),
    ],
)  # fmt: skip
def test_types_are_found_by_words_pinyin_and_initials(still, text, subtype):
    assert find_types(still.station.kinds["case"], text)[0].subtype == subtype


def test_one_line_says_place_type_caller_and_number(street):
    found = heard(street, "金沙小区3栋2单元402有人打架 139 1234 5678 张先生")
    assert found.spot is not None
    assert (found.spot.building, found.spot.dwelling, found.spot.storey) == (street.building, street.dwelling, 4)
    assert (found.types[0].subtype, found.heard.phone, found.heard.caller) == ("assault.fight", "13912345678", "张先生")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("报警人称在金沙路与西环路口追尾", "crossing"), ("好又来便利店有人抢劫", "named"), ("金沙小区打架", "compound"),
        ("102.7412, 25.0503 车祸", "point"), ("GCJ-02 102.7412,25.0503 车祸", "point"), ("金沙路18号打架", "building"),
        ("金沙小区3栋门口打架", "building"), ("hylbld 盗窃", "named"), ("忘带钥匙 13912346027", "phone"),
    ],
)  # fmt: skip
def test_places_of_every_sort_come_first(street, text, sort):
    assert heard(street, text).spots[0].sort == sort


def test_a_number_leads_to_where_its_owner_lives_without_telling_the_name(street):
    spot = heard(street, "忘带钥匙 13912346027").spots[0]
    assert (spot.dwelling, "陈小明" in spot.detail) == (street.dwelling, False)


def test_coordinates_of_another_system_are_brought_to_ours(street):
    ours, theirs = (heard(street, f"{name}102.7412,25.0503 车祸").spots[0] for name in ("WGS84 ", "GCJ-02 "))
    assert (ours.lon, ours.lat) == pytest.approx((102.7412, 25.0503), abs=1e-6)
    assert abs((theirs.lon or 0) - 102.7412) > 0.0005


def test_a_storey_that_the_house_has_not_is_told(street):
    assert "7 层" in heard(street, "金沙小区3栋20楼着火").spots[0].warning


@pytest.mark.parametrize("text", ["jsxq3d2dy402 dj", "jsxq3-2-402 打架", "jsxq3d402 dj"])
def test_a_room_is_found_by_the_initials_of_its_house(street, text):
    assert heard(street, text).spots[0].dwelling == street.dwelling


def test_initials_with_a_room_that_the_house_has_not_are_told(street):
    assert "单元" in heard(street, "jsxq3d9dy402 dj").spots[0].warning


def test_a_street_alone_is_offered_and_not_taken(street):
    found = heard(street, "西环路堵车")
    assert ([s.sort for s in found.spots], found.spot) == (["street"], None)


def test_what_was_clicked_goes_before_what_is_read(street):
    chosen = chosen_spot(street.station, "building", street.building, storey=2)
    found = heard(street, "金沙小区5栋打架", chosen=chosen)
    assert found.spot is not None
    assert (found.spot.sort, found.spot.storey) == ("chosen", 2)


def test_a_name_with_a_title_noted_in_english_is_the_caller(street):
    heard = hear(street.station.kinds["case"], "jsxq3d fight 13912345678 Mr Zhang")
    assert (heard.caller, heard.parts[0]) == ("Mr Zhang", "jsxq3d")



@pytest.mark.parametrize(
    ("text", "severity"), [("捡到钱包", "normal"), ("打架", "urgent"), ("吵架 有人拿刀", "urgent"), ("有人持枪抢劫", "major")]
)
def test_severity_is_the_graver_of_what_is_usual_and_what_is_said(street, text, severity):
    assert heard(street, text).severity == severity


@pytest.mark.parametrize("text", ["", "   ", "？？？", "a" * 500, "打" * 3000, "13912345678", "\x00\n\t"])
def test_nothing_typed_is_too_odd(street, text):
    assert heard(street, text).heard.text == text


def test_a_call_becomes_a_case_with_all_that_was_understood(town):
    found = heard(town, "金沙小区3栋2单元402有人打架 13912345678 张先生")
    first = found.types[0]
    said = found.heard
    call = Call(said.text, first.type, first.subtype, found.severity, found.spot, said.caller, said.phone, seconds=8)
    case = town.get("case", take(town.station, call, who="值班员"))
    told = {name: case[name] for name in ("number", "state", "type", "subtype", "dwelling", "storey", "caller_phone", "taken_in")}
    assert told == {
        "number": "JQ20261121-0002", "state": "reported", "type": "assault", "subtype": "assault.fight", "dwelling": town.dwelling,
        "storey": 4, "caller_phone": "13912345678", "taken_in": 8,
    }  # fmt: skip


def test_a_case_without_a_place_is_kept_and_said_so(town):
    case = take(town.station, Call("不知道在哪里 有人打架", "assault"), who="值班员")
    record = town.station.get("case", case, placed=True)
    assert "没有落到地图上" in place_card(town.station, record).warning


def test_a_case_at_a_point_stands_there(town):
    case = take(town.station, Call("车祸", "traffic", spot=point_spot(102.741, 25.0505)), who="值班员")
    record = town.station.get("case", case, placed=True)
    assert (record.place.lon, record.place.lat) == (102.741, 25.0505)


def test_nothing_said_is_no_call(town):
    with pytest.raises(BadInput):
        take(town.station, Call("  "), who="值班员")


def test_the_same_place_time_and_kind_are_pointed_out(town):
    spot = chosen_spot(town.station, "building", town.building)
    found = alike(town.station, spot, "assault")
    assert [r.id for r, _ in found.same] == [town.case]
    assert alike(town.station, spot, "theft").same == ()
    town.after(hours=3)
    assert alike(town.station, spot, "assault").same == ()


def test_a_call_linked_to_another_is_dealt_with_there(town):
    second = take(town.station, Call("又打起来了", "assault", same_as=town.case), who="值班员")
    third = take(town.station, Call("还在打", "assault", same_as=second), who="值班员")
    assert [c.id for c in calls_of(town.station, town.case)] == [second, third]
    assert town.get("case", second)["state"] == "closed"


def test_cases_can_be_linked_later_but_not_to_themselves(town):
    other = take(town.station, Call("打架", "assault"), who="值班员")
    link_as_same(town.station, other, town.case, who="值班员")
    assert town.get("case", other)["duplicate_of"] == town.case
    with pytest.raises(BadInput):
        link_as_same(town.station, town.case, town.case, who="值班员")


def test_a_place_that_calls_again_is_told(town):
    spot = chosen_spot(town.station, "building", town.building)
    for _ in range(2):
        town.after(days=1)
        take(town.station, Call("打架", "assault", spot=spot), who="值班员")
    assert "第 4 起" in alike(town.station, spot, "noise").repeat_said
    town.after(days=40)
    assert alike(town.station, spot, "noise").repeat_said == ""


def test_the_card_of_a_place_counts_calls_as_they_were_when_this_one_came(town):
    spot = chosen_spot(town.station, "building", town.building)
    town.after(days=1)
    id = take(town.station, Call("打架", "assault", spot=spot), who="值班员")
    town.after(days=1)
    take(town.station, Call("噪音", "noise", spot=spot), who="值班员")
    case = town.station.first(Query("case", equals("case", id=id).where, placed=True))
    assert "第 2 起" in place_card(town.station, case, in_sight=lambda _: [], seeing=lambda *_: []).repeat


def test_the_card_of_a_place_tells_keys_notices_shops_and_doors(town):
    with town.station.editing(who="测试", why="资料") as draft:
        draft.change("building", town.building, keyholder="物业老周", keyholder_phone="13911112222")
        draft.add("notice", {"text": "二楼有大狗", "basis": "走访记录", "until": "2026-12-31", "building": town.building})
        draft.add("notice", {"text": "旧提示", "basis": "走访记录", "until": "2026-01-01", "building": town.building})
        draft.add("place", {"name": "金沙小区南门", "category": "大门", "geometry": Point(102.7402, 25.0499)})
    case = town.station.first(Query("case", equals("case", id=town.case).where, placed=True))
    card = place_card(town.station, case, in_sight=lambda _: [], seeing=lambda *_: [])
    titles = {s.sort: [line.title for line in s.lines] for s in card.sections}
    assert titles["notices"] == ["二楼有大狗"]
    assert titles["doors"] == ["金沙小区南门"]
    assert titles["inside"] == ["好又来便利店"]
    assert "13911112222" not in str(card)


def test_a_case_is_shared_by_its_address_and_what_it_is(street):
    from data.duty.dispatch.share import called_of

    spot = heard(street, "金沙小区3栋打架").spot
    id = take(street.station, Call("金沙小区3栋有人打架", "assault", "assault.fight", "urgent", spot), who="测试")
    case = street.station.get("case", id)
    assert called_of(street.station, case).startswith("金沙小区3栋（")
