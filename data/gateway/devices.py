"""Devices and their tokens: a token is shown once, the station keeps only its digest."""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass

from data.accounts.session import by_rule
from data.clock import format_utc
from data.duty.forces.positions import CARRIERS
from data.errors import BadInput
from data.i18n import tr
from data.query import Query
from data.records import ChangeSet, Edit
from data.store import Station

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when it is copied by hand
LENGTH = 25  # letters of a token: 123 bits, so that a plain digest cannot be guessed back
LONGEST = 200  # letters that are looked at


@dataclass(frozen=True, slots=True)
class Device:
    """A device that may report: whose place it tells, and whether it gets the picture of the others."""

    id: int
    name: str
    carrier: int
    on: bool
    sees: bool


def issue(station: Station, name: str, holder_kind: str, holder: int, *, who: str, sees: bool = False) -> tuple[int, str]:
    """Write a device for a force or vehicle and return its id and its token, which nobody can read again.

    Raises
    ------
    BadInput
        If there is no such force or vehicle, the name is empty, or a device of this name is there.
    """
    if holder_kind not in CARRIERS or station.get(holder_kind, holder) is None:
        raise BadInput(tr("没有编号为 {id} 的力量或车辆", id=holder))
    name = name.strip()
    if not name:
        raise BadInput(tr("给终端起个名字，如“王警官的手机”"))
    if name in station.columns(Query("device"), ("name",))["name"]:
        raise BadInput(tr("已有叫“{name}”的终端，换个名字，或给它换口令", name=name))
    token = new_token()
    values = {
        "name": name, "holder": holder, "holder_kind": holder_kind, "digest": digest(token), "state": "on", "sees": sees,
        "issued_at": format_utc(station.clock.now()),
    }  # fmt: skip
    done = station.apply([Edit("device", None, values)], who=who, why=tr("发放终端口令：{name}", name=name), command="device.issue")
    return done.changes[0].id, token


def renew(station: Station, device: int, *, who: str) -> str:
    """Give a device another token and return it; the old one counts no more."""
    record = station.get("device", device)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的终端", id=device))
    token = new_token()
    values = {"digest": digest(token), "state": "on", "issued_at": format_utc(station.clock.now())}
    why = tr("更换终端口令：{name}", name=record["name"])
    station.apply([Edit("device", device, values)], who=who, why=why, command="device.renew")
    return token


def switch(station: Station, device: int, on: bool, *, who: str) -> ChangeSet:
    """Let a device report, or stop it."""
    record = station.get("device", device)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的终端", id=device))
    why = tr("启用终端：{name}", name=record["name"]) if on else tr("停用终端：{name}", name=record["name"])
    return station.apply([Edit("device", device, {"state": "on" if on else "off"})], who=who, why=why, command="device.switch")


def new_token() -> str:
    """Return a token that has never been, of small letters and digits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def digest(token: str) -> str:
    """Return what the station keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class DeviceBook:
    """The devices of a station by the digest of their token, kept up to date; asked from the gateway's thread."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._lock = threading.Lock()
        self._reading = threading.Lock()  # else who read before a device was stopped could be the last to say what was read
        self._by_digest: dict[str, Device] = {}
        self._by_token: dict[str, Device] = {}  # those that reported; spares a digest for each position
        station.changed.connect(self._changed)  # first, so that a change in the meantime is not lost
        self.read()

    def close(self) -> None:
        """Stop following the station."""
        self._station.changed.disconnect(self._changed, missing_ok=True)

    def find(self, token: str) -> Device | None:
        """Return the device of a token, None where no device has it."""
        known = self._by_token.get(token)
        if known is not None:
            return known
        if not token or len(token) > LONGEST:
            return None
        with self._lock:
            found = self._by_digest.get(digest(token))
            if found is not None:
                self._by_token[token] = found
        return found

    def read(self) -> None:
        """Read the devices."""
        asked = ("id", "name", "holder", "state", "sees", "digest")
        with self._reading:
            rows = by_rule(lambda: self._station.columns(Query("device"), asked))()  # whoever is at the desk
            found = {d: Device(id, name, holder, state != "off", bool(sees)) for id, name, holder, state, sees, d in
                     zip(*(rows[n] for n in ("id", "name", "holder", "state", "sees", "digest")), strict=True)}  # fmt: skip
            with self._lock:
                self._by_digest, self._by_token = found, {}

    def _changed(self, change: ChangeSet) -> None:
        if "device" in change.kinds:
            self.read()
