"""Files of places whose datum nobody names, or names wrongly: judged by where their shapes would fall in the station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from data.exchange.datum import Choice, Surroundings, Verdict, choices, judge, told
from data.exchange.datum.china import in_china
from data.exchange.datum.hypothesis import Hypothesis, is_metres
from data.exchange.datum.said import Said, for_file
from data.exchange.datum.sample import Sample, bare_sample
from data.exchange.places.features import Features
from data.exchange.places.read import read_places
from data.exchange.places.reference import NoSystem
from data.exchange.places.signature import format_of
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.store.station import Station
from data.town.shapes import Geometries

# Who says that a file is in WGS-84: its format, its numbers, or the file itself.
BY_RULE = ("RFC 7946", "degrees")
BY_FILE = ("file",)
PLAIN = "WGS84"
LEAST = 1000.0  # metres: smaller numbers beyond the range of degrees are slips, or a drawing's own, and no place on Earth


def read_judged(station: Station, path: Path, datum: Said, encoding: str) -> Features:
    """Return the features of a file of places, from the datum that the person named, or the ground tells.

    The guess of features that contradict what the file names ``asks``.

    Raises
    ------
    BadInput
        If it cannot be read; `NoSystem` if nothing tells where its numbers are.
    """
    if isinstance(datum, str):
        return read_places(path, datum, encoding)
    try:
        features = read_places(path, datum, encoding, lambda file: read_judged(station, file, for_file(datum, file.stem), encoding))
    except NoSystem as error:
        verdict = judge(bare_sample(error.x, error.y), Surroundings(station))
        small = max(np.abs(error.x).max(), np.abs(error.y).max()) <= LEAST
        if verdict.sure and verdict.best is not None and not (small and is_metres(verdict.best.hypothesis.datum)):
            if error.layer:
                return _layer_again(station, path, datum, encoding, error, verdict)
            return _again(path, encoding, verdict)
        raise
    if _several(features):
        return features if format_of(path) == "zip" else layer_by_layer(features, station)
    return _held_against(features, station, path, encoding) if _open(features) else features


def place_choices(station: Station, path: Path, encoding: str = "") -> tuple[Choice, ...]:
    """Return what the coordinates of a file of places may be in, the likeliest first, to be shown on the map and chosen from."""
    try:
        sample = sample_of(read_places(path, None, encoding).shapes)
    except NoSystem as error:
        sample = bare_sample(error.x, error.y)
    return choices(judge(sample, Surroundings(station)))


def _held_against(features: Features, station: Station, path: Path, encoding: str) -> Features:
    """Return features that were taken for WGS-84 as they are, or in the datum that the ground tells."""
    named = features.datum.evidence.get("rule") in BY_FILE
    sample = sample_of(features.shapes, said=PLAIN if named else "", by_rule="" if named else PLAIN)
    if not _doubtful(sample):
        return features
    verdict = judge(sample, Surroundings(station))
    if named and _denied(verdict):
        return replace(features, datum=verdict.guess())
    if verdict.best is None or not verdict.sure or verdict.best.hypothesis.datum == PLAIN:
        return features
    return _again(path, encoding, verdict)


def _denied(verdict: Verdict) -> bool:
    """Whether the ground speaks against what a file names, so that people are asked."""
    return verdict.asks and verdict.best is not None and verdict.best.hypothesis.datum != PLAIN


def _open(features: Features) -> bool:
    """Whether one single file was taken for WGS-84, which files in other datums are taken for too."""
    return taken_for_plain(features.datum)


def taken_for_plain(guess: DatumGuess) -> bool:
    """Whether coordinates were taken for WGS-84 for want of better knowledge."""
    return guess.chosen == PLAIN and guess.evidence.get("rule") in (*BY_RULE, *BY_FILE)


def _several(features: Features) -> bool:
    return features.layers is not None and len(set(features.layers)) > 1


def layer_by_layer(features: Features, station: Station) -> Features:
    """Return features of several layers, each of them in the datum that the ground tells of it.

    A layer of which the ground tells nothing goes with the others where all of these agree; one that it contradicts ``asks``.
    """
    around, shapes = Surroundings(station), np.array(features.shapes, dtype=object)
    layers = np.array(features.layers, dtype=object)
    verdicts: dict[str, Verdict | None] = {}
    asking: dict[str, DatumGuess] = {}
    for layer, guess in features.guesses.items():
        if taken_for_plain(guess):
            rule = guess.evidence.get("rule")
            named = rule in BY_FILE
            sample = sample_of(shapes[layers == layer], said=PLAIN if named else "", by_rule="" if named else PLAIN)
            verdicts[layer] = verdict = judge(sample, around) if _doubtful(sample) else None
            if named and verdict is not None and _denied(verdict):
                asking[layer] = verdict.guess()
    told_by = {layer: v.best.hypothesis for layer, v in verdicts.items() if v is not None and v.sure and v.best is not None}
    common = set(told_by.values())
    meant = {layer: told_by.get(layer) or (next(iter(common)) if len(common) == 1 else None) for layer in verdicts}
    moving = {layer: h for layer, h in meant.items() if h is not None and h.datum != PLAIN and layer not in asking}
    found = _moved(features, shapes, layers, moving)
    if not asking:
        return found
    return replace(found, datum=next(iter(asking.values())), guesses={**found.guesses, **asking})


def _moved(features: Features, shapes: Geometries, layers: npt.NDArray[np.object_], meant: Mapping[str, Hypothesis]) -> Features:
    """Return features with the layers moved that are in another datum than they were taken for."""
    datums = np.array(features.datums or [features.datum.chosen] * len(features), dtype=object)
    notes = []
    for layer, hypothesis in meant.items():
        rows = layers == layer
        shapes[rows] = _placed(shapes[rows], hypothesis)
        datums[rows] = hypothesis.datum
        notes.append(_of_layer(layer, hypothesis))
    if not meant:
        return features
    notes += features.notes
    guesses = {layer: DatumGuess(h.datum, True, {"rule": "ground"}, h.swapped, h.packed) for layer, h in meant.items()}
    features = replace(features, guesses={**features.guesses, **guesses})
    if len(set(datums.tolist())) > 1:
        return replace(features, shapes=shapes, datums=datums.tolist(), notes=notes)
    return replace(features, shapes=shapes, datums=None, datum=DatumGuess(datums[0], True, {"rule": "ground"}), notes=notes)


def _placed(shapes: Geometries, hypothesis: Hypothesis) -> Geometries:
    def moved(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(hypothesis.place(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(shapes, moved))


def _again(path: Path, encoding: str, verdict: Verdict) -> Features:
    """Read a file once more, as the ground tells."""
    assert verdict.best is not None
    features = read_places(path, verdict.best.hypothesis.said, encoding)
    guess = verdict.guess()
    return replace(features, datum=guess, notes=[told(guess, path), *features.notes])


def _layer_again(station: Station, path: Path, datum: Said, encoding: str, error: NoSystem, verdict: Verdict) -> Features:
    """Read a file once more, one layer as the ground tells of it."""
    assert verdict.best is not None
    said = datum if isinstance(datum, Mapping) else {}
    features = read_judged(station, path, {**said, error.layer: verdict.best.hypothesis.said}, encoding)
    return replace(features, notes=[_of_layer(error.layer, verdict.best.hypothesis), *features.notes],
                   guesses={**features.guesses, error.layer: verdict.guess()})  # fmt: skip


def _of_layer(layer: str, hypothesis: Hypothesis) -> str:
    return tr("图层“{layer}”的坐标按“{datum}”处理", layer=layer, datum=hypothesis.label)


def sample_of(shapes: Geometries, *, said: str = "", by_rule: str = "") -> Sample:
    """Return points that stand for shapes: of an area or a line a point on it."""
    kept = shapes[~shapely.is_missing(shapes)]
    chosen = kept[np.linspace(0, len(kept) - 1, min(300, len(kept))).astype(int)] if len(kept) else kept
    dimensions = shapely.get_dimensions(chosen)
    points = np.array(chosen, dtype=object)
    points[dimensions > 0] = shapely.point_on_surface(chosen[dimensions > 0])  # of collections too, however they are nested
    points[dimensions == 0] = shapely.centroid(chosen[dimensions == 0])
    return bare_sample(shapely.get_x(points), shapely.get_y(points), said=said, by_rule=by_rule)


def _doubtful(sample: Sample) -> bool:
    """Whether the points lie where files are in Chinese datums, whatever they say."""
    return bool(len(sample)) and bool(in_china(sample.x, sample.y).mean() > 0.5)
