"""Who may set what the station keeps aside: each setting belongs to a command, and whoever may call that may set it."""

from __future__ import annotations

from data.accounts.session import Session
from data.i18n import mark, tr

EVERYBODY = ""  # of whoever is signed in
# By setting: the command that it belongs to, and what it is called. What is not named here is the program's own
# (`data.accounts.session.as_program`): how backups stand, for one.
BELONGS = {
    "backups": ("backups", mark("备份的设置")),
    "gateway": ("switch_gateway", mark("定位网关的设置")),
    "import.shapes": ("import", mark("记住的表格")),
    "lock_minutes": ("accounts", mark("自动锁定的时间")),
    "duty.score_weights": ("task_rules", mark("任务评分的权重")),
    "found_accounts": ("accounts", mark("是否建立账号")),
    "layers": (EVERYBODY, mark("图层的样式")),
    "shift": (EVERYBODY, mark("当班班组")),
    "handover": (EVERYBODY, mark("交接留言")),
}


def demand(session: Session, name: str) -> None:
    """Refuse a setting that whoever is at the desk may not set.

    Raises
    ------
    NotAllowed
        With a sentence that names role and setting.
    """
    if session.open:
        return
    command, words = BELONGS.get(name, (None, mark("程序自己的设置")))
    if command is None or not session.roles or (command != EVERYBODY and not session.may(command)):
        raise session.refusal(tr("修改{what}", what=tr(words)))
