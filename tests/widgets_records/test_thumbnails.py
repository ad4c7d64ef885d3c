"""Small pictures of attachments: made by a reader, so without Qt."""

import io

import pytest
from PIL import Image

from widgets.records.attachments import THUMB, thumbnail

TURNED = 6  # EXIF: what is stored lies on its side, its top is at the right


def picture(kind, size=(400, 200), orientation=None):
    """The left half red, the right half blue."""
    image = Image.new("RGB", size, "#d01010")
    image.paste("#1010d0", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    written = io.BytesIO()
    image.save(written, kind, exif=exif)
    return written.getvalue()


def opened(small):
    return Image.open(io.BytesIO(small)).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_small_and_keeps_its_sides(kind):
    assert opened(thumbnail(picture(kind))).size == (THUMB * 2, THUMB)


def test_a_telephones_picture_stands_upright():
    small = opened(thumbnail(picture("JPEG", orientation=TURNED)))
    red = small.getpixel((small.width // 2, 8))
    assert small.size == (THUMB, THUMB * 2)
    assert red[0] > 150 > red[2]


@pytest.mark.parametrize("content", [b"", b"not a picture", picture("PNG")[:60]], ids=["empty", "text", "cut off"])
def test_what_cannot_be_read_has_no_small_picture(content):
    assert thumbnail(content) is None


def test_no_picture_is_decoded_in_this_process(monkeypatch):
    """It is anybody's: a decoder that crashes or hangs takes only its own process along."""

    def here(*_args, **_kwargs):
        raise AssertionError("decoded here")

    content = picture("PNG")
    monkeypatch.setattr(Image, "open", here)
    assert thumbnail(content) is not None
