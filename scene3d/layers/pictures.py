"""The layer of ground pictures: photographs and drawn maps lie on the ground, under roads, shadows and houses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkRenderingCore import vtkActor

from data.town.pictures import GroundPicture, read_pictures
from scene3d.layers.base import Layer
from scene3d.picture_actors import picture_actors

Pieces = list[vtkActor]


class PictureLayer(Layer):
    """Pictures on the ground; opacity changes what is shown, and reads nothing again."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._known: dict[str, npt.NDArray[np.uint8]] = {}
        self._shown: tuple[Any, ...] = ()
        self._actors: Pieces = []

    def work(self) -> Callable[[], list[GroundPicture]]:
        """Read the pictures; pixels that are known stay."""
        station, known = self.host.station, dict(self._known)
        return lambda: read_pictures(station, known)

    def show(self, found: Any) -> None:
        """Lay the pictures on the ground, or let what lies there shine through more or less."""
        pictures: list[GroundPicture] = list(found)
        scene = self.host.scene
        if pictures:
            self._known = {p.digest: p.pixels for p in pictures}
        now = (scene.theme, self.state.opacity < 1, *((p.id, p.digest, p.box) for p in pictures))
        if now != self._shown or not self._there():
            frame = self.host.station.frame
            self._actors = [a for n, p in enumerate(pictures) for a in picture_actors(p, frame, scene.theme, n)]
            scene.put_under(self.topic, self._actors)
            self._shown = now
        for actor in self._actors:
            actor.GetProperty().SetOpacity(self.state.opacity)
            if self.state.opacity < 1:
                actor.ForceOpaqueOff()
                actor.ForceTranslucentOn()
        self.host.render()

    def _there(self) -> bool:
        """Whether the scene still holds what was laid; a new town clears it."""
        return not self._actors or self.topic in self.host.scene.names()
