"""Dispatch asked of a station: what its records say of roads, gates and forces, and a cordon carried out."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import shapely

from data.clock import FixedClock
from data.duty.dispatch import Need, kept, suggest, travel_of, unplaced
from data.duty.dispatch.carry_out import carry_out
from data.duty.dispatch.cordon import cordon
from data.duty.dispatch.order import messages_of, order_of
from data.duty.dispatch.pictures import picture_of_cordon, picture_of_rings, ways_to_posts
from data.duty.dispatch.place_names import near_words
from data.duty.dispatch.posts import posting
from data.duty.dispatch.rings import rings
from data.duty.dispatch.ways import way_to
from data.errors import BadInput
from data.query import Query
from data.records import Edit
from data.store import Station
from tests.duty.dispatch.roads import NOW

STAMP = "2026-11-21T13:46:00Z"


@pytest.fixture
def station(tmp_path):
    """A cross of two roads with a gate, three forces and some cases; the frame's origin is the crossing."""
    with Station.create(tmp_path / "a.station", "站", origin=(121.0, 31.0), clock=FixedClock(NOW)) as made:
        with made.editing(who="a", why="b") as draft:
            for name, line in (("东路", [(-900, 0), (900, 0)]), ("北路", [(0, -900), (0, 900)])):
                draft.add("road", {"name": name, "class": "minor_road", "geometry": line_of(made, line)})
            draft.add("gate", {"name": "东门", "passes": "foot", "geometry": spot(made, 400, 2)})
            car = draft.add("vehicle", {"name": "1 号车", "type": "car"})
            for name, role, at, more in (
                ("甲", "officer", (-800, 0), {"vehicle": car, "skills": "急救"}),
                ("乙", "guard", (100, 0), {}),
                ("丙", "officer", (0, 850), {"duty": "busy"}),
                ("丁", "officer", None, {}),
            ):
                where = {"geometry": spot(made, *at), "seen_at": STAMP} if at else {}
                draft.add("force", {"name": name, "tier": "core", "role": role, "duty": "free", **where, **more})
            for x in (20, 30, -700):
                draft.add("case", {"type": "help", "reported_at": STAMP, "geometry": spot(made, x, 5)})
        yield made


def spot(station, x, y):
    lon, lat = station.frame.to_degrees([x], [y])
    return shapely.Point(lon[0], lat[0])


def line_of(station, line):
    return station.frame.geometry_to_degrees(shapely.LineString(line))


def test_a_road_that_is_removed_while_the_roads_are_read_is_no_fault(station, monkeypatch):
    read = kept.network_of
    road = station.first(Query("road"))

    def then_removed(of):
        network = read(of)
        of.apply([Edit("road", road.id, None)], who="a", why="b")
        return network

    monkeypatch.setattr(kept, "network_of", then_removed)
    travel = kept.read_travel(station)
    assert len(travel.roads.classes) == len(travel.roads.names) == len(travel.roads.ids) == 2
    monkeypatch.undo()
    assert road.id not in travel_of(station).roads.ids


def at(station, x, y):
    point = spot(station, x, y)
    return point.x, point.y


def test_forces_are_ranked_by_how_they_move_with_the_busy_and_the_unseen_told(station):
    found = suggest(station, at(station, 0, 0))
    assert [o.force.name for o in found.offers] == ["乙", "甲", "丙", "丁"]
    assert [o.force.mode for o in found.offers][:2] == ["foot", "car"]
    assert found.of(found.offers[0].force.id).seconds == pytest.approx(100 / 5 * 3.6, abs=0.1)
    assert [o.available for o in found.offers] == [True, True, False, False]
    assert found.offers[3].cannot == "no_position"


def test_a_card_that_wants_a_skill_gets_who_has_it(station):
    found = suggest(station, at(station, 0, 0), [Need(1, skills=frozenset({"first_aid"}))])
    assert [o.force.name for o in found.chosen] == ["甲"]


def test_storeys_are_added_for_everybody(station):
    plain, high = (suggest(station, at(station, 0, 0), storey=s, storeys=6).offers[0].seconds for s in (1, 5))
    assert high > plain + 30


def test_a_gate_of_the_station_stops_the_car_and_a_change_of_it_is_seen(station):
    beyond = at(station, 500, 0)
    car = way_to(station, at(station, -800, 0), beyond, "car")
    assert car is None
    gate = station.first(Query("gate"))
    station.apply([Edit("gate", gate.id, {"passes": "all"})], who="a", why="b")
    assert way_to(station, at(station, -800, 0), beyond, "car").seconds == pytest.approx(1300 / 20 * 3.6, abs=1)


def test_the_times_are_kept_until_a_road_changes(station):
    first = travel_of(station)
    station.apply([Edit("camera", None, {"code": "k"})], who="a", why="b")
    assert travel_of(station) is first
    station.apply([Edit("road", None, {"class": "path", "geometry": line_of(station, [(0, 0), (50, 50)])})], who="a", why="b")
    assert travel_of(station) is not first


def test_hours_that_nobody_can_read_are_told_with_the_suggestion(station):
    gate = station.first(Query("gate"))
    station.apply([Edit("gate", gate.id, {"hours": "看心情"})], who="a", why="b")
    assert any("东门" in note for note in suggest(station, at(station, 0, 0)).notes)


def test_rings_of_the_station_become_a_picture(station):
    found = rings(station)
    picture = picture_of_rings(found)
    assert found.forces == 2
    assert len(picture.grounds) == 3
    assert picture.extent is not None


def test_posts_of_the_station_reach_its_cases(station):
    found = posting(station, 1, mode="foot", within=60.0)
    assert (found.cases, found.covered) == (3, 2)


def test_a_cordon_is_kept_with_a_task_for_each_post_and_one_undo_takes_both_back(station):
    plan = cordon(station, at(station, 450, 0), mode="foot", within=300.0)
    assert plan.posts
    picture = picture_of_cordon(plan, 60.0, travel_lines=ways_to_posts(station, plan))
    assert len(picture.paths) == len(plan.posts)
    carry_out(station, plan, "值班员")
    tasks = station.read(Query("task"))
    assert [t["assignee"] for t in tasks] == [p.force.id for p in plan.posts]
    assert len({t["number"] for t in tasks}) == len(tasks)
    assert station.count(Query("cordon")) == 1
    station.undo(who="值班员")
    assert (station.count(Query("task")), station.count(Query("cordon"))) == (0, 0)


def test_a_place_is_called_after_the_road_that_it_lies_by(station):
    assert near_words(travel_of(station), (300, 20)) == "东路附近"
    assert near_words(travel_of(station), (300, 2000)) == ""


def test_positions_on_the_way_to_a_case_teach_and_those_of_a_patrol_do_not(station):
    import numpy as np

    from data.clock import format_utc, parse_utc
    from data.duty.forces.packing import Fix
    from data.duty.forces.positions import store

    usual = travel_of(station).speeds.by_class["car"]["minor_road"]
    force = station.first(Query("force").and_where("name", "is", "甲"))
    case = station.first(Query("case"))
    began = parse_utc("2026-11-21T12:00:00Z")
    along = np.linspace(-800, 800, 81)  # 20 metres every 2 seconds: 36 km/h
    store(station, [Fix(force.id, began.timestamp() + 2 * i, *at(station, x, 0)) for i, x in enumerate(along)], who="a")
    deployment = {"case": case.id, "force": force.id, "state": "cleared", "sent_at": format_utc(began)}
    assert travel_of(station).speeds.taught == {}
    station.apply([Edit("deployment", None, deployment | {"arrived_at": "2026-11-21T12:05:00Z"})], who="a", why="b")
    station.apply([Edit("road", None, {"class": "path", "geometry": line_of(station, [(0, 0), (50, 50)])})], who="a", why="b")
    taught = travel_of(station).speeds
    assert taught.by_class["car"]["minor_road"] == pytest.approx(36, rel=0.02)
    assert usual == 20


def test_who_is_on_which_vehicle_near_what_is_told(station):
    car = station.first(Query("vehicle"))
    station.apply([Edit("vehicle", car.id, {"plate": "演A0001警", "geometry": spot(station, -820, 4)})], who="a", why="b")
    found = suggest(station, at(station, 0, 0), (Need.of(vehicles=("car",), words="警车 1 辆"),), now=NOW)
    assert [o.force.name for o in found.chosen] == ["甲"]
    assert any("1 号车（演A0001警）" in r and "东路附近" in r for r in found.chosen[0].reasons)


def test_a_vehicle_that_stands_ready_without_anybody_is_named_where_none_can_come(station):
    van = {"name": "2 号车", "type": "van", "geometry": spot(station, 30, 5)}
    station.apply([Edit("vehicle", None, van)], who="a", why="b")
    found = suggest(station, at(station, 0, 0), (Need.of(vehicles=("van",), words="面包车"),), now=NOW)
    assert found.short
    assert any("2 号车（东路附近）" in note or "2 号车（北路附近）" in note for note in found.notes)


def test_a_network_in_pieces_is_said_plainly(station):
    far = {"name": "孤岛路", "class": "minor_road", "geometry": line_of(station, [(3000, 3000), (4500, 3000)])}
    there = {"seen_at": STAMP, "geometry": spot(station, 3500, 3000)}
    cut_off = {"name": "戊", "tier": "core", "role": "officer", "duty": "free", **there}
    station.apply([Edit("road", None, far), Edit("force", None, cut_off)], who="a", why="b")
    found = suggest(station, at(station, 0, 0), now=NOW)
    assert any("路网断成几块：有 1 名" in note for note in found.notes)
    assert any("不相通" in w for o in found.offers if o.force.name == "戊" for w in o.warnings)


def test_without_a_place_all_are_listed_the_free_and_wanted_first_and_nobody_is_proposed(station):
    found = unplaced(station, (Need.of(roles=("officer",), words="民警"),))
    assert [o.force.name for o in found.offers][-1] == "丙"
    assert not found.chosen
    assert found.offers[0].force.role == "officer"
    assert "地点不明" in found.notes[0]


def kept_cordon(station):
    """Return the id of a cordon that was planned and kept, and its plan."""
    plan = cordon(station, at(station, 450, 0), mode="foot", within=300.0)
    return next(c.id for c in carry_out(station, plan, "值班员").changes if c.kind == "cordon"), plan


def test_the_order_of_a_kept_cordon_tells_who_holds_what_and_what_stays_open(station):
    id, plan = kept_cordon(station)
    order = order_of(station, id)
    tables = {table.title: table.rows for table in order.page.tables}
    assert [row[1] for row in tables["谁守哪里"]] == [post.force.name for post in plan.posts]
    assert len(tables.get("还敞开的出路", ())) == len(plan.ways_open)
    assert any(plan.said in fact for fact in order.page.facts)
    assert [spot.words.split()[0] for spot in order.picture.spots[:-1]] == [str(n + 1) for n in range(len(plan.posts))]
    assert order.picture.spots[-1].at == pytest.approx(plan.escape.at, abs=0.2)


def test_a_task_of_a_cordon_says_until_what_time_of_day(station):
    id, plan = kept_cordon(station)
    task = station.read(Query("task"))[0]
    assert (task["subject_kind"], task["subject"]) == ("cordon", id)
    when = (plan.now + timedelta(seconds=plan.posts[0].front)).astimezone(ZoneInfo(station.zone))
    assert task["text"].startswith(when.strftime("%H:%M:%S"))


def test_each_who_holds_a_place_has_a_message_with_the_way_there(station):
    id, plan = kept_cordon(station)
    messages = messages_of(station, id)
    assert [m.held.name for m in messages] == [post.force.name for post in plan.posts]
    text = messages[0].shared("amap").text
    assert messages[0].held.text in text
    assert "GCJ-02" in text
    assert "路线" in text


def test_who_holds_a_place_of_a_cordon_is_not_sent_to_another(station):
    _, plan = kept_cordon(station)
    held = {post.force.id for post in plan.posts}
    again = cordon(station, at(station, 450, 0), mode="foot", within=300.0)
    assert held
    assert held.isdisjoint(post.force.id for post in again.posts)
    assert f"{len(held)} 名空闲力量守着别的卡点，没有算进去：要调用，先收回他们的设卡任务" in again.notes
    station.undo(who="值班员")
    freed = cordon(station, at(station, 450, 0), mode="foot", within=300.0)
    assert ({post.force.id for post in freed.posts}, freed.notes) == (held, plan.notes)


def test_a_cordon_that_nobody_holds_says_so(station):
    shape = shapely.box(121.0, 31.0, 121.001, 31.001)
    id = station.apply([Edit("cordon", None, {"name": "手画", "geometry": shape})], who="a", why="画").changes[0].id
    assert any("没有人守" in fact for fact in order_of(station, id).page.facts)
    with pytest.raises(BadInput, match="没有人可发"):
        messages_of(station, id)


def test_where_nobody_has_a_position_that_is_said_and_not_that_no_road_leads_here(station):
    forces = station.read(Query("force"))
    station.apply([Edit("force", f.id, {"geometry": None, "seen_at": None}) for f in forces], who="a", why="b")
    found = suggest(station, at(station, 0, 0))
    assert any("都没有定位" in note for note in found.notes)
    assert not any("相通" in note for note in found.notes)
    assert [o.force.free for o in found.offers] == sorted((o.force.free for o in found.offers), reverse=True)
    assert found.chosen == ()


def test_how_many_have_no_position_is_said(station):
    assert any("1 名力量没有定位" in note for note in suggest(station, at(station, 0, 0)).notes)
