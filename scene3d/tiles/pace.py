"""How much care a picture gets while the eye moves: it steps down before the frame rate does, and comes back when still."""

from __future__ import annotations

from dataclasses import dataclass

from scene3d.tiles.levels import FINE, MASSING, STILL, Care

SLOW = 40.0  # milliseconds; a frame of a movement must not take longer
SLUGGISH = 250.0  # milliseconds of a still picture; above that a movement begins at the quickest step
QUICK = 12.0  # milliseconds; with less there is room for more
STEADY = 8  # quick frames in a row before the next movement begins with more
SETTLING = 2  # frames of a step before it is judged: the first ones send what is new to the graphics
SAMPLES = 8  # of a pixel, when still


@dataclass(frozen=True, slots=True)
class Quality:
    """How a frame is drawn: ``samples`` of a pixel, ``share`` of the pixels along each side, care for the town.

    ``shadows`` and ``trees`` say whether they are drawn.
    """

    samples: int = SAMPLES
    share: float = 1.0
    care: Care = STILL
    shadows: bool = True
    trees: bool = True


BEST = Quality()
# While moving, from the best to the quickest; a machine with a graphics card stays at the first.
STEPS = (
    BEST,
    Quality(0, 1.0, Care(1.4, FINE, 400_000)),
    Quality(0, 0.7, Care(1.6, MASSING, 200_000), shadows=False),
    Quality(0, 0.5, Care(2.5, MASSING, 100_000), shadows=False, trees=False),
)


class Pace:
    """Chooses the step by the time that frames took. It never steps up while the eye moves: that would flicker."""

    def __init__(self) -> None:
        self._step = 0
        self._known = False
        self._frames = 0
        self._quick = 0
        self._moving = False

    @property
    def moving(self) -> bool:
        """Whether a movement is under way."""
        return self._moving

    @property
    def quality(self) -> Quality:
        """How the next frame is to be drawn."""
        return STEPS[self._step] if self._moving else BEST

    def move(self) -> None:
        """Begin a movement, or go on with it."""
        if not self._moving:
            self._moving, self._frames, self._quick = True, 0, 0

    def rest(self) -> None:
        """End a movement; the next one begins one step better if there was room for it all along."""
        if self._moving and self._quick >= STEADY and self._step:
            self._step -= 1
        self._moving = False

    def took(self, milliseconds: float) -> bool:
        """Learn how long a frame took; True where the next one is drawn otherwise."""
        if not self._moving:
            self._learn_from_still(milliseconds)
            return False
        self._frames += 1
        if self._frames <= SETTLING:
            return False
        self._quick = self._quick + 1 if milliseconds < QUICK else 0
        if milliseconds <= SLOW or self._step == len(STEPS) - 1:
            return False
        self._step, self._frames = self._step + 1, 0
        return True

    def _learn_from_still(self, milliseconds: float) -> None:
        """Until a movement has told better: where a still picture is slow, movements begin further down."""
        if milliseconds > SLOW and not self._known:
            self._step = max(self._step, 2 if milliseconds < SLUGGISH else 3)
        self._known = True
