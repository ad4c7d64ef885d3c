import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from data.look import colours
from data.paths import resource
from scene3d.camera import Eye, Projection
from scene3d.layers.states import shown
from scene3d.overlay.arrange import arrange
from scene3d.overlay.items import MARKS, Items, Label, Outline, Symbol
from scene3d.overlay.names import town_labels
from scene3d.overlay.paint import paint, silhouette
from scene3d.overlay.pins import BADGES, pin, sign

PROJECTION = Projection(Eye(0, 0, 0, 400, 0, 45), 800, 600)


pytestmark = pytest.mark.usefixtures("qapp")  # words are painted with the fonts of a Qt application


def symbol(id, east, north, **values):
    fields = {"icon": "", "glyph": "铺", "colour": "#8250df"} | values
    return Symbol("shop", (id,), (east, north, 0.0), **fields)


def label(text, east, north, priority=10.0, **values):
    return Label(text, "compound", np.array([[east, north, 0.0]]), priority, **values)


def test_a_symbol_is_found_by_its_drawn_circle():
    found = arrange(PROJECTION, Items((symbol(1, 0, 0),)))
    x, y = found.symbols[0].centre
    assert found.at(x + 11, y).ids == (1,)
    assert found.at(x + 15, y) is None


def test_the_nearer_of_two_symbols_without_room_is_the_more_important():
    found = arrange(PROJECTION, Items((symbol(1, 0, 0), symbol(2, 1, 0, priority=5.0))))
    assert [(p.symbol.ids, p.dot) for p in found.symbols if not p.dot] == [((2,), False)]
    assert len(found.symbols) == 2


def test_what_is_over_is_only_a_dot():
    assert arrange(PROJECTION, Items((symbol(1, 0, 0, small=True),))).symbols[0].dot


def test_labels_do_not_lie_on_each_other_and_the_important_one_stays():
    found = arrange(PROJECTION, Items(labels=(label("金沙小区", 0, 0, 1.0), label("望江里", 3, 0, 9.0))))
    assert [p.label.text for p in found.labels] == ["望江里"]


HOUSE = Outline(((np.array([(-20, -6), (20, -6), (20, 6), (-20, 6), (-20, -6)], float), 0.0, 18.0),))


def plate_of(house, **more):
    name = Label("1栋", "chosen", np.array([[0.0, 0.0, 20.0]]), 900.0)
    found = arrange(PROJECTION, Items(labels=(label("金沙小区", 0, -6, 60.0), name), body=house, **more))
    return found.labels


def test_only_the_plate_of_the_chosen_building_is_written_at_it():
    assert [p.label.text for p in plate_of(HOUSE)] == ["1栋"]


def test_the_plate_stands_above_roof_and_pins():
    roof = min(ring[:, 1].min() for ring in silhouette(PROJECTION, HOUSE))
    pinned = plate_of(HOUSE, symbols=(Symbol("shop", (1,), (0.0, 0.0, 18.0), "", "铺", "#8250df"),))
    assert plate_of(HOUSE)[0].y < roof
    assert pinned[0].y < plate_of(HOUSE)[0].y


def test_nothing_is_placed_under_a_bar():
    bar = (0.0, 0.0, 800.0, 320.0)
    found = arrange(PROJECTION, Items((symbol(1, 0, 20),), (label("望江里", 0, 30),), covered=(bar,)))
    assert (found.symbols, found.labels) == ((), ())


def test_under_a_plate_is_no_name_and_no_pin_whose_head_lies_there():
    plate = (0.0, 0.0, 800.0, 320.0)
    found = arrange(PROJECTION, Items((symbol(1, 0, 20), symbol(2, 0, -60)), (label("望江里", 0, 30),), plates=(plate,)))
    assert ([p.symbol.ids for p in found.symbols], found.labels) == ([(2,)], ())


def test_in_the_street_what_is_far_away_is_not_shown():
    street = Projection(Eye(0, 0, 2, 85, 0, 7), 800, 600)
    found = arrange(street, Items((symbol(1, 0, 40), symbol(2, 0, 400)), (label("近", 20, 20), label("远", 30, 350))))
    assert [p.symbol.ids for p in found.symbols] == [(1,)]
    assert [p.label.text for p in found.labels] == ["近"]


def test_a_name_shows_only_near_enough():
    assert arrange(PROJECTION, Items(labels=(label("远", 0, 0, closest=0.01),))).labels == ()


def test_a_road_carries_its_name_along_itself_and_upright():
    along = Label("金沙路", "road", np.array([[0.0, 0, 0]]), 10.0, np.array([[-10.0, -10, 0]]))
    found = arrange(PROJECTION, Items(labels=(along,)))
    assert -80 < found.labels[0].angle < -10


def test_the_arrangement_is_the_same_every_time(small):
    items = Items(tuple(symbol(i, i * 7 % 90, i * 13 % 70) for i in range(60)), town_labels(small))
    first, second = (arrange(PROJECTION, items) for _ in range(2))
    assert [(p.symbol.ids, p.dot) for p in first.symbols] == [(p.symbol.ids, p.dot) for p in second.symbols]
    assert [(p.label.text, p.x, p.y) for p in first.labels] == [(p.label.text, p.x, p.y) for p in second.labels]


def test_a_park_in_pieces_is_named_once(small):
    names = [found.text for found in town_labels(small)]
    assert len([n for n in names if n == "金沙公园"]) == 1


def test_painting_puts_the_pin_where_it_was_arranged():
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    items = Items(
        (symbol(1, 0, 0, glyph=""),),
        (label("金沙小区", -60, 0),),
        (Outline(((np.array([(40, 0), (60, 0), (60, 9), (40, 0)]), 0.0, 9.0),)),),
    )
    arranged = arrange(PROJECTION, items)
    painter = QPainter(image)
    paint(painter, PROJECTION, items, arranged, "light")
    painter.end()
    x, y = arranged.symbols[0].centre
    assert image.pixelColor(round(x - 7), round(y)).name() == "#8250df"


def test_the_silhouette_of_a_house_is_one_ring():
    ring = np.array([(0, 0), (20, 0), (20, 12), (0, 12), (0, 0)], float)
    assert len(silhouette(PROJECTION, Outline(((ring, 0.0, 18.0),)))) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", [m for m in MARKS if m in BADGES])
def test_each_state_has_a_badge_of_its_own_shape(theme, mark):
    plain = pin("shop", "铺", "#8250df", "", theme, 1.0, 1.0, False)
    assert pin("shop", "铺", "#8250df", mark, theme, 1.0, 1.0, False) != plain


def test_badges_differ_from_each_other():
    pictures = [pin("shop", "铺", "#8250df", mark, "light", 1.0, 1.0, False) for mark in BADGES]
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_every_layer_has_a_sign():
    from data.kinds import builtin_kinds

    for kind in builtin_kinds().layers():
        assert resource("symbols", f"{kind.layer.symbol}.svg").is_file(), kind.name
        assert sign(kind.layer.symbol, "#ffffff", 64) is not None


@pytest.mark.parametrize(
    ("kind", "values", "mark"),
    [("task", {"due_at": "2026-11-21T10:00:00Z", "state": "issued"}, "late"), ("camera", {"state": "faulty"}, "fault"),
     ("force", {"duty": "busy", "tier": "core"}, "busy"), ("case", {"state": "reported", "severity": "major"}, "late"),
     ("case", {"state": "reported", "severity": "normal"}, ""), ("shop", {"state": "open"}, "")],
)  # fmt: skip
def test_states_show_by_their_mark(kind, values, mark, station, make_record):
    record = make_record(kind, 1, 0.0, 0.0, **values)
    assert shown(record, station.kinds[kind], station.clock.now(), "light").mark == mark


def test_closed_cases_are_quiet(station, make_record):
    found = shown(
        make_record("case", 1, 0.0, 0.0, state="closed", severity="major"), station.kinds["case"], station.clock.now(), "light"
    )
    assert (found.small, found.mark, found.colour) == (True, "", colours("light")["calm"])
