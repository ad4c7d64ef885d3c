"""Small drawn pictures for a few tasks, written as PNG by hand: the program needs no image library for it."""

from __future__ import annotations

import random
import struct
import zlib

import numpy as np
import numpy.typing as npt

from data.demo.rows import Picture, Rows

PICTURES = 6
WIDE, HIGH = 320, 200
Pixels = npt.NDArray[np.uint8]


def hang_pictures(rows: Rows, cases: list[int], tasks: list[int], dice: random.Random) -> None:
    """Hang a drawn picture on some of the newest tasks that have feedback, and of the newest cases."""
    answered = [k for k in tasks if rows.rows[k - 1].values.get("feedback")][-40:]
    for n, key in enumerate(dice.sample(answered, min(PICTURES, len(answered)))):
        rows.pictures.append(_picture("task", key, n, dice))
    for n, key in enumerate(dice.sample(cases[-60:], PICTURES // 2)):
        rows.pictures.append(_picture("case", key, n, dice))


def _picture(kind: str, key: int, n: int, dice: random.Random) -> Picture:
    return Picture(kind, key, f"现场照片{n + 1}.png", png(draw_front(dice)), "演示图片，由程序绘制")


def draw_front(dice: random.Random) -> Pixels:
    """Return a house front under a sky, as (rows, columns, 3) bytes."""
    picture = np.zeros((HIGH, WIDE, 3), np.uint8)
    fade = np.linspace(0, 1, HIGH)[:, None]
    picture[:] = ((1 - fade) * np.array([196, 216, 232]) + fade * np.array([240, 243, 245]))[:, None, :].astype(np.uint8)
    picture[170:] = (206, 205, 200)
    storeys, bays = dice.randint(4, 6), dice.randint(6, 9)
    left, top = 34, 166 - storeys * 25
    right = WIDE - 34
    picture[top:170, left:right] = dice.choice(((236, 228, 214), (226, 214, 198), (222, 222, 216)))
    picture[top - 4 : top, left - 4 : right + 4] = (150, 140, 128)
    step = (right - left) / bays
    for storey in range(storeys):
        for bay in range(bays):
            x, y = int(left + bay * step + step * 0.25), top + 6 + storey * 25
            picture[y : y + 14, x : x + int(step * 0.5)] = (118, 138, 156) if dice.random() < 0.75 else (242, 214, 148)
    door = int(left + step * (bays // 2) + step * 0.2)
    picture[148:170, door : door + int(step * 0.6)] = (96, 82, 74)
    return picture


def png(pixels: Pixels) -> bytes:
    """Return 8-bit RGB pixels as a PNG file (ISO/IEC 15948)."""
    height, width, _ = pixels.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, width * 3)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
