"""Make a small stored station file of the program that is checked out: all names and numbers in it are invented.

Run it in a checkout of the version, before FORMAT of `data.store.schema` goes up: ``python make_file.py OUT.station.xz``.
"""

from __future__ import annotations

import lzma
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import shapely

sys.path.insert(0, str(Path.cwd()))

from data.clock import FixedClock
from data.records import Edit
from data.store import Station

WHO = "王警官"
OWN = """
name = "dog"
label = { zh = "犬只", en = "Dog" }
title = "{name}"
ledger = "things"
keys = [["licence"]]
columns = ["name", "licence"]
place = { shape = "point", belongs = true }

[fields]
name = { type = "text", label = { zh = "犬名", en = "Name" }, required = true, search = "name" }
licence = { type = "text", label = { zh = "犬证号", en = "Licence" }, search = "digits", index = true }
keeper = { type = "link", label = { zh = "饲养人", en = "Keeper" }, to = "person" }
"""


def fill(station: Station) -> None:
    """Do one of everything that leaves something of its own in the file."""
    with station.editing(who=WHO, why="登记") as draft:
        shape = shapely.box(121.5, 31.2, 121.5005, 31.2005)
        building = draft.add("building", {"name": "金沙小区5栋", "compound": "金沙小区", "geometry": shape})
        dwelling = draft.add("dwelling", {"building": building, "storey": 3, "unit": "2", "room": "301"})
        person = draft.add("person", {"name": "张伟", "phone": "13901234567", "gender": "male"})
        draft.add("residence", {"person": person, "dwelling": dwelling, "since": "2020-05-01"})
    station.apply([Edit("person", person, {"phone": "13907654321"})], who=WHO, why="更正")
    gone = station.apply([Edit("person", None, {"name": "李娜"})], who=WHO, why="登记").changes[0].id
    station.apply([Edit("person", gone, None)], who=WHO, why="迁出")
    station.apply([Edit("shop", None, {"name": "便民超市"})], who=WHO, why="登记")
    station.undo(who=WHO)
    many = [Edit("person", None, {"name": f"居民{n:04d}", "phone": f"138{n:08d}"}) for n in range(600)]
    station.apply(many, who=WHO, why="导入", command="import")
    theft = {"type": "theft", "reported_at": "2026-01-01T02:00:00Z", "address": "金沙小区5栋", "state": "sent"}
    station.apply([Edit("case", None, theft)], who=WHO, why="接警")
    station.attach("person", person, "登记表.txt", "虚构的登记表".encode(), who=WHO)
    station.reveal("person", person, ["phone"], who=WHO, reason="核对")
    station.add_kind(OWN, who=WHO)
    station.apply([Edit("dog", None, {"name": "旺财", "licence": "D001", "keeper": person})], who=WHO, why="登记")
    station.set_setting("shift", "甲班")


def main(out: Path) -> None:
    """Write the file, compressed: most of its pages are empty."""
    clock = FixedClock(datetime(2026, 1, 1, 2, tzinfo=UTC))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "旧站.station"
        station = Station.create(path, "旧派出所", origin=(121.5, 31.2), clock=clock)
        fill(station)
        assert station.verify().sound
        station.close()
        out.write_bytes(lzma.compress(path.read_bytes(), preset=9))
    sys.stdout.write(f"{out.name}: {out.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
