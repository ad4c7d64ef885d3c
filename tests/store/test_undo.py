"""Undo and redo: whole, exact, and refused where something was built on it."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import Conflict, NotAllowed, WrongUsage
from data.query import Query
from data.records import Edit
from data.store.built_on import BuiltOn
from tests.store.conftest import add, box


def everything(station):
    """All records with their shapes, by kind and id."""
    found = {}
    for kind in station.kinds:
        names = [*station.kinds[kind].fields, "geometry"]
        for record in station.read(Query(kind, fields=tuple(names), placed=True)):
            values = {n: shapely.to_wkb(v) if isinstance(v, shapely.Geometry) else v for n, v in record.values.items()}
            found[kind, record.id] = (values, record.place)
    return found


def test_undo_of_an_addition(station):
    add(station, "person", name="张伟")
    station.undo(who="b")
    assert station.count(Query("person")) == 0


def test_undo_of_a_change(station):
    id = add(station, "person", name="张伟", phone="13901234567")
    station.apply([Edit("person", id, {"name": "李四", "phone": None})], who="a", why="b")
    station.undo(who="b")
    assert station.get("person", id)["name"] == "张伟"
    assert station.get("person", id)["phone"] == "13901234567"


def test_undo_of_a_removal_brings_back_the_same_id(station):
    id = add(station, "building", name="五栋", geometry=box(121.5, 31.2))
    station.apply([Edit("building", id, None)], who="a", why="b")
    station.undo(who="b")
    assert station.first(Query("building", fields=("geometry",))).id == id


def test_undo_brings_search_and_place_along(station):
    add(station, "building", name="五栋", geometry=box(121.5, 31.2))
    station.undo(who="b")
    assert station.find("五栋") == []
    assert station.verify().sound


def test_undo_goes_back_step_by_step(station):
    id = add(station, "person", name="一")
    for name in ("二", "三"):
        station.apply([Edit("person", id, {"name": name})], who="a", why="b")
    station.undo(who="b")
    station.undo(who="b")
    assert station.get("person", id)["name"] == "一"


def test_redo_brings_back(station):
    id = add(station, "person", name="一")
    station.apply([Edit("person", id, {"name": "二"})], who="a", why="b")
    station.undo(who="b")
    station.redo(who="b")
    assert station.get("person", id)["name"] == "二"


def test_what_is_brought_back_is_told_in_the_words_of_what_was_done(station):
    station.apply([Edit("person", None, {"name": "一"})], who="a", why="登记")
    for _ in range(2):
        assert station.undo(who="b").why == "撤销：登记"
        assert station.redo(who="b").why == "重做：登记"


def test_undo_after_redo_undoes_again(station):
    add(station, "person", name="一")
    station.undo(who="b")
    station.redo(who="b")
    station.undo(who="b")
    assert station.count(Query("person")) == 0


def test_redo_goes_forward_step_by_step(station):
    id = add(station, "person", name="一")
    for name in ("二", "三"):
        station.apply([Edit("person", id, {"name": name})], who="a", why="b")
    for _ in range(2):
        station.undo(who="b")
    for _ in range(2):
        station.redo(who="b")
    assert station.get("person", id)["name"] == "三"


def test_nothing_to_redo_after_a_new_change(station):
    add(station, "person", name="一")
    station.undo(who="b")
    add(station, "person", name="二")
    with pytest.raises(NotAllowed):
        station.redo(who="b")


def test_nothing_to_undo(station):
    with pytest.raises(NotAllowed):
        station.undo(who="b")


def test_a_reveal_is_not_what_undo_takes_back(station):
    id = add(station, "person", name="一", phone="13901234567")
    station.reveal("person", id, ["phone"], who="a", reason="核实")
    station.undo(who="b")
    assert station.count(Query("person")) == 0


def test_a_set_is_undone_by_its_number(station):
    first = station.apply([Edit("person", None, {"name": "一"})], who="a", why="b")
    add(station, "person", name="二")
    station.undo(first.id, who="b")
    assert [r["name"] for r in station.read(Query("person"))] == ["二"]


def test_a_set_cannot_be_undone_twice(station):
    first = station.apply([Edit("person", None, {"name": "一"})], who="a", why="b")
    station.undo(first.id, who="b")
    with pytest.raises(NotAllowed):
        station.undo(first.id, who="b")


def test_an_unknown_set_is_refused(station):
    with pytest.raises(WrongUsage):
        station.undo(12345, who="b")


def test_undo_is_refused_where_the_record_was_changed_since(station):
    first = station.apply([Edit("person", None, {"name": "一"})], who="a", why="b")
    station.apply([Edit("person", first.changes[0].id, {"name": "二"})], who="李警官", why="b")
    with pytest.raises(Conflict, match="李警官"):
        station.undo(first.id, who="b")
    assert station.count(Query("person")) == 1


def test_undo_is_refused_where_others_point_to_it(station):
    first = station.apply([Edit("building", None, {"name": "五栋"})], who="a", why="b")
    add(station, "dwelling", building=first.changes[0].id, room="1")
    with pytest.raises(Conflict):
        station.undo(first.id, who="b")
    assert station.verify().sound


def test_a_whole_family_is_undone_at_once(station, house):
    station.undo(who="b")
    assert everything(station) == {}


def test_an_undone_attachment_can_be_redone(station, house):
    id = station.attach("person", house["person"], "照片.jpg", b"\xff\xd8", who="a")
    station.undo(who="b")
    assert station.get("attachment", id) is None
    station.redo(who="b")
    assert station.content(id) == b"\xff\xd8"


def test_undo_tells_what_changed(station):
    id = add(station, "person", name="一")
    seen = []
    station.changed.connect(seen.append)
    station.undo(who="b")
    assert [(c.id, c.after) for s in seen for c in s.changes] == [(id, None)]


def test_a_large_set_is_undone_whole(station):
    edits = [Edit("person", None, {"name": f"人{n}", "phone": f"139{n:08d}"}) for n in range(5000)]
    station.apply(edits, who="a", why="导入")
    station.undo(who="b")
    assert station.find("人1") == []
    assert station.verify().problems == ()


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "undo", "redo"]), st.integers(0, 5), st.sampled_from("甲乙丙丁")),
    min_size=1, max_size=14,
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_undoing_everything_comes_back_to_the_start(station, steps):
    before = everything(station)
    made = 0
    for action, which, name in steps:
        people = station.read(Query("person"))
        target = people[which % len(people)].id if people else None
        if action == "add":
            made += bool(station.apply([Edit("person", None, {"name": name})], who="a", why="b").id)
        elif action == "change" and target:
            made += bool(station.apply([Edit("person", target, {"name": name})], who="a", why="b").id)
        elif action == "remove" and target:
            made += bool(station.apply([Edit("person", target, None)], who="a", why="b").id)
        elif action == "undo" and made:
            station.undo(who="b")
            made -= 1
        elif action == "redo":
            made += redone(station)
    for _ in range(made):
        station.undo(who="b")
    assert everything(station) == before
    assert station.verify().sound


def redone(station) -> int:
    try:
        station.redo(who="b")
    except NotAllowed:
        return 0
    return 1


def test_a_cancelled_import_leaves_nothing(station):
    from data.errors import Cancelled
    from data.progress import Progress

    def stop(done, total, what):
        progress.cancel()

    progress = Progress(stop)
    edits = [Edit("person", None, {"name": f"人{n}"}) for n in range(6000)]
    with pytest.raises(Cancelled):
        station.apply(edits, who="a", why="导入", progress=progress)
    assert station.count(Query("person")) == 0
    assert station.verify().sound


def built_on(station, batch):
    """Return the refusal of an undo."""
    with pytest.raises(BuiltOn) as refused:
        station.undo(batch, who="b")
    return refused.value


def test_a_refused_undo_says_who_changed_which_record_and_in_which_set(station):
    first = station.apply([Edit("shop", None, {"name": "小吃店"})], who="a", why="导入 商铺.xlsx")
    second = station.apply([Edit("shop", first.changes[0].id, {"name": "大饭店"})], who="李警官", why="改店名")
    refused = built_on(station, first.id)
    assert [(x.batch, x.who, x.records) for x in refused.later] == [(second.id, "李警官", (("shop", first.changes[0].id),))]
    assert all(part in refused.message for part in ("导入 商铺.xlsx", "李警官", "改店名", "大饭店", str(second.id)))


def test_all_later_sets_are_told_newest_first(station):
    first = station.apply([Edit("shop", None, {"name": str(n)}) for n in range(40)], who="a", why="导入")
    later = [station.apply([Edit("shop", c.id, {"hours": "全天"})], who="b", why="改").id for c in first.changes[:5]]
    refused = built_on(station, first.id)
    assert [x.batch for x in refused.later] == later[::-1]
    assert "5 次" in refused.message


def test_a_record_that_points_to_an_added_one_is_told(station):
    first = station.apply([Edit("building", None, {"name": "五栋"})], who="a", why="导入")
    second = station.apply([Edit("dwelling", None, {"building": first.changes[0].id, "room": "101"})], who="李警官", why="登记房屋")
    refused = built_on(station, first.id)
    assert [(x.batch, x.records) for x in refused.later] == [(second.id, (("dwelling", second.changes[0].id),))]


def test_a_later_change_that_was_undone_itself_is_no_hindrance(station):
    first = station.apply([Edit("shop", None, {"name": "小吃店"})], who="a", why="导入")
    second = station.apply([Edit("shop", first.changes[0].id, {"name": "大饭店"})], who="b", why="改店名")
    built_on(station, first.id)
    station.undo(second.id, who="b")
    station.undo(first.id, who="b")
    assert station.count(Query("shop")) == 0


def test_a_later_change_of_other_fields_does_not_hinder_the_undo_of_a_change(station):
    id = add(station, "shop", name="小吃店")
    first = station.apply([Edit("shop", id, {"hours": "全天"})], who="a", why="导入")
    station.apply([Edit("shop", id, {"name": "大饭店"})], who="b", why="改店名")
    station.undo(first.id, who="b")
    assert station.get("shop", id)["name"] == "大饭店"
