"""Opening the file: plain or encrypted, for the writer or a reader, with the library's complaints turned into sentences."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput, Damaged, NotAllowed, WatchroomError
from data.i18n import tr
from data.store import recovery, replacing
from data.typed_secrets import as_bytes, forms, opaque

PLAIN_MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x57545231  # "WTR1", at byte 68 of a plain file
PAGE = 4096  # bytes; the default of SQLCipher 4
SALT = 16  # bytes at the head of an encrypted file
UNREADABLE = "Could not decode to UTF-8"  # what the library says, without a code, of bytes that are no text

# Argon2id by version of the derivation (RFC 9106, section 4): passes, KiB, lanes. A new version is added, none is changed.
DERIVATIONS = {1: (3, 65536, 1)}
DERIVATION = 1

BUSY_SECONDS = 3.0
LITTLE = 1 << 20  # bytes; with less a disk is full


@dataclass(frozen=True, slots=True)
class Door:
    """How a station file is opened; ``key`` is None for a plain one."""

    path: Path
    key: str | None = None
    read_only: bool = False
    sealed: bool = False  # nothing writes it, and nothing may be written beside it
    recovered: bool = False  # opened by the recovery key: somebody has to choose a new passphrase

    def writer(self) -> Connection:
        """Return a connection that may write, unless the station is read-only."""
        return self._connect(query_only=self.read_only)

    def reader(self) -> Connection:
        """Return a connection that cannot write."""
        return self._connect(query_only=True)

    def bare(self) -> Connection:
        """Return a connection to a file that is being filled from outside: keyed, and nothing else."""
        connection = dbapi2.connect(str(self.path), isolation_level=None, check_same_thread=False)
        if self.key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self.key}'\"")
        return connection

    def address(self, *, read_only: bool = False) -> str:
        """Return the file's URI as SQLite takes it, to be opened as this door may, or only to read."""
        mode = "ro" if self.read_only or read_only else "rw"
        if self.sealed or (self.read_only and not os.access(self.path.resolve().parent, os.W_OK)):
            mode += "&immutable=1"  # a write-ahead log cannot be opened beside it; nobody can be writing there either
        return f"{self.path.resolve().as_uri()}?mode={mode}"

    def attach(self, connection: Connection, name: str, *, read_only: bool = True) -> None:
        """Lay this file beside another one that is open; its tables are then called ``name.table``."""
        key = "" if self.key is None else f"x'{self.key}'"
        connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (self.address(read_only=read_only), key))

    def _connect(self, *, query_only: bool) -> Connection:
        connection = dbapi2.connect(
            self.address(),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
        )
        try:
            _prepare(connection, self.key, query_only)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Connection, key: str | None, query_only: bool) -> None:
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may come from anybody, see data.store.untrusted
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA fullfsync = ON")  # macOS alone knows it: a sync that reaches the disk itself
    connection.execute(f"PRAGMA query_only = {int(query_only)}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # here a wrong key shows


def new_door(path: Path, passphrase: str | None) -> Door:
    """Return the way into a file that is to be made, and make it, empty.

    Raises
    ------
    BadInput
        If something lies there already, or the folder cannot be written.
    """
    try:
        with path.open("xb"):
            pass
    except FileExistsError as error:
        raise BadInput(tr("{file} 已经存在，请换一个文件名", file=path), file=path) from error
    except OSError as error:
        raise BadInput(tr("不能在此处新建 {file}：{why}", file=path, why=error.strerror), file=path) from error
    key = derive_key(opaque(passphrase), os.urandom(SALT)) if passphrase else None
    return Door(path, key)


def existing_door(path: Path, passphrase: str | None, *, read_only: bool) -> Door:
    """Return the way into an existing file.

    Raises
    ------
    BadInput
        If there is no such file, or it cannot be a station file.
    NotAllowed
        If it is encrypted and there is no passphrase.
    Damaged
        If it has been cut off.
    """
    head, size = _look(path)
    if head.startswith(PLAIN_MAGIC):
        return Door(path, None, read_only)
    if head[68:72] == APPLICATION_ID.to_bytes(4, "big"):
        raise Damaged(tr("站文件 {file} 的开头已损坏，请用备份恢复", file=path))
    if size < PAGE or _is_text(head):
        raise BadInput(tr("{file} 不是站文件，请选择扩展名为 .station 的文件", file=path), file=path)
    if size % PAGE and not _has_log(path):  # with its log beside it, SQLite writes anew the page in which the power went
        raise Damaged(tr("站文件 {file} 不完整（可能复制中断），请用备份恢复", file=path))
    if not passphrase:
        raise NotAllowed(tr("站文件 {file} 已加密，请输入口令", file=path))
    if recovery.is_one(passphrase):
        return Door(path, recovery.raw_key(passphrase, head[:SALT]), read_only, recovered=True)
    return _fitting(path, passphrase, head[:SALT], read_only)


def _fitting(path: Path, passphrase: str, salt: bytes, read_only: bool) -> Door:
    """Return the way in by that form of a passphrase which opens the file; where there is one form only, or none does, the last."""
    *others, last = forms(passphrase)
    for form in others:
        door = Door(path, derive_key(form, salt), read_only)
        if _opens(door):
            return door
    return Door(path, derive_key(last, salt), read_only)


def _opens(door: Door) -> bool:
    """Whether the key is that of the file; what else may be wrong shows when the file is opened."""
    try:
        door.reader().close()
    except dbapi2.Error as error:
        return not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_NOTADB")
    return True


def is_encrypted(path: Path) -> bool:
    """Whether a file looks like an encrypted station: it needs a passphrase.

    Raises
    ------
    BadInput
        If there is no such file.
    """
    head, size = _look(path)
    plain = head.startswith(PLAIN_MAGIC) or head[68:72] == APPLICATION_ID.to_bytes(4, "big")
    return not plain and size >= PAGE and size % PAGE == 0 and not _is_text(head)


def has_key(path: Path, key: str) -> bool:
    """Whether an encrypted file was made under a raw key, which goes with the file's salt."""
    return _look(path)[0][:SALT].hex() == key[-2 * SALT :]


def _look(path: Path) -> tuple[bytes, int]:
    replacing.finish(path)
    try:
        with path.open("rb") as file:
            return file.read(512), path.stat().st_size
    except FileNotFoundError as error:
        raise BadInput(tr("没有这个站文件：{file}", file=path), file=path) from error
    except OSError as error:
        raise BadInput(tr("读不了站文件 {file}：{why}", file=path, why=error.strerror), file=path) from error


def _is_text(head: bytes) -> bool:
    """Whether the head is what no random salt and cipher text would be: printable, or all one byte."""
    if len(set(head)) < 16:
        return True
    return all(byte in b"\t\r\n" or byte >= 32 for byte in head)


def derive_key(passphrase: str, salt: bytes) -> str:
    """Return the raw SQLCipher key (64 hex digits of key, 32 of salt) for a passphrase."""
    passes, kibibytes, lanes = DERIVATIONS[DERIVATION]
    import argon2.low_level as argon2  # only encrypted stations need it

    raw = argon2.hash_secret_raw(
        as_bytes(passphrase), salt, time_cost=passes, memory_cost=kibibytes, parallelism=lanes, hash_len=32, type=argon2.Type.ID
    )
    return raw.hex() + salt.hex()


def _has_log(path: Path) -> bool:
    logs = [Path(f"{path}{ending}") for ending in ("-wal", "-journal")]
    return any(log.exists() and log.stat().st_size for log in logs)


@contextmanager
def told(path: Path, *, opening: bool = False) -> Iterator[None]:
    """Turn what the library complains of into a sentence for the user; what is our bug passes through."""
    try:
        yield
    except dbapi2.Error as error:
        meant = _meaning(error, path, opening)
        if meant is None:
            raise
        raise meant from error


def _meaning(error: dbapi2.Error, path: Path, opening: bool) -> WatchroomError | None:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name.startswith("SQLITE_NOTADB") and opening:
        return NotAllowed(tr("打不开 {file}：口令不对，或文件已损坏", file=path))
    if str(error).startswith(UNREADABLE):
        return _damaged(path)
    return next((meant(path) for prefix, meant in _MEANINGS.items() if name.startswith(prefix)), None)


def _busy(path: Path) -> WatchroomError:
    return NotAllowed(tr("{file} 正被另一个程序写入，请稍后再试", file=path))


def _damaged(path: Path) -> WatchroomError:
    return Damaged(tr("站文件 {file} 已损坏，请用备份恢复", file=path))


def away(path: Path) -> WatchroomError:
    """Return what to say of a file that is out of reach."""
    sentence = tr("站文件 {file} 够不着了：硬盘、U 盘或共享文件夹断开了。没有保存；填的内容都还在，接好后再保存一次。", file=path)
    return WatchroomError(sentence)


def _disk(path: Path) -> WatchroomError:
    """Return what to say when the disk refused to read or write: it is gone, full, locked, or failing."""
    try:
        if not path.exists():
            return away(path)
        if shutil.disk_usage(path.parent).free < LITTLE:
            return _full(path)
    except OSError:
        return away(path)
    sentence = tr("磁盘读写 {file} 时出错，没有改动；填的内容都还在，请再试一次。总是这样就检查磁盘，并用备份恢复。", file=path)
    return WatchroomError(sentence)


def _full(path: Path) -> WatchroomError:
    return WatchroomError(tr("磁盘已满，{file} 没有改动；请腾出空间后再试", file=path))


def _unopened(path: Path) -> WatchroomError:
    if not path.exists():
        return away(path)
    return BadInput(tr("打不开 {file}：文件或文件夹没有读写权限", file=path), file=path)


def lost(error: BaseException) -> bool:
    """Whether an error may mean that a connection leads nowhere any more, though its file may be there again."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY_DBMOVED"))


_MEANINGS: dict[str, Callable[[Path], WatchroomError]] = {
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_FULL": _full,
    "SQLITE_READONLY_DBMOVED": away,
    "SQLITE_READONLY": lambda path: NotAllowed(tr("{file} 是只读的，没有改动", file=path)),
    "SQLITE_CANTOPEN": _unopened,
    "SQLITE_CORRUPT": _damaged,
    "SQLITE_NOTADB": _damaged,
    "SQLITE_IOERR_SHORT_READ": _damaged,
    "SQLITE_IOERR_DATA": _damaged,
    "SQLITE_IOERR_CORRUPTFS": _damaged,
    "SQLITE_IOERR": _disk,
}


def roll_back(connection: Connection) -> None:
    """Give up a transaction; where even that fails the file itself does it when it is opened next."""
    try:
        connection.execute("ROLLBACK")
    except dbapi2.Error:
        return


def tidy(writer: Connection) -> None:
    """Let the file be whole by itself again, without its write-ahead log, where no other program has it open."""
    try:
        writer.execute("PRAGMA optimize")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except dbapi2.Error:
        return
