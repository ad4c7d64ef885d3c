import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from widgets import style
from widgets.parts import (
    Button,
    Chip,
    CountBadge,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    Glyph,
    IconButton,
    Label,
    Segmented,
    StateMark,
    TabStrip,
    Toggle,
)  # fmt: skip
from widgets.parts.badge import SHAPES


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.mark.parametrize("how", ["mouse", "space"])
def test_a_toggle_is_switched_by(qtbot, how):
    toggle = shown(qtbot, Toggle("显示图层"))
    if how == "mouse":
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()
    qtbot.waitUntil(lambda: toggle.at == 1.0)


TARGETS = {
    "toggle": lambda: Toggle("x"), "icon": lambda: IconButton("bell", "通知"), "chip": lambda: Chip("盗窃", checkable=True),
    "button": lambda: Button("飞到"), "segments": lambda: Segmented([(1, "一")]),
}  # fmt: skip


@pytest.mark.parametrize("make", TARGETS.values(), ids=TARGETS.keys())
def test_targets_are_at_least_28_pixels(qtbot, make):
    widget = make()
    qtbot.addWidget(widget)
    assert widget.sizeHint().height() >= 28


def test_segments_are_chosen_by_mouse_and_keys(qtbot):
    row = shown(qtbot, Segmented([("a", "甲"), ("b", "乙"), ("c", "丙")], "a"))
    seen = []
    row.chosen.connect(seen.append)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.boxes()[1].center().toPoint())
    qtbot.keyClick(row, Qt.Key.Key_Right)
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert seen == ["b", "c"]


def test_setting_a_segment_tells_nobody(qtbot):
    row = shown(qtbot, Segmented([("a", "甲"), ("b", "乙")], "a"))
    seen = []
    row.chosen.connect(seen.append)
    row.set_value("b")
    assert (row.value, seen) == ("b", [])


def test_tabs_are_chosen_and_carry_counts(qtbot):
    tabs = shown(qtbot, TabStrip([("plan", "楼盘"), ("people", "人员")]))
    seen = []
    tabs.chosen.connect(seen.append)
    tabs.set_count("people", 1180)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.boxes()[1].center().toPoint())
    assert seen == ["people"]
    assert tabs.words("people") == "人员 1,180"


def test_tabs_in_a_narrow_panel_stay_inside_it(qtbot):
    tabs = shown(qtbot, TabStrip([(str(i), "Recent cases here") for i in range(6)]))
    tabs.resize(360, tabs.height())
    assert tabs.boxes()[-1].right() <= 360


def test_the_ring_of_the_keyboard_lies_inside_the_strip(qtbot, monkeypatch):
    rings = []
    monkeypatch.setattr("widgets.parts.tabs.focus_ring", lambda _painter, box, _radius: rings.append(box))
    tabs = shown(qtbot, TabStrip([(str(i), "Recent cases here") for i in range(6)]))
    tabs.resize(360, tabs.height())
    tabs.activateWindow()
    tabs.setFocus()
    qtbot.waitUntil(tabs.hasFocus)
    for key in ("0", "5"):
        tabs.set_value(key)
        tabs.grab()
    assert rings and all(box.left() >= 0 and box.right() <= tabs.width() for box in rings)


@pytest.mark.parametrize(("count", "text"), [(3, "3"), (99, "99"), (100, "99+")])
def test_a_badge_says(qtbot, count, text):
    badge = CountBadge(count)
    qtbot.addWidget(badge)
    assert badge.text() == text


def test_a_badge_of_nothing_hides(qtbot, window):
    badge = CountBadge(3, parent=window)
    badge.set_count(0)
    assert badge.isHidden()


def test_states_differ_in_shape_and_not_only_in_colour():
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_a_state_mark_says_its_words(qtbot):
    mark = shown(qtbot, StateMark("late", "已超期"))
    assert mark.accessibleName() == "已超期"


def test_chips_that_only_tell_take_no_focus(qtbot):
    chip = shown(qtbot, Chip("1998 年建"))
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_labels_show_markup_as_it_is_written(qtbot):
    label = Label("<b>张</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_line_is_shortened_and_told_in_full(qtbot):
    label = ElidedLabel("望江里社区卫生服务中心望江里社区卫生服务中心")
    qtbot.addWidget(label)
    label.resize(80, 24)
    label.show()
    label.grab()
    assert label.toolTip() == label.text()


def test_flow_goes_on_in_the_next_line(window):
    holder = QWidget(window)
    flow = FlowLayout(holder, gap=6)
    chips = [Chip("入室盗窃", checkable=True) for _ in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(240, flow.heightForWidth(240))
    holder.show()
    flow.activate()
    assert max(chip.geometry().right() for chip in chips) < 240
    assert chips[-1].y() > chips[0].y()
    assert chips[-1].geometry().bottom() < holder.height()


def test_an_empty_state_offers_what_to_do(qtbot):
    empty = EmptyState("tasks", "还没有任务", "在楼栋里布置第一个。", "布置任务")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.findChild(Button).click()


def test_a_glyph_is_drawn_in_its_colour(qtbot):
    glyph = shown(qtbot, Glyph("人", "#1f6feb", 40))
    image = glyph.grab().toImage()
    assert image.pixelColor(QPoint(image.width() // 2, 3)).name() == "#1f6feb"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_chip_has_room_for_its_words(qapp, qtbot, scale):
    style.apply(qapp, "light", scale)
    chip = Chip("Sexual offence", checkable=True)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() > QFontMetrics(style.font(12)).horizontalAdvance(chip.text())


@pytest.mark.parametrize("size", [(420, 330), (900, 240)])
def test_a_large_card_put_together_looks_like_one_that_is_drawn(qtbot, size):
    import numpy as np
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter

    from widgets.parts import card

    def picture(draw):
        image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("#88aacc"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(8, 8, size[0] - 16, size[1] - 16))
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
        return rows.astype(int)

    together = picture(lambda painter, box: card.paint_floating(painter, box, 10))
    drawn = picture(lambda painter, box: card._draw_floating(painter, box, 10, card._colours(0.94)))
    assert np.abs(together - drawn).max() <= 3
