"""What is painted stays where it is while the eye moves, nothing lies on anything else, and a pick finds what is drawn."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from scene3d.camera import Eye, Projection
from scene3d.overlay.arrange import arrange
from scene3d.overlay.items import Items, Label, Symbol
from scene3d.overlay.memory import Memory
from scene3d.overlay.names import town_labels
from scene3d.overlay.pins import drop_path, sign, tag_box
from scene3d.overlay.taken import Taken

pytestmark = pytest.mark.usefixtures("qapp")
EYE = Eye(0, 0, 0, 400, 0, 45)


def symbols(count, seed=3):
    rng = np.random.default_rng(seed)
    at = rng.uniform(-160, 160, (count, 2))
    return tuple(
        Symbol("shop", (n,), (float(x), float(y), 0.0), "shop", "铺", "#8250df", count=int(n % 7 == 0) * 12, title=f"店{n}")
        for n, (x, y) in enumerate(at)
    )


def names(count):
    rng = np.random.default_rng(8)
    at = rng.uniform(-160, 160, (count, 2))
    return tuple(
        Label(f"路{n}", "road", np.array([[x, y, 0.0], [x + 15, y, 0.0]]), float(n % 5), np.full((2, 3), (6.0, 2.0, 0.0)))
        for n, (x, y) in enumerate(at)
    )


def crowded():
    return Items(symbols(150), names(2000))


def test_no_word_lies_on_another_or_on_a_pin():
    found = arrange(Projection(EYE, 900, 600), crowded())
    boxes = [p.box for p in found.labels]
    assert len(boxes) > 40
    for n, (a, b, c, d) in enumerate(boxes):
        assert not any(a < g and c > e and b < h and d > f for e, f, g, h in boxes[:n])
        heads = [(p.centre, p.radius) for p in found.symbols if not p.dot]
        assert not any(a < x + r and c > x - r and b < y + r and d > y - r for (x, y), r in heads)


def moved(steps):
    """Arrangements while the eye turns and glides a little at a time."""
    memory, items, found = Memory(), crowded(), []
    for n in range(steps):
        eye = replace(EYE, bearing=0.2 * n, east=0.3 * n)
        found.append((eye, arrange(Projection(eye, 900, 600), items, 1.0, memory)))
    return found


def margin(placed):
    return 60 < placed.x < 840 and 60 < placed.y < 540


def test_words_stay_while_the_eye_moves():
    steps = [found for _, found in moved(12)]
    kept = []
    for before, after in pairwise(steps):
        inner = {p.label.text for p in before.labels if margin(p)}
        kept.append(len(inner & {p.label.text for p in after.labels}) / len(inner))
    assert min(kept) > 0.93


def test_words_that_stay_do_not_jump_between_their_places():
    steps = [found for _, found in moved(12)]
    for before, after in pairwise(steps):
        was = {p.label.text: (p.x, p.y) for p in before.labels if p.label.style == "road"}
        now = {p.label.text: (p.x, p.y) for p in after.labels if p.label.style == "road"}
        away = [np.hypot(now[t][0] - was[t][0], now[t][1] - was[t][1]) for t in was.keys() & now.keys()]
        assert np.percentile(away, 95) < 12
        assert sum(a > 25 for a in away) <= 1


def test_pins_do_not_take_turns_with_each_other():
    steps = [found for _, found in moved(12)]
    flips = 0
    for first, second, third in zip(steps, steps[1:], steps[2:], strict=False):
        pins = [{p.symbol.ids[0] for p in s.symbols if not p.dot} for s in (first, second, third)]
        flips += len((pins[0] & pins[2]) - pins[1])
    assert flips <= 2


def test_a_pin_that_stood_stays_before_a_newcomer_of_the_same_weight():
    stood = symbols(1)[0]
    newcomer = replace(stood, ids=(99,), point=(stood.point[0] + 2, stood.point[1] - 5, 0.0))  # it is nearer to the eye
    memory = Memory()
    arrange(Projection(EYE, 900, 600), Items((stood,)), 1.0, memory)
    found = arrange(Projection(EYE, 900, 600), Items((newcomer, stood)), 1.0, memory)
    assert [p.symbol.ids for p in found.symbols if not p.dot] == [(0,)]


def test_a_newcomer_that_matters_more_takes_the_place():
    stood = symbols(1)[0]
    memory = Memory()
    arrange(Projection(EYE, 900, 600), Items((stood,)), 1.0, memory)
    found = arrange(Projection(EYE, 900, 600), Items((stood, replace(stood, ids=(99,), priority=5.0))), 1.0, memory)
    assert [p.symbol.ids for p in found.symbols if not p.dot] == [(99,)]


def test_a_title_keeps_its_side():
    memory, items = Memory(), Items(symbols(1))
    first = arrange(Projection(EYE, 900, 600), items, 1.0, memory).labels[0]
    second = arrange(Projection(replace(EYE, bearing=3.0), 900, 600), items, 1.0, memory)
    assert first.label.text == "店0"
    assert (first.x > first.label.places[0, 0]) == (second.labels[0].x > second.symbols[0].x - 900)


def test_a_pick_finds_the_symbol_that_is_drawn_on_top_at_every_pixel():
    found = arrange(Projection(EYE, 900, 600), Items(symbols(150)))
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setPen(QColor(0, 0, 0, 0))
    for number, placed in enumerate(found.symbols, 1):
        painter.setBrush(QColor(0, number >> 8, number & 255))
        painter.save()
        painter.translate(placed.x, placed.y)
        if placed.dot:
            painter.drawEllipse(QPointF(0, 0), placed.radius, placed.radius)
        else:
            painter.drawPath(drop_path())
            if placed.symbol.count > 1:
                painter.drawRect(tag_box(placed.symbol.count))
        painter.restore()
    painter.end()
    drawn = (np.frombuffer(image.constBits(), np.uint32).reshape(600, 900) & 0xFFFF).astype(int)
    same = np.all([np.roll(drawn, by, axis) == drawn for by in (-1, 1) for axis in (0, 1)], axis=0) & (drawn > 0)
    rng = np.random.default_rng(2)
    for y, x in rng.choice(np.argwhere(same), 600):
        assert found.at(x + 0.5, y + 0.5) is found.symbols[drawn[y, x] - 1].symbol


def test_a_dot_is_meant_a_little_beside_it_where_nothing_is_drawn():
    found = arrange(Projection(EYE, 900, 600), Items((replace(symbols(1)[0], small=True),)))
    placed = found.symbols[0]
    assert placed.dot
    assert found.at(placed.x + 6, placed.y) is placed.symbol
    assert found.at(placed.x + 9, placed.y) is None


def test_a_title_stands_beside_a_single_symbol_only(small):
    several = replace(symbols(1)[0], count=5, title="")
    assert arrange(Projection(EYE, 900, 600), Items((several,))).labels == ()
    assert town_labels(small)


def test_what_is_taken_is_not_free_and_the_edge_counts():
    taken = Taken(200, 100)
    taken.take(40, 40, 80, 60)
    assert not taken.free(70, 50, 120, 70)
    assert taken.free(90, 50, 120, 70)
    assert not taken.free(-1, 10, 20, 20)
    assert not taken.free(180, 80, 201, 90)


def test_signs_of_one_kind_can_be_told_apart_at_16_pixels():
    from data.kinds import builtin_kinds

    for kind in builtin_kinds().layers():
        if not kind.layer.sign:
            continue
        drawn = {c.symbol: _ink(c.symbol) for c in kind.fields[kind.layer.sign].choices if c.symbol}
        for one, a in drawn.items():
            assert 0.12 < a.mean() < 0.85, one
            for other, b in drawn.items():
                assert one == other or np.abs(a - b).mean() > 0.12, (kind.name, one, other)


def _ink(symbol):
    image = sign(symbol, "#000000", 64).scaled(16, 16)
    return np.array([[image.pixelColor(x, y).alphaF() for x in range(16)] for y in range(16)])
