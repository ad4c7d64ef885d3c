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


def families() -> list[str]:
    """Return the font families to try, best first."""
    return list(_tokens()["type"]["family"])


def size(group: str, name: str) -> int:
    """Return a size in logical pixels: ``size("space", "rail")``."""
    return int(_tokens()[group][name])
