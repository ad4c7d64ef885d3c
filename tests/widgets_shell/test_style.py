import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from data import look
from widgets import icons, style
from widgets.parts import Button

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
BLINDNESS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
PAIRS = [("calm", "soon"), ("soon", "late"), ("calm", "late"), ("household", "floating"), ("household", "business")]


def linear(c: QColor) -> list[float]:
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c.redF(), c.greenF(), c.blueF())]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(v, 0.0), 1.0) for v in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, kind: str) -> float:
    seen = []
    for name in (one, other):
        rgb = linear(QColor(name))
        seen.append(lab([sum(m * v for m, v in zip(row, rgb, strict=True)) for row in BLINDNESS[kind]]))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", list(BLINDNESS))
@pytest.mark.parametrize("pair", PAIRS)
def test_safe_colours_stay_apart_for_the_colour_blind(theme, kind, pair):
    colours = look.colours(theme, safe=True)
    assert apart(colours[pair[0]], colours[pair[1]], kind) > 16


def test_the_plain_states_are_what_the_safe_ones_are_for():
    colours = look.colours("light")
    assert apart(colours["soon"], colours["late"], "deuteranopia") < apart(
        look.colours("light", safe=True)["soon"], look.colours("light", safe=True)["late"], "deuteranopia"
    )


def test_safe_keeps_every_other_token():
    assert set(look.colours("dark", safe=True)) == set(look.colours("dark"))


def luminance(name: str) -> float:
    r, g, b = linear(QColor(name))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("state", style.INKS)
def test_words_in_a_state_are_read_on_every_ground(theme, safe, state):
    colours = look.colours(theme, safe=safe)
    ink = luminance(colours[f"{state}_ink"])
    for ground in ("panel", "page", "hover", f"{state}_soft", "accent_soft"):
        low, high = sorted((ink, luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, ground  # WCAG 2.2, AA


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sheet_has_no_token_left(qapp, theme):
    style.apply(qapp, theme)
    without_files = re.sub(r'url\("[^"]*"\)', "", style.sheet())
    assert not re.search(r"@\w|\d+dp", without_files)


def test_every_picture_of_the_sheet_exists(qapp):
    from pathlib import Path

    files = re.findall(r'url\("([^"]*)"\)', style.sheet())
    assert files
    assert [f for f in files if not Path(f).exists()] == []


def test_text_and_lengths_follow_the_font_scale(qapp):
    style.apply(qapp, "light", 1.5)
    assert style.scaled(20) == 30
    assert qapp.font().pixelSize() == 21


def test_a_theme_change_reaches_open_widgets_and_their_icons(qapp, window):
    label, button = QLabel("文字", window), Button("飞到", icon="fly", parent=window)
    for widget in (label, button):
        widget.show()
    before = button.icon().pixmap(16, 16).toImage()
    style.apply(qapp, "dark")
    assert label.palette().windowText().color() == style.colour("text")
    assert button.icon().pixmap(16, 16).toImage() != before


@pytest.mark.parametrize(("written", "meant"), [("#2da44e", "calm"), ("#D93025", "late"), ("#123456", "#123456"), ("", "")])
def test_colours_of_code_lists_follow_the_look(written, meant):
    assert style.choice_colour(written) == meant


def test_alpha_tokens_are_read_in_qt_order():
    shadow = style.colour("shadow")
    assert (shadow.red(), shadow.green(), shadow.blue(), shadow.alpha()) == (0x1C, 0x27, 0x33, 0x26)


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_can_be_drawn(qapp, name):
    image = icons.pixmap(name, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(0, image.height(), 2))


def test_an_unknown_icon_is_a_fault(qapp):
    with pytest.raises(ValueError, match="no such icon"):
        icons.pixmap("nonsense", 16)


@pytest.mark.parametrize(("ground", "ink"), [("#ffd400", "#101820"), ("#1f6feb", "#ffffff"), ("#d93025", "#ffffff")])
def test_ink_reads_on_its_ground(ground, ink):
    assert style.readable_on(QColor(ground)).name() == ink
