"""XML files of places checked before their readers see them: sound, without entities, in an encoding that all readers know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers import expat

from data.errors import BadInput
from data.exchange.places.unpack import plain_copy
from data.exchange.tables.encoding import detect
from data.i18n import tr
from data.scratch import scratch, size_of

_DECLARED = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_KNOWN = ("utf-8", "us-ascii", "ascii", "utf-16")  # what expat reads by itself and nobody declares by mistake
DEEPEST = 200  # elements in each other; readers written in C go down with them
_FOREIGN = b"<ogrvrtdatasource"  # a text that GDAL would take for instructions to open something else


@contextmanager
def checked_markup(path: Path, suffix: str) -> Iterator[tuple[Path, str, Counter[str]]]:
    """Give an XML file that is sound and in UTF-8, the encoding that it was written in, and how often each element stands in it.

    Raises
    ------
    BadInput
        If it is not well-formed, or declares entities; the message names line and column.
    """
    with plain_copy(path, suffix) as found, scratch(size_of(path)) as folder:
        encoding = _encoding(found)
        plain = found if encoding is None else _recoded(found, encoding, folder / ("plain" + suffix), path)
        yield plain, encoding or "utf-8", _checked(plain, path)


def check_count(path: Path, written: int, read: int) -> None:
    """Refuse a file of which the reader left something out: nothing may be lost in silence.

    Raises
    ------
    BadInput
        If fewer things were read than are written in the file.
    """
    if read < written:
        raise BadInput(tr("文件 {file} 里写有 {written} 个要素，只读出 {read} 个，没有导入。请重新导出该文件",
                          file=path.name, written=written, read=read), file=path)  # fmt: skip


def _encoding(plain: Path) -> str | None:
    """Return the encoding that the file must be recoded from, None where its declaration can be left to the reader."""
    with plain.open("rb") as file:
        head = file.read(400)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf").lstrip())
    said = declared[1].decode().lower() if declared else "utf-8"
    if said.replace("_", "-") in _KNOWN:
        found = detect(plain).name
        return None if found in ("utf-8", "utf-8-sig", "ascii") else found
    return said


def _recoded(plain: Path, encoding: str, out: Path, shown: Path) -> Path:
    try:
        text = plain.read_text(encoding=encoding)
    except (UnicodeDecodeError, LookupError) as error:
        why = tr("文件 {file} 声明的编码是 {encoding}，但内容不是，请重新导出为 UTF-8", file=shown.name, encoding=encoding)
        raise BadInput(why, file=shown) from error
    out.write_text(_DECLARATION.sub("", text.removeprefix("\ufeff")), encoding="utf-8")
    return out


def _checked(plain: Path, shown: Path) -> Counter[str]:
    """Return how often each element stands in a sound file, without the prefixes of their names."""
    depth = 0
    counts: Counter[str] = Counter()

    def opened(name: str, _: Any) -> None:
        nonlocal depth
        depth += 1
        counts[name[name.rfind(":") + 1 :]] += 1
        if depth > DEEPEST:
            raise _Harmful

    def closed(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        with plain.open("rb") as file:
            if _FOREIGN in file.read(4096).lower():
                raise BadInput(tr("文件 {file} 的内容与它的名字不符，没有导入", file=shown.name), file=shown)
            file.seek(0)
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise BadInput(tr("文件 {file} 不是有效的 XML：第 {line} 行第 {column} 列有误（{why}）。请重新导出该文件",
                          file=shown.name, line=error.lineno, column=error.offset + 1, why=expat.ErrorString(error.code)),
                       file=shown) from error  # fmt: skip
    except _Harmful as error:
        why = tr("文件 {file} 里有自定义实体或过深的嵌套，这样的文件可能有害，没有打开", file=shown.name)
        raise BadInput(why, file=shown) from error
    return counts


class _Harmful(Exception):
    """An entity declaration was met, or elements that lie too deep."""


def _refuse(*_: Any) -> None:
    raise _Harmful
