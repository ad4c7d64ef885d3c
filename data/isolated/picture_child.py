"""Decoding a picture, apart: the codecs are C, and the files are anybody's."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from data.errors import BadInput
from data.i18n import tr
from data.isolated.readers import Report
from data.isolated.wire import Array

Image.init()  # the codecs are loaded before copies are made
Image.MAX_IMAGE_PIXELS = None  # whoever asks says how many, and the process has its limits


def read_picture(asked: dict[str, Any], _report: Report) -> tuple[Any, Sequence[Array]]:
    """Return the pixels; see `data.isolated.pictures.pixels_of`."""
    longest = int(asked["longest"])
    source = asked["path"] if "path" in asked else io.BytesIO(base64.b64decode(asked["content"]))
    with Image.open(source, formats=asked["formats"]) as picture:
        if picture.width * picture.height > asked["most"]:
            sentence = tr("图片太大（{width}×{height} 像素），请先缩小", width=picture.width, height=picture.height)
            raise BadInput(sentence)
        if longest:
            picture.draft("RGB" if asked["mode"] != "L" else "L", (longest, longest))
        turned = ImageOps.exif_transpose(picture) if asked["upright"] else picture
        mode = asked["mode"] or ("RGBA" if picture.mode in ("RGBA", "LA", "P") else "RGB")
        whole = turned.convert(mode)
    if longest:
        whole.thumbnail((longest, longest))
    return {}, [np.array(whole, np.uint8)]
