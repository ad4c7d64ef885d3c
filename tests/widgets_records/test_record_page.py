from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from shapely.geometry import box

from data.query import Query, Where, equals
from widgets.records.inspector import Inspector
from widgets.records.record_form import RecordForm


@pytest.fixture
def inspector(shown):
    return shown(Inspector)


@pytest.fixture
def person(demo):
    return demo.first(Query("person", (Where("phone", "not", None), Where("id_number", "not", None))))


@pytest.fixture
def opened(inspector, workspace, person, qtbot):
    workspace.select("person", person.id)
    qtbot.waitUntil(lambda: inspector.record.data is not None)
    return inspector.record


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.fixture
def type_into(write):
    def into(row, text):
        line = row.editor.focus_widget()
        line.clear()
        write(line, text)

    return into


def test_the_page_shows_name_but_masks_what_is_sensitive(opened, person):
    said = texts(opened)
    assert person["name"] in said
    assert not any(person["id_number"] in t or person["phone"] in t for t in said)


def test_revealing_shows_the_number(opened, person, qtbot):
    opened.reveals.reveal("person", person.id, ("id_number", "phone"), "测试")
    qtbot.waitUntil(lambda: person["id_number"] in texts(opened))


def test_what_was_revealed_can_be_covered_at_once(opened, person, qtbot):
    opened.reveals.reveal("person", person.id, ("id_number", "phone"), "测试")
    qtbot.waitUntil(lambda: person["id_number"] in texts(opened))

    def offered():
        return [b for b in opened.findChildren(QPushButton) if b.text() == "现在遮住" and b.isVisibleTo(opened)]

    qtbot.waitUntil(lambda: len(offered()) == 1)
    offered()[0].click()
    qtbot.waitUntil(lambda: person["id_number"] not in texts(opened))


def test_the_page_leads_to_the_room_where_a_person_lives(opened, workspace, demo, person):
    residence = demo.first(Query("residence", (Where("person", "is", person.id), Where("until", "is", None))))
    building = demo.title(demo.get("building", residence["building"]))
    home = next(b for b in opened.findChildren(QPushButton) if b.text().startswith(building))
    home.click()
    chosen = workspace.selection
    assert (chosen.kind, chosen.id, chosen.dwelling) == ("building", residence["building"], residence["dwelling"])


def test_what_is_linked_is_listed_and_opens(opened, workspace, qtbot):
    line = next(line for line in opened.related.lines() if line.target)
    opened.related.opened.emit(line)
    assert workspace.selection == line.target


def test_the_form_does_not_uncover_what_is_masked(opened, person):
    opened.edit()
    row = opened.form.rows["id_number"]
    assert row.editor.line.text() == ""
    assert person["id_number"] not in row.editor.line.placeholderText()


def test_leaving_a_covered_field_empty_keeps_it(opened, demo, person, qtbot, type_into):
    opened.edit()
    type_into(opened.form.rows["work"], "自由职业")
    with qtbot.waitSignal(opened.form.saved):
        qtbot.mouseClick(opened.form.save_button, Qt.MouseButton.LeftButton)
    after = demo.get("person", person.id)
    assert (after["work"], after["id_number"]) == ("自由职业", person["id_number"])


def test_a_wrong_identity_number_is_told_under_its_field(opened, qtbot, type_into):
    opened.edit()
    row = opened.form.rows["id_number"]
    type_into(row, "990101199003070001")
    qtbot.waitUntil(row.complaint.isVisible)
    assert "校验" in row.complaint.text()
    qtbot.mouseClick(opened.form.save_button, Qt.MouseButton.LeftButton)
    assert opened.form is not None


def test_save_writes_one_change_set_and_undo_takes_it_back(opened, demo, person, qtbot, type_into):
    before = len(demo.history("person", person.id))
    opened.edit()
    type_into(opened.form.rows["work"], "金沙超市")
    with qtbot.waitSignal(opened.form.saved):
        qtbot.mouseClick(opened.form.save_button, Qt.MouseButton.LeftButton)
    assert demo.get("person", person.id)["work"] == "金沙超市"
    assert len(demo.history("person", person.id)) == before + 1
    qtbot.waitUntil(opened.undo_strip.isVisible)
    qtbot.mouseClick(opened.undo_strip.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: demo.get("person", person.id)["work"] == person["work"])


def test_esc_leaves_the_form_and_writes_nothing(opened, demo, person, qtbot, type_into):
    opened.edit()
    type_into(opened.form.rows["work"], "不要")
    qtbot.keyClick(opened.form, Qt.Key.Key_Escape)
    assert opened.form is None
    assert demo.get("person", person.id)["work"] == person["work"]


def test_delete_and_undo(opened, demo, person, qtbot):
    opened.delete()
    qtbot.waitUntil(lambda: opened.data is None)
    assert demo.get("person", person.id) is None
    qtbot.waitUntil(opened.undo_strip.isVisible)
    qtbot.mouseClick(opened.undo_strip.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.data is not None)
    assert demo.get("person", person.id)["name"] == person["name"]


def test_history_tells_before_and_after_and_undoes(opened, demo, person, qtbot):
    with demo.editing(who="别人", why="更正") as draft:
        draft.change("person", person.id, work="河边茶馆")
    opened.tabs.chosen.emit("history")
    view = opened.history
    qtbot.waitUntil(lambda: bool(view.list.lines()) and "修改" in view.list.lines()[0].title)
    view.list.setCurrentIndex(view.list.model().index(0, 0))
    view.list.opened.emit(view.list.lines()[0])
    assert any("河边茶馆" in t for t in texts(view))
    view._undo(view._entries[0].batch)
    qtbot.waitUntil(lambda: demo.get("person", person.id)["work"] == person["work"])


def test_a_new_record_from_its_form(inspector, demo, workspace, qtbot, type_into):
    inspector.new_record("shop", {"address": "金沙路 1 号"})
    form = inspector.record.form
    type_into(form.rows["name"], "新开小店")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.selection.kind == "shop")
    record = demo.get("shop", workspace.selection.id)
    assert (record["name"], record["address"], record["state"]) == ("新开小店", "金沙路 1 号", "open")


def test_the_form_of_another_record_waits_until_that_one_is_read(opened, inspector, demo, qtbot):
    shop = demo.first(Query("shop"))
    inspector.open_record("shop", shop.id)
    inspector.record.edit()
    qtbot.waitUntil(lambda: opened.form is not None)
    assert (opened.form.kind.name, opened.form.record.id) == ("shop", shop.id)


def test_a_shape_from_the_map_is_saved_with_the_form(inspector, demo, workspace, qtbot, type_into):
    inspector.new_record("grid", {"geometry": box(102.7, 25.0, 102.8, 25.1)})
    type_into(inspector.record.form.rows["name"], "新网格")
    qtbot.mouseClick(inspector.record.form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.selection.kind == "grid")
    made = demo.first(Query("grid", (Where("id", "is", workspace.selection.id),), fields=("name", "geometry")))
    assert (made["name"], made["geometry"].bounds) == ("新网格", (102.7, 25.0, 102.8, 25.1))


def test_a_required_field_left_empty_is_told(inspector, qtbot):
    inspector.new_record("shop")
    form = inspector.record.form
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.rows["name"].complaint.isVisible()


def test_a_link_is_found_as_one_types(shown, slab, write, qtbot):
    form = shown(RecordForm, "shop")
    editor = form.rows["building"].editor
    write(editor.line, "金沙小区1栋")
    qtbot.waitUntil(lambda: editor.found.isVisible() and editor.found.count() > 0)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == slab.id


def test_a_point_is_typed_as_longitude_and_latitude(shown, qtbot, type_into):
    row = shown(RecordForm, "place").rows["geometry"]
    type_into(row, "102.74，25.05")
    assert (row.editor.value().x, row.editor.value().y) == (102.74, 25.05)
    type_into(row, "25.05, 102.74")
    assert not row.check()


@pytest.mark.parametrize("kind", ["building", "dwelling", "person", "residence", "shop", "organisation", "camera", "case", "force",
                                  "grid", "place", "task", "road", "address"])  # fmt: skip
def test_every_kind_has_a_page_and_a_form(shown, demo, workspace, kind, settled):
    inspector = shown(Inspector)
    record = demo.first(Query(kind))
    if record is not None:
        inspector.open_record(kind, record.id)
        settled(inspector.record)
        assert inspector.record.data.title
    inspector.new_record(kind)
    assert inspector.record.form.rows


def test_text_of_records_is_never_markup(inspector, demo, workspace, qtbot):
    with demo.editing(who="测试", why="测试") as draft:
        id = draft.add("place", {"name": "<b>粗</b><img src=x>"})
    workspace.select("place", id)
    qtbot.waitUntil(lambda: inspector.record.data is not None)
    assert "<b>粗</b><img src=x>" in texts(inspector.record)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in inspector.record.findChildren(QLabel) if label.text())


def test_a_picture_is_attached_and_shown(opened, person, demo, tmp_path, qtbot):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    path = tmp_path / "门口.png"
    image.save(str(path))
    opened.tabs.chosen.emit("files")
    opened.files.add_files([path])
    qtbot.waitUntil(lambda: opened.files.list.count() == 1)
    assert opened.files.list.item(0).text() == "门口.png"
    assert demo.count(equals("attachment", record_kind="person", record=person.id)) == 1


def test_an_identity_number_fills_birth_and_gender(shown, type_into, qtbot):
    form = shown(RecordForm, "person")
    type_into(form.rows["id_number"], "99010119900307004X")
    qtbot.waitUntil(lambda: form.rows["gender"].editor.value() is not None)
    assert form.rows["birth"].editor.value() == "1990-03-07"


def test_after_a_fault_of_the_program_a_form_can_be_saved_still(shown, type_into, qtbot, monkeypatch):
    form, faults = shown(RecordForm, "person"), []
    type_into(form.rows["name"], "张伟")
    monkeypatch.setattr("widgets.background._fail", lambda _owner, error: faults.append(error))
    monkeypatch.setattr(form, "_write", lambda *_: 1 / 0)
    form.save()
    qtbot.waitUntil(lambda: bool(faults))
    assert form.save_button.isEnabled()
    monkeypatch.undo()
    with qtbot.waitSignal(form.saved):
        form.save()


def test_giving_up_a_new_record_goes_back_to_what_was_shown(inspector, workspace, slab, qtbot):
    workspace.select("building", slab.id)
    inspector.new_record("shop")
    qtbot.keyClick(inspector.record.form, Qt.Key.Key_Escape)
    assert inspector.stack.currentWidget() is inspector.building


def test_a_new_resident_shows_in_the_room(inspector, workspace, demo, person, let_room, qtbot):
    workspace.select("building", let_room["building"], storey=let_room["storey"], dwelling=let_room.id)
    qtbot.waitUntil(lambda: bool(inspector.building.card.residents))
    before = len(inspector.building.card.residents)
    inspector.new_record("residence", {"dwelling": let_room.id, "building": let_room["building"]})
    form = inspector.record.form
    form.rows["person"].editor.set_target("person", person.id, person["name"])
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(inspector.building.card.residents) == before + 1)
    assert inspector.stack.currentWidget() is inspector.building


def test_a_change_by_somebody_else_is_told_in_the_form(opened, demo, person, qtbot):
    opened.edit()
    with demo.editing(who="王警官", why="更正") as draft:
        draft.change("person", person.id, work="别处")
    qtbot.waitUntil(opened.form.trouble.isVisible)
    assert "王警官" in opened.form.trouble.text()


def test_what_never_stands_on_the_map_is_not_said_to_be_missing_there(inspector, demo, workspace, qtbot):
    rule = demo.first(Query("escalation"))
    workspace.select("escalation", rule.id)
    qtbot.waitUntil(lambda: rule["name"] in texts(inspector))
    assert not any("上图" in said for said in texts(inspector))
    shown = [b.text() for b in inspector.record.findChildren(QPushButton) if b.isVisible()]
    assert "修改" in shown and "飞到" not in shown


def test_nothing_is_handed_out_where_one_may_only_look(inspector, demo, workspace, qtbot, monkeypatch):
    monkeypatch.setattr(type(demo), "read_only", property(lambda _station: True))
    shop = demo.first(Query("shop"))
    workspace.select("shop", shop.id)
    qtbot.waitUntil(lambda: shop["name"] in texts(inspector))
    shown = [b.text() for b in inspector.record.findChildren(QPushButton) if b.isVisible()]
    assert "飞到" in shown
    assert "修改" not in shown and "布置任务" not in shown
