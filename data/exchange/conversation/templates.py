"""Empty workbooks to be filled in: a column for each field, drop-down lists, notes on the headings, and an example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.safe_cells import write_cell
from data.exchange.tables.targets import Target, targets_of
from data.exchange.tables.understand import NO_TABLE
from data.exchange.tables.words import GUIDE
from data.i18n import choose, language, speaking, tr
from data.kinds.model import Field, Kind, Kinds
from data.kinds.units import unit_words

ROWS = 5000  # for which lists are offered
WIDEST = 30
MOST_IN_LIST = 255  # characters that a workbook takes as a list; longer ones lie on a sheet of their own
LISTS = "lists"
NOT_FILLED_IN = ("device", "fixes", "patrol_visit", "plan_room")  # only the program makes these
COMMENT = {"x_scale": 1.8, "font_size": 9}
# What a point needs; the pair of both in one cell is the other way to write it.
LEFT_OUT = ("location",)
TOLD_BY_ADDRESS = ("compound", "building", "unit", "storey", "room")  # one address cell says the same


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: its heading, the choices offered, the note on it, an example."""

    target: Target
    heading: str
    choices: tuple[str, ...] = ()
    note: str = ""
    required: bool = False
    example: Any = None
    sort: str = "text"


def kinds_with_template(kinds: Kinds) -> list[Kind]:
    """Return the kinds of which people keep tables, the ledgers first."""
    machines = (*NO_TABLE, *NOT_FILLED_IN)
    kept = [k for k in kinds.values() if k.name not in machines and any(c.sort != "link" for c in columns_of(k, kinds))]
    return sorted(kept, key=lambda k: not k.ledger)


def columns_of(kind: Kind, kinds: Kinds) -> list[Column]:
    """Return the columns of a kind's template, required ones first, then as the kind declares them."""
    whole = targets_of(kind, kinds)
    written = "address" in whole
    needless = (*LEFT_OUT, *(n for n in TOLD_BY_ADDRESS if written and n in whole and whole[n].role == "place"))
    named = [t for t in whole.values() if t.name not in needless]
    columns = [_column(kind, target) for target in named if _offered(target)]
    return sorted(columns, key=lambda c: not c.required)


def _offered(target: Target) -> bool:
    """Numbers that the program gives and shapes are not filled in by hand."""
    return target.field is None or target.field.type not in ("solid", "url")


def _column(kind: Kind, target: Target) -> Column:
    field = target.field
    required = field is not None and field.required and field.default is None and target.role == "field"
    choices = tuple(c.label for c in field.choices) if field is not None and field.type == "choice" else ()
    if field is not None and field.type == "bool":
        choices = (tr("是"), tr("否"))
    return Column(target, _heading(target, required=required), choices, _note(field, target, required=required), required,
                  _example(kind, target, choices), field.type if field is not None else "text")  # fmt: skip


def _heading(target: Target, *, required: bool) -> str:
    return f"{target.label}*" if required else target.label


def _note(field: Field | None, target: Target, *, required: bool) -> str:
    said = [tr("必填")] if required else []
    said += [_how(field, target)]
    if field is not None and field.aliases:
        said.append(tr("也认得：{names}", names=tr("、").join(field.aliases[:6])))
    return "\n".join(filter(None, said))


def _how(field: Field | None, target: Target) -> str:
    """Return how a value is to be written."""
    if field is None:
        return _how_placed(target.name)
    by_type = {
        "date": tr("日期，例如 2026-11-21 或 2026年11月21日"), "time": tr("日期和时间，例如 2026-11-21 13:45"),
        "choice": tr("从列表里选"), "bool": tr("是或否"), "phone": tr("电话号码，写成文本"),
        "id_number": tr("18 位身份证号，写成文本，末位校验码会核对"), "int": tr("整数"), "real": tr("数字"),
        "link": tr("写名称或编号，要已经录入"),
    }  # fmt: skip
    said = by_type.get(field.type, "")
    limits = [f"{v:g}" for v in (field.minimum, field.maximum) if v is not None]
    ranged = tr("{low} 到 {high}", low=limits[0], high=limits[1]) if len(limits) == 2 else ""
    return tr("，").join(t for t in (said, ranged, unit_words(field.unit)) if t)


def _how_placed(name: str) -> str:
    if name == "address":
        return tr("写到室，例如 金沙小区5栋2单元301；路名加门牌号也可以")
    if name in ("lon", "lat"):
        return tr("度，例如 104.06；高德、百度的坐标也能认")
    return ""


def _example(kind: Kind, target: Target, choices: Sequence[str]) -> Any:
    """Return an invented value; numbers of people and telephones are such as nobody has."""
    if choices:
        return choices[0]
    field, name = target.field, target.name
    if field is None:
        return {"address": tr("金沙小区5栋2单元301"), "lon": 104.0668, "lat": 30.5728}.get(name)
    by_type = {"date": date(2026, 11, 21), "time": "2026-11-21 13:45", "phone": "19900000001", "id_number": "990000198001010013",
               "int": 1, "real": 1.5}  # fmt: skip
    if field.type in by_type:
        return by_type[field.type]
    if name == "name":
        return tr("示例{kind}", kind=kind.label)
    return {"code": "A-001", "number": "001", "title": tr("示例{kind}", kind=kind.label)}.get(name)


def write_template(kinds: Kinds, names: Sequence[str], out: Path, spoken: str = "") -> None:
    """Write an empty workbook with a sheet for each of these kinds, in the language in use or in another.

    Raises
    ------
    BadInput
        If the file cannot be written.
    """
    try:
        with speaking(spoken or language()), xlsxwriter.Workbook(str(out), {"in_memory": True}) as book:
            styles = _styles(book)
            lists: list[tuple[str, ...]] = []
            for name in names:
                _sheet(book, kinds[name], columns_of(kinds[name], kinds), styles, lists)
            _guide(book, [kinds[n] for n in names], kinds, styles)
            _lists(book, lists)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise BadInput(tr("写不了 {file}：{why}", file=out, why=why_not(error)), file=out) from error


def _styles(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "text_wrap": True, "valign": "vcenter"}
    return {
        "head": book.add_format(head), "required": book.add_format({**head, "bg_color": "#FFF1D6"}),
        "text": book.add_format({"num_format": "@"}), "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "plain": book.add_format(), "quiet": book.add_format({"font_color": "#6B7885", "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }  # fmt: skip


def _sheet(book: Any, kind: Kind, columns: Sequence[Column], styles: dict[str, Any], lists: list[tuple[str, ...]]) -> None:
    sheet = book.add_worksheet(kind.plural[:31])
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.heading, styles["required" if column.required else "head"])
        if column.note:
            sheet.write_comment(0, at, column.note, COMMENT)
        sheet.set_column(at, at, _width(column), styles[_format_of(column)])
        if column.choices:
            source = _source(column.choices, lists)
            sheet.data_validation(1, at, ROWS, at, {"validate": "list", "source": source, "ignore_blank": True})
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)


def _format_of(column: Column) -> str:
    """Numbers that only look like numbers stay text, so that no digit is lost."""
    if column.sort == "date":
        return "date"
    return "plain" if column.sort in ("int", "real", "bool", "choice") else "text"


def _source(choices: tuple[str, ...], lists: list[tuple[str, ...]]) -> list[str] | str:
    if len(",".join(choices)) <= MOST_IN_LIST:
        return list(choices)
    if choices not in lists:
        lists.append(choices)
    letter = _letter(lists.index(choices))
    return f"={LISTS}!${letter}$1:${letter}${len(choices)}"


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def _lists(book: Any, lists: Sequence[tuple[str, ...]]) -> None:
    """Put the lists that are too long for a cell onto a hidden sheet."""
    if not lists:
        return
    sheet = book.add_worksheet(LISTS)
    for at, choices in enumerate(lists):
        sheet.write_column(0, at, choices)
    sheet.hide()


def _guide(book: Any, wanted: Sequence[Kind], kinds: Kinds, styles: dict[str, Any]) -> None:
    """A last sheet that shows an example row of each kind and says what the columns want."""
    sheet = book.add_worksheet(choose(GUIDE))
    line = 0
    for text in _advice():
        sheet.write_string(line, 0, text, styles["plain"])
        line += 1
    for kind in wanted:
        line = _example_of(sheet, line + 1, kind, columns_of(kind, kinds), styles)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 60)


def _advice() -> Iterator[str]:
    yield tr("在前面的表里从第 2 行往下填，一行一条；黄色的列必填，其余可以空着。")
    yield tr("列可以调换次序、删去，也可以添上别的列；鼠标停在列名上看怎么写。")
    yield tr("填好后拖到值班一张图的窗口里：先看会改什么，再导入。")


def _example_of(sheet: Any, line: int, kind: Kind, columns: Sequence[Column], styles: dict[str, Any]) -> int:
    sheet.write_string(line, 0, kind.plural, styles["title"])
    line += 1
    for at, text in enumerate((tr("列"), tr("例子"), tr("怎么写"))):
        sheet.write_string(line, at, text, styles["head"])
    for column in columns:
        line += 1
        sheet.write_string(line, 0, column.heading, styles["plain"])
        write_cell(sheet, line, 1, column.example, styles["date"] if isinstance(column.example, date) else styles["plain"])
        sheet.write_string(line, 2, column.note, styles["quiet"])
    return line + 1


def _width(column: Column) -> int:
    longest = max((_wide(t) for t in (column.heading, *column.choices)), default=8)
    return min(max(longest + 2, 10), WIDEST)


def _wide(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def template_name(kinds: Sequence[Kind]) -> str:
    """Return what a template file is called."""
    one = kinds[0].plural if len(kinds) == 1 else tr("各类")
    return tr("{kinds}模板.xlsx", kinds=one) if language() == "zh" else f"{one} template.xlsx"
