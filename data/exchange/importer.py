"""The one way for files in: places, tables and kinds, told apart by the file."""

from __future__ import annotations

import gzip
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from data.errors import BadInput, WrongUsage
from data.exchange.places.importing import import_places
from data.exchange.report import ImportReport, combined
from data.exchange.tables import understand as reading
from data.exchange.tables.apply import apply_previews, report_of
from data.exchange.tables.bench import Bench
from data.exchange.tables.datums import guess_datum
from data.exchange.tables.preview import Preview, preview
from data.exchange.tables.rejects import write_rejects
from data.exchange.tables.table import TABLE_SUFFIXES
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.load import parse_kind
from data.progress import Progress
from data.store.station import Station

PLACE_SUFFIXES = (".geojson", ".json", ".cityjson", ".jsonl")
SUPPORTED = " ".join((*TABLE_SUFFIXES, *PLACE_SUFFIXES[:3], ".toml"))
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
    """
    inner = _inner_suffix(path)
    if kind:
        station.kinds[kind]
    if inner in PLACE_SUFFIXES:
        return import_places(station, path, kind=kind, datum=datum, dry_run=dry_run, rejects=rejects, who=who, progress=progress)
    if inner == ".toml":
        return _import_kind(station, path, dry_run=dry_run, who=who)
    if inner not in TABLE_SUFFIXES and path.exists():
        raise BadInput(tr("不支持 {file} 这种文件；支持 {known}", file=path.name, known=SUPPORTED), file=path)
    choices = {"kind": kind or "", "sheet": sheet or "", "encoding": encoding or "", "datum": datum or ""}
    if path.suffix.lower() == ".gz":
        return _unpacked(station, path, choices, mapping, dry_run, rejects, who, progress)
    return _import_table(station, path, choices, mapping, dry_run, rejects, who, progress)


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
    pointed = any(known.targets[t].role == "point" for t in known.mapping.values())
    return replace(known, datum=guess_datum(known, station)) if pointed and not datum else known


def apply_import(done: Preview, station: Station, who: str, progress: Progress | None = None) -> ImportReport:
    """Write a preview as one change set and return what was done."""
    started = time.perf_counter()
    batch = apply_previews([done], station, who, progress)
    return report_of(done, batch, time.perf_counter() - started)


def _import_table(station: Station, path: Path, choices: Mapping[str, str], mapping: Mapping[str, str] | None, dry_run: bool,
                  rejects: Path | None, who: str, progress: Progress | None) -> ImportReport:  # fmt: skip
    started = time.perf_counter()
    _check_rejects(rejects, path)
    known = understand(path, station, mapping=mapping, progress=progress, **choices)
    bench = Bench(station)
    done = [preview(sheet, station, progress, bench=bench) for sheet in reading.sheets_of(known)]
    if rejects is not None:
        write_rejects(done, rejects)
    batch = None if dry_run else apply_previews(done, station, who, progress)
    return combined([report_of(d, batch, time.perf_counter() - started) for d in done])


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
    with TemporaryDirectory(prefix="watchroom-") as folder:
        plain = Path(folder) / path.name[: -len(".gz")]
        try:
            with gzip.open(path, "rb") as packed, plain.open("wb") as out:
                while block := packed.read(BLOCK):
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
