"""Pictures of anybody's making, decoded by the process apart and handed over as plain pixels."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.errors import BadInput
from data.i18n import tr
from data.isolated.apart import Failed, Limits, read_apart

Pixels = npt.NDArray[np.uint8]
SECONDS, MEMORY = 30, 2 << 30  # what a decoder may take; the largest picture that is asked for is 200 million pixels


def pixels_of(source: bytes | Path, formats: Sequence[str], *, mode: str, most: int, longest: int = 0, upright: bool = False,
              name: str = "") -> Pixels:  # fmt: skip
    """Return a picture's pixels (h, w, channels, or h, w for mode "L"), row 0 at its top.

    Parameters
    ----------
    source
        The bytes of the picture, or the file that it lies in.
    formats
        Pillow's names of the formats that it may have; what it is, its content says.
    mode
        Pillow's name of the colours that are wanted: "L", "RGB" or "RGBA"; "" for RGBA where it is transparent, else RGB.
    most
        Pixels that it may have; more are not decoded.
    longest
        Pixels a side that it is made smaller to; 0 for as it is.
    upright
        Whether it is turned as the camera was held.
    name
        What complaints call it.

    Raises
    ------
    BadInput
        If it cannot be read, is too large, or its decoder ended.
    """
    told = {"path": str(source.absolute())} if isinstance(source, Path) else {"content": base64.b64encode(source).decode()}
    asked = {**told, "formats": list(formats), "mode": mode, "most": most,
             "longest": longest, "upright": upright}  # fmt: skip
    shown = Path(name or tr("图片"))
    try:
        answer = read_apart("picture", asked, shown, limits=Limits(SECONDS, MEMORY + 12 * most, 5 * most + (1 << 20)))
    except Failed as error:
        raise BadInput(tr("图片 {file} 已损坏，读不了（{why}）", file=shown.name, why=error), file=shown) from error
    (pixels,) = answer.arrays
    if pixels.dtype != np.uint8 or pixels.ndim not in (2, 3) or not pixels.size or pixels.shape[0] * pixels.shape[1] > most:
        raise BadInput(tr("图片 {file} 已损坏，读不了（{why}）", file=shown.name, why=pixels.shape), file=shown)
    return pixels
