"""Why the disk refuses a file, in words that people know."""

from __future__ import annotations

import errno

from data.i18n import mark, tr

WORDS = {
    errno.EACCES: mark("没有写入的权限，请换一个文件夹"),
    errno.EPERM: mark("没有写入的权限，请换一个文件夹"),
    errno.EROFS: mark("这个盘只能读，请换一个文件夹"),
    errno.ENOENT: mark("没有这个文件夹"),
    errno.ENOTDIR: mark("没有这个文件夹"),
    errno.EISDIR: mark("这是文件夹，请给出文件名"),
    errno.ENOSPC: mark("磁盘满了"),
    errno.EBUSY: mark("别的程序正在用它，请先关掉"),
    errno.ETXTBSY: mark("别的程序正在用它，请先关掉"),
    errno.ENAMETOOLONG: mark("文件名太长"),
}


def why_not(error: BaseException) -> str:
    """Return why a file could not be written; what has no words here stays as the system says it.

    Libraries wrap the system's error in one of their own, as its first argument.
    """
    inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    if not isinstance(inner, OSError):
        return str(inner)
    known = WORDS.get(inner.errno or 0)
    return tr(known) if known else inner.strerror or str(inner)
