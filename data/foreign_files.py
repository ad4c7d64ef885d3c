"""Files that people attach: under which name they are written, and which of them may be handed to another program."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from data.errors import NotAllowed
from data.i18n import tr
from data.locked_files import OLE, PDF, ZIP, in_letters, is_locked

LONGEST = 120  # characters of a name
# Signs that a file system, a shell or a person reads as something else: separators, control signs, and those that turn the
# direction of writing, by which "gpj.exe" looks like "exe.jpg".
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?\Z", re.IGNORECASE)  # Windows opens these everywhere

# Endings that are handed on, and how such a file begins: (where, what) each.
_BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "jpg jpeg": ((0, b"\xff\xd8\xff"),), "png": ((0, b"\x89PNG\r\n\x1a\n"),), "gif": ((0, b"GIF8"),), "bmp": ((0, b"BM"),),
    "webp": ((8, b"WEBP"),), "tif tiff": ((0, b"II*\0"), (0, b"MM\0*")), "heic mp4 mov m4a m4v 3gp": ((4, b"ftyp"),),
    "pdf": ((0, PDF),), "docx xlsx pptx odt ods odp wps et dps": ((0, ZIP), (0, OLE)), "doc xls ppt": ((0, OLE),),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3")), "wav": ((8, b"WAVE"),), "avi": ((8, b"AVI "),),
    "amr": ((0, b"#!AMR"),),
}  # fmt: skip
_KNOWN = {ending: beginnings for endings, beginnings in _BEGINNINGS.items() for ending in endings.split()}
_TEXTS = ("txt", "csv", "tsv", "log", "md")
_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))  # names of storages in an old office file
_PACKED_MACROS = ("vbaproject.bin", "basic/", "scripts/", "macros/", "activex/")
# Of an old workbook the record of a sheet whose cells are macros (BOUNDSHEET of MS-XLS, sort 1): it has no storage of its own.
_MACRO_SHEET = re.compile(rb"\x85\x00[\x08-\xff]\x00[\s\S]{3}\x00[\x00-\x02]\x01")
_SCRIPTED = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b[\s\S]{0,400}?\bstream\r?\n")
LARGEST_UNPACKED = 1 << 26  # bytes of packed objects that are looked through


def safe_name(name: str, instead: str = "file") -> str:
    """Return a name as one component of a path: no folder, no sign that is read as something else, not too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = _ODD.sub("_", last).strip(" .")
    if not plain or _DEVICES.match(plain):
        plain = f"{instead}_{plain}".rstrip("_")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < LONGEST // 2 else plain[:LONGEST]


def check_may_open(name: str, content: bytes) -> None:
    """Refuse to hand a file to another program unless its name and its content agree on a type that only shows something.

    Raises
    ------
    NotAllowed
        If it could run: a program, a script, a link, a document with macros, or something that is not what its name says; or if it
        is encrypted, so that nobody can see whether it does.
    """
    ending = safe_name(name).rpartition(".")[2].lower()
    if ending in _TEXTS:
        fits = b"\0" not in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    else:
        fits = any(content[at : at + len(what)] == what for at, what in _KNOWN.get(ending, ()))
    if not fits:
        why = tr("{file} 不会打开：只打开内容与扩展名相符的图片、文档、录音和录像；程序、脚本和压缩文件一律不打开", file=name)
        raise NotAllowed(why)
    if is_locked(content):
        raise NotAllowed(tr("{file} 不会打开：它加了密，看不出里面有没有会自己运行的内容；请对方去掉密码再发", file=name))
    if _acts(content):
        raise NotAllowed(tr("{file} 不会打开：里面有宏或会自己运行的内容", file=name))


def _acts(content: bytes) -> bool:
    """Whether a document brings along what runs when it is opened."""
    if content.startswith(OLE):
        return any(name in content for name in _MACROS) or _MACRO_SHEET.search(content) is not None
    if content.startswith(PDF):
        return any(_SCRIPTED.search(in_letters(part)) for part in (content, *_unpacked(content)))
    if not content.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return any(mark in name.lower() for name in packed.namelist() for mark in _PACKED_MACROS)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # the last: a packing that Python cannot read
        return True  # what cannot be looked into is not taken for harmless


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield the objects that a PDF packs together; what cannot be unpacked, or is too much, no reader makes sense of either."""
    left = LARGEST_UNPACKED
    for begin in _PACKED_OBJECTS.finditer(content):
        try:
            part = zlib.decompressobj().decompress(content[begin.end() : begin.end() + left], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
        if left <= 0:
            yield b"/JavaScript"  # more than any honest document has: it is taken for one that acts
            return
