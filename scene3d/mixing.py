"""Whether what is drawn is mixed with what lies behind it: houses are not, and nobody can be seen through.

VTK asks OpenGL to mix everything. A graphics card does it for nothing; without one, what lies behind every pixel is read, mixed by
nought and written again, which takes a tenth of the time of a picture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vtkmodules.vtkCommonCore import vtkCommand
from vtkmodules.vtkRenderingCore import vtkActor

GL_BLEND = 0x0BE2


class Mixing:
    """Tells OpenGL before an actor is drawn whether it is to be mixed, from `begin` on.

    It knows no scene, so that actors, which keep it, do not keep all others.
    """

    def __init__(self) -> None:
        self._state: Any = None

    def begin(self, window: Any) -> None:
        """Draw what is solid without mixing in a window from the next picture on."""
        self._state = window.GetState()

    def solid(self, actor: vtkActor) -> None:
        """Tell that nothing is seen through this actor."""
        _hear(actor, self._off)

    def clear(self, actor: vtkActor) -> None:
        """Tell that an actor may be seen through; every actor that is not solid must be told of."""
        _hear(actor, self._on)

    def _off(self, *_: object) -> None:
        if self._state is not None:
            self._state.vtkglDisable(GL_BLEND)

    def _on(self, *_: object) -> None:
        if self._state is not None:
            self._state.vtkglEnable(GL_BLEND)


def _hear(actor: vtkActor, told: Callable[..., None]) -> None:
    """Tell before an actor is drawn, once however often it is shown anew."""
    mapper = actor.GetMapper()
    if not mapper.HasObserver(vtkCommand.StartEvent):
        mapper.AddObserver(vtkCommand.StartEvent, told)
