"""Baked light: one sun, one soft sky and darkness near the ground, worked out once into the colours of the points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from data.look import colours

Floats = npt.NDArray[np.float64]

# The sun of the model: from the south-south-west, so that with north up the fronts that one looks at are lit.
SUN_BEARING = 218.0  # degrees, where the sun stands
SUN_HEIGHT = 48.0  # degrees above the horizon


@cache
def rgb(colour: str) -> Floats:
    """Return "#rrggbb" or "#rrggbbaa" as numbers 0..255, not to be written to."""
    digits = colour.lstrip("#")
    numbers = np.array([int(digits[i : i + 2], 16) for i in range(0, len(digits), 2)], float)
    numbers.flags.writeable = False
    return numbers


def mixed(a: Floats, b: Floats, share: float) -> Floats:
    """Return the colour that is ``share`` of the way from a to b."""
    return a + (b - a) * share


def towards(bearing: float, height: float) -> Floats:
    """Return the unit vector towards a bearing and a height over the horizon, both in degrees."""
    b, h = np.radians(bearing), np.radians(height)
    return np.array([np.sin(b) * np.cos(h), np.cos(b) * np.cos(h), np.sin(h)])


def to_sun() -> Floats:
    """Return the unit vector towards the sun of the architect's light."""
    return towards(SUN_BEARING, SUN_HEIGHT)


@dataclass(frozen=True, slots=True)
class Light:
    """How strong each light is in a theme: factors on the colour of a surface."""

    sky: float  # from everywhere above
    sun: float  # straight on
    bounce: float  # fill from the side opposite to the sun
    foot: float  # what is left of it at the foot of a wall
    shadow: float  # opacity of the sun's shadow on the ground
    contact: float  # opacity of the darkness around the foot of a building


LIGHTS = {
    "light": Light(sky=0.80, sun=0.30, bounce=0.05, foot=0.88, shadow=0.19, contact=0.22),
    "dark": Light(sky=0.92, sun=0.34, bounce=0.08, foot=0.74, shadow=0.34, contact=0.40),
}


def shade(normals: Floats, theme: str) -> Floats:
    """Return the brightness (about 0.7 to 1.05) of surfaces by their unit normals (n, 3)."""
    light, sun = LIGHTS[theme], to_sun()
    facing = normals @ sun
    upward = 0.5 + 0.5 * normals[:, 2]
    lit = light.sky * (0.88 + 0.12 * upward) + light.sun * np.clip(facing, 0, None) + light.bounce * np.clip(-facing, 0, None)
    return np.clip(lit, 0.0, 1.06)


@dataclass(frozen=True, slots=True)
class Lighting:
    """A light from somewhere: the unit vector to it, how strong it and the air are (red, green, blue), the shadow's opacity.

    None stands for what the theme says.
    """

    to_sun: Floats
    sun: Floats | None = None
    air: Floats | None = None
    shadow: float | None = None

    def shade(self, normals: Floats, theme: str) -> Floats:
        """Return the factors (n, 3) on the colours of surfaces by their unit normals (n, 3)."""
        light = LIGHTS[theme]
        sun = np.full(3, light.sun) if self.sun is None else self.sun
        air = np.full(3, light.sky) if self.air is None else self.air
        facing, upward = normals @ self.to_sun, 0.5 + 0.5 * normals[:, 2]
        lit = air * (0.88 + 0.12 * upward)[:, None] + sun * np.clip(facing, 0, None)[:, None]
        return np.asarray(lit + light.bounce * np.clip(-facing, 0, None)[:, None])


ARCHITECT = Lighting(towards(SUN_BEARING, SUN_HEIGHT))


def theme_rgb(theme: str, name: str) -> Floats:
    """Return a colour of the theme as three numbers 0..255."""
    return rgb(colours(theme)[name])[:3]
