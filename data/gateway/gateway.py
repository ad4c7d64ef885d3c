"""The gateway at work: an event loop on a thread of its own, doors as wished, a batch into the station every few seconds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from psygnal import Signal

from data.accounts.session import by_rule
from data.duty.forces.packing import Fix
from data.duty.forces.positions import store
from data.errors import BadInput, WatchroomError
from data.gateway import tak
from data.gateway.certificate import context_of
from data.gateway.cot_door import CotDatagrams, CotStream
from data.gateway.counts import Counts, reasons_said
from data.gateway.devices import DeviceBook
from data.gateway.http_door import HttpDoor
from data.gateway.intake import Intake
from data.gateway.picture import picture
from data.gateway.report import Judge
from data.gateway.wish import Wish, target
from data.i18n import tr
from data.store import Station

log = logging.getLogger(__name__)

AT_ONCE = 25_000  # positions in a batch; more come into the next
LOOK = 0.2  # seconds between two looks at what waits
TELL = 60.0  # seconds between two notices of what was refused
CONNECTIONS = 1_000  # at the same time
BACKLOG = 256
WAITING_BYTES = 4 << 20  # of datagrams that the machine keeps while a batch is being stored
STARTS_IN, ENDS_IN = 10.0, 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Door:
    """An open door: "http", "cot" or "udp", its port, and whether TLS locks it."""

    name: str
    address: str
    port: int
    tls: bool


class Gateway:
    """Started and stopped from any thread but its own.

    Signals come on the gateway's thread: ``told`` with a level and a sentence for a notice, ``stored`` with the number of
    positions that went into the station.
    """

    told = Signal(str, str)
    stored = Signal(int)

    def __init__(self, station: Station, wish: Wish) -> None:
        self.station, self.wish = station, wish
        self.doors: tuple[Door, ...] = ()
        self._devices = DeviceBook(station)
        self.intake = Intake(Judge.of(station, wish.reach_km), self._devices, lambda: station.clock.now().timestamp())
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending: asyncio.Event | None = None
        self._opened = threading.Event()
        self._fault: Exception | None = None
        self._connections: set[asyncio.Protocol] = set()
        self._held: list[Fix] = []  # a batch that could not be stored
        self._picture: list[bytes] = []
        self._told_at, self._told_of = 0.0, (Counter[str](), 0)

    @property
    def counts(self) -> Counts:
        """What became of the messages so far."""
        return self.intake.counts

    @property
    def running(self) -> bool:
        """Whether its doors are open."""
        return self._thread is not None and self._thread.is_alive() and self._opened.is_set() and self._fault is None

    @property
    def clients(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def start(self) -> tuple[Door, ...]:
        """Open the doors and return them.

        Raises
        ------
        BadInput
            If a port is taken, or the certificate cannot be used; nothing is open then.
        """
        context = context_of(self.wish, datetime.now(UTC))  # others look at the world's clock
        self._thread = threading.Thread(target=by_rule(partial(self._run, context)), name="gateway", daemon=True)
        self._thread.start()
        self._opened.wait(STARTS_IN)
        if self._fault is not None:
            fault, self._thread = self._fault, None
            self._devices.close()
            raise fault
        return self.doors

    def stop(self) -> None:
        """Close the doors and store what waits; a second call does nothing."""
        thread, loop, ending = self._thread, self._loop, self._ending
        self._thread = None
        if thread is None or loop is None or ending is None:
            return
        with contextlib.suppress(RuntimeError):  # it has ended by itself
            loop.call_soon_threadsafe(ending.set)
        thread.join(ENDS_IN)
        self._devices.close()
        self.doors = ()

    # On its own thread

    def _run(self, context: ssl.SSLContext | None) -> None:
        try:
            asyncio.run(self._live(context))
        except Exception as error:
            log.exception("the gateway ended")
            self._fault = self._fault or error
        finally:
            self._opened.set()

    async def _live(self, context: ssl.SSLContext | None) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        async with contextlib.AsyncExitStack() as open_ones:
            try:
                self.doors = await self._open(open_ones, context)
            except BadInput as error:
                self._fault = error
                return
            self._opened.set()
            writer = ThreadPoolExecutor(1, thread_name_prefix="gateway-store")
            open_ones.callback(writer.shutdown)
            await self._keep_storing(writer)
            for connection in list(self._connections):
                connection.close()  # type: ignore[attr-defined]
            await asyncio.sleep(0)

    async def _open(self, open_ones: contextlib.AsyncExitStack, context: ssl.SSLContext | None) -> tuple[Door, ...]:
        """Open the doors that are wished."""
        wish, doors = self.wish, []
        for name, port, make in (("http", wish.http_port, self._http), ("cot", wish.cot_port, self._cot)):
            if port is not None:
                server = await self._listen(make, port, context)
                open_ones.callback(server.close)
                doors.append(Door(name, wish.address, server.sockets[0].getsockname()[1], context is not None))
        if wish.udp_port is not None:
            transport = await self._hear(wish.udp_port)
            open_ones.callback(transport.close)
            doors.append(Door("udp", wish.address, transport.get_extra_info("sockname")[1], False))
        return tuple(doors)

    def _http(self) -> asyncio.Protocol:
        clock = self.station.clock
        return self._admitted(HttpDoor(self.intake, lambda: clock.now().timestamp(), self._connections.discard))

    def _cot(self) -> asyncio.Protocol:
        return self._admitted(CotStream(self.intake, lambda: self._picture, self._connections.discard, self.station.clock.now))

    async def _listen(self, make: Callable[[], asyncio.Protocol], port: int, context: ssl.SSLContext | None) -> asyncio.Server:
        assert self._loop is not None
        try:
            return await self._loop.create_server(make, self.wish.address, port, ssl=context, backlog=BACKLOG)
        except OSError as error:
            raise _not_opened(self.wish.address, port, error) from error

    async def _hear(self, port: int) -> asyncio.DatagramTransport:
        assert self._loop is not None
        try:
            here = (self.wish.address, port)
            made = await self._loop.create_datagram_endpoint(lambda: CotDatagrams(self.intake), local_addr=here)
        except OSError as error:
            raise _not_opened(self.wish.address, port, error) from error
        made[0].get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WAITING_BYTES)
        return made[0]

    def _admitted(self, connection: asyncio.Protocol) -> asyncio.Protocol:
        """Let a connection in, or turn it away at the door when there are too many."""
        if len(self._connections) >= CONNECTIONS:
            self.counts.refuse("many", "")
            return _Turned()
        self._connections.add(connection)
        return connection

    # Batches

    async def _keep_storing(self, writer: ThreadPoolExecutor) -> None:
        assert self._loop is not None
        assert self._ending is not None
        since = time.monotonic()
        await self._show(writer)
        while not self._ending.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), LOOK)
            if time.monotonic() - since >= self.wish.batch_seconds or self.intake.waiting >= AT_ONCE:
                since = time.monotonic()
                await self._store(writer)
                await self._show(writer)
                self._tell()
        while self.intake.waiting or self._held:
            if not await self._store(writer):
                break

    async def _store(self, writer: ThreadPoolExecutor) -> bool:
        """Store a batch; whether that went well. One that cannot be stored is kept and tried again, as long as there is room."""
        assert self._loop is not None
        batch = self._held or self.intake.taken_out(AT_ONCE)
        if not batch:
            return True
        try:
            await self._loop.run_in_executor(writer, by_rule(partial(store, self.station, batch, who=tr("定位网关"))))
        except WatchroomError as error:
            self._held = batch
            self.told.emit("warning", tr("定位暂时存不进去：{why}", why=error.message))
            return False
        self._held = []
        self.counts.stored += len(batch)
        self.counts.batches += 1
        self.stored.emit(len(batch))
        return True

    async def _show(self, writer: ThreadPoolExecutor) -> None:
        """Send the picture to those who may see it."""
        if self._picture and not self._seeing() and not self.wish.udp_out:
            return
        self._picture = await self._made(writer)
        framed = await self._framed(writer) if any(client.framed for client in self._seeing()) else []
        for client in self._seeing():  # also who signed in while it was made, and got that of before or none
            client.send(framed if client.framed else self._picture)
        if self.wish.udp_out:
            _send_datagrams(target(self.wish.udp_out), self._picture)

    def _seeing(self) -> list[CotStream]:
        return [c for c in list(self._connections) if isinstance(c, CotStream) and c.sees]

    async def _made(self, writer: ThreadPoolExecutor) -> list[bytes]:
        assert self._loop is not None
        return await self._loop.run_in_executor(writer, by_rule(partial(picture, self.station)))

    async def _framed(self, writer: ThreadPoolExecutor) -> list[bytes]:
        assert self._loop is not None
        return await self._loop.run_in_executor(writer, tak.framed, self._picture)

    def _tell(self) -> None:
        """Tell what was refused or dropped since the last time, once a minute at most."""
        counts, now = self.counts, time.monotonic()
        why, dropped = counts.refused - self._told_of[0], counts.dropped - self._told_of[1]
        refused = sum(why.values())
        if (not refused and not dropped) or now - self._told_at < TELL:
            return
        self._told_at, self._told_of = now, (Counter(counts.refused), counts.dropped)
        if dropped:
            self.told.emit("warning", tr("定位来得太快，丢弃了 {n} 个；其余照常", n=f"{dropped:,}"))
        if refused:
            last = counts.last[-1]
            sender = " · ".join(t for t in (last.detail, last.sender) if t)
            self.told.emit("warning", tr("定位网关拒收了 {n} 条：{why}（{sender}）", n=f"{refused:,}", why=reasons_said(why),
                                         sender=sender or tr("来处不明")))  # fmt: skip


class _Turned(asyncio.Protocol):
    """A connection for which there was no room."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


def _not_opened(address: str, port: int, error: OSError) -> BadInput:
    return BadInput(tr("打不开 {address} 的端口 {port}：{why}。换一个端口，或关掉占用它的程序", address=address, port=port,
                       why=error.strerror or error))  # fmt: skip


def _send_datagrams(where: tuple[str, int], events: list[bytes]) -> None:
    family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as out:
        out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 4)
        for event in events:
            out.sendto(event, where)
