"""The one way for files in: places, tables and kinds, told apart by the file."""

from __future__ import annotations

import gzip
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from data.errors import BadInput, WrongUsage
from data.exchange.datum import unclear
from data.exchange.places.importing import import_places
from data.exchange.places.unpack import check_size
from data.exchange.report import ImportReport, combined
from data.exchange.tables import understand as reading
from data.exchange.tables.apply import apply_previews, report_of
from data.exchange.tables.bench import Bench
from data.exchange.tables.datums import judged
from data.exchange.tables.preview import Preview, preview
from data.exchange.tables.rejects import write_rejects
from data.exchange.tables.shapes import remember_all
from data.exchange.tables.table import TABLE_SUFFIXES
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.load import parse_kind
from data.progress import Progress
from data.resting import resting
from data.scratch import scratch, size_of
from data.store.station import Station

MODEL_SUFFIXES = (".gltf", ".glb", ".obj")  # a building's own detailed model
GROUND_SUFFIXES = (".tif", ".tiff", ".jpg", ".jpeg", ".png", ".mbtiles")  # pictures that lie on the ground
PLACE_SUFFIXES = (".geojson", ".json", ".cityjson", ".jsonl", ".topojson", ".gpkg", ".shp", ".kml", ".kmz", ".gpx", ".osm", ".pbf",
                  ".fgb", ".tab", ".mif", ".dxf", ".dwg", ".zip")  # fmt: skip
SUPPORTED = " ".join((*TABLE_SUFFIXES, *(s for s in PLACE_SUFFIXES if s != ".dwg"), *MODEL_SUFFIXES, *GROUND_SUFFIXES, ".toml"))
GENERAL = {"name", "code", "number", "remark"}  # fields that nearly every kind has
PACKED = 10  # times its size that a packed table usually holds
BLOCK = 1 << 20

__all__ = ["Preview", "Understanding", "apply_import", "import_file", "preview", "understand"]


def import_file(station: Station, path: Path, *, kind: str | None = None, sheet: str | None = None,
                mapping: Mapping[str, str] | None = None, encoding: str | None = None, datum: str | None = None,
                dry_run: bool = False, rejects: Path | None = None, who: str,
                progress: Progress | None = None) -> ImportReport:  # fmt: skip
    """Bring a file in as one change set and return what was done; with ``dry_run`` what would be.

    Raises
    ------
    BadInput
        If the file is missing, broken or of a kind that cannot be read; the station is as it was.
    WrongUsage
        If kind, sheet, column or field does not exist.
    DatumUnclear
        If nothing tells in which of several datums the coordinates are; a dry run says so in its report instead.
    NotAllowed
        If whoever is at the desk may not import.
    """
    station.session.demand("import", tr("导入文件"))
    inner = _inner_suffix(path)
    if kind:
        station.kinds.there(kind)
    if path.suffix.lower() == ".zip" and path.exists():
        from data.exchange.conversation.packed import holds_tables, import_packed  # it takes files in by this module

        if holds_tables(path):
            return import_packed(station, path, kind=kind, sheet=sheet, mapping=mapping, encoding=encoding, datum=datum,
                                 dry_run=dry_run, rejects=rejects, who=who, progress=progress)  # fmt: skip
    if inner in PLACE_SUFFIXES:
        return import_places(station, path, kind=kind, datum=datum, encoding=encoding, dry_run=dry_run, rejects=rejects, who=who,
                             progress=progress)  # fmt: skip
    if inner in (*MODEL_SUFFIXES, *GROUND_SUFFIXES, ".toml"):
        _check_whole(station, path, kind)
        return _import_whole(station, path, mapping, datum, dry_run, who, progress)
    if inner not in TABLE_SUFFIXES and path.exists():
        raise BadInput(tr("不支持 {file} 这种文件；支持 {known}", file=path.name, known=SUPPORTED), file=path)
    choices = {"kind": kind or "", "sheet": sheet or "", "encoding": encoding or "", "datum": datum or ""}
    if path.suffix.lower() == ".gz":
        return _unpacked(station, path, choices, mapping, dry_run, rejects, who, progress)
    return _import_table(station, path, choices, mapping, dry_run, rejects, who, progress)


def _check_whole(station: Station, path: Path, kind: str | None) -> None:
    """Complain of a kind that such a file cannot bring."""
    inner = _inner_suffix(path)
    meant = "building" if inner in MODEL_SUFFIXES else "ground_picture" if inner in GROUND_SUFFIXES else kind
    if kind and meant and kind != meant:
        wanted, given = station.kinds[meant].label, station.kinds[kind].label
        raise WrongUsage(tr("{file} 这种文件导入的是{wanted}，不能当作{given}", file=path.name, wanted=wanted, given=given))


def _import_whole(station: Station, path: Path, mapping: Mapping[str, str] | None, datum: str | None, dry_run: bool, who: str,
                  progress: Progress | None) -> ImportReport:  # fmt: skip
    """Bring in what has no rows: a building's model, a picture of the ground, the declaration of a kind."""
    inner = _inner_suffix(path)
    if inner in MODEL_SUFFIXES:
        from data.exchange.models import import_model

        return import_model(station, path, said=mapping, datum=datum, dry_run=dry_run, who=who, progress=progress)
    if inner in GROUND_SUFFIXES:
        from data.exchange.ground import import_ground  # GDAL's raster half and the picture codecs load only for these

        return import_ground(station, path, datum=datum, dry_run=dry_run, who=who, progress=progress)
    return _import_kind(station, path, dry_run=dry_run, who=who)


def understand(path: Path, station: Station, *, kind: str = "", sheet: str = "", mapping: Mapping[str, str] | None = None,
               encoding: str = "", datum: str = "", progress: Progress | None = None) -> Understanding:  # fmt: skip
    """Return what a file of a table was taken for; what is given is not guessed.

    Raises
    ------
    BadInput
        If the file cannot be read or holds no table.
    WrongUsage
        If kind, sheet, column or field does not exist.
    """
    known = reading.understand(path, station, kind=kind, sheet=sheet, mapping=mapping, encoding=encoding, datum=datum,
                               progress=progress)  # fmt: skip
    return judged(known, station)


def apply_import(done: Preview, station: Station, who: str, progress: Progress | None = None) -> ImportReport:
    """Write a preview as one change set and return what was done."""
    started = time.perf_counter()
    batch = apply_previews([done], station, who, progress)
    return report_of(done, batch, time.perf_counter() - started)


@resting()
def _import_table(station: Station, path: Path, choices: Mapping[str, str], mapping: Mapping[str, str] | None, dry_run: bool,
                  rejects: Path | None, who: str, progress: Progress | None) -> ImportReport:  # fmt: skip
    started = time.perf_counter()
    _check_rejects(rejects, path)
    known = understand(path, station, mapping=mapping, progress=progress, **choices)
    _check_telling(known)
    sheets = [known if s.table is known.table else judged(s, station) for s in reading.sheets_of(known)]
    unsure = next((s for s in sheets if s.datum.asks), None)
    if unsure is not None and not dry_run:
        raise unclear(unsure.datum, path)
    with closing(Bench(station)) as bench:
        done = [preview(sheet, station, progress, bench=bench) for sheet in sheets]
        if rejects is not None:
            write_rejects(done, rejects)
        batch = None if dry_run else apply_previews(done, station, who, progress)
    if not dry_run and (known.said or rejects is not None):
        remember_all(station, sheets)
    return combined([report_of(d, batch, time.perf_counter() - started) for d in done])


def _check_telling(known: Understanding) -> None:
    """Refuse to guess the kind of a table whose columns fit nearly all: names, numbers and points tell nothing."""
    meant = [known.targets[t] for t in known.mapping.values()]
    if not known.sure and all(t.name in GENERAL or t.role == "point" for t in meant):
        labels = ", ".join(known.kinds[k].label for k in (known.kind.name, *known.alternatives))
        columns = ", ".join(known.mapping)
        raise BadInput(tr("{file} 里认得的列只有 {columns}，看不出是哪类记录（可能是 {kinds}）；请指明类别",
                          file=known.path.name, columns=columns, kinds=labels), file=known.path)  # fmt: skip


def _check_rejects(rejects: Path | None, path: Path) -> None:
    """Complain before the work, not after it."""
    if rejects is None:
        return
    if rejects.suffix.lower() not in (".xlsx", ".csv"):
        raise WrongUsage(tr("拒收表只能写成 .xlsx 或 .csv，这里是 {file}", file=rejects.name))
    if rejects.resolve() == path.resolve():
        raise WrongUsage(tr("拒收表不能覆盖正在导入的文件 {file}", file=path.name))


def _inner_suffix(path: Path) -> str:
    """Return the ending that tells the type, of what is packed in a .gz too."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _unpacked(station: Station, path: Path, choices: Mapping[str, str], mapping: Mapping[str, str] | None, dry_run: bool,
              rejects: Path | None, who: str, progress: Progress | None) -> ImportReport:  # fmt: skip
    with scratch(PACKED * size_of(path)) as folder:
        plain = folder / path.name[: -len(".gz")]
        try:
            packed_size, size = path.stat().st_size, 0
            with gzip.open(path, "rb") as packed, plain.open("wb") as out:
                while block := packed.read(BLOCK):
                    size += len(block)
                    check_size(size, packed_size, path)
                    out.write(block)
        except FileNotFoundError as error:
            raise BadInput(tr("找不到文件 {file}", file=path), file=path) from error
        except (OSError, EOFError, gzip.zlib.error) as error:  # type: ignore[attr-defined]
            raise BadInput(tr("{file} 解压失败，文件不完整或不是 gzip：{why}", file=path.name, why=error), file=path) from error
        report = _import_table(station, plain, choices, mapping, dry_run, rejects, who, progress)
    return replace(report, file=str(path), parts=tuple(replace(p, file=str(path)) for p in report.parts))


def _import_kind(station: Station, path: Path, *, dry_run: bool, who: str) -> ImportReport:
    """A kind of the station's own: a declaration and no records."""
    started = time.perf_counter()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(tr("读不了类别文件 {file}：{why}", file=path, why=error), file=path) from error
    declared = parse_kind(text, str(path), own=True)
    new = declared.name not in station.kinds
    if not dry_run:
        station.add_kind(text, who=who)
    note = tr("已加入类别“{kind}”", kind=declared.label) if new else tr("已更新类别“{kind}”", kind=declared.label)
    return ImportReport(str(path), declared.name, rows=1, added=int(new), updated=int(not new), notes=(note,),
                        seconds=time.perf_counter() - started)  # fmt: skip
