"""Files kept with records: the bytes once, by their SHA-256; the journal carries only the digest."""

from __future__ import annotations

import hashlib
import mimetypes

from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput, Damaged
from data.i18n import tr
from data.records import ChangeSet
from data.store.engine import Engine, Purpose
from data.store.plan import Plan
from data.store.writer import Writer

LARGEST = 500_000_000  # bytes; SQLite's own limit is a billion


def attach(engine: Engine, kind: str, id: int, file_name: str, content: bytes, who: str, remark: str) -> ChangeSet:
    """Keep a file with a record; the change set adds one record of kind "attachment"."""
    if len(content) > LARGEST:
        raise BadInput(tr("附件 {file} 太大，最多 {limit} MB", file=file_name, limit=LARGEST // 1_000_000), file=file_name)
    digest = hashlib.sha256(content).hexdigest()
    values = {"file_name": file_name, "media_type": mimetypes.guess_type(file_name)[0], "size": len(content), "digest": digest,
              "record": id, "record_kind": kind, "remark": remark or None}  # fmt: skip
    plan = Plan()
    plan.add("attachment", None, values)

    def work(writer: Writer) -> None:
        writer.connection.execute("INSERT OR IGNORE INTO _content (digest, bytes) VALUES (?, ?)", (digest, content))
        writer.write(plan)

    return engine.commit(work, Purpose(who, tr("添加附件 {file}", file=file_name), "attach"), plan=plan)


def content(connection: Connection, attachment: int) -> bytes:
    """Return the bytes of an attachment.

    Raises
    ------
    BadInput
        If there is no such attachment.
    Damaged
        If its bytes are missing.
    """
    row = connection.execute(
        "SELECT a.file_name, c.bytes FROM attachment a LEFT JOIN _content c USING (digest) WHERE a.id = ?", (attachment,)
    ).fetchone()
    if row is None:
        raise BadInput(tr("没有编号为 {id} 的附件", id=attachment))
    if row[1] is None:
        raise Damaged(tr("附件 {file} 的内容丢失，请用备份恢复", file=row[0]))
    return bytes(row[1])


def unsound(connection: Connection) -> list[str]:
    """Return a sentence for each attachment whose bytes are missing or are not what they were."""
    problems = []
    for file, digest, data in connection.execute(
        "SELECT a.file_name, a.digest, c.bytes FROM attachment a LEFT JOIN _content c USING (digest)"
    ):
        if data is None:
            problems.append(tr("附件 {file} 的内容丢失", file=file))
        elif hashlib.sha256(data).hexdigest() != digest:
            problems.append(tr("附件 {file} 的内容与登记时不同", file=file))
    return problems
