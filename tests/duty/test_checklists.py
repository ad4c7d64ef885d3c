"""Templates with check lists: what they ask, what is refused, and how the answers become records."""

from __future__ import annotations

import json

import pytest

from data.duty import TaskWish, create, move
from data.duty.checklists import (
    Answers,
    Found,
    answer_task,
    checklist_of,
    fitting,
    keep_answers,
    keep_template,
    parse_template,
    source_of,
    template_of,
)
from data.duty.checklists.template import built_in
from data.duty.tasks import FedBack
from data.errors import BadInput, InvalidValue, NotAllowed
from data.kinds import builtin_kinds
from data.query import Query, equals

SOUND = {"gas": "yes", "bike": "yes"}
OWN = """
code = "gate"
name = "门岗检查"
subject = ["camera"]
[[items]]
id = "lock"
answer = "yes"
ask = "锁好了"
"""


@pytest.fixture
def visit(small):
    """A visit to the room, signed for."""
    wish = TaskWish(subject_kind="dwelling", subject=small.dwelling, assignee=small.wang, template="room_visit", family="routine")
    task = create(small.station, wish, "所长")
    move(small.station, task, "sign", who="王警官")
    return task


@pytest.fixture
def residence(small):
    return small.station.first(equals("residence", person=small.person))


def room(small, states, *new):
    return (Found(small.dwelling, states, new),)


def test_what_is_built_in_names_fields_choices_and_kinds_that_there_are():
    kinds = builtin_kinds()
    types = {c.value for c in kinds["task"].field("type").choices}
    hazards = {c.value for c in kinds["hazard"].field("type").choices}
    for template in built_in().values():
        assert template.type in types
        for kind in template.subjects:
            assert kind in kinds["task"].field("subject").to
            assert all(i.field in kinds[kind].fields for i in template.items_for(kind) if i.field), (template.code, kind)
        assert all(i.hazard.type in hazards for i in template.items if i.hazard)


def test_a_template_that_makes_no_sense_is_told_with_its_name():
    twice = OWN + "\n[[items]]\nid='lock'\nanswer='yes'\nask='x'"
    for text in ("code = 1", 'code = "a"', OWN.replace('"yes"', '"maybe"'), twice, "x ="):
        with pytest.raises(BadInput, match="门岗"):
            parse_template(text, "门岗")


def test_the_station_s_own_template_takes_the_place_of_a_built_in_one_and_can_put_it_away(small):
    assert template_of(small.station, "camera_test").name == "探头测试"
    with small.station.editing(who="测试", why="模板") as draft:
        id = draft.add("task_template", {"code": "camera_test", "name": "门岗", "source": OWN.replace('"gate"', '"camera_test"')})
    assert template_of(small.station, "camera_test").name == "门岗检查"
    with small.station.editing(who="测试", why="模板") as draft:
        draft.change("task_template", id, active=False)
    assert "camera_test" not in {t.code for t in fitting(small.station, "camera")}


def test_a_broken_template_of_the_station_s_own_is_told_where_it_is_used_and_hides_no_other(small):
    with small.station.editing(who="测试", why="模板") as draft:
        draft.add("task_template", {"code": "room_visit", "name": "坏的", "source": "code ="})
    with pytest.raises(BadInput, match="坏的"):
        template_of(small.station, "room_visit")
    assert {t.code for t in fitting(small.station, "dwelling")} == {"let_check"}


def test_a_template_is_kept_from_its_text_and_once_for_its_code(small):
    for _ in range(2):
        keep_template(small.station, OWN, "门岗", who="测试")
    assert small.station.count(Query("task_template")) == 1
    assert source_of(small.station, "gate") == OWN.strip()
    assert "room_visit" in source_of(small.station, "room_visit")
    with pytest.raises(BadInput, match="camera_test"):
        source_of(small.station, "../kinds/task")


def test_a_confirmed_resident_gets_the_date_and_the_task_is_fed_back_in_the_same_change_set(small, visit, residence):
    done = answer_task(small.station, visit, Answers(SOUND, room(small, {residence.id: "lives"})), who="王警官")
    assert {c.kind for c in done.changes} == {"task", "residence", "person"}
    assert small.station.get("residence", residence.id)["confirmed_at"] == "2026-11-21"
    assert small.station.get("person", small.person)["checked_at"] == "2026-11-21"
    task = small.station.get("task", visit)
    assert (task["state"], task["asked"], task["answered"]) == ("fed_back", 3, 3)
    assert "1 人在住" in task["feedback"]


def test_one_undo_takes_back_all_that_a_visit_wrote(small, visit, residence):
    new = {"name": "周新", "gender": "male", "registration": "floating"}
    done = answer_task(small.station, visit, Answers(SOUND, room(small, {residence.id: "moved"}, new)), who="王警官")
    assert small.station.count(Query("person")) == 2
    small.station.undo(done.id, who="王警官")
    assert small.station.count(Query("person")) == 1
    assert small.station.get("residence", residence.id)["until"] is None
    assert small.station.get("task", visit)["state"] == "signed"


def test_who_moved_out_ends_there_and_who_is_new_lives_there_from_today(small, visit, residence):
    new = {"name": "周新", "id_number": "990001199001010013", "registration": "floating", "role": "tenant"}
    answer_task(small.station, visit, Answers(SOUND, room(small, {residence.id: "moved"}, new)), who="王警官")
    assert small.station.get("residence", residence.id)["until"] == "2026-11-21"
    person = small.station.first(equals("person", name="周新"))
    now = small.station.first(equals("residence", person=person.id))
    assert (now["dwelling"], now["building"], now["since"]) == (small.dwelling, small.building, "2026-11-21")
    assert small.station.first(equals("residence", dwelling=small.dwelling, until=None)).id == now.id


def test_a_new_resident_whose_identity_number_is_known_is_the_same_person(small, visit, residence):
    with small.station.editing(who="测试", why="号码") as draft:
        draft.change("person", small.person, id_number="990001199001010013")
    again = {"name": "陈小明", "id_number": "990001199001010013"}
    answer_task(small.station, visit, Answers(SOUND, room(small, {residence.id: "moved"}, again)), who="王警官")
    assert small.station.count(Query("person")) == 1
    assert small.station.count(equals("residence", person=small.person)) == 2


def test_an_answer_that_finds_something_puts_a_hazard_on_record_where_the_task_stands(small, visit, residence):
    answer_task(small.station, visit, Answers({"gas": "no", "bike": "yes"}, room(small, {residence.id: "lives"})), who="王警官")
    hazard = small.station.first(Query("hazard", placed=True))
    assert (hazard["type"], hazard["source"], hazard["source_task"], hazard["state"]) == ("gas", "check", visit, "confirmed")
    assert (hazard["dwelling"], hazard.place.storey) == (small.dwelling, 4)


def test_a_list_that_is_not_complete_is_not_fed_back_and_says_what_is_left(small, visit, residence):
    before = small.station.info().journal
    with pytest.raises(BadInput, match="谁住在这里、没有电动车进屋充电"):
        answer_task(small.station, visit, Answers({"gas": "yes"}), who="王警官")
    assert small.station.info().journal == before


def test_answers_can_be_kept_half_way_and_change_nothing_else(small, visit, residence):
    keep_answers(small.station, visit, Answers({"gas": "yes"}, room(small, {residence.id: "lives"})), who="王警官")
    sheet = checklist_of(small.station, visit)
    assert (sheet.answers.said, sheet.answers.residents[0].states) == ({"gas": "yes"}, {residence.id: "lives"})
    assert sheet.task["answered"] == 2
    assert small.station.get("residence", residence.id)["confirmed_at"] is None


def test_kept_answers_name_nobody(small, visit, residence):
    found = room(small, {residence.id: "moved"}, {"name": "周新", "phone": "16900000001"})
    answer_task(small.station, visit, Answers(SOUND, found), who="王警官")
    kept = small.station.get("task", visit)["answers"]
    assert "周新" not in kept + small.station.get("task", visit)["feedback"]
    assert json.loads(kept)["residents"][0]["added"] == 1


@pytest.mark.parametrize(
    "given",
    [
        Answers({"gas": "maybe"}),
        Answers({"nonsense": "yes"}),
        Answers(SOUND, (Found(4711, {}),)),
        Answers(SOUND, (Found(0, {999: "lives"}),)),
    ],
)
def test_answers_that_cannot_be_are_refused(small, visit, residence, given):
    rooms = tuple(Found(f.dwelling or small.dwelling, {**f.states, residence.id: "lives"}) for f in given.residents)
    with pytest.raises(InvalidValue):
        answer_task(small.station, visit, Answers(given.said | SOUND | given.said, rooms), who="王警官")
    assert small.station.get("task", visit)["state"] == "signed"


def test_a_camera_s_test_writes_its_state_and_the_date(small):
    wish = TaskWish(type="repair", subject_kind="camera", subject=small.camera, assignee=small.li, template="camera_test")
    task = create(small.station, wish, "所长")
    move(small.station, task, "sign", who="李辅警")
    answer_task(small.station, task, Answers({"state": "故障", "picture": "dirty", "clock": "yes"}), who="李辅警")
    camera = small.station.get("camera", small.camera)
    assert (camera["state"], camera["tested_at"]) == ("faulty", "2026-11-21")


def test_a_picture_that_the_template_wants_must_be_there(small):
    wish = TaskWish(type="other", subject_kind="building", subject=small.building, assignee=small.li, template="building_archive")
    task = create(small.station, wish, "所长")
    move(small.station, task, "sign", who="李辅警")
    given = Answers({"storeys": 8, "structure": "砖混"})
    with pytest.raises(BadInput, match="1 张照片"):
        answer_task(small.station, task, given, who="李辅警")
    fed = FedBack(102.7402, 25.05, (("正面.jpg", b"picture"),))
    answer_task(small.station, task, given, who="李辅警", fed=fed)
    assert small.station.get("building", small.building)["storeys"] == 8
    task = small.station.get("task", task)
    assert task["fed_away"] == pytest.approx(6, abs=3)
    assert small.station.count(equals("attachment", record_kind="task", record=task.id)) == 1


def test_a_visit_to_a_building_asks_room_by_room(small):
    wish = TaskWish(subject_kind="building", subject=small.building, assignee=small.li, template="room_visit")
    sheet = checklist_of(small.station, create(small.station, wish, "所长"))
    assert [(r.dwelling.id, [p.id for p in r.people.values()]) for r in sheet.rooms] == [(small.dwelling, [small.person])]


def test_a_task_that_is_not_in_hand_is_not_fed_back(small, visit, residence):
    given = Answers(SOUND, room(small, {residence.id: "lives"}))
    answer_task(small.station, visit, given, who="王警官")
    with pytest.raises(NotAllowed, match="已反馈"):
        answer_task(small.station, visit, given, who="王警官")
