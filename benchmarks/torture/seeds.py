"""Small sound inputs of every sort that Watchroom reads from elsewhere, all made here: what fuzzing begins from."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.torture import seed_messages, seed_places
from benchmarks.torture.seed_books import PEOPLE, ods, old_xls, packed, xls, xlsb, xlsx, xml_book
from benchmarks.torture.work import PASSPHRASE
from data.records import Edit
from data.store import Station

BESIDE = (".jgw", ".pgw", ".shx", ".dbf", ".prj", ".cpg", ".dat", ".map", ".id", ".mid")  # parts of other files
PACKED = (".xlsx", ".xlsb", ".ods", ".kmz", ".zip")  # changed inside as often as outside
HTML = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in PEOPLE) + "</table>"
# How many of each in one round: the costly ones, whose readers run apart, are given to them less often.
LIGHT, USUAL, APART = 12, 6, 2
APART_ENDINGS = (".gpkg", ".shp", ".fgb", ".tab", ".mif", ".jpg", ".png", ".tif", ".mbtiles", ".glb", ".gltf", ".obj", ".osm",
                 ".pbf", ".gpx")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seed:
    """An input: the door that it comes in by (`doors.DOORS`), its name, its bytes, what lies beside it, how many in a round."""

    door: str
    name: str
    content: bytes
    times: int
    beside: dict[str, bytes] = field(default_factory=dict)

    @property
    def packed(self) -> bool:
        """Whether it is a zip, to be changed inside."""
        return self.name.endswith(PACKED)


def make_seeds(folder: Path) -> list[Seed]:
    """Make all of them; the folder is used on the way."""
    folder.mkdir(parents=True, exist_ok=True)
    return [*_files(folder), *_messages(), *_small_files(folder), *_pictures(), *_stations(folder)]


def a_round(seeds: list[Seed]) -> list[Seed]:
    """Return the seeds as often as each is meant, well mixed; one of each comes first."""
    places = sorted((n / seed.times, at) for at, seed in enumerate(seeds) for n in range(seed.times))
    return [seeds[at] for _, at in places]


def _tables() -> dict[str, bytes]:
    text = io.StringIO()
    csv.writer(text).writerows(PEOPLE)
    plain = text.getvalue()
    tabs = plain.replace(",", "\t")
    inner = packed({"人.csv": plain, "读我.txt": "x"})
    return {
        "人.csv": plain.encode("gb18030"), "人.tsv": tabs.encode(), "人.txt": tabs.encode("utf-16"),
        "人.csv.gz": gzip.compress(plain.encode()), "人.html": HTML.encode(), "人.xml": xml_book(PEOPLE).encode(),
        "人.xlsx": xlsx(PEOPLE), "人.xlsb": xlsb(PEOPLE), "人.ods": ods(PEOPLE), "人.xls": xls(PEOPLE), "旧.xls": old_xls(PEOPLE),
        "人.et": xls(PEOPLE), "包.zip": packed({"人.csv": plain, "人.xlsx": xlsx(PEOPLE)}),
        "包中包.zip": packed({"里.zip": inner, "人.csv": plain}),
    }  # fmt: skip


def _files(folder: Path) -> Iterator[Seed]:
    """Yield the files that are imported, a model's as what they are."""
    for name, content in _tables().items():
        yield Seed("import", name, content, USUAL)
    places = folder / "places"
    places.mkdir()
    seed_places.write(places)
    for file in sorted(p for p in places.iterdir() if p.suffix not in BESIDE):
        stem = file.name.split(".")[0]
        beside = {p.name: p.read_bytes() for p in places.iterdir() if p.name.split(".")[0] == stem and p.suffix in BESIDE}
        beside = beside if file.suffix in (".jpg", ".png", ".shp", ".tab", ".mif") else {}
        door = "model" if file.suffix in (".glb", ".gltf", ".obj") else "import"
        yield Seed(door, file.name, file.read_bytes(), APART if file.suffix in APART_ENDINGS else USUAL, beside)
    yield Seed("plan", "图.dxf", (places / "图.dxf").read_bytes(), USUAL)
    for name in ("人.csv", "人.xlsx"):
        yield Seed("mark", name, _tables()[name], USUAL)
    yield Seed("mark", "出.gpkg", (places / "出.gpkg").read_bytes(), APART)


def _messages() -> Iterator[Seed]:
    for name, content in seed_messages.gateway().items():
        yield Seed(name.split(".")[0], name, content, 2 * LIGHT)


def _small_files(folder: Path) -> Iterator[Seed]:
    with Station.create(folder / "small.station", "金沙", origin=(121.5, 31.2)) as station:
        station.apply([Edit("person", None, {"name": "张伟"})], who="a", why="b")
        found = seed_messages.texts(station, folder)
    for name, content in found.items():
        beside = {seed_messages.REPORT: seed_messages.PDF} if name == "signature.json" else {}
        yield Seed(name.split(".")[0], name, content, LIGHT, beside)


def _pictures() -> Iterator[Seed]:
    for ending, content in seed_messages.pictures().items():
        if ending != "tif":
            yield Seed("thumbnail", f"照片.{ending}", content, APART)
        if ending != "gif":
            yield Seed("plan", f"平面.{ending}", content, APART)


def _stations(folder: Path) -> Iterator[Seed]:
    """Yield a plain and an encrypted station, as stations and as backups."""
    for passphrase in (None, PASSPHRASE):
        file = folder / f"{'密' if passphrase else '站'}.station"
        with Station.create(file, "金沙", origin=(121.5, 31.2), passphrase=passphrase) as station:
            people = [Edit("person", None, {"name": f"张伟{n}", "phone": f"139012345{n:02d}"}) for n in range(40)]
            station.apply(people, who="a", why="b")
            station.attach("person", 1, "a.txt", b"abc", who="a")
        for door in ("station", "backup"):
            yield Seed(door, file.name, file.read_bytes(), APART)
