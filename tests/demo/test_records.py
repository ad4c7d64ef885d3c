"""The generated records: counts, invented numbers, rhythm, and links that lead somewhere."""

from __future__ import annotations

import zlib
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import shapely

from data.clock import parse_utc
from data.demo.generate import generate
from data.demo.make import link_fields
from data.duty.ledgers import MOVES as LEDGER_MOVES
from data.duty.ledgers.risk import refresh_risks
from data.duty.states import MOVES
from data.duty.time_left import urgency
from data.kinds import builtin_kinds
from data.kinds.identity import birth_of, check_id, gender_of

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@pytest.fixture(scope="module")
def rows():
    return next(iter(generate(1, 1, NOW)))


@pytest.fixture(scope="module")
def pair():
    return list(generate(2, 3, NOW))


def values(rows, kind):
    return [r.values for r in rows.of(kind)]


def test_counts_of_a_station(rows):
    found = Counter(r.kind for r in rows.rows)
    assert 4800 <= found["person"] <= 5300
    assert found["shop"] + found["organisation"] == 300
    assert (found["camera"], found["force"], found["case"], found["task"], found["grid"]) == (87, 441, 3000, 1500, 4)
    assert 35 <= found["place"] <= 50


def test_forces_stand_in_three_tiers(rows):
    assert Counter(v["tier"] for v in values(rows, "force")) == {"core": 7, "close": 84, "loose": 350}


def test_about_63_are_on_duty_and_only_they_have_a_position(rows):
    on_duty = [v for v in values(rows, "force") if v["duty"] != "off"]
    assert len(on_duty) == 63
    assert all(("geometry" in v) == (v["duty"] != "off") for v in values(rows, "force"))


def test_a_grid_worker_is_of_the_team_of_the_grid_and_about_in_it(rows):
    grids = {r.key: r.values for r in rows.of("grid")}
    workers = [v for v in values(rows, "force") if v["role"] == "grid"]
    assert all(v["team"] == grids[v["grid"]]["name"] for v in workers)
    about = [v for v in workers if "geometry" in v]
    assert about and all(grids[v["grid"]]["geometry"].distance(v["geometry"]) < 1 for v in about)


def test_no_two_points_of_a_patrol_route_are_called_the_same(rows):
    points = Counter((v["route"], v["name"]) for v in values(rows, "patrol_point"))
    assert len(points) > 20
    assert [p for p, n in points.items() if n > 1] == []


def test_the_same_seed_and_hour_make_the_same_records(rows):
    again = next(iter(generate(1, 1, NOW.replace(minute=5))))
    assert [(r.kind, {n: str(v) for n, v in r.values.items()}) for r in again.rows] == [
        (r.kind, {n: str(v) for n, v in r.values.items()}) for r in rows.rows
    ]


def test_every_value_is_declared_and_every_required_one_is_there(rows):
    kinds = builtin_kinds()
    for row in rows.rows:
        fields = kinds[row.kind].fields
        assert set(row.values) - {"geometry"} <= set(fields), row
        assert all(row.values.get(n) is not None for n, f in fields.items() if f.required), row


def test_every_choice_is_in_its_code_list(rows):
    kinds = builtin_kinds()
    for row in rows.rows:
        for name, value in row.values.items():
            field = kinds[row.kind].fields.get(name)
            assert field is None or field.type != "choice" or field.choice(value), (row.kind, name, value)


def test_every_link_leads_to_an_earlier_row_of_an_allowed_kind(rows):
    kinds, links = builtin_kinds(), link_fields(builtin_kinds())
    for row in rows.rows:
        for name in links[row.kind]:
            if name in row.values:
                target = rows.rows[row.values[name] - 1]
                assert target.key == row.values[name] < row.key
                assert target.kind in kinds[row.kind].fields[name].to


def test_identity_numbers_are_sound_and_of_no_place(rows):
    for person in values(rows, "person"):
        number = check_id(person["id_number"])
        assert number[:6] in ("990001", "990002", "990003", "990004")
        assert (birth_of(number), gender_of(number)) == (person["birth"], person["gender"])


def test_nobody_is_born_in_the_future_and_nobody_is_older_than_100(rows):
    assert all("1926-01-01" < p["birth"] <= "2026-11-21" for p in values(rows, "person"))


def test_phones_are_of_an_unassigned_block(rows):
    phones = [v for r in rows.rows for n, v in r.values.items() if n in ("phone", "owner_phone", "caller_phone")]
    assert phones
    assert all(p.startswith("169") and len(p) == 11 for p in phones)


def test_numbers_are_unique_over_districts(pair):
    numbers = {
        "person": "id_number", "shop": "licence", "camera": "code", "force": "number", "case": "number", "task": "number",
        "building": "code", "place": "code", "grid": "name", "organisation": "name",
    }  # fmt: skip
    for kind, name in numbers.items():
        found = [v[name] for rows in pair for v in values(rows, kind)]
        assert len(found) == len(set(found)), kind


def test_licences_are_recognisably_invented(rows):
    found = [v["licence"] for kind in ("shop", "organisation") for v in values(rows, kind)]
    assert all(len(n) == 18 and n[2:8] == "990000" for n in found)


def test_streams_lead_nowhere(rows):
    assert all(".invalid/" in c["stream"] for c in values(rows, "camera"))


def test_rooms_are_unique_within_a_building(rows):
    found = [(d["building"], d["unit"], d["room"]) for d in values(rows, "dwelling")]
    assert len(found) == len(set(found))


def test_vacancy_and_letting(rows):
    use = Counter(d["use"] for d in values(rows, "dwelling"))
    homes = use["owner"] + use["let"] + use["vacant"]
    assert 0.05 < use["vacant"] / homes < 0.11
    assert 0.16 < use["let"] / homes < 0.24


def test_vacant_rooms_have_no_open_residence(rows):
    vacant = {r.key for r in rows.of("dwelling") if r.values["use"] == "vacant"}
    assert not [v for v in values(rows, "residence") if v["dwelling"] in vacant and "until" not in v]


def test_children_are_younger_than_the_heads_of_their_households(rows):
    born = {r.key: r.values["birth"] for r in rows.of("person")}
    heads = {v["dwelling"]: born[v["person"]] for v in values(rows, "residence") if v["role"] == "head"}
    children = [v for v in values(rows, "residence") if v["role"] == "child" and v["dwelling"] in heads]
    assert children
    assert all(int(born[v["person"]][:4]) - int(heads[v["dwelling"]][:4]) >= 16 for v in children)


def test_nobody_moves_in_before_the_house_is_built(rows):
    built = {r.key: r.values["built"] for r in rows.of("building")}
    assert all(int(v["since"][:4]) > built[v["building"]] for v in values(rows, "residence") if v["role"] != "tenant")


def test_open_cases_are_handled_by_those_on_duty(rows):
    duty = {r.key: r.values["duty"] for r in rows.of("force")}
    assert all(duty[v["handler"]] != "off" for v in values(rows, "case") if v["state"] in ("sent", "on_scene"))


def test_no_task_title_names_a_person(rows):
    names = {r.key: r.values["name"] for r in rows.of("person")}
    about = [v for v in values(rows, "task") if v["subject_kind"] == "person"]
    assert about
    assert not [v for v in about if names[v["subject"]] in v["title"]]


def test_cameras_and_forces_stand_outside_of_buildings(rows):
    houses = shapely.union_all([v["geometry"] for v in values(rows, "building")])
    standing = [v["geometry"] for kind in ("camera", "force") for v in values(rows, kind) if "geometry" in v]
    assert sum(houses.contains(p) for p in standing) == 0


def test_residences_end_after_they_begin(rows):
    ended = [v for v in values(rows, "residence") if "until" in v]
    assert ended
    assert all(v["since"] < v["until"] for v in ended)


def test_cases_fill_the_past_year(rows):
    times = [parse_utc(v["reported_at"]) for v in values(rows, "case")]
    assert NOW - timedelta(days=367) < min(times)
    assert max(times) <= NOW
    assert sum(t > NOW - timedelta(days=1) for t in times) >= 8


def test_evenings_are_busier_than_early_mornings(rows):
    hours = Counter((parse_utc(v["reported_at"]).hour + 8) % 24 for v in values(rows, "case"))
    assert sum(hours[h] for h in (19, 20, 21)) > 4 * sum(hours[h] for h in (3, 4, 5))


def test_noise_comes_at_night(rows):
    hours = Counter((parse_utc(v["reported_at"]).hour + 8) % 24 for v in values(rows, "case") if v["type"] == "noise")
    assert sum(hours[h] for h in (21, 22, 23, 0)) > sum(hours[h] for h in (9, 10, 11, 12))


def test_weekends_are_busier_than_the_start_of_the_week(rows):
    days = Counter((parse_utc(v["reported_at"]) + timedelta(hours=8)).weekday() for v in values(rows, "case"))
    assert days[4] + days[5] > days[0] + days[1]


def test_a_few_places_are_hot(rows):
    found = Counter(v["building"] for v in values(rows, "case") if "building" in v)
    assert sum(n for _, n in found.most_common(8)) > 0.2 * sum(found.values())


def test_most_cases_belong_to_a_building_and_the_others_have_a_point(rows):
    cases = values(rows, "case")
    linked = sum("building" in v for v in cases)
    assert 0.6 < linked / len(cases) < 0.8
    assert all(("building" in v) != ("geometry" in v) for v in cases)


def test_only_the_newest_cases_are_open(rows):
    newest_first = sorted(values(rows, "case"), key=lambda v: v["reported_at"], reverse=True)
    assert [v["state"] != "closed" for v in newest_first[:20]] == [True] * 20
    assert all(v["state"] == "closed" and v["ended_at"] > v["reported_at"] for v in newest_first[20:])


def test_case_times_are_in_order(rows):
    assert all(v["occurred_at"] <= v["reported_at"] for v in values(rows, "case"))


def test_every_task_is_in_a_legal_state(rows):
    assert {v["state"] for v in values(rows, "task")} == set(MOVES)


def test_about_130_tasks_are_open(rows):
    assert sum(v["state"] != "closed" for v in values(rows, "task")) == 128


def test_tasks_have_what_their_state_asks_for(rows):
    for task in values(rows, "task"):
        assert ("closed_at" in task) == (task["state"] == "closed")
        assert ("issued_at" in task) == (task["state"] != "draft")
        assert "assignee" in task or task["state"] == "draft"
        assert "feedback" in task or task["state"] not in ("fed_back", "verified", "closed", "returned")


def test_tasks_in_hand_are_calm_soon_and_late(rows):
    now = NOW.replace(minute=0)
    in_hand = [t for t in values(rows, "task") if t["state"] in ("issued", "signed", "in_progress")]
    found = Counter(urgency(t["due_at"], t["state"], now, t.get("issued_at")) for t in in_hand)
    assert 4 <= found["late"] <= 10
    assert found["soon"] >= 15
    assert found["calm"] >= 30


def test_every_task_stands_somewhere(rows):
    assert all("building" in t or "geometry" in t for t in values(rows, "task"))


def test_cameras_of_every_state_look_somewhere(rows):
    cameras = values(rows, "camera")
    assert {c["state"] for c in cameras} >= {"working", "faulty"}
    assert all(0 <= c["bearing"] <= 360 for c in cameras)


def test_everything_lies_within_two_kilometres_of_the_origin(rows):
    for row in rows.rows:
        if "geometry" in row.values:
            west, south, east, north = row.values["geometry"].bounds
            assert abs(west - 102.7423) < 0.02
            assert abs(north - 25.0561) < 0.02
            assert south <= north
            assert west <= east


def test_pictures_are_sound_png(rows):
    assert rows.pictures
    for picture in rows.pictures:
        assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
        at = picture.content.index(b"IDAT")
        length = int.from_bytes(picture.content[at - 4 : at])
        assert len(zlib.decompress(picture.content[at + 4 : at + 4 + length])) == 200 * (320 * 3 + 1)


def test_there_are_rules_and_ledgers_and_a_station_has_its_rules_once(rows, pair):
    found = Counter(r.kind for r in rows.rows)
    assert (found["task_rule"], found["escalation"], found["mediator"], found["dispute"], found["hazard"]) == (6, 2, 8, 26, 10)
    assert found["dispute_party"] == 52
    assert sum(r.kind == "task_rule" for one in pair for r in one.rows) == 6


def test_disputes_are_in_every_state_of_their_life_and_carry_the_reason_of_their_risk(rows):
    disputes = values(rows, "dispute")
    assert {d["state"] for d in disputes} == set(LEDGER_MOVES["dispute"])
    assert all(("risk_reason" in d) == (d["risk"] != "calm") for d in disputes)
    assert {d["risk"] for d in disputes} == {"calm", "watch", "high"}


def test_the_station_finds_the_signs_of_risk_that_are_written_on_its_disputes(demo):
    assert refresh_risks(demo, who="测试") == 0


def test_those_under_way_to_a_case_are_free_for_it_and_only_for_it(rows):
    duty = {r.key: r.values["duty"] for r in rows.of("force")}
    under_way = [v for v in values(rows, "deployment") if v["state"] in ("sent", "on_the_way", "on_scene")]
    assert len({v["force"] for v in under_way}) == len(under_way) > 4
    assert all(duty[v["force"]] == "free" for v in under_way)


def test_the_moments_of_a_case_are_in_order_and_past(rows):
    names = ("reported_at", "sent_at", "left_at", "arrived_at", "cleared_at", "ended_at")
    for case in values(rows, "case"):
        known = [case[name] for name in names if name in case]
        assert known == sorted(known)
        assert all(parse_utc(at) <= NOW for at in known)


def test_a_case_says_its_detailed_type(rows):
    cases = values(rows, "case")
    fine = [v for v in cases if "subtype" in v]
    assert len(fine) > 0.6 * len(cases)
    assert all(v["subtype"].startswith(f"{v['type']}.") for v in fine)
