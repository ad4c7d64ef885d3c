"""Attached files: their names are harmless, and only what shows something is handed to another program."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from data import foreign_files
from data.errors import NotAllowed
from data.foreign_files import LONGEST, check_may_open, safe_name
from widgets.records.attachments import thumbnail

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def objects(inside):
    """Return a PDF that packs its objects together, as most programs write it."""
    body = zlib.compress(inside)
    head = f"1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(body)} >>\nstream\r\n"
    return b"%PDF-1.7\n" + head.encode() + body + b"\nendstream endobj"


@pytest.mark.parametrize(("name", "plain"), [
    ("照片.jpg", "照片.jpg"), ("../../etc/passwd", "passwd"), ("..\\..\\Windows\\a.exe", "a.exe"),
    ("C:\\a.txt", "a.txt"), ("a:b.txt", "a_b.txt"),
    ("a\x00b\n.txt", "a_b_.txt"), ("\u202egpj.exe", "_gpj.exe"), ("..", "file"), ("", "file"), (" .. ", "file"),
    ("nul.txt", "file_nul.txt"),
    ("a.txt. ", "a.txt"), ("-rf", "-rf"),
])  # fmt: skip
def test_a_name_is_one_harmless_component(name, plain):
    assert safe_name(name) == plain


def test_a_long_name_keeps_its_ending():
    name = safe_name("长" * 500 + ".jpg")
    assert len(name) == LONGEST
    assert name.endswith(".jpg")


@pytest.mark.parametrize(("name", "content"), [
    ("a.jpg", b"\xff\xd8\xff\xe0"), ("a.PNG", b"\x89PNG\r\n\x1a\n"), ("a.pdf", b"%PDF-1.7\n1 0 obj"),
    ("a.txt", "值班".encode()),
    ("a.csv", "a,b".encode("utf-16")), ("a.docx", packed("word/document.xml")), ("a.doc", OLE),
    ("a.mp4", b"\0\0\0\x18ftypmp42"), ("a.pdf", objects(b"<< /Type /Page /Contents 4 0 R >>")),
    ("a.xls", OLE + bytes(200) + b"\x85\x00\x0e\x00\x10\x02\x00\x00\x00\x00\x06\x00Sheet1"),
    ("a.wav", b"RIFF\0\0\0\0WAVEfmt "), ("..\\a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
])  # fmt: skip
def test_what_only_shows_something_is_opened(name, content):
    check_may_open(name, content)


@pytest.mark.parametrize(("name", "content"), [
    ("a.exe", b"MZ"), ("a.jpg", b"MZ\x90\0"), ("a.jpg.exe", b"\xff\xd8\xff"),
    ("a.desktop", b"[Desktop Entry]\nExec=rm"), ("a.sh", b"#!/bin/sh"),
    ("a.lnk", b"L\0\0\0"), ("a.html", b"<script>"), ("a.svg", b"<svg onload='x'/>"), ("a.js", b"1"),
    ("a.url", b"[InternetShortcut]"), ("a", b"x"),
    ("a.zip", packed("a.exe")), ("a.jar", packed("A.class")), ("a.docx", b"MZ"), ("a.txt", b"MZ\0\0"),
    ("a.png", b"<svg/>"), ("a.pdf", b"%!PS"),
    ("a.hta", b"<html>"), ("a.msi", OLE), ("a.py", b"import os"), ("a.jpg\u202e", b"MZ"),
    ("a.docx", b"PK\x03\x04broken"),
])  # fmt: skip
def test_what_could_run_is_not_opened(name, content):
    with pytest.raises(NotAllowed, match="不会打开"):
        check_may_open(name, content)


@pytest.mark.parametrize(("name", "content"), [
    ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
    ("a.ods", packed("content.xml", "Basic/script-lc.xml")),
    ("a.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")), ("a.pdf", b"%PDF-1.4 /OpenAction << /S /JavaScript >>"),
    ("a.pdf", b"%PDF-1.4 /S /Launch /F (x)"), ("a.pdf", b"%PDF-1.4 << /S /Java#53cript /#4A#53 (x) >>"),
    ("a.pdf", objects(b"<< /S /JavaScript /JS (x) >>")), ("a.pdf", objects(b"<< /S /#4aavaScript >>")),
    ("a.xls", OLE + bytes(200) + b"\x85\x00\x0e\x00\x10\x02\x00\x00\x02\x01\x06\x00Macro1"),
])  # fmt: skip
def test_a_document_that_acts_is_not_opened(name, content):
    with pytest.raises(NotAllowed, match="宏"):
        check_may_open(name, content)


def with_manifest(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "x")
        archive.writestr("META-INF/manifest.xml", text)
    return out.getvalue()


def locked_zip():
    """Return a packed document whose part says that it needs a password."""
    content = bytearray(packed("word/document.xml"))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(head) + flags] |= 1
    return bytes(content)


def with_odd_manifest():
    """Return a document whose manifest claims to be packed by LZMA and is not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("META-INF/manifest.xml", "x" * 400)
    content = bytearray(out.getvalue())
    begins = content.index(b"manifest.xml") + len(b"manifest.xml")
    content[begins + 4 : begins + 9] = b"\xff" * 5  # how it is packed: so, it is not
    return bytes(content)


BOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
OLD_TEXT = OLE[:8] + bytes(504) + b"\xec\xa5\xc1\x00" + bytes(7)


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", b"%PDF-1.7\n1 0 obj\ntrailer << /Root 1 0 R /Encrypt 5 0 R >>"),
    ("a.pdf", b"%PDF-1.7\n9 0 obj << /Type /XRef /#45ncrypt << /Filter /Standard /V 5 >> >>"),
    ("a.pdf", objects(b"\x00not a page") + b"trailer <</Encrypt 5 0 R>>"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")), ("a.xlsx", OLE + "EncryptionInfo".encode("utf-16-le")),
    ("a.ppt", OLE + "EncryptedSummary".encode("utf-16-le")),
    ("a.xls", OLE + BOOK + b"\x2f\x00\x36\x00"), ("a.xls", OLE + BOOK + b"\x86\x00\x00\x00\x2f\x00\x36\x00"),
    ("a.doc", OLD_TEXT + b"\x01" + bytes(600)), ("a.docx", locked_zip()),
    ("a.odt", with_manifest("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")),
    ("a.odt", packed("mimetype", "encrypted-package")),
])  # fmt: skip
def test_an_encrypted_document_is_not_opened_and_why_is_said(name, content):
    """What it holds cannot be seen: scripts of a PDF may lie in its encrypted objects."""
    with pytest.raises(NotAllowed, match="加了密"):
        check_may_open(name, content)


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", b"%PDF-1.7\n1 0 obj << /EncryptMetadata false >>"), ("a.xls", OLE + BOOK + b"\xe1\x00\x02\x00"),
    ("a.doc", OLD_TEXT + b"\x02" + bytes(600)), ("a.odt", with_manifest("<manifest:manifest/>")),
    ("a.odt", with_odd_manifest()),
])  # fmt: skip
def test_what_only_looks_like_it_is_opened(name, content):
    check_may_open(name, content)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n trailer << /Encrypt 5 0 R >>", b"%PDF-1.7\n1 0 obj"])
def test_a_pdf_has_no_small_picture_whatever_it_is_called(content):
    assert thumbnail(content) is None


def test_a_document_that_unpacks_to_more_than_any_has_is_not_opened(monkeypatch):
    monkeypatch.setattr(foreign_files, "LARGEST_UNPACKED", 1000)
    with pytest.raises(NotAllowed, match="宏"):
        check_may_open("a.pdf", objects(bytes(5000)))
