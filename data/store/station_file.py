"""A station file while it is open: its life, what it says of itself, what it keeps aside, and the care of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from data.actors import PROGRAM
from data.clock import Clock, SystemClock
from data.errors import WatchroomError
from data.i18n import tr
from data.kinds import Kinds
from data.kinds.moments import zone_of
from data.progress import Progress
from data.store import audit, care, heads, meta, opening, recovery, setting_rights, signing, untrusted
from data.store.acts import ACTS
from data.store.audit import Filter, JournalPage
from data.store.care import Info, Soundness
from data.store.connect import Door, existing_door
from data.store.copies import Copies
from data.store.engine import Engine
from data.store.heads import Head, signed
from data.store.hold import Holder
from data.store.notes import Notes
from data.store.shelf import Shelf
from data.store.unsaved import Unsaved
from data.town.frame import LocalFrame


class StationFile:
    """What of an open station is about the file as a whole; `data.store.station.Station` reads and writes its records."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kinds_told = engine.kinds  # to the views
        self._notes = Notes(engine)
        try:
            with untrusted.taken_as_damage(engine.door.path):
                self.name, self.zone = _name_and_zone(engine)
                self._notes.take_over()
        except BaseException:
            engine.close()
            raise

    @classmethod
    def create(cls, path: Path, name: str, *, passphrase: str | None = None, origin: tuple[float, float] | None = None,
               zone: str = "Asia/Shanghai", clock: Clock | None = None) -> Self:  # fmt: skip
        """Make a new station file; with a passphrase it is encrypted. ``origin`` is longitude and latitude in degrees."""
        made = opening.create(path, name, passphrase=passphrase, origin=origin, zone=zone, clock=clock or SystemClock())
        return cls(made)

    @classmethod
    def open(cls, path: Path, *, passphrase: str | None = None, read_only: bool = False, clock: Clock | None = None,
             hold: str = "") -> Self:  # fmt: skip
        """Open a station file; see `data.store.opening.open_station` for what is refused, and for ``hold``."""
        how = clock or SystemClock()
        return cls(opening.open_station(path, passphrase=passphrase, read_only=read_only, clock=how, hold=hold))

    @classmethod
    def open_door(cls, door: Door, clock: Clock, *, hold: str = "") -> Self:
        """Open a file whose key is known, to write if that can be."""
        return cls(opening.open_again(door, clock, hold=hold))

    def again(self, *, hold: str = "", seated: bool = True) -> Self:
        """Open the file once more with the key that this one was opened with, to write if that can be; this one may be closed.

        Who is at the desk sits there still, unless they are no longer ``seated``: then somebody has to sign in.
        """
        engine = opening.open_again(self._engine.door, self.clock, hold=hold)
        if seated:
            engine.session = self._engine.session
        return type(self)(engine)

    def close(self) -> None:
        """Close every connection and thread; a second call does nothing."""
        try:
            self._engine.readers.finish()
            self._notes.close()
            signing.seal(self._engine)
        finally:
            self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._engine.door.path

    @property
    def encrypted(self) -> bool:
        """Whether the file needs a passphrase."""
        return self._engine.door.key is not None

    @property
    def recovered(self) -> bool:
        """Whether it was opened by the recovery key: somebody has to choose a new passphrase."""
        return self._engine.door.recovered

    def opens_with(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the file, or its recovery key; takes the time of opening it."""
        door = self._engine.door
        try:
            return existing_door(door.path, passphrase, read_only=True).key == door.key
        except WatchroomError:
            return False

    def recovery_key(self) -> str:
        """Return the recovery key as it is written down; "" of a plain station. It is shown once, when the key is new.

        Raises
        ------
        NotAllowed
            If whoever is at the desk may not change the passphrase.
        """
        self._engine.acting.demand("passphrase", tr("查看恢复密钥"))
        key = self._engine.door.key
        return recovery.of_raw_key(key) if key is not None else ""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._engine.door.read_only

    @property
    def held_by(self) -> Holder | None:
        """Who else writes the file, where it was opened to be held and only reads for that."""
        return self._engine.held_by

    @property
    def left_by_crash(self) -> bool:
        """Whether whoever held the file before went without closing it."""
        return self._engine.hold is not None and self._engine.hold.left is not None

    def hold(self, program: str) -> None:
        """Hold a file that was just made, as `open` does with one that was there."""
        self._engine.hold = self._engine.hold or opening.hold_new(self.path, program, self.clock)

    @property
    def kinds(self) -> Kinds:
        """The kinds of the station, built in and its own."""
        return self._engine.kinds

    @property
    def clock(self) -> Clock:
        """Where "now" comes from."""
        return self._engine.clock

    @property
    def frame(self) -> LocalFrame:
        """Local metres around the station's origin; it is set by the first shapes if the station was made without one."""
        return self._engine.frame

    # What it keeps aside

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a setting kept in the file."""
        with self._engine.readers.lend() as connection:
            return meta.get(connection, f"setting.{name}", default)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a JSON-native setting in the file.

        Raises
        ------
        NotAllowed
            If whoever is at the desk may not set it (`data.store.setting_rights`); what is the program's own is set `as_program`.
        """
        setting_rights.demand(self._engine.acting, name)
        with self._engine.writing() as connection:
            meta.put(connection, f"setting.{name}", value)

    @property
    def shelf(self) -> Shelf:
        """What the file keeps only to be quick."""
        return Shelf(self._engine)

    @property
    def unsaved(self) -> Unsaved:
        """What was typed into forms and not saved."""
        return Unsaved(self._engine)

    @property
    def copies(self) -> Copies:
        """What tells the station's copies from those of others, and how far each goes."""
        return Copies(self._engine)

    # Care

    def info(self) -> Info:
        """Return name, extent, and how many records of each kind there are."""
        with self._engine.readers.lend() as connection:
            return care.info(connection, self.kinds, self.name, self.encrypted)

    def verify(self, progress: Progress | None = None, *, heads: Sequence[Head] = ()) -> Soundness:
        """Return whether the file, its links, indexes, attachments and the whole journal chain are sound.

        ``heads`` are signed heads of the journal that were kept elsewhere (`data.store.heads.read`), which it must still fit.
        """
        self._engine.index_now()
        with untrusted.taken_as_damage(self.path), self._engine.readers.fresh() as connection:
            return care.verify(connection, self.kinds.ever, self.encrypted, progress, heads)

    def mend_search(self) -> list[str]:
        """Make the search index anew where it is not what the records say, and return the names of those kinds.

        Only a plain file that is not as this machine left it is looked at; takes its time, on any thread.
        """
        with untrusted.taken_as_damage(self.path):
            names = self._engine.mend_index()
        if names:
            self._notes.note("verify", "", (0,), {"rebuilt": names}, PROGRAM, "", "search")
        return [self.kinds[name].plural for name in names]

    def journal_page(self, wanted: Filter, *, before: int | None = None, most: int = 200) -> JournalPage:
        """Return lines of the journal, newest first; ``before`` is where the page before ended.

        Raises
        ------
        NotAllowed
            If whoever is at the desk may not read the journal.
        """
        self._see_journal()
        self._notes.flush()
        with self._engine.readers.lend() as connection:
            return audit.read_page(connection, wanted, tuple(ACTS), before, most)

    def journal_people(self) -> list[str]:
        """Return everybody whom the journal names."""
        self._see_journal()
        with self._engine.readers.lend() as connection:
            return audit.people(connection)

    def sign(self, content: bytes) -> bytes:
        """Return the station's signature (Ed25519) of some bytes; its public key stands in every head.

        Raises
        ------
        NotAllowed
            If whoever is at the desk may not read the journal: what is signed speaks for it.
        """
        self._see_journal()
        with self._engine.readers.lend() as connection:
            return signed(connection, content)

    @property
    def public_key(self) -> bytes:
        """The public half of the key that signs journal and reports; empty where the file has none yet."""
        with self._engine.readers.lend() as connection:
            return heads.who(connection)[1]

    def _see_journal(self) -> None:
        session = self._engine.acting
        if not session.sees_journal:
            raise session.refusal(tr("查看日志"))

    def head(self) -> Head | None:
        """Return a signed head of the journal of now, to be kept elsewhere; of a station that is only read its newest one."""
        self._notes.flush()
        return signing.seal(self._engine) or signing.newest(self._engine)

    def backup(self, out: Path, progress: Progress | None = None) -> None:
        """Write a consistent copy while work goes on; an encrypted station stays encrypted with the same passphrase.

        Raises
        ------
        NotAllowed
            If whoever is at the desk may not back up; the automatic backup is made `as_program`.
        """
        self._engine.acting.demand("backup", tr("备份"))
        care.backup(self._engine.door, out, progress)


def _name_and_zone(engine: Engine) -> tuple[str, str]:
    """Return what the station is called, and its time zone.

    Raises
    ------
    ValueError
        If they are none, as in a file that somebody changed.
    """
    name, zone = meta.get(engine.connection, "name", ""), meta.get(engine.connection, "zone", "Asia/Shanghai")
    if not isinstance(name, str) or not isinstance(zone, str):
        raise ValueError("name or zone is no text")
    zone_of(zone)
    return name, zone
