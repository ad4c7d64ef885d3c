"""What was dropped on the window: files, and zips with files in them, each told apart by its name and never by trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from data.errors import BadInput
from data.exchange.conversation.rows import Feature
from data.exchange.conversation.sorts import OTHER, PLACES, TABLE, inner_suffix, sort_of
from data.exchange.datum.said import Said
from data.exchange.places.importing import PlannedPlaces
from data.exchange.places.unpack import plain_copy, unzipped
from data.exchange.report import DatumGuess, ImportReport
from data.exchange.staged import Staged
from data.exchange.tables.doubts import Decision
from data.exchange.tables.preview import Preview
from data.exchange.tables.understand import Understanding
from data.i18n import tr

# Beside these lies a file that is read in their stead, or nothing that could be.
COMPANIONS = (".dbf", ".shx", ".prj", ".cpg", ".qpj", ".qix", ".sbn", ".sbx", ".mtl", ".bin", ".tfw", ".jgw", ".pgw", ".wld",
              ".ovr")  # fmt: skip
SIDECAR = ".aux.xml"  # what GDAL and ArcGIS leave beside a picture, named after the whole of its name
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
NESTED = (".zip", ".rar", ".7z", ".tar")


@dataclass(frozen=True)
class Part:
    """What one sheet of a table, or one file of places, brings.

    ``known`` and ``preview`` belong to tables, ``places`` to files of places; of anything else there is only a ``report``.
    ``by_action`` are the positions of what is added, updated ... among its rows, see `data.exchange.conversation.rows`.
    ``sampled`` is how many rows were compared where not all were yet, else 0. ``trouble`` is the sentence that says why
    nothing can come in as it was understood. ``used`` is False where the person leaves it out. ``unknown`` is a table of which
    no column was recognised, or a map of which nothing tells what lies on it: it waits until the person says what it is.
    """

    file: Path
    name: str
    sort: str
    known: Understanding | None = None
    preview: Preview | None = None
    places: PlannedPlaces | None = None
    report: ImportReport | None = None
    kind: str = ""  # that the person chose, of a file of places
    datum: str = ""  # likewise, or of a picture
    datums: Mapping[str, str] = field(default_factory=dict)  # likewise, of single layers of a file of places
    said: Mapping[str, str] = field(default_factory=dict)  # what the person said of a model: which building it is of
    decisions: Mapping[tuple[str, int], Decision] = field(default_factory=dict)
    features: Sequence[Feature] = ()
    by_action: Mapping[str, Sequence[int]] = field(default_factory=dict)
    sampled: int = 0
    trouble: str = ""
    used: bool = True
    unknown: bool = False
    asked: bool = False  # it cannot come in until the person says in which reference system it is
    asked_layer: str = ""  # the layer of which that is so, "" for the file as a whole
    taken: DatumGuess | None = None  # the system in which it would come to lie outside of the station
    far: str = ""  # how far outside, in words
    beside: Staged | None = None  # what it was compared with, where files of the same parcel count in it

    @property
    def said_datum(self) -> Said:
        """What the person said of the coordinates, of all or by layer; None for nothing."""
        return {"": self.datum, **self.datums} if self.datums else self.datum or None

    @property
    def sheet(self) -> str:
        """The sheet that is read; "" where there are none."""
        return self.known.table.sheet if self.known is not None else ""


@dataclass(frozen=True)
class Parcel:
    """One thing that was dropped: a file, or a zip. It is imported as one change set, all of it or nothing.

    ``files`` are what is to be read, with the names by which people know them; ``parts`` what they were taken for.
    ``left`` are the names of what lies in a zip and cannot be read. ``done`` are the reports once it was imported,
    ``batch`` its change set, ``touched`` the first of the records that it added or changed, by kind.
    """

    key: int
    path: Path
    files: tuple[tuple[Path, str], ...] = ()
    parts: tuple[Part, ...] = ()
    left: tuple[Path, ...] = ()
    trouble: str = ""
    done: tuple[ImportReport, ...] = ()
    batch: int | None = None
    touched: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.path.name

    @property
    def refused(self) -> tuple[str, ...]:
        """What lies in a zip and cannot be read, in sentences."""
        return tuple(map(_refusal, self.left))

    @property
    def zipped(self) -> bool:
        """Whether it holds files of its own."""
        return self.path.suffix.lower() == ".zip"

    @property
    def used(self) -> tuple[Part, ...]:
        """The parts that are to be imported."""
        return tuple(p for p in self.parts if p.used and not p.trouble)

    @property
    def writes(self) -> int:
        """How many rows would be added or changed."""
        return sum(p.report.added + p.report.updated for p in self.used if p.report is not None)

    @property
    def whole(self) -> bool:
        """Whether every part was compared to its last row."""
        return all(p.report is not None and not p.sampled for p in self.used)


class Arrivals:
    """Takes what is dropped; what it unpacks lies in folders that go with `close`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._keys = count(1)

    def __enter__(self) -> Arrivals:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take the unpacked files away."""
        self._stack.close()

    def take(self, paths: Iterable[Path]) -> list[Parcel]:
        """Return a parcel for each file, of a folder for each file in it; nothing is opened yet."""
        return [Parcel(next(self._keys), path) for path in _spread(paths)]

    def open(self, parcel: Parcel) -> Parcel:
        """Return the parcel with its files: itself, or what lies in the zip; what cannot be opened is said and no error.

        A zip in a zip is not opened: nobody could see what is in it.
        """
        try:
            if not parcel.zipped:
                return Parcel(parcel.key, parcel.path, ((self._plain(parcel.path), parcel.path.name),))
            files = self._stack.enter_context(unzipped(parcel.path))
        except BadInput as error:
            return Parcel(parcel.key, parcel.path, trouble=error.message)
        taken, left = _sorted_out(files)
        if taken and not any(sort_of(file) == TABLE for file, _ in taken):
            # Files of places build on each other: their reader takes them together.
            return Parcel(parcel.key, parcel.path, ((parcel.path, parcel.path.name),), left=tuple(left))
        trouble = "" if taken else tr("{file} 里没有能导入的文件", file=parcel.name)
        return Parcel(parcel.key, parcel.path, tuple(taken), left=tuple(left), trouble=trouble)

    def _plain(self, path: Path) -> Path:
        """Return the file itself, or what a packed table holds."""
        if path.suffix.lower() != ".gz" or sort_of(path) != TABLE:
            return path
        return self._stack.enter_context(plain_copy(path, inner_suffix(path)))


def _spread(paths: Iterable[Path]) -> list[Path]:
    """Return files, those of a folder in the order of their names, without the companions of others."""
    found: list[Path] = []
    for path in paths:
        found += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [p for p in dict.fromkeys(found) if len(found) == 1 or not _beside(p, found)]


def _beside(file: Path, others: Sequence[Path]) -> bool:
    """Whether a file only belongs to another, or is what a system leaves behind."""
    litter = file.name.startswith("._") or any(part in LITTER for part in file.parts)
    if file.name.lower().endswith(SIDECAR):
        return any(o.name == file.name[: -len(SIDECAR)] for o in others) or litter
    belongs = file.suffix.lower() in COMPANIONS and any(o.stem == file.stem and o.suffix.lower() not in COMPANIONS for o in others)
    return litter or belongs


def _inside(file: Path) -> str:
    """Return an unpacked file's name with its folders, as the zip has it."""
    root = next(folder for folder in file.parents if folder.name.startswith("watchroom-"))
    return file.relative_to(root).as_posix()


def _sorted_out(files: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[Path]]:
    """Return what of a zip is to be read, with its names, and what cannot be."""
    taken: list[tuple[Path, str]] = []
    left: list[Path] = []
    for file in sorted(files):
        if _beside(file, files):
            continue
        if file.suffix.lower() in NESTED or sort_of(file) not in (TABLE, PLACES):
            left.append(file)
        else:
            taken.append((file, _inside(file)))
    return taken, left


def _refusal(file: Path) -> str:
    """Return why a file of a zip is not read."""
    if file.suffix.lower() in NESTED:
        return tr("{file} 是压缩包里的压缩包，没有打开；请先解压", file=file.name)
    if sort_of(file) == OTHER:
        return tr("不认识 {file} 这种文件，没有读", file=file.name)
    return tr("{file} 不能装在压缩包里导入，请单独导入", file=file.name)
