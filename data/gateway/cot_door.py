"""The doors for TAK: a stream of events over TCP (with TLS off loopback), and datagrams over UDP; as XML or as protobuf."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import uuid4

from data.gateway import cot, tak
from data.gateway.door import Door, Gone
from data.gateway.intake import Intake
from data.gateway.report import NotUnderstood
from data.window_first import window_first

IDLE = 300.0  # seconds; ATAK pings more often
FAULTS = 20  # documents that make no sense, after which a connection is closed
UNSENT = 1_000_000  # bytes that a slow client may leave unread before pictures are left out for it
PAUSE = 0.05  # seconds for which a stream waits when there is no room


class CotStream(Door):
    """One TAK client. It signs in by its password (ATAK: "use authentication"), or each event carries the token.

    ``picture`` returns the events that a client is sent when it has signed in and may see. ``framed`` tells whether it asked for
    TAK's own protocol and got it; what it sends itself is understood either way.
    """

    FIRST = 30.0

    def __init__(self, intake: Intake, picture: Callable[[], Iterable[bytes]], gone: Gone, now: Callable[[], datetime]) -> None:
        super().__init__(intake, gone)
        self._picture, self._now = picture, now
        self.framed = False
        self._offer = f"watchroom-{uuid4()}"  # the request comes back under this name
        self._splitter = cot.Splitter()
        self._faults, self._token, self._own = 0, "", ""

    def data_received(self, data: bytes) -> None:
        """Read the events that are complete."""
        window_first.give_way()
        try:
            for document in self._splitter.feed(data):
                self._read(document)
        except NotUnderstood as error:
            self._intake.counts.refuse(error.reason, self._sender, error.detail)
            self.close()

    def send(self, events: Iterable[bytes]) -> None:
        """Send the picture to a client that may see it; one that does not read gets none until it does."""
        transport = self._transport
        if transport is None or transport.is_closing() or not self.sees:
            return
        if transport.get_write_buffer_size() < UNSENT:
            transport.write(b"".join(events))

    @property
    def sees(self) -> bool:
        """Whether the client may see, as its device is set now."""
        device = self._intake.devices.find(self._token) if self._token else None
        return device is not None and device.on and device.sees

    def _read(self, document: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        if not self._intake.room():
            self._hold()
        try:
            event = tak.read(document)
        except NotUnderstood as error:
            self._intake.counts.refuse(error.reason, self._sender, error.detail)
            self._faults += 1
            if self._faults >= FAULTS:
                self.close()
            return
        self._patience.last(IDLE if self._token else self.FIRST)
        self._act(event)

    def _act(self, event: cot.Event) -> None:
        if event.type == "auth":
            self._sign_in(event)
        elif event.type == cot.PING:
            self._intake.counts.ignored += 1
            self._reply(cot.write(f"{event.uid}-pong", cot.PONG, self._now(), self._now(), (0.0, 0.0)))
        elif event.type == tak.REQUEST:
            self._agree(event)
        else:
            self._report(event)

    def _reply(self, event: bytes) -> None:
        """Send one event to a client that has signed in."""
        if self._token and self._transport is not None and not self._transport.is_closing():
            self._transport.write(tak.framed([event])[0] if self.framed else event)

    def _agree(self, event: cot.Event) -> None:
        """Answer who asks for TAK's own protocol; from then on both sides speak it."""
        self._intake.counts.ignored += 1
        accepted = event.asks == str(tak.VERSION) and not self.framed
        self._reply(tak.answer(event.uid, self._now(), accepted))
        self.framed = self.framed or (accepted and bool(self._token))

    def _sign_in(self, event: cot.Event) -> None:
        given = event.token if self._intake.devices.find(event.token) is not None else event.callsign
        if self._intake.device(given, self._sender, event.uid) is None:
            self.close()
            return
        self._token, self._own = given, event.uid
        self._patience.last(IDLE)
        if self.sees:
            self._reply(tak.offer(self._offer, self._now()))
            self.send(self._picture())

    def _report(self, event: cot.Event) -> None:
        token = event.token or self._token
        device = self._intake.device(token, self._sender, event.callsign or event.uid)
        if device is None:
            self._faults += 1
            if self._faults >= FAULTS:
                self.close()
            return
        self._token = token
        if event.tells_place and event.report is not None and self._of_itself(event):
            self._intake.take(device, event.report, "cot", self._sender)
        else:
            self._intake.counts.ignored += 1

    def _of_itself(self, event: cot.Event) -> bool:
        """Whether an event tells where its sender is: clients also send what lies on their map, under other uids.

        The own uid is that of the sign-in, else that of the first friend told of; an event with a token says itself whose it is.
        """
        if event.token:
            return True
        if not self._own and event.type.startswith("a-f"):
            self._own = event.uid
        return event.uid == self._own

    def _hold(self) -> None:
        """Let the sender wait: TCP holds back what there is no room for, so that nothing is lost."""
        transport = self._transport
        if transport is None or transport.is_closing() or not transport.is_reading():
            return
        transport.pause_reading()
        asyncio.get_running_loop().call_later(PAUSE, self._go_on)

    def _go_on(self) -> None:
        transport = self._transport
        if transport is not None and not transport.is_closing():
            transport.resume_reading()


class CotDatagrams(asyncio.DatagramProtocol):
    """Events over UDP; each carries its token in ``<watchroom token="..."/>`` of its detail, for nothing else says who sent it."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def datagram_received(self, data: bytes, address: tuple[object, ...]) -> None:
        """Read an event, or drop it where there is no room."""
        window_first.give_way()
        sender = str(address[0]) if address else ""
        if not self._intake.room():
            self._intake.drop()
            return
        try:
            if len(data) > cot.LONGEST:
                raise NotUnderstood("large")
            event = tak.read(data)
            device = self._intake.device(event.token, sender, event.callsign or event.uid)
        except NotUnderstood as error:
            self._intake.counts.refuse(error.reason, sender, error.detail)
            return
        if device is not None and event.tells_place and event.report is not None:
            self._intake.take(device, event.report, "cot", sender)
        elif device is not None:
            self._intake.counts.ignored += 1

    def error_received(self, error: Exception) -> None:
        """A datagram of ours came back; nobody listens there."""
