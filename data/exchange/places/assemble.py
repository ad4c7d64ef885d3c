"""Layers of a vector file as features: in degrees, numbered through the file, mended or refused one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.errors import BadInput
from data.exchange.datum.said import Said, for_layer
from data.exchange.places.features import Features, joined
from data.exchange.places.layers import Layer
from data.exchange.places.reference import NoSystem
from data.exchange.places.sound import make_sound, mark_missing
from data.exchange.places.systems import place_shapes
from data.exchange.report import Reject
from data.i18n import tr


def assemble(path: Path, layers: Sequence[Layer], datum: Said = None, encoding: str = "utf-8",
             notes: Sequence[str] = ()) -> Features:  # fmt: skip
    """Return the features of all layers; they are numbered from 1 through the file.

    Raises
    ------
    BadInput
        If a layer's coordinates cannot be placed, or not one feature can be taken.
    """
    parts, first = [], 1
    for layer in layers:
        try:
            part = _features(path, layer, first, for_layer(datum, layer.name), encoding)
        except NoSystem as error:
            error.layer = layer.name if len(layers) > 1 else ""
            raise
        if len(layers) > 1 and len(layer.properties):
            last = first + len(layer.properties) - 1
            title = layer.title or layer.name
            part.notes.insert(0, tr("图层“{layer}”：第 {first} 到第 {last} 个要素", layer=title, first=first, last=last))
        parts.append(part)
        first += len(layer.properties)
    whole = joined(path, parts)
    whole.notes[:0] = notes
    if not len(whole):
        raise BadInput(_nothing(path, whole.rejects), file=path, row=whole.rejects[0].row if whole.rejects else None)
    return whole


def _features(path: Path, layer: Layer, first: int, datum: str | None, encoding: str) -> Features:
    shapes, guess, notes = place_shapes(layer.shapes, layer.system, datum, path)
    numbers = list(range(first, first + len(shapes)))
    whys: list[str | None] = [layer.whys.get(row) for row in range(len(shapes))]
    notes = [*layer.notes, *notes, *(tr("第 {row} 个要素的轮廓没有闭合，已闭合", row=numbers[k]) for k in layer.mended)]
    mark_missing(shapes, whys)
    notes += make_sound(shapes, whys, numbers)
    kept = [k for k, why in enumerate(whys) if why is None]
    rejects = [
        Reject(numbers[k], why, "geometry", cells=layer.properties[k], shape=shapes[k], kind=layer.sure)
        for k, why in enumerate(whys) if why is not None
    ]  # fmt: skip
    return Features(
        file=path, numbers=[numbers[k] for k in kept], ids=[layer.ids[k] if layer.ids else "" for k in kept],
        properties=[layer.properties[k] for k in kept], shapes=shapes[np.array(kept, dtype=int)], rejects=rejects, notes=notes,
        encoding=encoding, datum=guess, layers=[layer.name] * len(kept), usual=[layer.usual] * len(kept),
    )  # fmt: skip


def _nothing(path: Path, rejects: Sequence[Reject]) -> str:
    if not rejects:
        return tr("文件 {file} 里没有要素", file=path.name)
    return tr("文件 {file} 里没有一个要素可用（共 {count} 个）。第 {row} 个要素：{why}",
              file=path.name, count=len(rejects), row=rejects[0].row, why=rejects[0].why)  # fmt: skip
