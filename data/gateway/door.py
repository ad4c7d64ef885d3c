"""What every connection of the gateway has: its sender, a patience that runs out, and an end that is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, cast

from data.gateway.intake import Intake
from data.gateway.patience import Patience

Gone = Callable[[asyncio.Protocol], None]


class Door(asyncio.Protocol):
    """One connection; ``gone`` is called when it ends."""

    FIRST: ClassVar[float]  # seconds within which the other side must have said something whole: who dawdles holds no door open

    def __init__(self, intake: Intake, gone: Gone) -> None:
        self._intake, self._gone = intake, gone
        self._transport: asyncio.Transport | None = None
        self._sender = ""
        self._patience = Patience(self.close)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first words."""
        self._transport = cast(asyncio.Transport, transport)
        peer = transport.get_extra_info("peername")
        self._sender = str(peer[0]) if peer else ""
        self._patience.last(self.FIRST)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget the connection."""
        self._patience.end()
        self._gone(self)

    def close(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.close()
