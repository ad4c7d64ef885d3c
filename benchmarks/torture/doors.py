"""The doors by which anything from elsewhere comes in, as the program opens them: each a function of a room and an input.

What is refused with a sentence raises `WatchroomError`; any other exception is a fault, and so is an end of the process. Inputs
that the program reads apart (`data.isolated`) go that way here too.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import settings
from app.cli.records import polygon_of
from app.cli.task_duty import read_answers
from benchmarks.torture.seed_messages import TOKEN
from benchmarks.torture.work import PASSPHRASE
from data.audit.report import check_report
from data.duty.checklists.template import parse_template
from data.duty.incidents.protocol import parse_protocol
from data.errors import BadInput, Damaged
from data.exchange.importer import import_file
from data.exchange.models.read import read_model
from data.exchange.out.mark import read_mark
from data.exchange.plans import read_ink
from data.gateway import http_door
from data.gateway.cot_door import CotDatagrams, CotStream
from data.gateway.devices import DeviceBook, digest
from data.gateway.http_door import HttpDoor
from data.gateway.intake import Intake
from data.gateway.replay_files import read_tracks
from data.gateway.report import Judge
from data.isolated import wire
from data.paths import user_folder
from data.query import Query
from data.records import Edit
from data.store import Station, heads, hold
from data.store.connect import existing_door
from data.store.copies import SealedCopy
from data.views.keep import read_json
from data.views.theme import read_theme
from data.views.view import SavedView
from widgets.records.attachments import thumbnail

CHUNK = 700  # bytes of a stream that come at once
KINDS = {"布": "place", "布包": "place", "点": "place", "楼": "building", "城": "building"}
WAIT = (".shp", ".fgb", ".tab", ".mif", ".kml", ".kmz", ".zip")  # of which nothing tells the kind


class Line:
    """The other side of a connection: takes what is sent and tells whether it is shut."""

    def __init__(self) -> None:
        self.shut, self.sent = False, 0

    def get_extra_info(self, _name: str) -> tuple[str, int]:
        """The sender."""
        return "127.0.0.1", 1

    def write(self, content: bytes) -> None:
        """Take an answer."""
        self.sent += len(content)

    def close(self) -> None:
        """Shut the line."""
        self.shut = True

    def is_closing(self) -> bool:
        """Whether it is shut."""
        return self.shut

    def is_reading(self) -> bool:
        """Whether more may come."""
        return not self.shut

    def get_write_buffer_size(self) -> int:
        """All was read."""
        return 0

    def pause_reading(self) -> None:
        """Nothing waits here."""

    resume_reading = pause_reading


class Room:
    """A station with all that the doors lead to, in a folder of its own."""

    def __init__(self, folder: Path, station: Station) -> None:
        self.folder, self.station = folder, station
        self.loop = asyncio.new_event_loop()
        self.intake = Intake(Judge.of(station, 50.0), DeviceBook(station), lambda: station.clock.now().timestamp())
        head = station.head()
        assert head is not None
        self.key = head.public
        self.complaints: list[str] = []  # of the door for HTTP, which logs what it did not foresee and goes on
        http_door.log.error = self._complain  # type: ignore[method-assign]

    def _complain(self, words: str, *_more: object, exc_info: object = None) -> None:
        self.complaints.append(f"{words}: {type(exc_info).__name__}: {exc_info}")

    def close(self) -> None:
        """Let go of the station."""
        self.loop.close()
        self.station.close()


def prepare(file: Path) -> None:
    """Make the station that rooms get a copy of: with a building, a force and its device."""
    with Station.create(file, "金沙", origin=(121.5, 31.2)) as station:
        officer = Edit("force", None, {"name": "王警官", "tier": "core", "duty": "free"})
        force = station.apply([officer], who="a", why="b").changes[0].id
        device = {"name": "手机", "holder": force, "holder_kind": "force", "digest": digest(TOKEN), "state": "on", "sees": True,
                  "issued_at": "2026-01-01T00:00:00Z"}  # fmt: skip
        station.apply([Edit("device", None, device)], who="a", why="b", command="device.issue")


def _import(room: Room, file: Path) -> None:
    """With all that a person would be asked for."""
    ending = file.suffix.lower()
    datum = "EPSG:4326" if ending in (".jpg", ".png", ".tif") else None
    kind = KINDS.get(file.stem) if ending in WAIT else None
    import_file(room.station, file, kind=kind, datum=datum, who="a", dry_run=True)


def _text(file: Path) -> str:
    """Return a text as the form does that takes such a file."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(str(error)) from error


def _kind(room: Room, file: Path) -> None:
    import_file(room.station, file, who="a", dry_run=True)


def _station(_room: Room, file: Path) -> None:
    """Open it, read it, verify it; what is plain may say that it needs no passphrase."""
    with Station.open(file, passphrase=PASSPHRASE) as opened:
        for name in opened.kinds:
            opened.read(Query(name))
        opened.find("张伟")
        opened.verify()


def _backup(_room: Room, file: Path) -> None:
    copy = SealedCopy(file, existing_door(file, PASSPHRASE, read_only=True).key)
    if not copy.verify().sound:
        raise Damaged("")


def _settings(_room: Room, file: Path) -> None:
    (user_folder() / "settings.json").write_bytes(file.read_bytes())
    settings.load()


def _lock(room: Room, file: Path) -> None:
    hold.lock_path(room.station.path).write_bytes(file.read_bytes())
    try:
        hold.refuse_elsewhere(room.station.path)
        hold.holder_of(room.station.path)
    finally:
        hold.lock_path(room.station.path).unlink(missing_ok=True)


def _wire(_room: Room, file: Path) -> None:
    try:
        wire.receive(io.BytesIO(file.read_bytes()), 1 << 20)
    except wire.Broken as error:
        raise BadInput("") from error


def _thumbnail(_room: Room, file: Path) -> None:
    if thumbnail(file.read_bytes()) is None:
        raise BadInput("")


def _view(room: Room, file: Path) -> None:
    if SavedView.from_json(read_json(file.read_bytes().decode("utf-8", "replace")), room.station.kinds) is None:
        raise BadInput("")


async def _fed(door: Any, content: bytes) -> None:
    line = Line()
    door.connection_made(line)
    for at in range(0, len(content), CHUNK):
        if not line.shut:
            door.data_received(content[at : at + CHUNK])
    door.connection_lost(None)


def _gateway(room: Room, file: Path, make: Callable[[Room], Any]) -> None:
    taken = room.intake.counts.taken
    content = file.read_bytes()
    door = make(room)
    if isinstance(door, CotDatagrams):
        door.datagram_received(content, ("127.0.0.1", 1))
    else:
        room.loop.run_until_complete(_fed(door, content))
    room.intake.taken_out(1_000)
    if room.complaints:
        raise AssertionError(room.complaints.pop())
    if room.intake.counts.taken == taken:
        raise BadInput("")


def _gone(_door: object) -> None:
    """Nobody keeps a list of connections here."""


DOORS: dict[str, Callable[[Room, Path], object]] = {
    "import": _import,
    "kind": _kind,
    "model": lambda _room, file: read_model(file),
    "plan": lambda _room, file: read_ink(file),
    "mark": lambda _room, file: read_mark(file),
    "thumbnail": _thumbnail,
    "station": _station,
    "backup": _backup,
    "protocol": lambda _room, file: parse_protocol(_text(file), file.name, own=True),
    "template": lambda _room, file: parse_template(_text(file), file.name),
    "theme": lambda room, file: read_theme(file, room.station.kinds),
    "view": _view,
    "head": lambda _room, file: heads.read(file.read_bytes(), file),
    "signature": lambda room, file: check_report(file, room.key),
    "settings": _settings,
    "answers": lambda _room, file: read_answers(file),
    "area": lambda _room, file: polygon_of(file),
    "tracks": lambda _room, file: read_tracks(file, "Asia/Shanghai"),
    "lock": _lock,
    "wire": _wire,
    "http": lambda room, file: _gateway(room, file, lambda r: HttpDoor(r.intake, lambda: r.station.clock.now().timestamp(), _gone)),
    "stream": lambda room, file: _gateway(room, file, lambda r: CotStream(r.intake, list, _gone, r.station.clock.now)),
    "datagram": lambda room, file: _gateway(room, file, lambda r: CotDatagrams(r.intake)),
}
