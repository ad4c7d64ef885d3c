"""What accounts add to the page of settings."""

from __future__ import annotations

from data.accounts.idle import CHOICES
from data.i18n import tr
from widgets.parts.button import Button
from widgets.parts.segmented import Segmented


def accounts_button(*, open_: bool) -> Button:
    """Return the button that leads to the accounts, or makes the first one."""
    return Button(tr("建立账号…") if open_ else tr("打开"), "primary" if open_ else "plain")


def lock_choice(minutes: int) -> Segmented:
    """Return the choice of how long nobody must touch the desk until it is locked, in minutes."""
    return Segmented([(m, tr("{n} 分钟", n=m)) for m in CHOICES], minutes)
