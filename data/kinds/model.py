"""The declaration of a kind as frozen values; table, form, search, import, layer and export follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.errors import WrongUsage
from data.i18n import choose, tr

# One word for each type of field; `data.kinds.values` reads, checks and shows them.
FIELD_TYPES = (
    "text",  # one line
    "note",  # several lines
    "int",
    "real",
    "bool",
    "date",  # stored "2026-11-21"
    "time",  # stored "2026-11-21T13:47:00Z", shown in the station's zone
    "choice",  # stored by its value, shown by its label
    "link",  # the id of a record of kind `to`; with several kinds a field NAME_kind stands beside it
    "phone",
    "id_number",  # resident identity number, GB 11643
    "url",
    "solid",  # surfaces of a 3D model: MultiPolygon Z, lon/lat/metres above the station's ground
)
SENSITIVITIES = ("open", "personal", "sensitive")
# open: shown everywhere. personal: shown to the person at the desk who opened or searched for the record, masked in
# overviews, on the wall and in pictures. sensitive: masked everywhere until revealed for a stated reason.
SOURCE_DATUM = "source_datum"  # the field that says in which datum a record's own shape came in; the program keeps it
SHAPES = ("none", "point", "line", "polygon", "any")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a code list, with what people write for it in their tables."""

    value: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    colour: str = ""
    symbol: str = ""  # the sign on the map, where the layer's ``sign`` names this field

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return choose(dict(self.labels))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind."""

    name: str
    type: str
    labels: Mapping[str, str]
    required: bool = False
    sensitivity: str = "open"
    mask: str = ""  # how a masked value looks: "name", "phone", "id" or "all"
    aliases: tuple[str, ...] = ()  # column headings that mean this field
    choices: tuple[Choice, ...] = ()
    to: tuple[str, ...] = ()  # kinds that a link may point to
    search: str = ""  # "", "name" (pinyin and initials too), "text" or "digits" (any part)
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: object = None
    digits: int = 2  # after the point, of a number that is shown
    index: bool = False
    assumed: bool = False  # a default here is a guess and is marked so in NAME_assumed
    live: bool = False  # what the program keeps up by itself from moment to moment: lists do not carry it
    later: bool = False  # what comes in the course of a record's life: the form of a new one does not ask for it

    @property
    def label(self) -> str:
        """The label in the language in use."""
        return choose(dict(self.labels))

    def choice(self, value: object) -> Choice | None:
        """Return the choice with this value, or None."""
        return next((c for c in self.choices if c.value == value), None)


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """How a kind stands on the map.

    ``shape`` is its own geometry; ``belongs`` adds links to a building and a dwelling; ``through`` names the kind whose
    records carry its place for it (a person stands where his residence says).
    """

    shape: str = "none"
    belongs: bool = False
    through: str = ""

    @property
    def own(self) -> bool:
        """Whether records carry a geometry of their own."""
        return self.shape != "none"

    @property
    def stands(self) -> bool:
        """Whether records can stand on the map at all; a rule or a template does not."""
        return self.own or self.belongs or bool(self.through)


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How the kind is drawn as a layer; kinds without one are not offered as a layer."""

    glyph: str
    colour: str
    symbol: str = ""
    visible: bool = False
    order: int = 50  # in the list; the smaller lies above
    label: str = ""  # the field drawn beside the symbol
    filter: tuple[str, ...] = ()  # fields offered as filters
    time: str = ""  # the field that the time filter reads
    state: str = ""  # the choice field that colours it
    sign: str = ""  # the choice field whose values have signs of their own


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: everything the program needs to know of it."""

    name: str
    labels: Mapping[str, str]
    plurals: Mapping[str, str]
    fields: Mapping[str, Field]
    title: str  # a template over fields: "{name}"
    place: PlaceRule = field(default_factory=PlaceRule)
    layer: LayerStyle | None = None
    keys: tuple[tuple[str, ...], ...] = ()  # natural keys, best first
    columns: tuple[str, ...] = ()  # of its list
    ledger: str = ""  # heading under which its list is offered; "" for kinds that are not a ledger
    retention_days: int = 0
    retention_from: str = ""
    retention_why: Mapping[str, str] = field(default_factory=dict)  # why it has no end, where it holds what is personal
    aliases: tuple[str, ...] = ()  # words in sheet or file names that mean this kind
    own: bool = False  # added by the station, not built in

    @property
    def label(self) -> str:
        """One of them, in the language in use."""
        return choose(dict(self.labels))

    @property
    def plural(self) -> str:
        """Many of them, in the language in use."""
        return choose(dict(self.plurals))

    def field(self, name: str) -> Field:
        """Return a field.

        Raises
        ------
        WrongUsage
            If the kind has no such field.
        """
        found = self.fields.get(name)
        if found is None:
            known = ", ".join(self.fields)
            raise WrongUsage(tr("{kind}没有字段“{field}”，可用的有：{known}", kind=self.label, field=name, known=known))
        return found

    @property
    def personal(self) -> bool:
        """Whether it holds what is about people."""
        return any(f.sensitivity != "open" for f in self.fields.values())

    @property
    def links(self) -> tuple[Field, ...]:
        """The fields that point to other records."""
        return tuple(f for f in self.fields.values() if f.type == "link")


Spans = Mapping[str, tuple[tuple[int, int | None], ...]]


class Kinds(Mapping[str, Kind]):
    """The kinds of a station by name.

    Kinds that the station has given up (`retired`) are not among them, but their names and fields are still found by their
    name: the journal and the past tell of them, and a view may hold one for a moment longer.

    Parameters
    ----------
    kinds
        All kinds that the station has or had.
    retired
        Between which entries of the journal there was no such kind: the first one without it, and the first one with it again.
    at
        The entry of the journal that counts; None for now.
    """

    def __init__(self, kinds: Mapping[str, Kind], retired: Spans | None = None, at: int | None = None) -> None:
        self._ever, self._retired = dict(kinds), dict(retired or {})
        self._kinds = {n: k for n, k in self._ever.items() if not _within(self._retired.get(n, ()), at)}

    @property
    def ever(self) -> Kinds:
        """All kinds that the station has or had."""
        return self if len(self._kinds) == len(self._ever) else Kinds(self._ever)

    def at(self, entry: int) -> Kinds:
        """Return the kinds as they were at an entry of the journal; one that came later and stayed is among them, and empty."""
        return Kinds(self._ever, self._retired, entry) if self._retired else self

    def knows(self, name: object) -> bool:
        """Whether the station has or had such a kind."""
        return name in self._ever

    def retired(self, name: str) -> bool:
        """Whether the station had such a kind and gave it up."""
        return name in self._ever and name not in self._kinds

    def __getitem__(self, name: str) -> Kind:
        """Return a kind, also one that is retired; a name that never was is the user's mistake."""
        found = self._ever.get(name)
        if found is None:
            raise WrongUsage(tr("没有“{kind}”这一类，可用的有：{known}", kind=name, known=", ".join(self._kinds)))
        return found

    def there(self, name: str) -> Kind:
        """Return a kind that the station has.

        Raises
        ------
        WrongUsage
            If it never had one of this name, or gave it up.
        """
        found = self[name]
        if name not in self._kinds:
            said = tr("台账“{kind}”（{name}）已经删除；它的记录只在日志和过去的时刻里", kind=found.plural, name=name)
            raise WrongUsage(said)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def layers(self) -> list[Kind]:
        """Return the kinds that are offered as layers, in the order of the list."""
        return sorted((k for k in self.values() if k.layer), key=lambda k: k.layer.order if k.layer else 0)

    def ledgers(self) -> list[Kind]:
        """Return the kinds that are offered as ledgers."""
        return [k for k in self.values() if k.ledger]

    def linking_to(self, name: str) -> list[tuple[Kind, Field]]:
        """Return each kind and field that can point to the kind."""
        return [(k, f) for k in self.values() for f in k.links if name in f.to]


def _within(spans: tuple[tuple[int, int | None], ...], at: int | None) -> bool:
    """Whether an entry of the journal (None: now) lies in one of the spans."""
    if at is None:
        return any(end is None for _, end in spans)
    return any(start <= at and (end is None or at < end) for start, end in spans)
