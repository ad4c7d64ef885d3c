"""The wall display: it fits every screen, tells the station's figures, shows nobody, and survives its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.wall import Wall
from data.insight import station_figures
from data.query import Query
from scene3d.camera import Eye, Projection
from widgets.background import all_answered
from widgets.wall.card import WallCard

pytestmark = pytest.mark.screen

SIZES = [(1920, 1080), (3840, 1080), (1280, 1024), (1366, 768)]
SLAB = "金沙小区1栋"


@pytest.fixture(scope="module")
def wall(desk):
    """The wall, opened from the console by F11."""
    desk.window.take_focus()
    desk.keys("F11")
    made = desk.console.wall
    assert made is not None
    desk.wait(lambda: made.map.town is not None and made.map.scene.town is made.map.town)
    desk.wait(lambda: all(card.figures is not None for card in made.board.cards()))
    made.map.stop_round()  # a picture every 50 ms is much for software OpenGL
    yield made
    if desk.console.wall is made:
        made.close()


@pytest.fixture
def written(monkeypatch):
    """Collect every text that is painted while a test runs, but for those in the console's own window behind the wall."""
    texts = []
    words, draw = WallCard.words, QPainter.drawText

    def listen(card, painter, box, text, *arguments, **named):
        texts.append(text)
        return words(card, painter, box, text, *arguments, **named)

    def listen_to_painter(painter, *arguments):
        device = painter.device()
        if not isinstance(device, QWidget) or isinstance(device.window(), Wall):
            texts.extend(a for a in arguments if isinstance(a, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(WallCard, "words", listen)
    monkeypatch.setattr(QPainter, "drawText", listen_to_painter)
    return texts


def sized(desk, wall, width, height):
    """Give the wall a size, as its screen would."""
    wall.showNormal()
    wall.setGeometry(0, 0, width, height)
    desk.wait(lambda: (wall.width(), wall.height()) == (width, height))
    desk.wait(all_answered)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_cards_lie_inside_and_never_over_each_other(desk, wall, width, height):
    sized(desk, wall, width, height)
    cards = wall.board.cards()
    places = [card.geometry() for card in cards]
    assert all(wall.rect().contains(place) for place in places)
    assert not [(a, b) for i, a in enumerate(places) for b in places[i + 1 :] if a.intersects(b)]
    assert all(place.width() > 80 and place.height() > 60 for place in places)
    left, top, right, _ = wall.board.covered()
    assert wall.map.margins[1] == top > 0, "the town runs behind the title"
    assert width - left - right > width * 0.25, "no room for the town"


@pytest.mark.parametrize(("width", "height"), SIZES[::2])
def test_figures_are_those_of_the_station(desk, wall, written, width, height):
    sized(desk, wall, width, height)
    wall.board.grab()
    told = station_figures(desk.station)
    assert {str(n) for n in (told.cases_today, told.forces.on, told.cameras["working"])} <= set(written)
    assert {f"/ {told.forces.total}"} <= set(written)


def test_the_clock_is_the_stations(desk, wall, written):
    wall.board.grab()
    assert "21:47" in written
    assert any(desk.station.name in text for text in written)


def test_the_round_goes_and_stops_when_touched(desk, wall):
    sized(desk, wall, 1280, 1024)
    wall.map.start_round()
    bearing = wall.map.bearing()
    desk.wait(lambda: wall.map.bearing() != bearing)
    middle = wall.map.canvas.rect().center()
    QTest.mousePress(wall.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseRelease(wall.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert not wall.map.navigator.going_round
    assert wall._rest.isActive(), "the round would never go on"
    wall._rest.stop()


def test_it_follows_the_console_to_the_building_and_opens_no_room(desk, wall):
    slab = desk.building(SLAB)
    desk.console.run("wall_follows")
    assert wall.following is desk.workspace
    room = desk.station.first(Query("dwelling", limit=1))
    lit = []  # told at once; the pointer of the screen may lie on the wall, and light another place later

    def saw(under):
        lit.append(under.storey)

    wall.workspace.hovered.connect(saw)
    desk.workspace.select("building", slab.id, storey=3, dwelling=room.id)
    wall.workspace.hovered.disconnect(saw)
    chosen = wall.workspace.selection
    assert (chosen.id, chosen.storey, chosen.dwelling) == (slab.id, None, None)
    desk.wait(lambda: wall.map.opening.opened is not None)
    assert (wall.map.opening.opened.storey, wall.map.opening.opened.shapes) == (None, ())
    assert lit == [3], "the storey is not outlined"
    desk.workspace.select("person", desk.station.first(Query("person", limit=1)).id)
    assert wall.workspace.selection.kind == "building", "a person is shown on the wall"
    desk.workspace.select()
    assert not wall.workspace.selection
    desk.console.run("wall_follows")
    assert wall.following is None
    desk.workspace.select("building", slab.id)
    assert not wall.workspace.selection


def test_storey_and_room_touched_on_the_wall_itself_stay_closed(desk, wall):
    slab = desk.building(SLAB)
    room = desk.station.first(Query("dwelling", limit=1))
    wall.workspace.select("building", slab.id, storey=3, dwelling=room.id)
    assert (wall.workspace.selection.storey, wall.workspace.selection.dwelling) == (None, None)
    wall.workspace.select()


def test_nothing_personal_is_ever_painted(desk, wall, written):
    private = {r["name"] for r in desk.station.read(Query("person", fields=("name",)))}
    private |= {r["name"] for r in desk.station.read(Query("force", fields=("name",)))}
    people = desk.station.read(Query("person", fields=("phone", "id_number")))
    numbers = {r[f] for r in people for f in ("phone", "id_number") if r[f]}
    numbers |= {r["phone"] for r in desk.station.read(Query("force", fields=("phone",))) if r["phone"]}
    slab = desk.building(SLAB)
    for storey in (None, 1, 3):
        wall.workspace.select("building", slab.id, storey=storey)
        desk.wait(all_answered)
        desk.wait(lambda: wall.map.opening.opened is not None and wall.map.opening.opened.storey is None)
        wall.board.reload()
        desk.wait(all_answered)
        wall.map.navigator.fly_to_building(wall.map.town, wall.map.row_of(slab.id))
        desk.wait(lambda: not wall.map.navigator.moving)
        wall.map.sheet.repaint()
        wall.grab()
        written.extend(label.text for label in wall.map.overlay.items.labels)  # their pictures are kept from before
    wall.workspace.select()
    wall.map.overview()
    desk.wait(lambda: not wall.map.navigator.moving)
    wall.grab()
    assert written
    everything = "\n".join(written)
    assert not [n for n in numbers if n in everything]
    named = {text.strip() for text in written} & private
    assert not named
    assert not [name for name in private if len(name) > 2 and name in everything]


def test_no_symbol_stands_for_a_person(desk, wall):
    desk.wait(all_answered)
    near = Projection(Eye(distance=200.0), 1600, 900)
    assert not {s.kind for s in wall.map.layers.symbols(near)} & {"person", "residence", "dwelling"}


def test_a_screen_that_goes_away_is_survived(desk, wall):
    screen = QGuiApplication.primaryScreen()
    QGuiApplication.instance().screenRemoved.emit(screen)
    desk.wait(wall.isFullScreen)
    assert wall.isVisible()
    assert wall.geometry().topLeft() == screen.geometry().topLeft()


def test_the_light_of_the_town_is_that_of_the_settings(desk, wall):
    told = []
    wall.workspace.light_changed.connect(told.append)
    desk.console.change_settings(light="sun")
    desk.console.change_settings(light="architect")
    wall.workspace.light_changed.disconnect(told.append)
    assert told == ["sun", "architect"]


def test_a_touch_on_the_cards_reaches_the_town(wall):
    assert wall.childAt(wall.board.today.geometry().center()) is not wall.board.today
    assert wall.map.canvas.mapFrom(wall, QPointF(5, 5)) is not None


def test_escape_closes_it_and_the_console_goes_on(desk):
    # Without the fixture: pytest would keep hold of the wall until after the check that nothing of it is left.
    if desk.console.wall is None:
        desk.keys("F11")
    QTest.mouseClick(desk.console.wall.windowHandle(), Qt.MouseButton.LeftButton, pos=desk.console.wall.rect().center())
    QTest.keyClick(desk.console.wall.windowHandle(), Qt.Key.Key_Escape)
    desk.wait(lambda: desk.console.wall is None)
    assert desk.window.isVisible()
    desk.window.activateWindow()
    desk.fresh()
    desk.click_building(desk.building(SLAB))
    assert desk.selection.kind == "building"
