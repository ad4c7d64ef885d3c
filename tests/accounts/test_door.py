"""The station's door: what a role may not see or do, it does not get, whatever a view asks."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from data.accounts.session import bound, by_rule
from data.errors import NotAllowed
from data.query import Area, Query, Where
from data.records import Edit
from data.store import journal
from tests.accounts.conftest import EAST, PASSWORD, WEST, add, sit_down

ALL = Area(bbox=(103.9, 29.9, 104.1, 30.1))


def names(records):
    return sorted(r["name"] for r in records)


@pytest.fixture
def community(staffed):
    sit_down(staffed, "community")
    return staffed


@pytest.fixture
def auditor(staffed):
    sit_down(staffed, "auditor")
    return staffed


DOG = """
name = "dog"
label = { zh = "犬只", en = "Dog" }
title = "{name}"
place = { shape = "point" }
[fields]
name = { type = "text", label = { zh = "犬名", en = "Name" }, required = true, search = "name" }
"""


@pytest.fixture
def dogs(staffed):
    """A ledger that the station declared itself, with a dog in each grid."""
    staffed.add_kind(DOG, who="管理员甲")
    sit_down(staffed, "duty")
    for name, lon in (("大黄", WEST), ("小黑", EAST)):
        add(staffed, "dog", name=name, geometry=Point(lon, 30.004))
    return staffed


# Kinds that may not be read


def test_reads_of_a_hidden_kind_find_nothing(auditor, ids):
    query = Query("person")
    assert auditor.read(query) == []
    assert auditor.count(query) == 0
    assert auditor.columns(query, ("name",)) == {"name": []}
    assert len(auditor.arrays(query, ("name",))["id"]) == 0
    assert auditor.tally(query, "gender") == {}
    assert auditor.get("person", ids["person_west"]) is None
    assert auditor.history("person", ids["person_west"]) == []
    assert auditor.looks("person", ids["person_west"]) == []


@pytest.mark.parametrize(("role", "seen"), [("duty", ["大黄", "小黑"]), ("community", ["大黄"]), ("auditor", []),
                                            ("administrator", [])])  # fmt: skip
def test_a_ledger_of_the_stations_own_goes_by_role_and_grid(dogs, role, seen):
    sit_down(dogs, role)
    assert names(dogs.read(Query("dog"))) == sorted(seen)
    assert sorted(h.title for h in dogs.find("黄") + dogs.find("黑")) == sorted(seen)


def test_search_and_area_leave_hidden_kinds_out(auditor):
    assert {h.record.kind for h in auditor.find("west")} <= {"building", "grid"}
    assert not {"person", "dispute"} & auditor.inside(ALL).keys()
    assert "building" in auditor.inside(ALL)


def test_change_sets_leave_hidden_kinds_out(auditor):
    kinds = frozenset().union(*(b.kinds for b in auditor.batches(limit=50)))
    assert "building" in kinds
    assert "person" not in kinds


def test_while_nobody_is_signed_in_there_is_the_town_and_nothing_else(staffed):
    staffed.people.sign_out()
    assert staffed.count(Query("building")) == 2
    for kind in ("person", "residence", "case", "grid", "dispute", "attachment"):
        assert staffed.count(Query(kind)) == 0, kind


# Writing


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_write_people_does_not(staffed, ids, role):
    sit_down(staffed, role)
    before = staffed.info().journal
    stranger = ids["stranger"]
    for edit in (Edit("person", None, {"name": "新人"}), Edit("person", stranger, {"name": "改"}), Edit("person", stranger, None)):
        with pytest.raises(NotAllowed, match="修改人员"):
            staffed.apply([edit], who="x", why="试")
    assert staffed.info().journal == before


def test_drafts_and_files_are_refused_too(auditor, ids):
    with pytest.raises(NotAllowed), auditor.editing(who="x", why="试") as draft:
        draft.add("building", {"name": "新楼"})
    with pytest.raises(NotAllowed):
        auditor.attach("building", ids["house_west"], "a.txt", b"x", who="x")


def test_undo_of_what_may_not_be_written_is_refused(staffed, ids):
    sit_down(staffed, "duty")
    batch = staffed.apply([Edit("person", ids["person_west"], {"name": "王西"})], who="x", why="改名").id
    sit_down(staffed, "administrator")
    with pytest.raises(NotAllowed, match="修改人员"):
        staffed.undo(batch, who="x")


def test_own_kinds_are_for_who_may(auditor):
    with pytest.raises(NotAllowed, match="添加类别"):
        auditor.add_kind("name = 'x'", who="x")


@pytest.mark.parametrize(("role", "why"), [("auditor", "删除台账"), ("administrator", "修改犬只"), ("community", "本网格")])
def test_a_ledger_is_removed_by_who_may_make_one_and_sees_all_of_it(dogs, role, why):
    sit_down(dogs, role)
    with pytest.raises(NotAllowed, match=why):
        dogs.retire_kind("dog", who="x")
    sit_down(dogs, "duty")
    done = dogs.retire_kind("dog", who="x")
    assert (done.who, len(done.changes)) == ("duty甲 100000", 2)
    sit_down(dogs, role)
    with pytest.raises(NotAllowed):
        dogs.undo(done.id, who="x")
    sit_down(dogs, "duty")
    dogs.undo(done.id, who="x")
    assert len(dogs.read(Query("dog"))) == 2


def test_the_journal_names_who_is_signed_in_whatever_a_view_says(staffed, ids):
    sit_down(staffed, "duty")
    done = staffed.apply([Edit("person", ids["stranger"], {"name": "王某"})], who="别人", why="改名")
    assert done.who == "duty甲 100000"
    assert staffed.history("person", ids["stranger"])[-1].who == "duty甲 100000"


# Reveals


def test_reveals_go_by_role_and_field(staffed, ids):
    sit_down(staffed, "clerk")
    assert staffed.reveal("person", ids["person_west"], ["phone"], who="x", reason="核对")["phone"] == "13800000000"
    case = staffed.kinds["case"]
    assert not staffed.session.may_reveal(case, "caller_phone")
    with pytest.raises(NotAllowed, match="报警"):
        staffed.reveal("case", 1, ["caller_phone"], who="x", reason="核对")


def test_who_sees_no_people_reveals_none(auditor, ids):
    with pytest.raises(NotAllowed):
        auditor.reveal("person", ids["person_west"], ["phone"], who="x", reason="核对")


# By grid


def test_people_are_those_of_the_grids_and_of_none(community):
    assert names(community.read(Query("person"))) == ["王west", "王未登记住址"]
    assert community.count(Query("person")) == 2
    assert len(community.arrays(Query("person"), ("name",))["id"]) == 2


def test_other_conditions_go_on_counting(community, ids):
    assert community.count(Query("person", (Where("building", "is", ids["house_east"]),))) == 0
    assert community.count(Query("person", (Where("building", "is", ids["house_west"]),))) == 1
    assert community.count(Query("person", area=ALL)) == 1


def test_search_finds_the_own_grids_people_only(community):
    hits = community.find("王", kinds=("person",))
    assert sorted(h.record["name"] for h in hits) == ["王west", "王未登记住址"]


def test_disputes_and_their_parties_go_by_grid(community, ids):
    assert [r.id for r in community.read(Query("dispute"))] == [ids["dispute_west"]]
    assert [r.id for r in community.read(Query("dispute_party"))] == [ids["party_west"]]


def test_what_stands_for_nobody_stays_everywhere(community):
    assert community.count(Query("building")) == 2
    assert community.count(Query("grid")) == 2


def test_area_counts_only_the_own_grids(community, ids):
    assert community.inside(ALL)["person"] == [ids["person_west"]]


def test_without_grids_an_officer_sees_all(staffed, ids):
    people = staffed.people
    officer = next(a for a in people.all() if a.login == "community")
    people.change(officer.id, grids=())
    sit_down(staffed, "community")
    assert staffed.count(Query("person")) == 3


def test_a_second_role_without_grids_lifts_them(staffed):
    officer = next(a for a in staffed.people.all() if a.login == "community")
    staffed.people.change(officer.id, roles=("community", "duty"))
    sit_down(staffed, "community")
    assert staffed.count(Query("person")) == 3


def test_other_grids_people_are_neither_revealed_nor_changed(community, ids):
    assert community.get("person", ids["person_east"]) is None
    with pytest.raises(NotAllowed):
        community.reveal("person", ids["person_east"], ["phone"], who="x", reason="核对")
    for edit in (Edit("person", ids["person_east"], {"name": "改"}), Edit("person", ids["person_east"], None)):
        with pytest.raises(NotAllowed, match="网格"):
            community.apply([edit], who="x", why="试")


def test_nothing_is_added_outside_of_the_grids(community, ids):
    with pytest.raises(NotAllowed, match="网格"):
        add(community, "residence", person=ids["stranger"], building=ids["house_east"])
    assert community.count(Query("residence")) == 1
    with pytest.raises(NotAllowed, match="网格"):
        add(community, "notice", text="有狗", basis="x", until="2027-01-01", geometry=Point(EAST, 30.002))


def test_inside_of_the_grids_work_goes_on(community, ids):
    add(community, "residence", person=ids["stranger"], building=ids["house_west"])
    assert community.count(Query("residence")) == 2


def test_files_of_other_grids_people_stay_closed(staffed, ids):
    sit_down(staffed, "duty")
    east = staffed.attach("person", ids["person_east"], "a.txt", b"east", who="x")
    west = staffed.attach("person", ids["person_west"], "b.txt", b"west", who="x")
    sit_down(staffed, "community")
    assert staffed.content(west) == b"west"
    with pytest.raises(NotAllowed, match="附件"):
        staffed.content(east)
    assert [r.id for r in staffed.read(Query("attachment"))] == [west]


def test_no_file_is_put_with_other_grids_people(community, ids):
    with pytest.raises(NotAllowed):
        community.attach("person", ids["person_east"], "a.txt", b"x", who="x")
    assert community.attach("person", ids["person_west"], "a.txt", b"x", who="x")


def test_what_was_removed_is_closed_to_who_may_not_read_it(staffed, ids):
    sit_down(staffed, "duty")
    staffed.apply([Edit("person", ids["stranger"], None)], who="x", why="登记错了")
    assert len(staffed.eraser.removed("person")) == 1
    sit_down(staffed, "auditor")
    assert staffed.eraser.removed("person") == []


def test_news_leave_hidden_kinds_out(staffed, ids):
    sit_down(staffed, "duty")
    staffed.apply([Edit("person", ids["stranger"], {"name": "王某"})], who="x", why="改名")
    sit_down(staffed, "auditor")
    _, sets = staffed.news(0)
    assert not any("person" in s.kinds for s in sets)


def test_grids_no_longer_drawn_hide_all_that_has_a_place(staffed, ids):
    sit_down(staffed, "duty")
    staffed.apply([Edit("grid", ids["grid_west"], None)], who="x", why="撤销网格")
    sit_down(staffed, "community")
    assert names(staffed.read(Query("person"))) == ["王未登记住址"]


# In whose name


def test_work_that_was_begun_goes_on_in_the_name_of_who_began_it(staffed, ids):
    sit_down(staffed, "duty")
    session = staffed.session
    edit = Edit("person", ids["stranger"], {"name": "王某"})
    work = bound(session, lambda: staffed.apply([edit], who="x", why="长活"))
    sit_down(staffed, "auditor")
    assert work().who == "duty甲 100000"


def test_background_reads_are_those_of_who_asked(staffed):
    sit_down(staffed, "auditor")
    answer = staffed.background(lambda: staffed.count(Query("person")))
    assert answer.result() == 0


def test_the_stations_rules_see_all(auditor):
    assert by_rule(lambda: auditor.count(Query("person")))() == 3


def test_positions_come_in_by_rule_whoever_is_signed_in(auditor):
    edits = [Edit("force", None, {"name": "巡逻一组", "tier": "core"})]
    done = by_rule(lambda: auditor.apply(edits, who="网关", why="定位", command="positions"))()
    assert done.who == "网关"


@pytest.mark.parametrize("command", journal.DEVICES)
def test_nobody_gives_a_change_out_as_one_of_devices_or_rules(staffed, ids, command):
    sit_down(staffed, "commander")
    with pytest.raises(NotAllowed, match="代替设备"):
        staffed.apply([Edit("person", ids["stranger"], {"name": "改"})], who="网关", why="定位", command=command)
    with pytest.raises(NotAllowed, match="代替设备"), staffed.editing(who="网关", why="定位", command=command) as draft:
        draft.change("person", ids["stranger"], name="改")
    assert staffed.get("person", ids["stranger"])["name"] == "王未登记住址"


def test_the_past_is_closed_to_the_same_eyes(auditor):
    from data.store.in_time import StationInTime

    shown = StationInTime(auditor)
    try:
        shown.show(shown.look_back("2026-11-22T08:00:00Z"))
        assert shown.count(Query("person")) == 0
        assert shown.count(Query("building")) == 2
    finally:
        shown.release()


def test_accounts_do_not_change_what_the_open_station_gives(station, ids):
    assert station.count(Query("person")) == 3
    assert WEST < EAST
    assert station.session.may("anything")
    assert PASSWORD
