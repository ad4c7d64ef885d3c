"""Questions as SQL, in one place: a `Query` becomes conditions, columns and joins of one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlcipher3.dbapi2 import Connection

from data.errors import WrongUsage
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.query import OPERATORS, Area, Query, Where
from data.store import limits, places
from data.store.guarded import answered, guarded
from data.store.links import as_json
from data.store.schema import quote, search_table, searched
from data.store.terms import Term, match_of, terms_of

PLACE = ("lon", "lat", "building", "dwelling", "storey", "unit", "room")
TIME_PARTS = {"hour": "%H", "weekday": "%w", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}
WHOLE_NUMBERS = ("hour", "weekday")


@dataclass(slots=True)
class Statement:
    """SQL with its parameters."""

    text: str
    values: list[Any] = field(default_factory=list)


class Asker:
    """Writes the statements of one query. ``connection`` is asked beforehand which records lie in the area."""

    def __init__(self, connection: Connection, kinds: Kinds, query: Query) -> None:
        self.connection = connection
        self.kinds = kinds
        self.query = query
        self.kind = kinds[query.kind]
        self._joins: dict[str, str] = {}
        self._values: list[Any] = []

    # Whole statements

    def select(self, expressions: Sequence[str]) -> Statement:
        """Return the statement that reads expressions of the records asked for, in order."""
        where = self._conditions()
        order = self._order()
        limit = self._limit()
        return Statement(f"SELECT {', '.join(expressions)} FROM {self._from()}{where}{order}{limit}", self._values)

    def count(self) -> Statement:
        """Return the statement that counts them."""
        if self.query.limit is not None or self.query.offset:
            inner = self.select(["t.id"])
            return Statement(f"SELECT count(*) FROM ({inner.text})", inner.values)
        where = self._conditions()
        return Statement(f"SELECT count(*) FROM {self._from()}{where}", self._values)

    def tally(self, by: Sequence[str], minutes: int) -> Statement:
        """Return the statement that counts by groups; ``minutes`` is the zone's offset from UTC."""
        groups = [self.group(name, minutes) for name in by]
        where = self._conditions()
        numbers = ", ".join(str(i + 1) for i in range(len(groups)))
        grouping = f" GROUP BY {numbers} ORDER BY {numbers}" if groups else ""
        return Statement(f"SELECT {', '.join([*groups, 'count(*)'])} FROM {self._from()}{where}{grouping}", self._values)

    # Columns

    def column(self, name: str) -> str:
        """Return the expression of a field, of the id, or of a part of the place."""
        if name in ("id", "geometry"):
            return f"t.{name}"
        if name in PLACE and not (name == self.kind.name and name in self.kind.fields):
            return self.place(name)  # of a dwelling's parts, though, "dwelling" is the field that says what they are part of
        self.kind.field(name)
        return f"t.{quote(name)}"

    def own(self, name: str) -> str:
        """Return the expression of what the record itself holds."""
        if name not in ("id", "geometry", "lon", "lat"):
            self.kind.field(name)
        return f"t.{quote(name)}"

    def place(self, name: str) -> str:
        """Return the expression of a part of the place, taken from building, dwelling or residence as the kind says."""
        if name in ("lon", "lat"):
            return self._coordinate(name)
        if self.kind.name == name:
            return "t.id"
        sources = [f"t.{quote(name)}"] if name in self.kind.fields else []
        holder = self._holder()
        if holder and holder != "t" and name in self._holding().fields:
            sources.append(f"{holder}.{quote(name)}")
        if name in ("storey", "unit", "room") and holder and self.kind.name != "dwelling":
            sources.append(f"{self._dwelling(holder)}.{name}")
        if not sources:
            return "NULL"
        return sources[0] if len(sources) == 1 else f"COALESCE({', '.join(sources)})"

    def _coordinate(self, name: str) -> str:
        holder = self._holder()
        if not holder or self.kind.name == "building":
            return f"t.{name}"
        sources = [f"t.{name}"] if self.kind.place.own else []
        if holder != "t" and self._holding().place.own:
            sources.append(f"{holder}.{name}")
        if "building" in self._holding().fields:
            sources.append(f"{self._building(holder)}.{name}")
        return sources[0] if len(sources) == 1 else f"COALESCE({', '.join(sources)})"

    def _holder(self) -> str:
        """Return the alias of the row that names building and dwelling; "" where there is none."""
        if self.kind.place.belongs:
            return "t"
        if not self._through():
            return ""
        if "r" not in self._joins:
            self._joins["r"] = f"LEFT JOIN {quote(self._holding().name)} r ON r.id = ({self._latest()})"
        return "r"

    def _through(self) -> str:
        name = self.kind.place.through
        return name if name in self.kinds else ""

    def _holding(self) -> Kind:
        return self.kinds[self._through()] if self._through() and not self.kind.place.belongs else self.kind

    def _carrier(self) -> tuple[Kind, str, str]:
        """Return the kind that carries the place, its link back to this kind, and the condition that it still holds."""
        through = self.kinds[self._through()]
        back = next((f.name for f in through.links if self.kind.name in f.to), "")
        if not back:
            raise WrongUsage(tr("{through}没有指向{kind}的字段", through=through.label, kind=self.kind.label))
        return through, quote(back), " AND +x.until IS NULL" if "until" in through.fields else ""

    def _latest(self) -> str:
        through, back, still = self._carrier()
        newest = "x.since DESC, x.id DESC" if "since" in through.fields else "x.id DESC"
        return f"SELECT x.id FROM {quote(through.name)} x WHERE x.{back} = t.id{still} ORDER BY {newest} LIMIT 1"

    def _building(self, holder: str) -> str:
        self._joins.setdefault("b", f"LEFT JOIN building b ON b.id = {holder}.building")
        return "b"

    def _dwelling(self, holder: str) -> str:
        self._joins.setdefault("d", f"LEFT JOIN dwelling d ON d.id = {holder}.dwelling")
        return "d"

    def group(self, name: str, minutes: int) -> str:
        """Return the expression of a group: a field, or "field:part" of a time in the station's zone."""
        plain, _, part = name.partition(":")
        if not part:
            return self.column(plain)
        if part not in TIME_PARTS:
            raise WrongUsage(tr("时间只能按 {known} 来统计，没有“{part}”", known=", ".join(TIME_PARTS), part=part))
        if plain in self.kind.fields and self.kind.fields[plain].type not in ("time", "date"):
            raise WrongUsage(tr("“{field}”不是时间，不能按 {part} 统计", field=self.kind.fields[plain].label, part=part))
        shift = f", '{minutes:+d} minutes'" if plain not in self.kind.fields or self.kind.fields[plain].type == "time" else ""
        moment = f"strftime('{TIME_PARTS[part]}', {self.column(plain)}{shift})"
        if part == "weekday":
            return f"(CAST({moment} AS INTEGER) + 6) % 7"
        return f"CAST({moment} AS INTEGER)" if part in WHOLE_NUMBERS else moment

    # Conditions

    def _conditions(self) -> str:
        parts = [self._condition(w) for w in self.query.where]
        if self.query.text.strip():
            parts.append(self._text(self.query.text))
        if self.query.area is not None:
            parts.append(self.in_area(self.query.area))
        if self.query.by is not None:
            parts += [test for test in (limits.condition(self, self.query.by),) if test]
        return " WHERE " + " AND ".join(parts) if parts else ""

    @property
    def values(self) -> list[Any]:
        """The values of the conditions so far, in their order."""
        return self._values

    def beside(self, query: Query) -> Asker:
        """Return an asker of another kind for a statement inside of this one's conditions; both share their values."""
        inner = Asker(self.connection, self.kinds, query)
        inner._values = self._values
        return inner

    def never_carried(self) -> str:
        """Return the condition that nothing ever gave a record of this kind a place: a person without any residence."""
        through, back, _ = self._carrier()
        return f"t.id NOT IN (SELECT x.{back} FROM {quote(through.name)} x WHERE x.{back} IS NOT NULL)"

    def take(self, value: Any) -> str:
        """Return the mark of a value in a condition."""
        self._values.append(int(value) if isinstance(value, bool) else value)
        return "?"

    def _condition(self, where: Where) -> str:
        if where.op not in OPERATORS:
            raise WrongUsage(tr("没有“{op}”这种比较，可用的有：{known}", op=where.op, known=" ".join(OPERATORS)))
        through = self._through_condition(where)
        if through:
            return through
        return self._compare(self.column(where.field), where.op, where.value)

    def _compare(self, column: str, op: str, value: Any) -> str:
        if op == "in":
            return self._one_of(column, tuple(value))
        if op == "has":
            return f"{column} LIKE {self.take(like(str(value)))} ESCAPE '\\'"
        if value is None and op in ("is", "not"):  # the plus keeps off an index on it, which would find nearly every record
            return f"+{column} IS {'NOT ' if op == 'not' else ''}NULL"
        if op == "is":
            return f"{column} = {self.take(value)}"
        return f"{column} {'IS NOT' if op == 'not' else op} {self.take(value)}"

    def _one_of(self, column: str, values: Sequence[Any]) -> str:
        given = [int(v) if isinstance(v, bool) else v for v in values if v is not None]
        some = f"{column} IN (SELECT value FROM json_each({self.take(as_json(given))}))"
        return f"({some} OR {column} IS NULL)" if None in values else some

    def _through_condition(self, where: Where) -> str:
        """Answer "who lives in this building" from the residences' side, where there is an index."""
        if where.field not in ("building", "dwelling") or where.field in self.kind.fields or not self._through():
            return ""
        if where.op not in ("is", "in") or where.value is None or (where.op == "in" and None in where.value):
            return ""
        through, back, still = self._carrier()
        if where.field not in through.fields:
            return ""
        inner = self._compare(f"x.{where.field}", where.op, where.value)
        return f"t.id IN (SELECT x.{back} FROM {quote(through.name)} x WHERE {inner}{still})"

    def _text(self, text: str) -> str:
        fields = searched(self.kind)
        terms = terms_of(text)
        if not fields or not terms:
            return "0"
        table = search_table(self.kind.name)
        found = f"t.id IN (SELECT rowid FROM {table} WHERE {table} MATCH {self.take(match_of(terms))})"
        return " AND ".join([found, *(test for t in terms if (test := self.together(t)))])

    def together(self, term: Term) -> str:
        """Return the condition that a term's pieces stand together in one field; "" where none is needed."""
        if term.sort in ("digits", "mixed") and guarded(self.kind):
            return answered(self.kind, term, self.take)
        if term.sort == "mixed" or not term.loose:
            return ""
        tests = [f"t.{quote(f.name)} LIKE {self.take(like(term.text))} ESCAPE '\\'" for f in searched(self.kind)]
        return f"({' OR '.join(tests)})"

    def in_area(self, area: Area) -> str:
        """Return the condition that a record lies in an area, or stands in a building there."""
        tests = []
        if self.kind.place.own:
            tests.append(f"t.id IN {self._ids(places.inside(self.connection, self.kind.name, area))}")
        if self.stands_in_buildings:
            tests.append(self._standing(places.anchored(self.connection, "building", area)))
        return f"({' OR '.join(tests)})" if tests else "0"

    def standing_in(self, buildings: Sequence[int]) -> Statement:
        """Return the statement that reads the ids of records that stand in buildings and have no place of their own."""
        where = self._standing(buildings)
        return Statement(f"SELECT t.id FROM {quote(self.kind.name)} t WHERE {where}", self._values)

    @property
    def stands_in_buildings(self) -> bool:
        """Whether records of the kind can stand where a building is."""
        return self.kind.place.belongs or bool(self._through())

    def _standing(self, among: Sequence[int]) -> str:
        """Return the condition that a record stands in one of some buildings."""
        buildings = self._ids(among)
        if self.kind.place.belongs:
            return f"(t.lon IS NULL AND t.building IN {buildings})"
        through, back, still = self._carrier()
        return f"t.id IN (SELECT x.{back} FROM {quote(through.name)} x WHERE x.building IN {buildings}{still})"

    def _ids(self, ids: Sequence[int]) -> str:
        return f"(SELECT value FROM json_each({self.take(as_json(ids))}))"

    # The rest

    def _from(self) -> str:
        order = ("r", "b", "d")
        joins = "".join(f" {self._joins[a]}" for a in order if a in self._joins)
        return f"{quote(self.kind.name)} t{joins}"

    def _order(self) -> str:
        if not self.query.order:
            return " ORDER BY t.id"
        columns = [f"{self.column(n.removeprefix('-'))}{' DESC' if n.startswith('-') else ''}" for n in self.query.order]
        return f" ORDER BY {', '.join(columns)}, t.id"

    def _limit(self) -> str:
        if self.query.limit is None and not self.query.offset:
            return ""
        limit = -1 if self.query.limit is None else self.query.limit
        return f" LIMIT {int(limit)} OFFSET {int(self.query.offset)}"


def like(text: str) -> str:
    """Return the LIKE pattern that finds this text anywhere."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
