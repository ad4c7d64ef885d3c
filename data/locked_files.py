"""Documents that need a password: nobody can see whether such a one brings along what runs when it is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_WRITTEN_OUT = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a name in a PDF, by its number
_PDF_NAME = re.compile(rb"/Encrypt\b")  # stands in the open, in the trailer or in the table that takes its place
# An office file of today is packed into storages of these names, as UTF-16.
_STORAGES = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo", "EncryptedSummary"))
# An old workbook says it in the record after its first one, or after that of a reserved file (FILEPASS of MS-XLS).
_FIRST = rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00[\s\S]{12}|\x08\x00\x00\x05\x05\x00[\s\S]{4})"
_BOOK = re.compile(_FIRST + rb"(?:\x86\x00\x00\x00)?\x2f\x00")
# An old text says it in a bit of its first block, which begins a sector (fEncrypted in the FIB of MS-DOC).
_TEXT, _SECTOR, _FLAGS, _ENCRYPTED = re.compile(rb"\xec\xa5"), 512, 11, 1
_MANIFEST, _MANIFEST_SAYS, _WHOLE = "META-INF/manifest.xml", b"encryption-data", "encrypted-package"  # of OpenDocument
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # that OpenDocument knows; what else is claimed, no office program reads
_LONGEST = 1 << 20  # bytes of a manifest that are looked at


def is_locked(content: bytes) -> bool:
    """Whether a document needs a password; of other files nobody asks."""
    if content.startswith(PDF):
        return _PDF_NAME.search(in_letters(content)) is not None
    if content.startswith(OLE):
        return any(name in content for name in _STORAGES) or _BOOK.search(content) is not None or _locked_text(content)
    return content.startswith(ZIP) and _locked_parts(content)


def in_letters(part: bytes) -> bytes:
    """Return a part of a PDF with names in plain letters: /J#53 is /JS."""
    return _WRITTEN_OUT.sub(lambda found: bytes([int(found[1], 16)]), part)


def _locked_text(content: bytes) -> bool:
    begins = (found.start() + _FLAGS for found in _TEXT.finditer(content) if found.start() % _SECTOR == 0)
    return any(content[at] & _ENCRYPTED for at in begins if at < len(content))


def _locked_parts(content: bytes) -> bool:
    """Whether parts of a packed document are encrypted; one that cannot be looked into is refused for that elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if any(part.flag_bits & 1 or part.filename == _WHOLE for part in packed.infolist()):
                return True
            found = next((part for part in packed.infolist() if part.filename == _MANIFEST), None)
            if found is None or found.compress_type not in _PACKINGS:
                return False
            with packed.open(found) as manifest:
                return _MANIFEST_SAYS in manifest.read(_LONGEST)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError):
        return False
