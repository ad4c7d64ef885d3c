"""The one look of every Qt widget: palette, fonts and style sheet made from the tokens in ``resources/look.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from data import look
from data.paths import resource

LENGTH = re.compile(r"\b(\d+)dp\b")
NAME = re.compile(r"@([a-z_]+)")
APPLIED = "watchroomLook"  # property of the application: what it looks like
INKS = ("calm", "soon", "late")  # states that have a shade for words
STATES = ("calm", "soon", "late", "accent", "quiet")


@dataclass(frozen=True, slots=True)
class Look:
    """What is applied now; ``font_scale`` 1.0 is 14 px text."""

    theme: str = "light"
    font_scale: float = 1.0
    colour_safe: bool = False


_now = [Look()]  # one element: what is applied now


def apply(app: QApplication, theme: str, font_scale: float = 1.0, colour_safe: bool = False) -> None:
    """Give the whole program a theme ("light" or "dark"); every open widget repaints itself, unless it looks so already.

    ``font_scale`` scales text and the sizes that follow it; ``colour_safe`` takes the states from colours that the
    colour-blind can tell apart.
    """
    _now[0] = Look(theme, font_scale, colour_safe)
    if app.property(APPLIED) == repr(_now[0]):  # all widgets would be polished anew for nothing
        return
    app.setProperty(APPLIED, repr(_now[0]))
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(sheet())


def current() -> Look:
    """Return the look that is applied now."""
    return _now[0]


def scaled(pixels: float) -> int:
    """Return a length in logical pixels at the font scale in use."""
    return round(pixels * _now[0].font_scale)


def colour(name: str, alpha: float = 1.0) -> QColor:
    """Return a colour by its token name ("accent"), or of a "#rrggbb"; ``alpha`` 0 to 1 thins it."""
    value = name if name.startswith("#") else look.colours(_now[0].theme, _now[0].colour_safe)[name]
    found = QColor(_argb(value))
    if alpha < 1.0:
        found.setAlphaF(found.alphaF() * alpha)
    return found


def ink(tone: str) -> QColor:
    """Return the colour of words in a tone: a state is written in its deeper shade, which is read on any ground of the theme."""
    return colour(f"{tone}_ink" if tone in INKS else tone)


def choice_colour(value: str) -> str:
    """Return the token that a code list's colour stands for, so that it follows theme and colour-blind safe colours.

    Code lists write their states in the light theme's colours; a colour that is no such token is returned as it is.
    """
    light = look.colours("light")
    return next((name for name in STATES if light[name] == value.lower()), value)


def font(pixels: float | None = None, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font at a size in unscaled pixels, with tabular figures."""
    made = QFont()
    made.setFamilies(look.families())
    made.setPixelSize(max(scaled(pixels or look.size("type", "text")), 1))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def readable_on(background: QColor) -> QColor:
    """Return white or a near-black, whichever reads better on a colour (WCAG relative luminance)."""
    return QColor("#ffffff") if _luminance(background) < 0.36 else QColor("#101820")


def restyle(widget: QWidget) -> None:
    """Make a widget take up style rules again after one of its dynamic properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads (``role``, ``tone``, ``surface``) and restyle."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def sheet() -> str:
    """Return the style sheet for the look in use, from ``resources/styles/watchroom.qss``.

    ``@name`` stands for a colour token and ``14dp`` for a length that follows the font scale.
    """
    text = resource("styles", "watchroom.qss").read_text(encoding="utf-8")
    names = {"theme": _now[0].theme, "styles": resource("styles").as_posix()}
    names.update((k, css(k)) for k in look.colours(_now[0].theme, _now[0].colour_safe))
    names.update(_derived())
    lengths = LENGTH.sub(lambda m: f"{scaled(int(m[1]))}px", text)
    return NAME.sub(lambda m: names[m[1]], lengths)


def _derived() -> dict[str, str]:
    """Return the few shades that follow from the tokens: pressed accents, scroll bars."""
    accent = colour("accent")
    return {
        "accent_hover": accent.darker(108).name(), "accent_press": accent.darker(120).name(),
        "focus_on_accent": colour("text").name(), "scroll": css("quiet", 0.35),
    }  # fmt: skip


def css(name: str, alpha: float = 1.0) -> str:
    """Return a colour as style sheets write it."""
    c = colour(name, alpha)
    return f"rgba({c.red()}, {c.green()}, {c.blue()}, {c.alpha()})"


def _argb(value: str) -> str:
    """Return "#rrggbbaa" as Qt's "#aarrggbb"."""
    return f"#{value[7:9]}{value[1:7]}" if len(value) == 9 else value


def _luminance(c: QColor) -> float:
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c.redF(), c.greenF(), c.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _palette() -> QPalette:
    made = QPalette()
    roles = QPalette.ColorRole
    names = {
        roles.Window: "page", roles.WindowText: "text", roles.Base: "panel", roles.AlternateBase: "page", roles.Text: "text",
        roles.Button: "panel", roles.ButtonText: "text", roles.BrightText: "late", roles.Highlight: "accent",
        roles.HighlightedText: "on_accent", roles.Link: "accent", roles.LinkVisited: "accent", roles.ToolTipBase: "panel",
        roles.ToolTipText: "text", roles.PlaceholderText: "quiet", roles.Light: "panel", roles.Midlight: "hover",
        roles.Mid: "line", roles.Dark: "line", roles.Shadow: "line", roles.Accent: "accent",
    }  # fmt: skip
    for role, name in names.items():
        made.setColor(role, colour(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("quiet", 0.7))
    return made
