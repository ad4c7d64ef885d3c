"""How storeys are numbered and how high they lie: 1 is the ground floor, -1 the first below, one above the highest is the roof."""

from __future__ import annotations

from data.i18n import tr

BELOW_STEP = 3.6  # metres from floor to floor below ground: what garages and plant rooms are built with


def roof_storey(storeys: int) -> int:
    """Return the number under which the roof of a building is chosen, and things on it are kept."""
    return storeys + 1


def floor_height(storey: int, base: float, step: float) -> float:
    """Return the height of a storey's floor in metres above ground.

    Parameters
    ----------
    storey
        1 and up above ground, -1 and down below.
    base, step
        Metres above ground of the building's foot, and from floor to floor above ground.
    """
    return base + (storey - 1) * step if storey > 0 else storey * BELOW_STEP


def storey_words(storey: int, storeys: int) -> str:
    """Return a storey in words; the roof of a building with that many storeys is told as such."""
    if storeys and storey == roof_storey(storeys):
        return tr("屋顶")
    return tr("地下第 {count} 层", count=-storey) if storey < 0 else tr("第 {count} 层", count=storey)
