"""What people do that changes no record and is written into the journal all the same: the closed list of it."""

from __future__ import annotations

from dataclasses import dataclass

from data.errors import WrongUsage
from data.i18n import mark, tr


@dataclass(frozen=True, slots=True)
class Act:
    """One sort of entry. ``source`` is its name in Chinese, given through `data.i18n.mark`.

    ``when`` it is written: "now" before the call returns; "soon" at once, but nobody waits for it; "gathered" with others
    within a second, and repetitions as a number.
    """

    name: str
    source: str
    when: str = "now"

    @property
    def label(self) -> str:
        """The name in the language in use."""
        return tr(self.source)


ACTS = {
    act.name: act
    for act in (
        Act("view", mark("打开记录"), "gathered"),
        Act("list", mark("查看名单"), "gathered"),
        Act("search", mark("搜索"), "gathered"),
        Act("reveal", mark("查看敏感信息")),
        Act("copy", mark("复制"), "gathered"),
        Act("export", mark("导出")),
        Act("picture", mark("导出图片")),
        Act("sign_in", mark("登录")),
        Act("sign_out", mark("退出登录"), "soon"),
        Act("sign_in_failed", mark("登录失败")),
        Act("lock", mark("锁定"), "soon"),
        Act("unlock", mark("解锁")),
        Act("account", mark("账号变动")),
        Act("approve", mark("批准")),
        Act("deny", mark("不批准")),
        Act("refused", mark("被拒绝"), "soon"),
        Act("failed", mark("出错"), "soon"),
        Act("key", mark("更换口令或密钥")),
        Act("backup", mark("备份")),
        Act("cleared", mark("清除备份里的内容")),
        Act("restore", mark("恢复备份")),
        Act("clock", mark("电脑的时钟变了"), "soon"),
        Act("verify", mark("检查站文件"), "soon"),
        Act("read_journal", mark("查看日志"), "soon"),
        Act("subject", mark("出具本人信息报告")),
    )
}


def act_of(name: str) -> Act:
    """Return a declared act.

    Raises
    ------
    WrongUsage
        If there is none of this name.
    """
    if name not in ACTS:
        raise WrongUsage(tr("日志不认识动作“{name}”", name=name))
    return ACTS[name]
