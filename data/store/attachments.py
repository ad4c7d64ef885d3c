"""Files kept with records: the bytes once, by their SHA-256; the journal carries only the digest."""

from __future__ import annotations

import hashlib

from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput, Damaged
from data.i18n import tr
from data.records import ChangeSet
from data.store.contents import described, keep
from data.store.engine import Engine, Purpose
from data.store.plan import Plan
from data.store.writer import Writer


def attach(engine: Engine, kind: str, id: int, file_name: str, content: bytes, who: str, remark: str) -> ChangeSet:
    """Keep a file with a record; the change set adds one record of kind "attachment"."""
    values = described(kind, id, file_name, content, remark)
    plan = Plan()
    plan.add("attachment", None, values)

    def work(writer: Writer) -> None:
        keep(writer.connection, {str(values["digest"]): content})
        writer.write(plan)

    return engine.commit(work, Purpose(who, tr("添加附件"), "attach"), plan=plan)


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
