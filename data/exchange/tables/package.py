"""A workbook's zip container, looked through before anything unpacks it: names, sizes, passwords, and who claims what."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from struct import unpack_from

from data.errors import BadInput
from data.exchange.tables import refuse
from data.exchange.tables.safe_xml import BrokenXml, UnsafeXml, local, stream
from data.i18n import tr

BLOCK = 1 << 20
PIECE = 1 << 17  # of packed bytes
LOCAL = b"PK\x03\x04"
MOST_PARTS = 10_000
DEFLATE_LIMIT = 1032  # no deflated byte can become more
SMALL = 64 << 20  # what a part may become without being measured
MEMORY_PART = 256 << 20  # of a part that the reader keeps in memory
SHEET_PART = 3 << 29  # of a sheet that the reader streams; a full one of twenty columns takes half of it
# A sheet's cells carry numbers that differ, so that real ones shrink ten- to thirtyfold; bombs reach a thousand.
BOMB_RATIO = 100
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """The parts of a zip container; every read is measured and none is trusted to be as long as it claims.

    Raises
    ------
    BadInput
        If the container is broken, needs a password, or is built to harm.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, bytes] = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, UnicodeDecodeError, NotImplementedError) as error:
            raise refuse.broken(path, tr("压缩包不完整")) from error
        try:
            self.parts = self._looked_through()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _looked_through(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise refuse.hostile(self.path, tr("里面有 {n} 个部件", n=len(infos)))
        parts: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.filename
            if _leads_outside(name):
                raise refuse.hostile(self.path, tr("部件名 {name} 指向文件夹之外", name=name[:60]))
            if name in parts:
                raise refuse.hostile(self.path, tr("部件 {name} 出现了两次", name=name[:60]))
            if info.flag_bits & 1:
                raise refuse.locked(self.path)
            parts[name] = info
        return parts

    def find(self, name: str) -> str:
        """Return the part's name as the container spells it, "" if there is none; some writers differ in case."""
        if name in self.parts:
            return name
        wanted = name.replace("\\", "/").lower()
        return next((n for n in self.parts if n.replace("\\", "/").lower() == wanted), "")

    def chunks(self, name: str, limit: int = SHEET_PART) -> Iterator[bytes]:
        """Unpack a part piece by piece.

        Raises
        ------
        BadInput
            If it is damaged, or becomes more than ``limit`` bytes or than honest content can.
        """
        info = self.parts[name]
        if info.compress_type not in METHODS:
            raise refuse.broken(self.path, tr("压缩方法不认识"))
        done = 0
        try:
            for block in self._unpacked(info):
                done += len(block)
                self._check_size(info, done, limit)
                yield block
        except (zlib.error, OSError, ValueError) as error:
            raise refuse.broken(self.path, tr("{part} 损坏或不完整", part=name)) from error

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the content of a part. Its checksum is left to whoever reads it for good; that takes half of the time here."""
        unpack = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type else None
        with self.path.open("rb") as file:
            file.seek(info.header_offset)
            head = file.read(30)
            if not head.startswith(LOCAL):
                raise ValueError("no part begins here")
            file.seek(sum(unpack_from("<HH", head, 26)), 1)
            left = info.compress_size
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                while piece and unpack is not None:
                    yield unpack.decompress(piece, BLOCK)
                    piece = unpack.unconsumed_tail
                if unpack is None:
                    yield piece
        if left or (unpack is not None and not unpack.eof):
            raise ValueError("the part is cut")

    def _check_size(self, info: zipfile.ZipInfo, done: int, limit: int) -> None:
        if done > SMALL and done > info.compress_size * BOMB_RATIO:
            raise refuse.hostile(self.path, tr("{part} 是压缩炸弹：{n} 倍以上的膨胀", part=info.filename, n=BOMB_RATIO))
        if done > limit:
            raise refuse.too_big(self.path, info.filename, f"{limit >> 20} MB")

    def measure(self, name: str, limit: int = MEMORY_PART) -> None:
        """Unpack a part that could be large and throw it away, so that its true size is known to be harmless."""
        info = self.parts[name]
        could_be = max(info.file_size, info.compress_size * (DEFLATE_LIMIT if info.compress_type else 1))
        if could_be > SMALL:
            for _ in self.chunks(name, limit):
                pass

    def keep(self, name: str, content: bytes) -> None:
        """Keep what a part was unpacked to for the next one who reads it whole."""
        self._kept[name] = content

    def read(self, name: str, limit: int = SMALL) -> bytes:
        """Return a small part whole."""
        kept = self._kept.pop(name, None)
        return kept if kept is not None and len(kept) <= limit else b"".join(self.chunks(name, limit))

    def elements(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """Return the elements of a small XML part with their attributes, in order, names without prefixes."""
        found: list[tuple[str, dict[str, str]]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            found.append((local(tag), {local(n): v for n, v in attributes.items()}))

        with guarded(self.path, name):
            stream(self.chunks(name, SMALL), start)
        return found

    def targets(self, name: str) -> dict[str, str]:
        """Return what a part points to, by relation id."""
        folder, _, file = name.rpartition("/")
        relations = self.find(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        if not relations:
            return {}
        found = {}
        for tag, said in self.elements(relations):
            if tag == "Relationship" and said.get("TargetMode") != "External":
                found[said.get("Id", "")] = self.find(_resolved(folder, said.get("Target", "")))
        return found


class guarded:
    """Turns what an XML reader complains of into the complaint of this file and part."""

    def __init__(self, path: Path, part: str) -> None:
        self._path, self._part = path, part

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, UnsafeXml):
            raise refuse.hostile(self._path, tr("{part} 里有自定义实体、过深的嵌套或过长的元素", part=self._part)) from error
        if isinstance(error, BrokenXml):
            raise refuse.broken(self._path, tr("{part} 不是有效的 XML：{why}", part=self._part, why=error)) from error


def _leads_outside(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return ".." in parts or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":")


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = []
    for step in f"{folder}/{target}".split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def package_kind(package: Package) -> str:
    """Return "xlsx", "xlsb" or "ods" by what lies inside, whatever the file is called; "" for anything else."""
    if package.find("xl/workbook.bin"):
        return "xlsb"
    if package.find("mimetype") and "spreadsheet" in package.read("mimetype", 1 << 12).decode("ascii", "replace"):
        return "ods"
    if package.find("xl/workbook.xml") or workbook_part(package):
        return "xlsx"
    return "ods" if package.find("content.xml") and not package.find("mimetype") else ""


def workbook_part(package: Package) -> str:
    """Return the part that holds the list of sheets of an Office workbook, "" if there is none."""
    usual = package.find("xl/workbook.xml") or package.find("xl/workbook.bin")
    if usual or not package.find("_rels/.rels"):
        return usual
    said = [a.get("Target", "") for t, a in package.elements(package.find("_rels/.rels"))
            if t == "Relationship" and a.get("Type", "").endswith("/officeDocument")]  # fmt: skip
    return next((n for s in said if (n := package.find(_resolved("", s))) and "workbook" in n.lower()), "")


__all__ = ["BadInput", "Package", "guarded", "package_kind", "workbook_part"]
