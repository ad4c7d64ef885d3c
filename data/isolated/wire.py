"""What goes over the border: JSON, and arrays of plain numbers behind it; nothing that could run is ever unpacked.

A message is the length of its head in eight bytes, the head (JSON: what is said, and type and shape of each array), and the arrays
one after the other. Whoever receives does not believe a length: it is compared with what is allowed before anything is read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import IO, Any

import numpy as np
import numpy.typing as npt
import orjson

Array = npt.NDArray[Any]

LENGTH = 8  # bytes
LARGEST_HEAD = 1 << 30  # bytes of JSON
KINDS = "biuf"  # of numbers: truth, whole, whole without sign, floating
MOST_AXES = 4


class Broken(Exception):
    """What came is no message, or more than is allowed."""


def send(stream: IO[bytes], said: Any, arrays: Sequence[Array] = ()) -> None:
    """Write a message."""
    plain = [np.ascontiguousarray(a) for a in arrays]
    head = orjson.dumps({"said": said, "arrays": [[a.dtype.str, list(a.shape)] for a in plain]}, option=orjson.OPT_SERIALIZE_NUMPY)
    stream.write(len(head).to_bytes(LENGTH, "big"))
    stream.write(head)
    for array in plain:
        stream.write(array.reshape(-1).view(np.uint8).data)
    stream.flush()


def receive(stream: IO[bytes], largest: int) -> tuple[Any, list[Array]] | None:
    """Return the next message; None where the stream has ended before its first byte.

    Raises
    ------
    Broken
        If it is cut off, is more than ``largest`` bytes, or is of a form that is never sent.
    """
    begin = stream.read(LENGTH)
    if not begin:
        return None
    size = int.from_bytes(begin, "big")
    if len(begin) < LENGTH or size > min(LARGEST_HEAD, largest):
        raise Broken(size)
    try:
        head = orjson.loads(_exactly(stream, size))
        forms = [_form(dtype, shape) for dtype, shape in head["arrays"]]
        said = head["said"]
    except (ValueError, TypeError, KeyError) as error:
        raise Broken(str(error)) from error
    if size + sum(math.prod(shape) * dtype.itemsize for dtype, shape in forms) > largest:
        raise Broken(largest)
    return said, [np.frombuffer(_exactly(stream, math.prod(s) * d.itemsize), d).reshape(s) for d, s in forms]


def _form(dtype: Any, shape: Any) -> tuple[np.dtype[Any], tuple[int, ...]]:
    if not isinstance(dtype, str) or len(dtype) > 4 or not isinstance(shape, list) or len(shape) > MOST_AXES:
        raise Broken(dtype)
    if not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise Broken(shape)
    found = np.dtype(dtype)
    if found.kind not in KINDS:
        raise Broken(dtype)
    return found, tuple(shape)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) == size:
        return content
    parts, left = [content], size - len(content)
    while left and (more := stream.read(left)):  # a pipe that is not buffered gives what lies in it
        parts.append(more)
        left -= len(more)
    if left:
        raise Broken(size)
    return b"".join(parts)


def joined(pieces: Sequence[bytes | None]) -> list[Array]:
    """Return byte strings as two arrays: all bytes in a row, and the length of each, -1 for None."""
    lengths = np.array([-1 if p is None else len(p) for p in pieces], np.int64)
    return [np.frombuffer(b"".join(p for p in pieces if p), np.uint8), lengths]


def parted(content: Array, lengths: Array) -> list[bytes | None]:
    """Return the byte strings of `joined`.

    Raises
    ------
    Broken
        If the lengths do not fit.
    """
    if lengths.ndim != 1 or content.ndim != 1 or content.dtype != np.uint8 or (len(lengths) and int(lengths.min()) < -1):
        raise Broken("lengths")
    ends = np.cumsum(np.maximum(lengths, 0))
    if int(ends[-1] if len(ends) else 0) != len(content):
        raise Broken("lengths")
    whole, starts = content.tobytes(), ends - np.maximum(lengths, 0)
    return [None if n < 0 else whole[a:b] for n, a, b in zip(lengths.tolist(), starts.tolist(), ends.tolist(), strict=True)]
