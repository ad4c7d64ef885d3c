import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.hud import HudLayer
from widgets.hud_scale import round_bar
from widgets.hud_storeys import StoreySelector


@pytest.fixture
def ground(window):
    made = QWidget(window)
    made.setGeometry(0, 0, 1000, 700)
    made.show()
    return made


@pytest.fixture
def hud(ground):
    made = HudLayer(ground)
    made.storeys.set_storeys(7, 1)
    made.set_visible(True)
    made.settle()
    return made


def apart(pieces):
    boxes = [piece.geometry().adjusted(9, 9, -9, -9) for piece in pieces]
    return not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize("size", [(1000, 700), (560, 480), (2400, 1300), (290, 600)])
@pytest.mark.parametrize("free", [(0, 0, 0, 0), (0, 0, 0, 160)])
def test_pieces_keep_to_their_corners_apart_from_each_other(hud, ground, size, free):
    hud.keep_free(*free)
    ground.resize(*size)
    assert apart([piece for piece in hud.pieces if piece is not hud.strip or piece.isVisible()])
    visible = QRect(0, 0, size[0] - free[2], size[1] - free[3])
    assert all(visible.contains(piece.geometry().adjusted(8, 8, -8, -8)) for piece in hud.pieces)


def test_what_lies_at_the_lower_left_goes_above_the_coordinates_where_it_would_reach_them(hud, ground):
    ground.resize(1000, 700)
    assert hud.above_corner(300) == 0
    ground.resize(326, 700)
    assert hud.above_corner(150) == hud.coordinates.height()


def test_only_what_would_lie_under_a_card_goes_below_it(hud, ground):
    ground.resize(1400, 800)
    card = QRect(450, 8, 600, 300)
    at_top = hud.views.y(), hud.compass.y()
    hud.keep_free(0, card.bottom(), 0, 0)
    hud.keep_beside(card)
    assert (hud.views.y(), hud.compass.y()) == at_top
    assert not any(card.intersects(piece.geometry().adjusted(9, 9, -9, -9)) for piece in hud.pieces)
    wide = QRect(100, 8, 1200, 300)
    hud.keep_beside(wide)
    assert apart(hud.pieces)
    assert not any(wide.intersects(piece.geometry().adjusted(9, 9, -9, -9)) for piece in hud.pieces)
    hud.keep_free()
    hud.keep_beside(QRect())
    assert (hud.views.y(), hud.compass.y()) == at_top


def test_pieces_find_their_places_when_their_sizes_change(ground, qtbot):
    hud = HudLayer(ground)
    hud.set_visible(True)
    hud.storeys.set_storeys(9, 1)
    hud.coordinates.set_lonlat(102.7, 25.05)
    qtbot.waitUntil(lambda: hud.storeys.height() == hud.storeys.sizeHint().height())
    qtbot.waitUntil(lambda: hud.coordinates.width() == hud.coordinates.sizeHint().width())
    assert apart(hud.pieces)


def test_clicks_beside_the_pieces_reach_the_map(hud, ground):
    assert ground.childAt(ground.rect().center()) is None


def test_a_view_is_chosen(hud, qtbot):
    choices = hud.views.choices
    with qtbot.waitSignal(hud.views.chosen) as chosen:
        qtbot.mouseClick(choices, Qt.MouseButton.LeftButton, pos=choices.boxes()[1].center().toPoint())
    assert chosen.args == ["plan"]


def test_the_needle_turns_against_the_camera(hud):
    turned = []
    hud.compass.turned.connect(turned.append)
    for degrees in (90, 450, -30):
        hud.compass.set_bearing(degrees)
    assert turned == [90, 330]


def test_a_click_on_the_compass_asks_for_north(hud, qtbot):
    with qtbot.waitSignal(hud.compass.clicked):
        qtbot.mouseClick(hud.compass, Qt.MouseButton.LeftButton)


def test_nearer_and_farther(hud, qtbot):
    seen = []
    hud.zoom.zoomed.connect(seen.append)
    qtbot.mouseClick(hud.zoom.nearer, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(hud.zoom.farther, Qt.MouseButton.LeftButton)
    assert seen == [1, -1]


@pytest.mark.parametrize(
    ("metres_per_px", "metres"), [(1.0, 50), (1.05, 100), (0.02, 1), (0.001, 0.05), (30, 2000), (0.0, 0), (-1, 0)]
)
def test_the_scale_is_the_longest_round_length(metres_per_px, metres):
    length, pixels = round_bar(metres_per_px, 96)
    assert length == pytest.approx(metres)
    assert pixels <= 96
    if metres:
        assert pixels == pytest.approx(metres / metres_per_px)


@pytest.mark.parametrize(("metres_per_px", "text"), [(1.05, "100 米"), (30, "2 公里"), (0.02, "1 米")])
def test_the_scale_is_said(hud, metres_per_px, text):
    hud.coordinates.set_scale(metres_per_px)
    assert hud.coordinates.length_text() == text


def test_coordinates_come_and_go(hud):
    hud.coordinates.set_lonlat(102.74231, 25.05612)
    assert hud.coordinates.lonlat_text() == "102.742310, 25.056120"
    hud.coordinates.set_lonlat(None)
    assert hud.coordinates.lonlat_text() == ""


@pytest.fixture
def storeys(ground):
    made = StoreySelector(ground)
    made.set_storeys(7, 2, 4)
    made.resize(made.sizeHint())
    return made


def click_storey(storeys, qtbot, storey):
    box = storeys._box(storeys._storeys.index(storey))
    qtbot.mouseClick(storeys, Qt.MouseButton.LeftButton, pos=box.center().toPoint())


@pytest.mark.parametrize("storey", [None, 8, 7, 1, -1, -2])
def test_a_storey_is_chosen_by_a_click(storeys, qtbot, storey):
    with qtbot.waitSignal(storeys.chosen) as chosen:
        click_storey(storeys, qtbot, storey)
    assert chosen.args == [storey]


def test_there_is_no_storey_zero(storeys):
    assert storeys._storeys == [None, 8, 7, 6, 5, 4, 3, 2, 1, -1, -2]


def test_keys_go_down_past_the_ground(storeys, qtbot):
    storeys.set_current(1)
    seen = []
    storeys.chosen.connect(seen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(storeys, key)
    assert seen == [-1, 1, None, -2]


def test_a_tower_keeps_the_chosen_storey_in_sight(ground):
    tower = StoreySelector(ground)
    tower.set_storeys(60, 3, 12)
    tower.resize(70, 300)
    at = tower._storeys.index(12)
    assert tower._first <= at < tower._first + tower._fits()


def test_the_wheel_scrolls_a_tower_and_not_the_map(ground):
    tower = StoreySelector(ground)
    tower.set_storeys(60)
    tower.resize(70, 300)
    none = Qt.MouseButton.NoButton
    turn = QWheelEvent(
        tower.rect().center(), tower.mapToGlobal(tower.rect().center()), QPoint(), QPoint(0, -360), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    tower.wheelEvent(turn)
    assert tower._first == 3
    assert turn.isAccepted()


def test_nothing_without_storeys(storeys):
    storeys.set_storeys(0)
    assert storeys.isHidden()
    assert not storeys.offers_storeys
