"""Reading a building's model, apart (`data.isolated`): nodes may be made to multiply, and textures go through codecs in C."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import trimesh  # noqa: F401 - loaded before this process copies itself for each file, and not in every copy again

from data.exchange.models.read import read_here
from data.isolated.readers import Report
from data.isolated.wire import Array


def read_whole(asked: dict[str, Any], report: Report) -> tuple[Any, Sequence[Array]]:
    """Return the notes of a model, its triangles and their colours."""
    model = read_here(Path(asked["path"]))
    return list(model.notes), [model.triangles, model.colours]
