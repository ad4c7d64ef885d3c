"""What a file of a table was taken for: sheet, header row, kind, columns, datum; every guess can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.errors import BadInput, WrongUsage
from data.exchange.report import DatumGuess
from data.exchange.tables.data_rows import Skipped, data_rows
from data.exchange.tables.header import Header, find_header, header_at, no_header
from data.exchange.tables.hidden import hidden_notes, only_hidden
from data.exchange.tables.mapping import Guess, Sampled, guess_columns, sample
from data.exchange.tables.read import choose_sheet, read_tables
from data.exchange.tables.shapes import Shape, fingerprint, known_header, remembered
from data.exchange.tables.table import Table
from data.exchange.tables.targets import Target, targets_of, vocabulary
from data.exchange.tables.words import GUIDE, heading_key
from data.i18n import tr
from data.kinds.model import Kind, Kinds
from data.progress import Progress
from data.store.station import Station
from data.town.datum import parse_datum

BUILDS_ON = ("grid", "force", "building", "dwelling", "person")
# Kinds that other work makes: nobody keeps a table of them.
NO_TABLE = (
    "attachment", "map_view", "map_theme", "ground", "ground_picture", "building_part", "road", "mediation", "dispute_party",
)  # fmt: skip
MISSING_REQUIRED = 4.0  # what a required field without a column costs a kind
NAMED = 3.0  # what it is worth that sheet or file is named after the kind
NOWHERE = 1.5  # what it costs a kind that stands on the map by itself that no column says where
# What has a name and a point and nothing that tells more is a place: more than the bonus that required names give others.
GENERAL, GENERAL_BONUS = "place", 0.9
WHERE = {"lon", "lat", "location", "address", "compound", "building", "street"}
CLEAR = 0.3  # by how much the best kind must lead to be sure


@dataclass(frozen=True)
class Understanding:
    """All that was guessed about a file, with the table itself; changed by the ``with_`` methods, which guess anew.

    ``rows`` are the indexes of the rows of data in ``table.rows``; ``alternatives`` are other kinds that it could be.
    """

    path: Path
    tables: tuple[Table, ...]
    table: Table
    header: Header
    kind: Kind
    kinds: Kinds
    targets: Mapping[str, Target]
    columns: tuple[Guess, ...]
    rows: Sequence[int]
    skipped: tuple[Skipped, ...]
    datum: DatumGuess
    zone: str
    alternatives: tuple[str, ...] = ()
    sure: bool = True  # of the kind
    beside: tuple[str, ...] = ()  # sheets that are read in the same import
    wanted_kind: str = ""
    wanted_sheet: str = ""
    wanted_mapping: Mapping[str, str] | None = None
    wanted_header: int = 0  # the number of the header's last row as the user sees it; 0 is for us to find
    wanted_encoding: str = ""
    wanted_hidden: bool = False  # hidden rows, columns and sheets count as well
    shapes: Mapping[str, Shape] = field(default_factory=dict)  # what the station remembers
    last: Shape | None = None  # what a table of these headings was taken for last time

    @property
    def shape(self) -> str:
        """The fingerprint of the headings; "" where they are too few."""
        return fingerprint(self.header)

    @property
    def pointed(self) -> bool:
        """Whether the table has columns of coordinates, and coordinates in them: those of a template may be left empty."""
        points = {name for name, target in self.targets.items() if target.role == "point"}
        judged = bool(self.datum.evidence)
        return any(guess.target in points and (judged or guess.examples) for guess in self.columns)

    @property
    def said(self) -> bool:
        """Whether a person chose anything."""
        wanted = (self.wanted_kind, self.wanted_sheet, self.wanted_mapping, self.wanted_header, self.wanted_encoding)
        return any(wanted) or bool(self.datum.evidence.get("given"))

    @property
    def mapping(self) -> dict[str, str]:
        """Column name to target name, of the columns that mean something."""
        return {g.column.name: g.target for g in self.columns if g.target}

    @property
    def header_row(self) -> int:
        """The row number of the header (of its last row) as the user sees it."""
        return self.table.number(self.header.index)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was odd about the file, and what is hidden in it and left out."""
        return (*self.table.notes, *hidden_notes(self.table, self.tables, self.rows))

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of required fields for which there is no column."""
        mapped = set(self.mapping.values())
        return tuple(_lacking(self.kind, self.targets, mapped))

    @property
    def with_residence(self) -> bool:
        """Whether each row also says where a person lives."""
        roles = {self.targets[t].role for t in self.mapping.values()}
        return self.kind.place.through == "residence" and bool(roles & {"residence", "place"})

    def with_kind(self, kind: str) -> Understanding:
        """Take the table for another kind."""
        return _understand(replace(self, wanted_sheet=self.table.sheet, wanted_kind=kind, wanted_mapping=None))

    def with_sheet(self, sheet: str) -> Understanding:
        """Read another sheet."""
        return _understand(replace(self, wanted_sheet=sheet, wanted_mapping=None))

    def with_mapping(self, mapping: Mapping[str, str]) -> Understanding:
        """Give columns other targets; "" leaves a column out. The others are guessed again."""
        wanted = {**(self.wanted_mapping or {}), **mapping}
        return _understand(replace(self, wanted_sheet=self.table.sheet, wanted_kind=self.kind.name, wanted_mapping=wanted))

    def with_datum(self, datum: str) -> Understanding:
        """Take the coordinates for another datum."""
        return replace(self, datum=_datum(datum))

    def with_header(self, row: int) -> Understanding:
        """Take another row, by its number as the user sees it, for the last one of the header; 0 finds it anew."""
        return self._anyhow(replace(self, wanted_sheet=self.table.sheet, wanted_header=row, wanted_mapping=None, last=None))

    def with_encoding(self, encoding: str, progress: Progress | None = None) -> Understanding:
        """Read the text in another encoding; "" finds it anew."""
        tables = tuple(read_tables(self.path, encoding=encoding, progress=progress))
        return _understand(replace(self, tables=tables, wanted_encoding=encoding, wanted_header=0))

    def with_hidden(self, hidden: bool = True) -> Understanding:
        """Take in what is hidden in the file as well, or leave it out again."""
        return _understand(replace(self, wanted_hidden=hidden, wanted_sheet=self.table.sheet))

    def afresh(self) -> Understanding:
        """Guess everything without what a table of the same headings was taken for last time."""
        plain = replace(self, shapes={}, last=None, wanted_kind="", wanted_mapping=None, wanted_header=0)
        return self._anyhow(replace(plain, wanted_sheet=self.table.sheet))

    def _anyhow(self, wanted: Understanding) -> Understanding:
        """Return a reading as it is wanted; where its headings mean nothing by themselves, people have to say what they are."""
        try:
            return _understand(wanted)
        except BadInput:
            return _understand(replace(wanted, wanted_kind=self.kind.name))


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
    guess = _datum(datum)
    if kind:
        station.kinds[kind]
    tables = tuple(read_tables(path, encoding=encoding, progress=progress))
    first = tables[0] if tables else Table(path, "", [])
    any_kind = next(iter(station.kinds.values()))
    empty = Understanding(
        path, tables, first, Header(0, 1, ()), any_kind, station.kinds, {}, (), (), (), guess, station.zone,
        wanted_kind=kind, wanted_sheet=sheet, wanted_mapping=mapping, wanted_encoding=encoding, shapes=remembered(station),
    )  # fmt: skip
    return _understand(empty, progress)


def _datum(datum: str) -> DatumGuess:
    if datum:
        return DatumGuess(parse_datum(datum), True, {"given": True})
    return DatumGuess("WGS84", False, {"note": tr("没有指明坐标系，按 WGS84 处理；高德、百度的坐标请指明坐标系")})


def _understand(known: Understanding, progress: Progress | None = None) -> Understanding:
    """Return the best reading over the sheets that may be meant."""
    sheets = choose_sheet(list(known.tables), known.wanted_sheet, known.path)
    if not known.wanted_sheet:
        sheets = [t for t in sheets if t.sheet not in GUIDE.values()] or sheets
    readings: list[tuple[float, Understanding]] = []
    failed: BadInput | None = None
    if all(t.hidden for t in sheets) and not known.wanted_sheet and not known.wanted_hidden:
        raise BadInput(only_hidden(sheets), file=known.path)
    for table in sheets:
        if table.hidden and readings:
            break
        try:
            readings.append(_read_table(known, table, progress))
        except BadInput as error:
            failed = failed or error
    if not readings:
        raise failed or BadInput(no_header(sheets[0]), file=known.path)
    return max(readings, key=lambda r: (r[1].last is not None, r[0]))[1]  # what was a table last time is one now


def sheets_of(known: Understanding) -> list[Understanding]:
    """Return the reading of each sheet that is plainly a table of its own, in the order in which they build on each other.

    Where the person chose a sheet, a kind or columns, and where fewer than two sheets are plain, it is the one reading.
    """
    chosen = known.wanted_sheet or known.wanted_kind or known.wanted_mapping or known.wanted_header
    if chosen or len(known.tables) < 2:
        return [known]
    plain = []
    for table in known.tables:
        if table.sheet in GUIDE.values():  # of our own templates: it tells of the table and is none
            continue
        try:
            seen = not table.hidden or known.wanted_hidden
            found = _read_table(known, table)[1] if table.rows and seen else None
        except BadInput:
            continue
        if found is not None and found.sure and not found.missing and len(found.mapping) >= 2:
            plain.append(found)
    if len(plain) < 2:
        return [known]
    names = tuple(p.table.sheet for p in plain)
    return sorted((replace(p, beside=names) for p in plain), key=lambda p: turn_of(p.kind))


def turn_of(kind: Kind) -> int:
    """Return a kind's place in the order of import: what others refer to comes first."""
    return BUILDS_ON.index(kind.name) if kind.name in BUILDS_ON else len(BUILDS_ON)


def _read_table(known: Understanding, table: Table, progress: Progress | None = None) -> tuple[float, Understanding]:
    table = table.shown() if known.wanted_hidden else table
    header = _header(known, table)
    rows, skipped = data_rows(table, header, progress)
    if not rows:
        raise BadInput(no_header(table), file=table.file)
    sampled = sample(header.columns, table.rows, rows)
    wanted, last = _as_last_time(known, header)
    scored = sorted(_scores(wanted, table, sampled), key=lambda s: -s[0])
    best, kind, columns, targets = scored[0]
    meant = [targets[g.target] for g in columns if g.target]
    if not wanted.wanted_kind and all(t.role == "point" for t in meant):
        raise BadInput(_nothing_known(table, known, [g.column.name for g in columns]), file=table.file)
    others = tuple(k.name for score, k, *_ in scored[1:4] if score > 0)
    sure = bool(wanted.wanted_kind) or len(scored) == 1 or best - scored[1][0] >= CLEAR
    if last is not None:
        columns = [_as_it_was(g, last, known.wanted_mapping or {}) for g in columns]
    found = replace(known, table=table, header=header, kind=kind, targets=targets, columns=tuple(columns), rows=_in_short(rows),
                    skipped=tuple(skipped), alternatives=others, sure=sure, last=last)  # fmt: skip
    return best, found


def _header(known: Understanding, table: Table) -> Header:
    """Return the header where a person saw it, where it was last time, or where it looks like one."""
    if known.wanted_header:
        index = next((i for i in range(len(table.rows)) if table.number(i) == known.wanted_header), -1)
        return header_at(table, index, vocabulary(known.kinds))
    return known_header(table, known.shapes) or find_header(table, vocabulary(known.kinds))


def _as_last_time(known: Understanding, header: Header) -> tuple[Understanding, Shape | None]:
    """Return what is wanted of a table, with what one of the same headings was taken for, unless the person says otherwise."""
    last = known.shapes.get(fingerprint(header))
    if last is None or last.kind not in known.kinds or known.wanted_kind not in ("", last.kind):
        return known, None
    names = {c.name for c in header.columns}
    targets = targets_of(known.kinds[last.kind], known.kinds)
    said = known.wanted_mapping or {}
    mapping = {c: t for c, t in last.mapping.items() if c in names and (not t or t in targets) and t not in said.values()}
    return replace(known, wanted_kind=last.kind, wanted_mapping={**mapping, **said}), last


def _as_it_was(guess: Guess, last: Shape, said: Mapping[str, str]) -> Guess:
    """Say of a column that it means what it meant last time."""
    name = guess.column.name
    return replace(guess, why=tr("和上次一样"), given=False) if name in last.mapping and name not in said else guess


def _in_short(rows: list[int]) -> Sequence[int]:
    """Return indexes as a range where none is missing: a long table has a million."""
    whole = rows[-1] - rows[0] == len(rows) - 1
    return range(rows[0], rows[-1] + 1) if whole else tuple(rows)


def _nothing_known(table: Table, known: Understanding, names: list[str]) -> str:
    shown = ", ".join(names[:12])
    return tr("{file} 的列（{columns}）没有一列认得出来；请指明类别和列的含义", file=table.file.name, columns=shown)


def _scores(known: Understanding, table: Table, sampled: list[Sampled]) -> list[tuple[float, Kind, list[Guess], dict[str, Target]]]:
    """Return each kind that the table could be of; where kind or mapping was said, only those that go with it."""
    wanted = known.wanted_kind
    kinds = [known.kinds[wanted]] if wanted else [k for k in known.kinds.values() if k.name not in NO_TABLE]
    found = []
    misfit: WrongUsage | None = None
    for kind in kinds:
        targets = targets_of(kind, known.kinds)
        try:
            columns = guess_columns(kind, targets, sampled, known.wanted_mapping or {}, known.zone)
        except WrongUsage as error:
            misfit = misfit or error
            continue
        found.append((_kind_score(kind, targets, columns) + _named_after(kind, table), kind, columns, targets))
    if not found and misfit is not None:
        raise misfit
    return found


def _kind_score(kind: Kind, targets: Mapping[str, Target], columns: list[Guess]) -> float:
    """Return how well a table fits a kind: the columns that it explains, less the required fields that it lacks."""
    mapped = {g.target: g.score for g in columns if g.target}
    score = sum(s * _weight(kind, targets[t]) for t, s in mapped.items())
    lacking = _lacking(kind, targets, set(mapped))
    if kind.name == GENERAL and {"name", "lon", "lat"} <= mapped.keys():
        score += GENERAL_BONUS
    nowhere = kind.place.own and kind.name != "force" and not mapped.keys() & WHERE
    return score - MISSING_REQUIRED * len(lacking) - NOWHERE * nowhere + (0.1 if kind.ledger else 0.0)


def _weight(kind: Kind, target: Target) -> float:
    if target.role != "field" or target.field is None:
        return 0.8
    keyed = any(target.name in key for key in kind.keys[:1])
    typed = target.field.type not in ("text", "note", "link")
    return 1.0 + 0.8 * target.field.required + 0.6 * keyed + 0.5 * typed


def _required(target: Target) -> bool:
    return target.role == "field" and target.field is not None and target.field.required and target.field.default is None


def _lacking(kind: Kind, targets: Mapping[str, Target], mapped: set[str]) -> list[str]:
    """Return the labels of what a new record needs and no column brings; a building comes from any column that says where."""
    labels = [t.label for t in targets.values() if _required(t) and t.name not in mapped]
    building = kind.fields.get("building")
    if kind.place.belongs and building is not None and building.required and not mapped & {"address", "compound", "building"}:
        labels.append(building.label)
    return labels


def _named_after(kind: Kind, table: Table) -> float:
    """Return what the names of sheet and file say; a sheet's name tells more than a file's."""
    words = [heading_key(w) for w in (*kind.labels.values(), *kind.plurals.values(), *kind.aliases)]
    sheet, stem = heading_key(table.sheet), heading_key(table.file.stem)
    if any(w and w in sheet for w in words):
        return NAMED
    return NAMED * 0.7 if any(w and w in stem for w in words) else 0.0
