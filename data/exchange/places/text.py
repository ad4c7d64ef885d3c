"""Reading a JSON file, packed or not, in whatever encoding, with a complaint that names the place of a mistake."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from pathlib import Path
from typing import Any

import orjson

from data.errors import BadInput
from data.exchange.places.sequence import read_sequence
from data.exchange.places.unpack import BLOCK, check_size
from data.i18n import tr

PIECE = 4 << 20  # bytes of features that are read in one go: some hundredths of a second
HEAD = 64 << 10  # bytes in which the list of features begins
FEATURES = re.compile(rb'"features"\s*:\s*\[')
NEXT = re.compile(rb'\}\s*,\s*(?=\{\s*"type"\s*:\s*"Feature"\s*[,}])')  # between two features
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_json(path: Path) -> tuple[Any, str]:
    """Return what a JSON file (or a gzip of one) holds, and the encoding that it was read with.

    Raises
    ------
    BadInput
        If the file cannot be read or is no JSON; the message names file, line and column.
    """
    raw = _unpacked(path)
    try:
        return _parsed(raw), "utf-8"  # as nearly all are; it looks at the encoding too
    except orjson.JSONDecodeError:
        return _read_odd(raw, path)


def _parsed(raw: bytes) -> Any:
    """Return what JSON holds; a long list of features is read in pieces, as nothing else runs while one is read."""
    starts = [raw.find(b"{", m.end()) for m in FEATURES.finditer(raw, 0, HEAD)] if len(raw) > PIECE else []
    if len(starts) != 1 or starts[0] < 0:
        return orjson.loads(raw)
    features: list[Any] = []
    at = starts[0]
    try:
        while cut := NEXT.search(raw, at + PIECE):
            features += orjson.loads(b"[%b]" % raw[at : cut.start() + 1])
            at = cut.end()
        document = orjson.loads(raw[: starts[0]] + raw[at:])
    except orjson.JSONDecodeError:
        return orjson.loads(raw)  # the cut was in the middle of something
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        return orjson.loads(raw)
    document["features"][:0] = features
    return document


def _read_odd(raw: bytes, path: Path) -> tuple[Any, str]:
    """Return what a file holds that is in another encoding, has a mark at its head, is a sequence, or has a mistake."""
    text, encoding = _decoded(raw, path)
    if not text.strip():
        raise BadInput(tr("文件 {file} 是空的", file=path.name), file=path)
    try:
        return orjson.loads(text), encoding
    except orjson.JSONDecodeError as error:
        sequence = read_sequence(text.decode("utf-8") if isinstance(text, bytes) else text)
        if sequence is not None:
            return sequence, encoding
        raise BadInput(
            tr("文件 {file} 不是有效的 JSON：第 {line} 行第 {column} 列有误（{why}）。请重新导出该文件",
               file=path.name, line=error.lineno, column=error.colno, why=error.msg), file=path) from error  # fmt: skip


def _unpacked(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        return _gunzipped(raw, path) if raw[:2] == b"\x1f\x8b" else raw
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInput(tr("压缩文件 {file} 已损坏，解不开：{why}", file=path.name, why=error), file=path) from error
    except FileNotFoundError as error:
        raise BadInput(tr("找不到文件 {file}", file=path), file=path) from error
    except OSError as error:
        raise BadInput(tr("读不了文件 {file}：{why}", file=path, why=error.strerror or error), file=path) from error


def _gunzipped(raw: bytes, path: Path) -> bytes:
    blocks, size = [], 0
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        while block := packed.read(BLOCK):
            size += len(block)
            check_size(size, len(raw), path)
            blocks.append(block)
    return b"".join(blocks)


def _decoded(raw: bytes, path: Path) -> tuple[bytes | str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode(raw, encoding, path), encoding
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(raw, "gb18030", path), "gb18030"
    return raw, "utf-8"


def _decode(raw: bytes, encoding: str, path: Path) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(tr("看不出文件 {file} 的编码，它不是文本文件吗？", file=path.name), file=path) from error
