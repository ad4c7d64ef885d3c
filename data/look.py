"""The look's tokens, read once from ``resources/look.toml`` for style, overlay, charts and scene alike."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from data.paths import resource


@cache
def _tokens() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("look.toml").read_text(encoding="utf-8"))


def colours(theme: str, safe: bool = False) -> dict[str, str]:
    """Return the colours of a theme ("light" or "dark") by name, as "#rrggbb" or "#rrggbbaa".

    ``safe`` gives states and kinds of residence in colours that the colour-blind can tell apart.
    """
    tokens = _tokens()
    return {**tokens[theme], **tokens[f"{theme}_safe"]} if safe else tokens[theme]


def daylight() -> list[dict[str, Any]]:
    """Return the light of the hour at several heights of the sun, the highest first; see ``[[daylight]]`` in the file."""
    steps: Any = _tokens()["daylight"]
    return list(steps)


def ramp(theme: str, count: int) -> list[str]:
    """Return ``count`` colours "#rrggbb" from few to many, evenly taken from the theme's ramp for buildings."""
    stops = [_numbers(c) for c in _tokens()["buildings"][f"{theme}_ramp"]]
    last = len(stops) - 1
    if count <= 1:
        return [_written(stops[last * 2 // 3])] * max(count, 0)
    return [_written(_between(stops, last * i / (count - 1))) for i in range(count)]


def code_colours() -> list[str]:
    """Return the colours for buildings by a code list, in the order that they are given out."""
    return list(_tokens()["buildings"]["codes"])


def no_class(theme: str, why: str) -> str:
    """Return the colour of buildings outside of all classes: ``why`` is "none" (zero) or "unknown"."""
    return str(_tokens()["buildings"][f"{theme}_{why}"])


def _numbers(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _written(colour: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _between(stops: list[tuple[int, ...]], at: float) -> tuple[int, ...]:
    low = min(int(at), len(stops) - 2)
    return tuple(round(a + (b - a) * (at - low)) for a, b in zip(stops[low], stops[low + 1], strict=True))


def families() -> list[str]:
    """Return the font families to try, best first."""
    return list(_tokens()["type"]["family"])


def size(group: str, name: str) -> int:
    """Return a size in logical pixels: ``size("space", "rail")``."""
    return int(_tokens()[group][name])
