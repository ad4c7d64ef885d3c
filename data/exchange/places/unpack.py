"""Packed files opened into a folder of their own, with an eye on those that are made to do harm."""

from __future__ import annotations

import gzip
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.disk_words import WORDS, why_not
from data.errors import BadInput
from data.i18n import tr
from data.scratch import scratch, size_of

LARGEST = 2 << 30  # bytes that a file may hold when unpacked
MEMBERS = 2000
PACKED = 10  # times its size that a file usually holds
HARMLESS = 64 << 20  # below this no ratio is suspicious
RATIO = 100  # honest maps pack to a tenth, tables full of blanks to a fiftieth
BLOCK = 1 << 20


@contextmanager
def unzipped(path: Path) -> Iterator[list[Path]]:
    """Open a zip into a temporary folder and give its files; the folder is gone afterwards.

    Raises
    ------
    BadInput
        If it is damaged, locked with a password, or made to do harm.
    """
    with scratch(PACKED * size_of(path)) as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                files = [_write(archive, member, folder, path) for member in _members(archive, path)]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
            if isinstance(error, OSError) and error.errno in WORDS:  # the disk's fault, not the file's
                raise BadInput(tr("解开 {file} 时写不了临时文件：{why}", file=path.name, why=why_not(error)), file=path) from error
            raise BadInput(tr("压缩文件 {file} 已损坏，解不开：{why}", file=path.name, why=error), file=path) from error
        yield files


@contextmanager
def plain_copy(path: Path, suffix: str) -> Iterator[Path]:
    """Give the file itself, or where it is a gzip what is packed in it, under a name that ends in ``suffix``."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            yield path
            return
    with scratch(PACKED * size_of(path)) as folder:
        out = folder / (path.name.split(".")[0] + suffix)
        gunzip(path, out)
        yield out


def gunzip(path: Path, out: Path) -> None:
    """Unpack a gzip.

    Raises
    ------
    BadInput
        If it is damaged or made to do harm.
    """
    try:
        packed_size = path.stat().st_size
        with gzip.open(path, "rb") as packed, out.open("wb") as plain:
            _copy(packed, plain, packed_size, path)
    except (EOFError, OSError, zlib.error) as error:
        raise BadInput(tr("压缩文件 {file} 已损坏，解不开：{why}", file=path.name, why=error), file=path) from error


def check_size(size: int, packed: int, path: Path) -> None:
    """Refuse what swells beyond all reason when it is unpacked."""
    if size > LARGEST or (size > HARMLESS and size > RATIO * max(packed, 1)):
        raise BadInput(tr("压缩文件 {file} 解开后大得不合常理（超过 {size} MB），没有继续", file=path.name, size=size >> 20),
                       file=path)  # fmt: skip


def _members(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    members = [m for m in archive.infolist() if m.filename and not m.is_dir()]
    if len(members) > MEMBERS:
        raise BadInput(tr("压缩文件 {file} 里有 {count} 个文件，太多了（最多 {most} 个）", file=path.name, count=len(members),
                          most=MEMBERS), file=path)  # fmt: skip
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise BadInput(tr("压缩文件 {file} 里的“{name}”想写到别处去，没有打开", file=path.name, name=name[:80]), file=path)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise BadInput(tr("压缩文件 {file} 里的“{name}”是链接，没有打开", file=path.name, name=name[:80]), file=path)
        if member.flag_bits & 1:
            raise BadInput(tr("压缩文件 {file} 有密码，请先解压再导入", file=path.name), file=path)
    check_size(sum(m.file_size for m in members), sum(m.compress_size for m in members), path)
    return members


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, path: Path) -> Path:
    out = folder / _name(member)
    out.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as packed, out.open("wb") as plain:
        _copy(packed, plain, max(member.compress_size, path.stat().st_size), path)
    return out


def _name(member: zipfile.ZipInfo) -> Path:
    """Return the name inside; Chinese Windows writes it in GBK without saying so, which Python reads as code page 437."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = member.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return Path(*parts) if parts else Path("unnamed")


def _copy(packed: IO[bytes] | gzip.GzipFile, plain: IO[bytes], packed_size: int, path: Path) -> None:
    """Copy in blocks and count: what a header says of the size may be a lie."""
    size = 0
    while block := packed.read(BLOCK):
        size += len(block)
        check_size(size, packed_size, path)
        plain.write(block)


def link_or_copy(source: Path, target: Path) -> None:
    """Put a file under another name: a hard link where the disk can, else a copy."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
