"""The reference systems that a part's coordinates may be in, with where each puts them: of tables, maps and ground pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from data.errors import BadInput
from data.exchange.conversation.arrive import Part
from data.exchange.conversation.sorts import GROUND, PLACES
from data.exchange.datum import Choice, Surroundings, choices, judge
from data.exchange.datum.evidence import MARGIN
from data.exchange.datum.offers import Bounds, Offer, away, distance_words, offers
from data.exchange.datum.sample import bare_sample
from data.exchange.ground.apart import bounds_of, corners_of
from data.exchange.places.judged import sample_of
from data.exchange.places.read import read_places
from data.exchange.places.reference import NoSystem
from data.exchange.report import DatumGuess
from data.exchange.tables import datums
from data.i18n import tr
from data.store.station import Station
from data.town.datum import convert
from data.town.shapes import object_array

Floats = npt.NDArray[np.float64]
TILES = ("WGS84", "GCJ02", "BD09")  # what a file of tiles, always in Web Mercator, may be drawn in
FEWEST = 2  # choices that the ground tells apart; of fewer the usual systems are offered as well
NOWHERE: tuple[Floats, Floats] = (np.empty(0), np.empty(0))


def layers_of(part: Part) -> tuple[str, ...]:
    """Return the layers of a map (or files in a zip) that may differ in their datum; nothing where there is only one."""
    if part.sort != PLACES:
        return ()
    known = part.places.features.guesses if part.places is not None else {}
    found = dict.fromkeys((*known, *part.datums, *filter(None, [part.asked_layer])))
    return tuple(found) if len(found) > 1 or part.asked_layer else ()


def guess_of(part: Part, layer: str = "") -> DatumGuess | None:
    """Return what a part, or one of its layers, is taken for now; None where nothing is known yet."""
    if part.known is not None:
        return part.known.datum
    if part.places is not None and layer in part.places.features.guesses:
        return part.places.features.guesses[layer]
    return part.report.datum if part.report is not None else part.taken


def choices_of(station: Station, part: Part, layer: str = "", text: str = "") -> tuple[Choice, ...]:
    """Return what coordinates may be in, the likeliest first; with a text the systems of that code or name.

    It reads the station and the file and is not for the Qt thread.
    """
    bounds = _bounds(station, part)
    if part.known is not None and not text.strip():
        return tuple(_told_how_far(choice, bounds) for choice in datums.hypotheses(part.known, station))
    if part.sort == GROUND and part.file.suffix.lower() == ".mbtiles":
        return _offered(*_points(station, part, layer), bounds, "", TILES)
    x, y = _points(station, part, layer)
    if text.strip() or part.sort == GROUND:
        return _offered(x, y, bounds, text)
    found = choices(judge(bare_sample(x, y), Surroundings(station))) if len(x) else ()
    here = any(c.lon and away(np.array(c.lon), np.array(c.lat), bounds) == 0 for c in found)
    if len(found) >= FEWEST and (here or bounds is None):
        return found
    if bounds is not None and not here:  # that none of its points is here says nothing: how far they are does
        return _offered(x, y, bounds, text)
    said = {choice.said for choice in found}
    return (*found, *(c for c in _offered(x, y, bounds, text) if c.said not in said))


def _told_how_far(choice: Choice, bounds: Bounds | None) -> Choice:
    """Return a hypothesis that says how far from the station it puts the points where no row names a building."""
    far = away(np.array(choice.lon), np.array(choice.lat), bounds) if choice.lon else None
    if far is None or far <= MARGIN or choice.metres is not None:
        return choice
    return replace(choice, words=tr("离本站 {far}", far=distance_words(far)))


def _bounds(station: Station, part: Part) -> Bounds | None:
    if part.sort != GROUND:
        return Surroundings(station).bounds
    from data.exchange.ground.area import area_of

    return area_of(station)


def _offered(x: Floats, y: Floats, bounds: Bounds | None, text: str, among: Sequence[str] = ()) -> tuple[Choice, ...]:
    return tuple(map(_choice, offers(x, y, bounds, text, among)))


def _choice(offer: Offer) -> Choice:
    return Choice(
        offer.said, offer.said, offer.label, offer.words, offer.metres, 0.0, offer.lon, offer.lat, sure=False,
        guess=DatumGuess(offer.said, True, {"given": True}),
    )  # fmt: skip


def _points(station: Station, part: Part, layer: str) -> tuple[Floats, Floats]:
    """Return coordinates as the file has them, spread over it; none where they cannot be had."""
    if part.known is not None:
        sample = datums.sample_of(part.known, station)
        return sample.x, sample.y
    try:
        return _corners(part) if part.sort == GROUND else _of_places(part, layer)
    except NoSystem as error:
        return error.x, error.y
    except BadInput:
        return NOWHERE


def _corners(part: Part) -> tuple[Floats, Floats]:
    if part.file.suffix.lower() == ".mbtiles":
        west, south, east, north = bounds_of(part.file)
        return np.array([west, east, east, west]), np.array([north, north, south, south])
    return corners_of(part.file)


def _of_places(part: Part, layer: str) -> tuple[Floats, Floats]:
    """Return points of a map, or of one of its layers, moved back into what the file was taken for."""
    features = part.places.features if part.places is not None else read_places(part.file, part.said_datum)
    guess = features.guesses.get(layer, features.datum)
    rows = [at for at, name in enumerate(features.layers or ()) if name == layer] if layer else range(len(features))
    sample = sample_of(object_array([features.shapes[at] for at in rows]))
    if guess.asks:  # nothing was moved yet
        return sample.x, sample.y
    if guess.packed:
        return NOWHERE
    x, y = convert(sample.x, sample.y, "WGS84", guess.chosen)
    return (y, x) if guess.swapped else (x, y)
