"""What an address was found to name."""

from __future__ import annotations

from dataclasses import dataclass

SURE = 0.8  # from here on a match is taken without asking
SHOWN = 5  # alternatives


@dataclass(frozen=True, slots=True)
class Match:
    """What an address was found to name; ``sure`` is 0 to 1, ``alternatives`` are buildings it could also be.

    ``missing_room`` says that the building is known and the text names a room that is not recorded there. ``impossible``
    is a sentence where that room cannot be in the building: it has fewer units or storeys. ``outside`` says that the
    text names a place and nothing here is called so.
    """

    building: int | None = None
    dwelling: int | None = None
    unit: str | None = None
    storey: int | None = None
    room: str | None = None
    sure: float = 0.0
    why: str = ""
    alternatives: tuple[int, ...] = ()
    missing_room: bool = False
    impossible: str = ""
    outside: bool = False

    @property
    def found(self) -> bool:
        """Whether it names a building beyond reasonable doubt."""
        return self.building is not None and self.sure >= SURE
