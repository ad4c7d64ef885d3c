"""How the gateway is set: which doors it opens, to whom, and how they are locked."""

from __future__ import annotations

import ipaddress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.i18n import tr
from data.store import Station

SETTING = "gateway"
LOOPBACK = "127.0.0.1"
BATCH = (0.2, 60.0)  # seconds, from and to


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of the gateway; a port of None closes that door, 0 takes any free one.

    ``address`` is where it listens. Off loopback it wants TLS: with ``certificate`` and ``key`` (paths of PEM files) or, without
    them, a certificate that the program makes itself. ``sealed`` says that the network is encrypted by itself (a VPN): only then
    the doors that know no TLS (UDP) may open off loopback. ``udp_out`` is "host:port" to which the picture is sent.
    """

    on: bool = False
    address: str = LOOPBACK
    http_port: int | None = 5055
    cot_port: int | None = 8089
    udp_port: int | None = None
    udp_out: str = ""
    certificate: str = ""
    key: str = ""
    sealed: bool = False
    batch_seconds: float = 5.0
    reach_km: float = 100.0  # from the station; who is further away is somewhere else or not measured

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.address)

    @property
    def tls(self) -> bool:
        """Whether its streams are locked by TLS."""
        return bool(self.certificate) or not (self.loopback or self.sealed)


def kept_wish(station: Station) -> Wish:
    """Return how the station's gateway is set; what makes no sense takes its default."""
    raw = station.setting(SETTING, {})
    wish = Wish()
    for field in fields(Wish):
        if isinstance(raw, dict) and field.name in raw and _fits(getattr(wish, field.name), raw[field.name]):
            wish = replace(wish, **{field.name: raw[field.name]})
    try:
        return checked(wish)
    except BadInput:
        return replace(Wish(), batch_seconds=wish.batch_seconds if BATCH[0] <= wish.batch_seconds <= BATCH[1] else 5.0)


def keep_wish(station: Station, wish: Wish) -> None:
    """Keep how the gateway is set.

    Raises
    ------
    BadInput
        If it makes no sense or would send positions through a network unlocked.
    """
    station.set_setting(SETTING, asdict(checked(wish)))


def checked(wish: Wish) -> Wish:
    """Return a wish that can be carried out, or complain with the way out."""
    for port in (wish.http_port, wish.cot_port, wish.udp_port):
        if port is not None and not 0 <= port <= 65535:
            raise BadInput(tr("端口应在 0 到 65535 之间，这里是 {port}", port=port))
    ports = [p for p in (wish.http_port, wish.cot_port) if p]
    if len(set(ports)) != len(ports):
        raise BadInput(tr("两个入口不能用同一个端口 {port}", port=ports[0]))
    if not BATCH[0] <= wish.batch_seconds <= BATCH[1]:
        raise BadInput(tr("存盘间隔应在 {low} 到 {high} 秒之间", low=f"{BATCH[0]:g}", high=f"{BATCH[1]:g}"))
    if not 1 <= wish.reach_km <= 20_000:
        raise BadInput(tr("接收范围应在 1 到 20000 公里之间"))
    is_loopback(wish.address)
    _check_udp(wish)
    _check_files(wish)
    return wish


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine alone.

    Raises
    ------
    BadInput
        If it is no address.
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError as error:
        raise BadInput(tr("“{address}”不是网络地址；写 127.0.0.1（只限本机）、0.0.0.0（所有网卡）或本机的一个地址",
                          address=address)) from error  # fmt: skip


def target(text: str) -> tuple[str, int]:
    """Return host and port of "host:port"."""
    host, _, port = text.strip().rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= 65535:
        raise BadInput(tr("“{text}”应写成 地址:端口，如 239.2.3.1:6969", text=text))
    return host.strip("[]"), int(port)


def _check_udp(wish: Wish) -> None:
    if wish.udp_port is not None and not (wish.loopback or wish.sealed):
        raise BadInput(tr("UDP 没有加密，只能在本机使用；网络本身已加密（如 VPN）时请勾选“网络已加密”，否则请用 TAK 的 TLS 端口"))
    if wish.udp_out and not (is_loopback(target(wish.udp_out)[0]) or wish.sealed):
        raise BadInput(tr("向 {target} 发送没有加密：只有“网络已加密”（如 VPN）时才能发出", target=wish.udp_out))


def _check_files(wish: Wish) -> None:
    if bool(wish.certificate) != bool(wish.key):
        raise BadInput(tr("证书和私钥要一起给出"))
    for name in (wish.certificate, wish.key):
        if name and not Path(name).is_file():
            raise BadInput(tr("没有这个文件：{file}", file=name), file=name)


def _fits(default: Any, value: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    return value is None or isinstance(value, int) if default is None or isinstance(default, int) else isinstance(value, str)
