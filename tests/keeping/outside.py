"""Does the main jobs on an encrypted station in a process of its own, and tells which files were written where."""

from __future__ import annotations

import csv
import ctypes
import gzip
import json
import os
import struct
import sys
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
NAME, PHONE, IDENTITY = "欧阳芷若", "13977778888", "990101199003074518"
VALUES = [NAME, PHONE, IDENTITY, "她的合同正文", "13655554444"]
written: set[str] = set()


def heard(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes) and isinstance(arguments[2], int) and arguments[2] & WRITING:
        written.add(os.fsdecode(arguments[0]))


class Watch:
    """What is made in a folder, also by native code: inotify."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._file = self._libc.inotify_init1(os.O_NONBLOCK)
        self._libc.inotify_add_watch(self._file, os.fsencode(folder), 0x100 | 0x80)  # created, moved here

    def names(self) -> list[str]:
        try:
            read = os.read(self._file, 1 << 16)
        except BlockingIOError:
            return []
        found, at = [], 0
        while at < len(read):
            size = struct.unpack_from("iIII", read, at)[3]
            found.append(read[at + 16 : at + 16 + size].rstrip(b"\0").decode())
            at += 16 + size
        return found


def tables(folder: Path) -> list[Path]:
    others = [[f"住户{chr(0x4E00 + n)}", f"1371234{n:04d}", ""] for n in range(30)]
    rows = [["姓名", "电话", "身份证号"], *others, [NAME, PHONE, IDENTITY]]
    plain = folder / "人口.csv"
    with plain.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    packed = folder / "人口二.csv.gz"
    packed.write_bytes(gzip.compress("姓名,电话\n欧阳芷若二,13655554444\n".encode()))
    points = folder / "地点.zip"
    feature = {"type": "Feature", "properties": {"name": NAME}, "geometry": {"type": "Point", "coordinates": [121.5, 31.2]}}
    with zipfile.ZipFile(points, "w") as archive:
        archive.writestr("a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False))
    return [plain, packed, points]


def holding(folder: Path) -> list[str]:
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [f"{path}: {value}" for path, content in files.items() for value in VALUES if value.encode() in content]


def main(base: Path) -> None:
    from data.clock import format_utc
    from data.exchange.export import write_out
    from data.exchange.importer import import_file
    from data.exchange.out.mark import mark_of
    from data.exchange.out.wish import Wish
    from data.keeping.erase import erase
    from data.keeping.plan import make_plan
    from data.keeping.subject import subject_report
    from data.keeping.workbook import write_report
    from data.query import Query, Where
    from data.records import Edit
    from data.store import Station
    from data.store.in_time import StationInTime
    from data.store.rekey import change_passphrase

    where, out, given, temporary = (base / n for n in ("station", "out", "given", "tmp"))
    sources = tables(given)
    tempfile.gettempdir()  # tries with a file of its own whether the folder can be written
    watch = Watch(temporary)
    sys.addaudithook(heard)
    file, told = where / "a.station", {}
    station = Station.create(file, "金沙", passphrase="correct horse", origin=(121.5, 31.2))
    told["temp_store"] = [station._engine.connection.execute("PRAGMA temp_store").fetchone()[0]]
    with station._engine.readers.lend() as reader:
        told["temp_store"].append(reader.execute("PRAGMA temp_store").fetchone()[0])
    for source in sources:
        import_file(station, source, kind="place" if source.suffix == ".zip" else "person", who="王警官")
    her = station.read(Query("person", (Where("name", "is", NAME),)))[0].id
    station.apply([Edit("person", her, {"work": "澄江纺织厂"})], who="王警官", why="改")
    station.attach("person", her, "合同.txt", "她的合同正文".encode(), who="王警官")
    told["found"] = [hit.title for hit in station.find(NAME)][:1]
    write_out(station, Wish((Query("person"),), "xlsx", out / "名单.xlsx"))
    write_report(subject_report(station, "person", her), out / "她.xlsx", mark_of(station, "王警官"))
    station.backup(where / "b.station")
    seen = StationInTime(station)
    seen.show(seen.look_back(format_utc(station.clock.now() - timedelta(hours=1))))
    seen.count(Query("person"))
    told["past"] = holding(temporary)
    seen.show(None)
    seen.release()
    told["sound"] = station.verify().sound
    told["before"] = holding(where) + holding(temporary) + holding(Path(os.environ["WATCHROOM_HOME"]))
    erase(station, make_plan(station, {"person": [her]}), who="王警官", second="李所长", basis="保存期满")
    station.close()
    change_passphrase(file, "correct horse", "battery staple", who="王警官")
    told["made"] = watch.names()
    told["written"] = sorted(p for p in written if not p.startswith((str(where), str(out), "/dev/", "/proc/")))
    told["after"] = holding(where) + holding(temporary) + holding(Path(os.environ["WATCHROOM_HOME"]))
    told["left"] = [path.name for path in temporary.iterdir()]
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
