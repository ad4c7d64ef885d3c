from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from data.insight import LayerCount
from data.query import Query, equals
from data.workspace import Workspace
from widgets import style
from widgets.kind_file import add_from_file
from widgets.layer_row import COUNT
from widgets.layers_panel import LayersPanel
from widgets.legend import Sign


@pytest.fixture
def panel(demo, workspace, window, qtbot):
    made = LayersPanel(demo, workspace, window)
    made.resize(288, 760)
    made.show()
    qtbot.waitUntil(lambda: all(row.count.text() for row in made.rows.values()))
    yield made
    made.dispose()


def count_of(panel, kind):
    return panel.rows[kind].count.text()


def test_every_layer_has_a_row_with_its_count(panel, demo):
    assert set(panel.rows) == {kind.name for kind in demo.kinds.layers()}
    assert count_of(panel, "camera") == f"{demo.count(Query('camera')):,}"


def test_a_short_count_leaves_the_room_to_the_name(panel, qtbot):
    row = panel.rows["camera"]
    row.show_count(LayerCount(1, 1))
    assert row.count.minimumWidth() == row.count.sizeHint().width() < style.scaled(COUNT)


def test_a_count_is_never_cut_for_its_name(panel, qtbot):
    row = panel.rows["person"]
    row.name.setText("a very long name for a layer of people")
    row.show_count(LayerCount(1_234_567, 7_654_321))
    assert row.count.width() >= row.count.sizeHint().width()


def test_what_is_shown_from_the_start_comes_first(panel, workspace):
    visible = [workspace.layers[name].visible for name in panel.rows]
    assert visible == sorted(visible, reverse=True)


def test_the_switch_shows_and_hides(panel, workspace, qtbot):
    qtbot.mouseClick(panel.rows["camera"].toggle, Qt.MouseButton.LeftButton)
    assert not workspace.layers["camera"].visible


def test_a_change_made_elsewhere_moves_the_switch(panel, workspace):
    workspace.set_layer("grid", visible=True)
    assert panel.rows["grid"].toggle.isChecked()


def test_the_time_shows_how_many_of_how_many(panel, workspace, demo, qtbot):
    workspace.set_period("2026-11-14T13:47:00Z")
    total = demo.count(Query("case"))
    shown = demo.count(Query("case").and_where("reported_at", ">=", "2026-11-14T13:47:00Z"))
    qtbot.waitUntil(lambda: count_of(panel, "case") == f"{shown:,} / {total:,}")


def test_a_slow_count_of_before_does_not_replace_a_newer_one(panel, qtbot, monkeypatch):
    answers = []
    monkeypatch.setattr("widgets.layers_panel.background.ask", lambda _owner, _station, _work, then, _key: answers.append(then))
    panel.recount("case")
    panel.recount("case", "task")
    of_the_past, of_now = answers
    of_now({"case": LayerCount(9, 9), "task": LayerCount(8, 8)})
    of_the_past({"case": LayerCount(1, 1)})
    assert (count_of(panel, "case"), count_of(panel, "task")) == ("9", "8")


def test_a_filter_is_chosen_by_a_chip_and_counted(panel, workspace, demo, qtbot):
    row = panel.rows["case"]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 14))
    chip = row.section._chips["type", "theft"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert workspace.layers["case"].chosen == {"type": ("theft",)}
    theft = demo.count(equals("case", type="theft"))
    qtbot.waitUntil(lambda: count_of(panel, "case").startswith(f"{theft:,} / "))
    qtbot.mouseClick(row.section.reset, Qt.MouseButton.LeftButton)
    assert workspace.layers["case"].chosen == {}
    assert not chip.isChecked()


def test_a_field_without_a_code_list_offers_its_commonest_values(panel, demo, qtbot):
    row = panel.rows["place"]
    row.open_section(True)
    qtbot.waitUntil(lambda: any(field == "category" for field, _ in row.section._chips))
    offered = [value for field, value in row.section._chips if field == "category"]
    assert set(offered) <= {key[0] for key in demo.tally(Query("place"), "category")}


def test_style_is_set_from_the_section(panel, workspace, qtbot):
    row = panel.rows["camera"]
    row.open_section(True)
    row.section.labels.click()
    row.section.swatches[2].click()
    row.section.opacity.setValue(40)
    qtbot.waitUntil(lambda: workspace.layers["camera"].opacity == 0.4)
    state = workspace.layers["camera"]
    assert state.labelled
    assert state.colour == row.section.swatches[2].colour


def test_the_keyboard_opens_and_switches(panel, workspace, qtbot):
    row = panel.rows["shop"]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row.section is not None
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row.section is None
    before = workspace.layers["shop"].visible
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert workspace.layers["shop"].visible is not before


def test_no_layer_s_section_is_wider_than_the_panel(panel, demo):
    """A colour of the kind's own is one disc more; the switches of all rows went under the bar that scrolls."""
    for row in panel.rows.values():
        row.open_section(True)
    widest = {id: row.section.minimumSizeHint().width() for id, row in panel.rows.items()}
    assert max(widest.values()) <= style.scaled(240), widest


@pytest.mark.parametrize(("layer", "switch", "field"), [("camera", True, False), ("grid", False, True), ("track", False, False)])
def test_a_switch_for_words_is_offered_only_where_it_does_something(panel, layer, switch, field):
    panel.rows[layer].open_section(True)
    section = panel.rows[layer].section
    assert (section.labels is not None, section.label_field is not None and not section.label_field.isHidden()) == (switch, field)


def test_the_title_of_areas_is_offered_once_where_it_is_a_field(panel, demo, qtbot):
    text = 'type = "text", label = { zh = "名称", en = "Name" }'
    demo.add_kind(f'''
name = "zone"
label = {{ zh = "片区", en = "Zone" }}
title = "{{name}}"
place = {{ shape = "polygon" }}
layer = {{ glyph = "片", colour = "#8250df" }}
[fields]
name = {{ {text} }}
''', who="t")  # fmt: skip
    qtbot.waitUntil(lambda: "zone" in panel.rows)
    panel.rows["zone"].open_section(True)
    field = panel.rows["zone"].section.label_field
    offered = [field.itemText(n) for n in range(field.count())]
    assert (field.currentText(), offered.count("名称")) == ("名称", 1)


def test_a_record_added_is_counted(panel, demo, qtbot):
    total = demo.count(Query("camera"))
    with demo.editing(who="t", why="t") as draft:
        draft.add("camera", {"code": "T-999"})
    qtbot.waitUntil(lambda: count_of(panel, "camera") == f"{total + 1:,}")


def test_a_kind_of_the_stations_own_gets_a_row(panel, demo, workspace, qtbot):
    demo.add_kind(OWN_KIND, who="t")
    qtbot.waitUntil(lambda: "hydrant" in panel.rows)
    qtbot.waitUntil(lambda: count_of(panel, "hydrant") == "0")
    assert "hydrant" in workspace.layers


def test_a_kind_file_that_is_chosen_becomes_a_layer(panel, workspace, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "hydrant.toml"
    path.write_text(OWN_KIND, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    told = []
    workspace.notice.connect(lambda level, _: told.append(level))
    panel.add_menu().actions()[-1].trigger()
    qtbot.waitUntil(lambda: "hydrant" in panel.rows and bool(told))
    assert told == ["done"]


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe\x00", None], ids=["broken", "not text", "missing"])
def test_a_bad_kind_file_is_told_and_changes_nothing(panel, demo, workspace, qtbot, tmp_path, content):
    path = tmp_path / "bad.toml"
    if content is not None:
        path.write_bytes(content)
    told, kinds = [], list(demo.kinds)
    workspace.notice.connect(lambda *notice: told.append(notice))
    add_from_file(panel, demo, workspace, path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "error"
    assert list(demo.kinds) == kinds


def test_the_legend_explains_the_layers_that_are_shown(panel, workspace):
    assert not panel.legend.groups["camera"].isHidden()
    workspace.set_layer("camera", visible=False)
    assert panel.legend.groups["camera"].isHidden()


def test_a_disposed_panel_hears_nothing(demo, workspace, qtbot, window):
    panel = LayersPanel(demo, workspace, window)
    panel.dispose()
    other = Workspace(demo.kinds)
    assert len(workspace.layer_changed) == len(other.layer_changed)
    assert len(workspace.period_changed) == 0
    assert len(demo.changed) == 0


OWN_KIND = """
name = "hydrant"
label = { zh = "消火栓", en = "Hydrant" }
title = "{code}"
place = { shape = "point" }
layer = { glyph = "栓", colour = "#bf3989", order = 70 }
[fields]
code = { type = "text", label = { zh = "编号", en = "Code" }, required = true }
"""


def opened(panel, layer):
    row = panel.rows[layer]
    row.open_section(True)
    return row.section


def rule_on(panel, layer, field, qtbot):
    section = opened(panel, layer)
    section.rule.field.setCurrentIndex(section.rule.field.findData(field))
    section.rule.field.activated.emit(section.rule.field.currentIndex())
    qtbot.waitUntil(lambda: panel.workspace.layers[layer].rule is not None)
    return section.rule


def test_a_rule_on_a_code_list_has_a_class_for_each_code_and_the_rest(panel, workspace, qtbot):
    rule = rule_on(panel, "camera", "state", qtbot)
    assert [c.values for c in workspace.layers["camera"].rule.classes] == [("working",), ("faulty",), ("planned",)]
    assert [line.words.text() for line in rule.lines] == ["正常", "故障", "拟建", "其余"]


def test_a_rule_on_numbers_has_classes_from_few_to_many(panel, workspace, qtbot):
    rule_on(panel, "camera", "range", qtbot)
    classes = workspace.layers["camera"].rule.classes
    assert classes[0].low is None
    assert classes[-1].high is None
    assert all(a.high == b.low for a, b in pairwise(classes))


def test_a_class_is_changed_by_its_buttons(panel, workspace, qtbot):
    line = rule_on(panel, "camera", "state", qtbot).lines[1]
    line.colour.menu().actions()[3].trigger()
    line.sign.menu().actions()[2].trigger()
    line.size_.menu().actions()[2].trigger()
    line.eye.click()
    of = workspace.layers["camera"].rule.classes[1]
    assert (of.colour != "", of.symbol != "", of.size, of.shown) == (True, True, 1.3, False)


def test_a_rule_goes_when_all_are_to_be_alike(panel, workspace, qtbot):
    rule = rule_on(panel, "camera", "state", qtbot)
    rule.field.setCurrentIndex(0)
    rule.field.activated.emit(0)
    assert workspace.layers["camera"].rule is None
    assert rule.lines == []


def test_the_legend_tells_a_rule(panel, workspace, qtbot):
    rule_on(panel, "camera", "mount", qtbot)
    signs = [s.words for _, group in panel.legend._rules.values() for s in group.findChildren(Sign)]
    assert signs == ["枪机", "球机", "全景", "其余"]
    assert panel.legend.groups["camera"].isHidden()


def test_up_moves_a_layer_above_the_one_before(panel, workspace):
    order = list(panel.rows)
    opened(panel, order[2]).place.up.click()
    assert list(panel.rows)[:3] == [order[0], order[2], order[1]]
    kinds = panel.station.kinds
    assert workspace.layers[order[2]].drawn_at(kinds[order[2]]) < workspace.layers[order[1]].drawn_at(kinds[order[1]])


def test_alt_and_down_move_a_layer_and_it_keeps_the_focus(panel, qtbot):
    order = list(panel.rows)
    panel.rows[order[0]].setFocus()
    qtbot.keyClick(panel.rows[order[0]], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(panel.rows)[:2] == [order[1], order[0]]


def test_the_first_cannot_go_up_and_the_last_not_down(panel, workspace):
    order = list(panel.rows)
    opened(panel, order[0]).place.up.click()
    opened(panel, order[-1]).place.down.click()
    assert list(panel.rows) == order
    assert workspace.layers[order[0]].order is None


def test_layers_of_a_group_stand_together_and_are_switched_together(panel, workspace, qtbot):
    for layer in ("camera", "shop"):
        workspace.set_layer(layer, group="重点")
    group = panel.groups["重点"]
    assert list(panel.rows)[-2:] == ["shop", "camera"]
    qtbot.mouseClick(group.toggle, Qt.MouseButton.LeftButton)
    assert not workspace.layers["camera"].visible
    assert not workspace.layers["shop"].visible
    group.fold.click()
    assert panel.rows["camera"].isHidden()


def test_a_layer_of_ones_own_is_made_named_and_deleted(panel, workspace, demo, qtbot):
    workspace.set_layer("case", chosen={"type": ("theft",)})
    opened(panel, "case").place.copy.click()
    row = next(row for id, row in panel.rows.items() if row.state.own)
    assert row.state.chosen == {"type": ("theft",)}
    assert row.section is not None
    row.section.place.name.setText("盗窃")
    row.section.place.name.editingFinished.emit()
    assert row.name.text() == "盗窃"
    qtbot.waitUntil(lambda: row.count.text() != "")
    row.section.place.remove.click()
    assert row.id not in panel.rows
    assert row.id not in workspace.layers


def test_the_label_field_and_the_size_are_chosen(panel, workspace):
    section = opened(panel, "shop")
    section.labels.click()
    section.label_field.setCurrentIndex(section.label_field.findData("trade"))
    section.label_field.activated.emit(section.label_field.currentIndex())
    section.size_choice.chosen.emit(1.3)
    state = workspace.layers["shop"]
    assert (state.labelled, state.label, state.size) == (True, "trade", 1.3)


def test_nothing_personal_can_be_written_on_the_map_or_read_by_a_rule(panel):
    section = opened(panel, "case")
    offered = {section.label_field.itemData(n) for n in range(section.label_field.count())}
    ruled = {section.rule.field.itemData(n) for n in range(section.rule.field.count())}
    assert not (offered | ruled) & {"caller", "caller_phone", "text"}


def test_the_signs_are_explained_when_asked_for(panel):
    table = panel.legend._signs
    assert table.page is None
    table.link.click()
    assert table.page is not None


def test_the_records_of_an_import_become_a_layer(panel, demo, workspace):
    with demo.editing(who="t", why="导入 探头.csv", command="import") as draft:
        ids = [draft.add("camera", {"code": f"I-{n}"}) for n in range(3)]
    menu = panel.imports_menu(demo.imports())
    menu.actions()[0].trigger()
    made = next(s for s in workspace.layers.values() if s.own)
    assert (made.kind, made.name, made.between) == ("camera", "导入 探头.csv", (ids[0], ids[-1]))


def test_the_lines_of_a_rule_have_room_in_a_layer_that_was_just_made(panel, qtbot):
    row = panel.add_layer("case")
    rule = rule_on(panel, row.id, "severity", qtbot)
    qtbot.waitUntil(lambda: len(rule.lines) == 4 and min(line.height() for line in rule.lines) >= 28)
