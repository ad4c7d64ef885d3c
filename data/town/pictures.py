"""The pictures on the ground: which the station keeps, where each lies in local metres, and their pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from data.errors import BadInput
from data.query import Query, equals
from data.records import Record
from data.store.station import Station
from data.town.frame import LocalFrame

KIND = "ground_picture"
MOST = 100_000_000  # pixels of a picture that is read; the import makes none so large


@dataclass(frozen=True, slots=True)
class GroundPicture:
    """A picture: pixels (h, w, 3 or 4) 0..255 with row 0 in the south, even in degrees over ``box`` (west, south, east, north)."""

    id: int
    digest: str
    box: tuple[float, float, float, float]
    pixels: npt.NDArray[np.uint8]

    def corners(self, frame: LocalFrame, u: npt.ArrayLike, v: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return local metres (n, 2) of shares 0..1 of width and height, from the south-western corner."""
        west, south, east, north = self.box
        lon, lat = west + np.asarray(u, float) * (east - west), south + np.asarray(v, float) * (north - south)
        return np.column_stack(frame.to_local(lon, lat))


def picture_named(station: Station, name: str) -> Record | None:
    """Return the picture of a name, which is that of the file that it came from; None where there is none."""
    return station.first(equals(KIND, name=name))


def read_pictures(station: Station, known: dict[str, npt.NDArray[np.uint8]] | None = None) -> list[GroundPicture]:
    """Return the station's ground pictures, the first imported first; what cannot be read is left out.

    ``known`` holds pixels by digest from an earlier call; they are not read again.
    """
    columns = station.columns(Query(KIND, order=("id",)), ("id", "name", "digest", "geometry"))
    found = []
    for id, digest, place in zip(columns["id"], columns["digest"], columns["geometry"], strict=True):
        if place is None or not digest:
            continue
        pixels = known.get(digest) if known is not None else None
        pixels = pixels if pixels is not None else _pixels(station, id, digest)
        if pixels is not None:
            west, south, east, north = shapely.bounds(place).tolist()
            found.append(GroundPicture(id, digest, (west, south, east, north), pixels))
    return found


def picture_file(station: Station, picture: Record) -> Record | None:
    """Return the attachment that holds a picture's pixels."""
    return station.first(equals("attachment", record_kind=KIND, record=picture.id, digest=picture["digest"]))


def _pixels(station: Station, id: int, digest: str) -> npt.NDArray[np.uint8] | None:
    from data.isolated.pictures import pixels_of  # most stations have no picture

    file = station.first(equals("attachment", record_kind=KIND, record=id, digest=digest))
    if file is None:
        return None
    try:
        return np.ascontiguousarray(pixels_of(station.content(file.id), ("JPEG", "WEBP"), mode="", most=MOST)[::-1])
    except BadInput:
        return None
