"""Disputes and hazards: their lives, their signs of risk, who could mediate, and places with repeated accidents."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from shapely.geometry import LineString, Point

from data.clock import format_utc
from data.duty.boards import read_board
from data.duty.ledgers import (
    MOVES,
    Report,
    Wish,
    dispute_of_case,
    due_of,
    fitting,
    hazard_of,
    not_on_record,
    repeated_places,
    report_dispute,
    signs,
    steps,
    take_step,
)
from data.duty.ledgers.repeats import ACROSS, groups
from data.duty.ledgers.risk import level, named, rule
from data.errors import BadInput, NotAllowed
from data.kinds import builtin_kinds
from data.kinds.masking import masked_values
from data.query import Query, equals
from data.records import Edit

LATER = "2026-11-28T10:00:00Z"


@pytest.fixture
def mediator(small):
    with small.station.editing(who="测试", why="调解员") as draft:
        words = {"languages": "普通话、彝语", "home": "昭通", "topics": "邻里、噪音"}
        return draft.add("mediator", {"name": "老马", "most": 2, **words})


@pytest.fixture
def dispute(small):
    below = {"role": "applicant", "person": small.person, "language": "彝语", "home": "昭通"}
    above = {"role": "respondent", "name": "楼上住户"}
    report = Report(text="因漏水争吵", building=small.building, dwelling=small.dwelling, parties=[below, above])
    return report_dispute(small.station, report, who="王警官")


def state(small, ledger, id):
    return small.station.get(ledger, id)["state"]


def test_every_state_of_the_table_is_in_the_code_list_and_leads_somewhere():
    for ledger, moves in MOVES.items():
        choices = {c.value for c in builtin_kinds()[ledger].field("state").choices}
        assert set(moves) == choices
        assert {after for verbs in moves.values() for after in verbs.values()} <= choices
        assert all(steps(ledger, s) for s in moves)


def test_the_life_of_a_dispute_from_report_to_file(small, dispute, mediator):
    take_step(small.station, "dispute", dispute, "accept", Wish(due_at=LATER), who="王警官")
    take_step(small.station, "dispute", dispute, "mediate", Wish(mediator=mediator, result="absent"), who="王警官")
    assert state(small, "dispute", dispute) == "mediating"
    take_step(small.station, "dispute", dispute, "mediate", Wish("各让一步", mediator=mediator, result="agreed"), who="王警官")
    assert state(small, "dispute", dispute) == "settled"
    take_step(small.station, "dispute", dispute, "close", Wish("已签协议"), who="王警官")
    done = small.station.get("dispute", dispute)
    assert (done["state"], done["closed_on"], done["outcome"]) == ("closed", "2026-11-21", "各让一步\n已签协议")
    assert [m["result"] for m in small.station.read(Query("mediation", order=("id",)))] == ["absent", "agreed"]
    assert {p["closed_on"] for p in small.station.read(equals("dispute_party", dispute=dispute))} == {"2026-11-21"}
    assert small.station.batches()[0].command == "dispute.close"


def test_another_department_has_to_answer_by_a_day(small, dispute):
    with pytest.raises(BadInput, match="部门"):
        take_step(small.station, "dispute", dispute, "hand_over", Wish(department="街道司法所"), who="王警官")
    take_step(small.station, "dispute", dispute, "hand_over", Wish(department="街道司法所", due_at=LATER), who="王警官")
    take_step(small.station, "dispute", dispute, "answer", Wish("已约谈"), who="王警官")
    take_step(small.station, "dispute", dispute, "close", Wish("办结"), who="王警官")
    done = small.station.get("dispute", dispute)
    assert (done["department"], done["answer_due_at"], done["answer"]) == ("街道司法所", LATER, "已约谈")


def test_a_hazard_is_confirmed_mended_and_struck_off(small):
    with small.station.editing(who="测试", why="隐患") as draft:
        id = draft.add("hazard", {"name": "井盖", "type": "road", "found_at": "2026-11-20T01:00:00Z"})
    mended = [("accept", "confirmed"), ("settle", "fixed"), ("reopen", "confirmed"), ("settle", "fixed"), ("close", "closed")]
    for verb, after in mended:
        take_step(small.station, "hazard", id, verb, Wish("看过"), who="王警官")
        assert state(small, "hazard", id) == after
    assert small.station.get("hazard", id)["closed_on"] == "2026-11-21"


@pytest.mark.parametrize("ledger", MOVES)
def test_a_step_that_the_state_does_not_allow_is_refused_and_nothing_is_written(small, dispute, mediator, ledger):
    with small.station.editing(who="测试", why="隐患") as draft:
        hazard = draft.add("hazard", {"name": "井盖", "type": "road", "found_at": "2026-11-20T01:00:00Z"})
    id = dispute if ledger == "dispute" else hazard
    wish = Wish("说明", "街道", LATER, mediator)
    for before, moves in MOVES[ledger].items():
        for verb in ("accept", "mediate", "hand_over", "answer", "take_back", "settle", "close", "reopen"):
            if verb in moves:
                continue
            small.station.apply([Edit(ledger, id, {"state": before})], who="测试", why="摆好")
            with pytest.raises(NotAllowed):
                take_step(small.station, ledger, id, verb, wish, who="王警官")
            assert state(small, ledger, id) == before


def test_who_the_parties_are_is_covered_everywhere(small, dispute):
    party = small.station.first(equals("dispute_party", dispute=dispute))
    shown = masked_values(small.station.kinds["dispute_party"], party.values, "desk")
    assert shown["person"] == "•••"
    assert shown["home"] == "•••"
    assert shown["language"] == "彝语"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("拿着菜刀在门口骂", "刀"),
        ("没有持刀，只是口角", None),
        ("在刀削面馆前口角", None),
        ("没有动手，后来拿出铁锤", "铁锤"),
        ("He had a Knife", "knife"),
        ("因噪音争吵", None),
    ],
)
def test_a_weapon_is_named_only_where_it_really_is(text, word):
    assert named(text, rule()["weapon"]) == word


def test_each_sign_tells_its_reason(small, dispute):
    small.station.apply([Edit("dispute", dispute, {"text": "拿着菜刀，小孩在旁边"})], who="测试", why="补记")
    found = signs(small.station, small.station.get("dispute", dispute, placed=True))
    assert [s.id for s in found] == ["weapon", "children"]
    assert "刀" in found[0].reason
    assert level(found) == "high"


def test_the_third_report_at_the_same_room_within_half_a_year_is_a_sign(small, dispute):
    def found():
        return [s.id for s in signs(small.station, small.station.get("dispute", dispute, placed=True))]

    def case(days, **more):
        at = format_utc(small.clock.now() - timedelta(days=days))
        with small.station.editing(who="测试", why="警情") as draft:
            there = {"building": small.building, "dwelling": small.dwelling}
            return draft.add("case", {"type": "dispute", "reported_at": at, **there, **more})

    case(5)
    case(200)
    case(6, dwelling=None)
    case(7, type="theft")
    assert found() == []
    case(20)
    assert found() == ["reports"]


def test_a_dispute_out_of_a_case_is_made_once_and_its_own_case_counts_once(small):
    with small.station.editing(who="测试", why="警情") as draft:
        there = {"building": small.building, "dwelling": small.dwelling, "reported_at": "2026-11-20T10:00:00Z"}
        case = draft.add("case", {"type": "noise", "text": "半夜敲墙，说要砍人", "caller": "李四", **there})
    id = dispute_of_case(small.station, case, who="王警官")
    assert dispute_of_case(small.station, case, who="王警官") == id
    made = small.station.get("dispute", id)
    assert (made["type"], made["risk"], made["dwelling"]) == ("noise", "high", small.dwelling)
    assert "第" not in made["risk_reason"]
    assert small.station.first(equals("dispute_party", dispute=id))["name"] == "李四"


def test_who_could_mediate_is_told_with_reasons_and_who_is_full_comes_last(small, dispute, mediator):
    with small.station.editing(who="测试", why="另一位") as draft:
        draft.add("mediator", {"name": "小杨", "languages": "普通话"})
    first, second = fitting(small.station, small.station.get("dispute", dispute, placed=True))
    assert (first.id, len(first.reasons)) == (mediator, 3)
    assert "彝语" in first.said
    assert "昭通" in first.said
    assert second.reasons == ()
    for _ in range(2):
        other = report_dispute(small.station, Report(address="别处"), who="王警官")
        take_step(small.station, "dispute", other, "accept", who="王警官")
        take_step(small.station, "dispute", other, "mediate", Wish(mediator=mediator), who="王警官")
    assert [f.load for f in fitting(small.station, small.station.get("dispute", dispute, placed=True))] == [0, 2]


def test_places_are_no_wider_than_said_and_a_whole_street_is_not_one_place():
    street = np.column_stack([np.arange(0, 600, 20.0), np.zeros(30)])
    found = groups(street, 3)
    assert len(found) > 5
    assert all(np.ptp(street[rows, 0]) <= ACROSS for rows in found)
    assert groups(np.array([[0, 0], [10, 0], [500, 0]]), 2)[0].tolist() == [0, 1]


@pytest.fixture
def crossing(small):
    """Two streets that cross, with five accidents there, one elsewhere, and one theft at the crossing."""
    at = (102.741, 25.0505)
    with small.station.editing(who="测试", why="路口") as draft:
        draft.add("road", {"name": "东街", "class": "minor_road", "geometry": LineString([(102.738, at[1]), (102.744, at[1])])})
        draft.add("road", {"name": "北街", "class": "minor_road", "geometry": LineString([(at[0], 25.048), (at[0], 25.053)])})
        for n, days in enumerate((1, 9, 31, 45, 300)):
            when = format_utc(small.clock.now() - timedelta(days=days))
            draft.add("case", {"type": "traffic", "reported_at": when, "geometry": Point(at[0] + n * 5e-5, at[1])})
        draft.add("case", {"type": "theft", "reported_at": "2026-11-20T10:00:00Z", "geometry": Point(*at)})
        draft.add("case", {"type": "traffic", "reported_at": "2026-11-20T10:00:00Z", "geometry": Point(102.7435, at[1])})


def test_a_crossing_with_repeated_accidents_is_found_named_and_counted_by_period(small, crossing):
    (place,) = repeated_places(small.station)
    assert place.name == "东街与北街路口"
    assert (place.last_30, place.before_30, place.total) == (2, 2, 5)
    assert place.lon == pytest.approx(102.7411, abs=1e-4)
    assert "60 米" in place.reason
    assert repeated_places(small.station, days=100, least=5) == []


def test_it_is_put_on_record_once_and_brought_up_to_date_later(small, crossing):
    (place,) = repeated_places(small.station)
    id = hazard_of(small.station, place, who="王警官")
    assert hazard_of(small.station, place, who="王警官") == id
    hazard = small.station.get("hazard", id, placed=True)
    assert (hazard["type"], hazard["cases"], hazard["name"]) == ("crossing", 5, "东街与北街路口事故多发")


def test_a_place_whose_hazard_was_closed_is_listed_again_only_for_what_happened_since(small, crossing):
    (place,) = repeated_places(small.station)
    assert not_on_record(small.station) == [place]
    id = hazard_of(small.station, place, who="王警官")
    assert not_on_record(small.station) == []
    closed = (small.clock.now() - timedelta(days=20)).date().isoformat()
    with small.station.editing(who="王警官", why="销号") as draft:
        draft.change("hazard", id, state="closed", closed_on=closed)
    assert not_on_record(small.station) == []  # two cases since then
    with small.station.editing(who="王警官", why="又来了") as draft:
        for n in range(2):
            draft.add("case", {"type": "traffic", "reported_at": format_utc(small.clock.now() - timedelta(days=3)),
                               "geometry": Point(102.741 + n * 5e-5, 25.0505)})  # fmt: skip
    assert [p.name for p in not_on_record(small.station)] == [place.name]


def test_a_hazard_that_was_answered_for_is_late_until_it_is_mended(small):
    past = format_utc(small.clock.now() - timedelta(days=1))
    with small.station.editing(who="王警官", why="隐患") as draft:
        id = draft.add("hazard", {"number": "YH1", "name": "井盖破损", "type": "road", "found_at": past, "state": "answered",
                                  "due_at": past})  # fmt: skip
    def late():
        board = read_board(small.station, "supervision")
        return [r.id for slot in board.slots if slot.id == "hazards_late" for r in slot.records]
    assert late() == [id] and due_of(small.station.get("hazard", id)) == past
    take_step(small.station, "hazard", id, "settle", Wish(text="换了"), who="王警官")
    assert late() == [] and due_of(small.station.get("hazard", id)) is None
