"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from typing import Any

from data.errors import BadInput
from data.exchange.addresses import AddressBook, Match
from data.exchange.tables.bench import Bench, NewDwelling
from data.exchange.tables.blocks import Block
from data.exchange.tables.cells import Fault, RowReader, RowValues, place_points
from data.exchange.tables.doubts import NEW, SAME, SKIP, Decisions, decisions_in
from data.exchange.tables.lacking import lacking, needed
from data.exchange.tables.likeness import At
from data.exchange.tables.preview_row import LEFT_OUT, PreviewRow, doubt, leave_out, reject, where_of
from data.exchange.tables.preview_rows import PreviewRows
from data.exchange.tables.preview_sums import counts_of, new_rooms, rest_of
from data.exchange.tables.sift import Rules, Sieve, Sifted
from data.exchange.tables.stored import PLACED, Found, same
from data.exchange.tables.table import Cell
from data.exchange.tables.targets import RESIDENCE
from data.exchange.tables.texts import keeps_text, remark
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.kinds.model import Kind
from data.progress import Progress
from data.resting import resting
from data.store.station import Station

PASS = 2000  # rows between two looks at the progress
# Rooms that are not recorded yet are made for those who live or trade in them, not for what happens there.
ROOM_MAKERS = ("people", "organisations")


@dataclass(frozen=True)
class Preview:
    """All rows with what would become of them, and the rooms that would be added.

    Records of rows that are plainly new lie in ``blocks``; ``rows`` makes such a row when it is looked at.
    """

    understanding: Understanding
    rows: PreviewRows
    dwellings: tuple[NewDwelling, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # of each action, and "matched", "unmatched", "kept"
    blocks: tuple[Block, ...] = ()

    @property
    def judged(self) -> Sequence[PreviewRow]:
        """The rows that were judged one by one: all but those that are plainly new or stored."""
        return self.rows.judged

    def cells(self, row: PreviewRow) -> dict[str, Cell]:
        """Return the original cells of a row by column name."""
        raw = self.understanding.table.rows[row.index]
        return {c.name: raw[c.index] if c.index < len(raw) else None for c in self.understanding.header.columns}


@resting()
def preview(known: Understanding, station: Station, progress: Progress | None = None, *, bench: Bench | None = None,
            decisions: Decisions | None = None) -> Preview:  # fmt: skip
    """Return what importing would do. Nothing is written.

    ``bench`` is shared by the sheets of one import; ``decisions`` say of doubtful rows what they are.

    Raises
    ------
    BadInput
        If no column can make a record.
    Cancelled
        If the person stopped it.
    """
    station.expect_many(len(known.rows))
    return _Judge(known, bench or Bench(station), progress or Progress(), decisions or {}).judge()


class _Judge:
    """Goes through the rows once, with all that they are compared with at hand."""

    def __init__(self, known: Understanding, bench: Bench, progress: Progress, decisions: Decisions) -> None:
        self.known = known
        columns = [(c.index, c.name) for c in known.header.columns]
        self.decisions = {**decisions_in(known.table, columns, known.rows), **decisions}
        self.bench = bench
        self.kind: Kind = known.kind
        self.progress = progress
        self.reader = RowReader(known, bench.links)
        self.book = bench.book if self.reader.placed else None
        self.residences = bench.residences if known.with_residence else None
        # Columns of compound, building, room make up an address where the kind keeps one and no column is it.
        written = self.kind.fields.get("address")
        composed = self.reader.placed and "address" not in known.mapping.values() and not keeps_text(self.kind)
        self.keeps_address = composed and written is not None
        self.texts = bench.texts(self.kind) if self.residences is not None and keeps_text(self.kind) else None
        self.stored = bench.stored(self.kind, self._own_fields())
        self.seen = bench.seen[self.kind.name]
        self.judged: dict[int, PreviewRow] = {}
        self.at = 0  # the row that is judged
        self.called: list[int] = []  # rows below it that were called up, a heap
        self._full: dict[tuple[Any, ...], int] | None = None  # the lowest row with all that a new record needs, by natural key

    def judge(self) -> Preview:
        sifted = self._sifted()
        rest = rest_of(sifted.blocks, len(self.known.rows))
        read = self._read_rows(rest)
        for n, (position, said) in enumerate(zip(rest, read, strict=True)):
            if n % PASS == 0:
                self.progress.report(n, len(rest), tr("核对"))
                self.stored.look_up(each.values for each in read[n : n + PASS])
            self._judge_called(position)
            self.at = position
            self.judged[position] = self._judge(said)
        self._judge_called(len(self.known.rows))
        rows = PreviewRows(len(self.known.rows), self.judged, sifted.blocks, self._plain_row)
        counts = counts_of(self.judged.values(), sifted.blocks)
        dwellings = self.bench.rooms(new_rooms(self.judged.values(), sifted.blocks))
        return Preview(self.known, rows, dwellings, counts, sifted.blocks)

    def _sifted(self) -> Sifted:
        """Return the rows that are plainly new. Rows of this table and of later ones may still call them up."""
        rules = Rules(self.keeps_address, self.texts is not None, self.residences is not None, self._lives_so)
        before = self.bench.sifted[self.kind.name]
        sieve = Sieve(self.known, self.reader, self.stored, self._match, rules, self.seen, [s for s, _ in before])
        if not sieve.fits:
            return Sifted((), {})
        sifted = sieve.sift(self.progress)
        for sheet, index in self.decisions:
            at = bisect_left(self.known.rows, index)
            if sheet == self.known.table.sheet and at < len(self.known.rows) and self.known.rows[at] == index:
                sifted.take_out(at)
        before.append((sifted, partial(self._call_up, sifted)))
        return sifted

    def _lives_so(self, id: int, home: Mapping[str, Any], text: str | None) -> bool:
        settled = self.residences is None or self.residences.settled(id, home)
        return settled and (text is None or self.texts is None or self.texts.has(id, text))

    def _call_up(self, sifted: Sifted, position: int) -> None:
        """Judge a plain row after all, as another one may mean the same record: of two that disagree the upper one counts."""
        if not sifted.take_out(position):
            return
        if position > self.at:
            heappush(self.called, position)
        else:
            self.judged[position] = self._judge(*self._read_rows([position]))

    def _judge_called(self, before: int) -> None:
        """Judge the rows that were called up, in their turn."""
        while self.called and self.called[0] < before:
            self.at = heappop(self.called)
            self.judged[self.at] = self._judge(*self._read_rows([self.at]))
        self.at = before

    def _match(self, said: RowValues) -> Match:
        assert self.book is not None
        return self._place(said, self.book)

    def _plain_row(self, position: int) -> PreviewRow:
        """Return a row of a block as it would have been judged."""
        (said,) = self._read_rows([position])
        row = self._begun(said)
        if row.match is not None:
            row.kept = self.texts is not None and row.match.dwelling is None and bool(said.written)
            row.remark = remark(row.match, kept=row.kept)
        found = self.stored.find(said.values, self._at(row, said))
        if found.id is not None:
            row.id, row.why, row.action = found.id, found.why, "unchanged"
            return row
        row.values = said.values
        if self.residences is not None:
            row.residence = self.residences.new(said.residence, row.match)
        if row.kept:
            row.values["address"] = said.written
        return row

    def _own_fields(self) -> list[str]:
        targets = [self.known.targets[t] for t in self.known.mapping.values()]
        own = [t.name for t in targets if t.role == "field"]
        points = ["geometry"] if any(t.role == "point" for t in targets) else []
        if not own and not points and not self.reader.placed:
            raise BadInput(tr("没有一列对应{kind}的字段；请指明列的含义", kind=self.kind.label), file=self.known.path)
        self._must_make_records()
        inferred = [n for n in ("storey", "unit", "room") if self.reader.placed and n in self.kind.fields]
        if self.kind.name == "dwelling":
            return [*own, *points, *inferred]
        return [*own, *points, "address"] if self.keeps_address else [*own, *points]

    def _must_make_records(self) -> None:
        """Complain at once of a table that can neither add a record nor find one."""
        mapped = set(self.known.mapping.values())
        if self.known.missing and not any(mapped.issuperset(key) for key in self.kind.keys):
            fields = tr("、").join(self.known.missing)
            message = tr("{file} 没有“{fields}”这一列，不能作为{kind}导入；请指明哪一列是“{field}”，或换一个类别",
                         file=self.known.path.name, fields=fields, kind=self.kind.label, field=self.known.missing[0])  # fmt: skip
            raise BadInput(message, file=self.known.path)

    def _read_rows(self, positions: Sequence[int]) -> list[RowValues]:
        table, rows = self.known.table, self.known.rows
        read: list[RowValues] = []
        for n, index in enumerate(rows[p] for p in positions):
            if n % PASS == 0:
                self.progress.report(n, len(positions), tr("读取"))
            read.append(self.reader.read(index, table.rows[index]))
        place_points(read, self.known.datum, {t: c for c, t in self.known.mapping.items()})
        return read

    def _begun(self, said: RowValues) -> PreviewRow:
        """Return a row with what it says and where that is."""
        row = PreviewRow(said.index, self.known.table.number(said.index), sheet=self.known.table.sheet)
        if said.faults:
            return reject(row, *said.faults)
        if self.keeps_address and said.address:
            said.values["address"] = said.address
        if self.book is not None and said.address:
            row.match = self._place(said, self.book)
        return row

    def _judge(self, said: RowValues) -> PreviewRow:
        row = self._begun(said)
        if row.action in LEFT_OUT:
            return row
        if not said.values and not said.residence:
            return reject(row, Fault(tr("这一行没有可用的内容")))
        if self.kind.name == "dwelling" and row.match is not None and row.match.impossible:
            return reject(row, Fault(row.match.impossible))
        row = self._against_stored(row, said)
        if row.action not in LEFT_OUT and row.match is not None:
            self._keep_text(row, said.written, row.match)
        return row

    def _keep_text(self, row: PreviewRow, text: str, match: Match) -> None:
        """Keep an address that led to no room with its person, and say so."""
        row.kept = self.texts is not None and match.dwelling is None and bool(text)
        row.remark = remark(match, kept=row.kept)
        if self.texts is not None and row.kept:
            self.texts.keep(row.first or row, text)

    def _against_stored(self, row: PreviewRow, said: RowValues) -> PreviewRow:
        found = self._decided(row) or self.stored.find(said.values, self._at(row, said))
        if found.candidates:
            return doubt(row, found)
        if row.action in LEFT_OUT:
            return row
        if found.id is not None and self._told_below(said):
            return reject(row, *self._lacking(said.values))  # as before the record was there
        earlier = self._earlier(said.values, found.id)
        if earlier is not None:
            return self._again(row, said, *earlier)
        if found.id is None:
            faults = self._lacking(said.values)
            if faults:
                return reject(row, *faults)
            row.values = said.values
            row.stand_in = self.bench.stand_in()
            self._open_room(row)
        else:
            row.id, row.why = found.id, found.why
            row.values = self._differing(found.id, said.values)
        self._remember(row, said)
        self._live(row, said, row.id if row.id is not None else row)
        if row.id is not None:
            row.action = "update" if row.values or row.residence else "unchanged"
        return row

    def _decided(self, row: PreviewRow) -> Found | None:
        """Return the record that a row means by what people said of it; None where they said nothing."""
        decision = self.decisions.get((row.sheet, row.index))
        if decision is None:
            return None
        if decision.verb == SKIP:
            leave_out(row, "skip", tr("由使用者决定不导入"))
        elif decision.verb == SAME and (decision.id is None or decision.id not in self.stored):
            leave_out(row, "reject", tr("没有第 {id} 号记录，说不上相同", id=decision.id))
        elif decision.verb == SAME:
            return Found(decision.id, tr("由使用者决定：就是第 {id} 号记录", id=decision.id))
        return Found(why=tr("由使用者决定：新增") if decision.verb == NEW else "")

    def _at(self, row: PreviewRow, said: RowValues) -> At:
        """Return where the row says that it is, as far as that is kept."""
        text = str(said.values.get("address") or (said.written if self.texts is not None else ""))
        if row.match is not None and row.match.found:
            return At(row.match.building, row.match.dwelling, text)
        return At(text=text)

    def _open_room(self, row: PreviewRow) -> None:
        """Let the rows and sheets that follow find a room that this row adds."""
        values = row.values
        if self.kind.name == "dwelling" and self.book is not None and values.get("room"):
            self.book.remember(values["building"], values.get("unit") or "", values["room"], row.stand_in, values.get("storey"))

    def _differing(self, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        changed = self.stored.differing(id, values)
        if "building" in changed and "dwelling" in self.kind.fields and "dwelling" not in changed and self.kind.name != "dwelling":
            changed["dwelling"] = None  # a room of the building that the record has left
        return changed

    def _earlier(self, values: Mapping[str, Any], id: int | None) -> tuple[PreviewRow, RowValues, str] | None:
        """Return an earlier row of this file that means the same record, with the fields that say so."""
        for key in self.stored.own_keys(values):
            for sifted, call_up in self.bench.sifted[self.kind.name]:
                for position in sifted.sharing(key[0], key[1:]):
                    call_up(position)
            before = self.seen.get(key)
            if before is not None and not self.stored.stronger_differ(before[1].values, values, key[0]):
                return (*before, self.stored.key_label(key[0]))
        for sifted, call_up in self.bench.sifted[self.kind.name] if id is not None else ():
            for position in sifted.sharing("id", (id,)):
                call_up(position)
        before = self.seen.get(("id", id)) if id is not None else None
        return (*before, before[0].why) if before is not None else None

    def _again(self, row: PreviewRow, said: RowValues, first: PreviewRow, before: RowValues, label: str) -> PreviewRow:
        """A record that the file has already: its values must agree; a person may live in a second place."""
        different = next((n for n, v in said.values.items() if n not in PLACED and not same(v, before.values.get(n))), None)
        different = different or self._other_home(said, row, first)
        if different is not None:
            column = self._column_of(different)
            where = where_of(first, row)
            message = tr("与{where}是同一条（{fields}），但“{column}”不一致", where=where, fields=label, column=column)
            return reject(row, Fault(message, column, said.values.get(different) if different != "geometry" else None))
        row.id, row.first, row.action = first.id, first, "unchanged"
        row.why = tr("与{where}相同", where=where_of(first, row))
        self._live(row, said, first.id if first.id is not None else first)
        if row.residence is not None:
            row.action = "update" if row.residence.id is not None else "add"
        return row

    def _other_home(self, said: RowValues, row: PreviewRow, first: PreviewRow) -> str | None:
        """Return the target in which a row contradicts what the file said before of where the person lives."""
        if self.residences is None:
            return None
        name = self.residences.contradicted(first.id if first.id is not None else first.stand_in, said.residence, row.match)
        return f"{RESIDENCE}.{name}" if name is not None else None

    def _column_of(self, target: str) -> str:
        means = ("lon", "location") if target == "geometry" else (target,)
        return next((c for c, t in self.known.mapping.items() if t in means), target)

    def _lacking(self, values: Mapping[str, Any]) -> list[Fault]:
        return lacking(self.kind, self.known.mapping, values)

    def _told_below(self, said: RowValues) -> bool:
        """Whether a row that lacks what a new record needs has a lower row that tells the same record in full."""
        missing = [f.name for f in needed(self.kind) if said.values.get(f.name) is None]
        if not missing or not set(self.known.mapping.values()).issuperset(missing):
            return False
        if self._full is None:
            full = (r for r in self._read_rows(range(len(self.known.rows))) if not self._lacking(r.values))
            self._full = {key: r.index for r in full for key in self.stored.own_keys(r.values)}  # the lowest stays
        return any(self._full.get(key, -1) > said.index for key in self.stored.own_keys(said.values))

    def _remember(self, row: PreviewRow, said: RowValues) -> None:
        for key in self.stored.own_keys(said.values):
            self.seen.setdefault(key, (row, said))
        if row.id is not None:
            self.seen.setdefault(("id", row.id), (row, said))

    def _live(self, row: PreviewRow, said: RowValues, person: object) -> None:
        """Plan where the person lives; one who is about to be added is known by his row."""
        if self.residences is not None:
            who = person.stand_in if isinstance(person, PreviewRow) else person
            row.residence = self.residences.plan(who, said.residence, row.match)

    def _place(self, said: RowValues, book: AddressBook) -> Match:
        match = book.match(said.address)
        if match.missing_room and self.kind.ledger in ROOM_MAKERS and match.building is not None and match.room:
            match = self._make_room(match, said.address, book)
        if match.found and self.kind.place.belongs:
            self._fill(said.values, match)
        return match

    def _fill(self, values: dict[str, Any], match: Match) -> None:
        values["building"] = match.building
        if self.kind.name == "dwelling":
            inside = {"unit": match.unit, "room": match.room, "storey": match.storey}
            values.update({n: v for n, v in inside.items() if v is not None and values.get(n) is None})
            return
        if match.dwelling is not None:
            values["dwelling"] = match.dwelling

    def _make_room(self, match: Match, address: str, book: AddressBook) -> Match:
        """Add the room to the building, if the address says plainly which one it is."""
        assert match.building is not None and match.room
        if not match.unit and book.has_units(match.building):
            return match
        name = (match.building, match.unit or "", match.room)
        if name not in self.bench.dwellings:
            values = {"building": match.building, "unit": match.unit, "room": match.room, "storey": match.storey}
            made = NewDwelling(self.bench.stand_in(), {n: v for n, v in values.items() if v is not None})
            self.bench.dwellings[name] = made
            book.remember(match.building, match.unit or "", match.room, made.id, match.storey)
        return book.match(address)
