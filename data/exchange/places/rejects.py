"""Refused features as a file of their own, to be mended and imported again: GeoJSON, or a table of what they say."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import shapely
import xlsxwriter

from data.disk_words import why_not
from data.errors import BadInput, WrongUsage
from data.exchange.places.signature import format_of
from data.exchange.places.text import read_json
from data.exchange.report import Reject
from data.exchange.safe_cells import defuse, write_cell
from data.exchange.tables.words import DECISION, is_decision
from data.i18n import choose, tr

FORMATS = (".geojson", ".xlsx", ".csv")
WHY = "why"  # the property of a refused feature that holds the reason


def check_out(out: Path, source: Path) -> None:
    """Complain before the work of a reject file that cannot be written.

    Raises
    ------
    WrongUsage
        If its name ends in none of `FORMATS`, or it is the file that is imported.
    """
    if out.suffix.lower() not in FORMATS:
        raise WrongUsage(tr("拒收的要素只能写成 {known}，这里是 {file}", known=" ".join(FORMATS), file=out.name))
    if out.resolve() == source.resolve():
        raise WrongUsage(tr("拒收表不能覆盖正在导入的文件 {file}", file=source.name))


def write_rejects(rejects: Sequence[Reject], source: Path, out: Path) -> None:
    """Write all refused features of a file.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    try:
        if out.suffix.lower() == ".geojson":
            out.write_bytes(orjson.dumps(_collection(rejects, source), option=orjson.OPT_INDENT_2))
        elif out.suffix.lower() == ".csv":
            _write_csv(rejects, out)
        else:
            _write_xlsx(rejects, out)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error


def _collection(rejects: Sequence[Reject], source: Path) -> dict[str, Any]:
    """Return the refused features as they stand in the source, each with the reason; of other formats in degrees of WGS-84."""
    document = read_json(source)[0] if format_of(source) == "json" else None
    rows = document.get("features") if isinstance(document, dict) else None
    features = [_feature(rows[r.row - 1] if isinstance(rows, list) else document, r) for r in rejects]
    return {"type": "FeatureCollection", "features": features}


def _feature(row: Any, reject: Reject) -> dict[str, Any]:
    asked = {choose(DECISION): ""} if reject.doubtful else {}
    if not isinstance(row, dict) or row.get("type") != "Feature":
        geometry = row if isinstance(row, dict) and "coordinates" in row else _drawn(reject)
        kind = {"kind": reject.kind} if reject.kind else {}
        return {"type": "Feature", "properties": {**reject.cells, **kind, WHY: reject.why, **asked}, "geometry": geometry}
    return {**row, "properties": {**reject.cells, WHY: reject.why, **asked}}


def _drawn(reject: Reject) -> Any:
    shape = reject.shape
    return None if shape is None or shape.is_empty else orjson.loads(shapely.to_geojson(shape))


def reject_table(rejects: Sequence[Reject]) -> list[list[Any]]:
    """Return the refused features as a table with its headings; points stand in it with their degrees of WGS-84."""
    keys = list(dict.fromkeys(key for reject in rejects for key in reject.cells if not is_decision(key)))
    asked = [choose(DECISION)] if any(r.doubtful for r in rejects) else []
    placed = any(_degrees(r) for r in rejects) and not {"lon", "lat"} & {key.lower() for key in keys}
    rows = [
        [r.row, r.why, *("" for _ in asked), *(_plain(r.cells.get(key)) for key in keys),
         *((_degrees(r) or (None, None)) if placed else ())]
        for r in rejects
    ]  # fmt: skip
    return [[tr("要素序号"), tr("原因"), *asked, *keys, *(("lon", "lat") if placed else ())], *rows]


def _degrees(reject: Reject) -> tuple[float, float] | None:
    shape = reject.shape
    return (shape.x, shape.y) if getattr(shape, "geom_type", "") == "Point" and not shape.is_empty else None


def _plain(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


def _write_csv(rejects: Sequence[Reject], out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[defuse(v) if isinstance(v, str) else v for v in row] for row in reject_table(rejects)])


def _write_xlsx(rejects: Sequence[Reject], out: Path) -> None:
    with xlsxwriter.Workbook(str(out), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(reject_table(rejects)):
            for column, value in enumerate(row):
                write_cell(sheet, at, column, value)
        sheet.freeze_panes(1, 0)
