"""Reading a picture of the ground, apart (`data.isolated`): GDAL and the picture codecs are C, and the files are anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from data.exchange.datum.question import DatumUnclear, Elsewhere
from data.exchange.ground.geotiff import corners_of, read_geotiff  # with all that they load, before copies are made
from data.exchange.ground.mbtiles import bounds_of, read_mbtiles
from data.exchange.report import DatumGuess
from data.isolated.readers import Report
from data.isolated.wire import Array


def read_ground(asked: dict[str, Any], report: Report) -> tuple[Any, Sequence[Array]]:
    """Return what is asked of a picture: ``what`` is "picture" (of ``area``, in ``datum``), "corners" or "bounds"."""
    path = Path(asked["path"])
    tiles = path.suffix.lower() == ".mbtiles"
    try:
        if asked["what"] == "bounds":
            return {"box": bounds_of(path)}, []
        if asked["what"] == "corners":
            return {}, list(corners_of(path))
        area = tuple(asked["area"]) if asked["area"] is not None else None
        read = read_mbtiles if tiles else read_geotiff
        found = read(path, area, asked["datum"], report)
    except DatumUnclear as error:
        return {"unclear": error.message, "candidates": list(error.candidates)}, []
    except Elsewhere as error:
        return {"elsewhere": error.message, "taken": _told(error.taken), "far": error.far}, []
    return {"box": found.box, "datum": _told(found.datum), "notes": list(found.notes)}, [found.pixels]


def _told(guess: DatumGuess) -> Any:
    return orjson.loads(orjson.dumps(asdict(guess), option=orjson.OPT_SERIALIZE_NUMPY, default=str))
