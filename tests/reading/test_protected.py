"""Protected files ask for their password, and open with it."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile

from briefing.errors import InputUnreadable, PasswordNeeded
from briefing.reading.registry import read_article

SENTENCE = "The council voted on Monday to keep the library open through the winter."
PASSWORD = "tinder box 17 ä"


def write(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def texts(file: Path, password: str = "") -> list[str]:
    return [p.text for p in read_article(file, password).paragraphs]


def asks(file: Path, password: str = "") -> str:
    with pytest.raises(PasswordNeeded) as error:
        read_article(file, password)
    sentence = str(error.value)
    assert file.name in sentence
    assert PASSWORD not in sentence
    assert sentence.endswith(".")
    return sentence


def protected_word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    plain, secret = io.BytesIO(), io.BytesIO()
    document.save(plain)
    OOXMLFile(plain).encrypt(PASSWORD, secret)
    return secret.getvalue()


def protected_open_document(
    algorithm: str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
) -> bytes:
    """An OpenDocument text as LibreOffice protects it (ODF 1.2, part 3)."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"<text:p>{SENTENCE}</text:p></office:text></office:body></office:document-content>"
    ).encode()
    salt, vector = os.urandom(16), os.urandom(16)
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(content) + packer.flush()
    fill = 16 - len(packed) % 16
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, salt, 1000, 32)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    secret = encryptor.update(packed + bytes(fill - 1) + bytes([fill])) + encryptor.finalize()
    manifest = f"""<manifest:manifest
        xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
      <manifest:file-entry manifest:full-path="content.xml" manifest:size="{len(content)}">
       <manifest:encryption-data>
        <manifest:algorithm manifest:algorithm-name="{algorithm}"
          manifest:initialisation-vector="{base64.b64encode(vector).decode()}"/>
        <manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32"
          manifest:iteration-count="1000" manifest:salt="{base64.b64encode(salt).decode()}"/>
        <manifest:start-key-generation manifest:key-size="32"
          manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/>
       </manifest:encryption-data>
      </manifest:file-entry></manifest:manifest>"""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", secret)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def rc4(key: bytes, data: bytes) -> bytes:
    """The old cipher that a PDF of version 1.4 is protected with; it serves for both ways."""
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def protected_pdf(user: str, owner: str) -> bytes:
    """A PDF that asks for ``user``, or only forbids printing if that is empty (revision 2)."""
    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (user.encode() + filling)[:32]
    held = rc4(md5((owner.encode() + filling)[:32])[:5], padded)
    key = md5(padded + held + (0xFFFFFFC0).to_bytes(4, "little") + b"id")[:5]
    words = f"BT /F 12 Tf 72 700 Td ({SENTENCE}) Tj ET".encode()
    stream = rc4(md5(key + b"\x04\0\0\0\0")[:10], words)
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        (
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 700 800] /Contents 4 0 R /Resources "
            b"<</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s>>>"
        % (held.hex().encode(), rc4(key, filling).hex().encode()),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6 /Root 1 0 R /Encrypt 5 0 R "
        b"/ID [<6964> <6964>]>>\nstartxref\n%d\n%%%%EOF" % (table, len(data))
    )


def test_a_protected_pdf_asks_for_its_password_and_opens_with_either(tmp_path: Path) -> None:
    file = write(tmp_path, "a.pdf", protected_pdf("tinder", "flint"))
    assert "give the password" in asks(file)
    assert "try another" in asks(file, "guessed")
    assert texts(file, "tinder") == texts(file, "flint") == [SENTENCE]


def test_a_pdf_that_only_forbids_printing_opens_without_a_password(tmp_path: Path) -> None:
    assert texts(write(tmp_path, "a.pdf", protected_pdf("", "flint"))) == [SENTENCE]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", protected_word_file()), ("a.odt", protected_open_document())],
    ids=["docx", "odt"],
)
def test_a_protected_document_asks_for_its_password_and_opens_with_it(
    tmp_path: Path, name: str, data: bytes
) -> None:
    file = write(tmp_path, name, data)
    assert "give the password" in asks(file)
    assert "try another" in asks(file, "guessed")
    assert texts(file, PASSWORD) == [SENTENCE]


def test_a_protected_word_file_is_known_under_any_name(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", protected_word_file())
    asks(file)
    assert texts(file, PASSWORD) == [SENTENCE]


def test_a_password_for_a_file_that_needs_none_does_no_harm(tmp_path: Path) -> None:
    assert texts(write(tmp_path, "a.txt", SENTENCE.encode()), PASSWORD) == [SENTENCE]


def test_an_unknown_way_of_protecting_is_said_in_a_sentence(tmp_path: Path) -> None:
    file = write(tmp_path, "a.odt", protected_open_document("Blowfish CFB"))
    asks(file)
    with pytest.raises(InputUnreadable, match="not known here") as error:
        read_article(file, PASSWORD)
    assert not isinstance(error.value, PasswordNeeded)


@pytest.mark.parametrize("cut", [600, 2_000, 5_000])
def test_a_protected_file_that_breaks_off_is_refused(tmp_path: Path, cut: int) -> None:
    file = write(tmp_path, "a.docx", protected_word_file()[:cut])
    with pytest.raises(InputUnreadable) as error:
        read_article(file, PASSWORD)
    assert str(error.value).endswith(".")
