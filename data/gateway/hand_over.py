"""What a person types or scans into a phone so that it reports to the gateway: shown once, together with the token."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from data.gateway.certificate import own_addresses
from data.gateway.wish import Wish
from data.i18n import tr

APPS = ("owntracks", "traccar", "tak")


@dataclass(frozen=True, slots=True)
class HandOver:
    """What one program is told: label and value, line by line, and the text of a QR code ("" where it reads none)."""

    app: str
    lines: tuple[tuple[str, str], ...]
    code: str


def hand_over(wish: Wish, app: str, name: str, token: str) -> HandOver:
    """Return how a device is set up; ``app`` is one of `APPS`."""
    host = reached_at(wish)
    scheme = "https" if wish.tls else "http"
    lines: tuple[tuple[str, str], ...]
    if app == "tak":
        lines = (
            (tr("类型"), "SSL" if wish.tls else "TCP"), (tr("地址"), host), (tr("端口"), str(wish.cot_port or "-")),
            (tr("用户名"), name), (tr("密码（口令）"), token),
        )  # fmt: skip
        return HandOver(app, lines, token)
    url = f"{scheme}://{host}:{wish.http_port or '-'}/"
    if app == "traccar":
        return HandOver(app, ((tr("服务器地址"), url), (tr("设备标识（口令）"), token)), f"{url}?id={token}")
    lines = ((tr("模式"), "HTTP"), ("URL", url), (tr("用户名"), name), (tr("密码（口令）"), token))
    return HandOver(app, lines, _owntracks(url, name, token))


def reached_at(wish: Wish) -> str:
    """Return the address that devices reach the gateway under."""
    if wish.address in ("0.0.0.0", "::"):
        return own_addresses()[0]
    return wish.address


def _owntracks(url: str, name: str, token: str) -> str:
    """Return the link by which OwnTracks takes its settings (https://owntracks.org/booklet/features/remoteconfig/)."""
    settings = {"_type": "configuration", "mode": 3, "url": url, "auth": True, "username": name, "password": token, "tls": True}
    inline = base64.b64encode(json.dumps(settings, ensure_ascii=False).encode()).decode()
    return f"owntracks:///config?inline={inline}"
