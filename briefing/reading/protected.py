"""Files that are protected by a password: opening them, and asking for the password."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import struct
import zipfile
import zlib
from dataclasses import replace
from xml.parsers.expat import ExpatError

import msoffcrypto
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

from briefing.errors import InputUnreadable, PasswordNeeded
from briefing.reading.archive import MOST_UNPACKED, Archive, Element, attribute, child, children
from briefing.reading.compound import ENCRYPTED, OLE, is_swollen
from briefing.reading.draft import RawFile
from briefing.reading.sniffing import ZIP

_MOST_ROUNDS = 10_000_000
"""How often a key may be stirred: LibreOffice does it 100,000 times, a trap may ask for more."""
_SHA256 = "sha256"
_AES = "aes256-cbc"


def password_needed(raw: RawFile) -> PasswordNeeded:
    """The error that says that no password, or a wrong one, was given."""
    if raw.password:
        return PasswordNeeded(f"“{raw.name}” cannot be opened with this password; try another one.")
    return PasswordNeeded(f"“{raw.name}” is protected by a password; give the password to read it.")


def opened(raw: RawFile) -> RawFile:
    """The file without its protection, or as it is if it has none that is known here.

    A PDF is opened by its own reader. Raises PasswordNeeded if the password is missing or wrong,
    and InputUnreadable if the protection is damaged or of an unknown kind.
    """
    if raw.data.startswith(OLE):
        return _opened_office(raw)
    if raw.data.startswith(ZIP) and b"META-INF/manifest.xml" in raw.data:
        return _opened_odf(raw)
    return raw


# --- Microsoft Office -------------------------------------------------------------------------


def _opened_office(raw: RawFile) -> RawFile:
    if is_swollen(raw.data):
        raise _unknown(raw)
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(raw.data))
        protected = office.is_encrypted()
    except (DecryptionError, FileFormatError, ParseError, *_STUMBLES) as error:
        if ENCRYPTED in raw.data:
            raise _unknown(raw) from error
        return raw  # an Outlook message, or what another reader knows
    if not protected:
        return raw
    if not raw.password:
        raise password_needed(raw)
    plain = io.BytesIO()
    try:
        office.load_key(password=raw.password)
        office.decrypt(plain)
    except DecryptionError as error:
        raise password_needed(raw) from error
    except (FileFormatError, ParseError, *_STUMBLES) as error:
        raise _unknown(raw) from error
    data = plain.getvalue()
    if not data.startswith((ZIP, OLE)):
        raise password_needed(raw)
    return replace(raw, data=data)


_STUMBLES = (
    struct.error, ExpatError, ValueError, KeyError, IndexError, AttributeError, TypeError, OSError,
    AssertionError, OverflowError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What damaged files make the library raise."""


def _unknown(raw: RawFile) -> InputUnreadable:
    return InputUnreadable(
        f"“{raw.name}” is protected in a way that is not known here, or is damaged; "
        "save a copy of it without a password and read that."
    )


# --- OpenDocument -----------------------------------------------------------------------------


def _opened_odf(raw: RawFile) -> RawFile:
    """An OpenDocument text with its parts decrypted (ODF 1.2, part 3, section 3.4)."""
    archive = Archive(raw, "OpenDocument text")
    manifest = archive.optional_xml("META-INF/manifest.xml")
    secret = {
        attribute(entry, "full-path") or "": found
        for entry in children(manifest, "file-entry")
        if (found := child(entry, "encryption-data")) is not None
    }
    if not secret:
        return raw
    if not raw.password:
        raise password_needed(raw)
    result = io.BytesIO()
    left = MOST_UNPACKED
    with zipfile.ZipFile(result, "w") as plain:
        for name in ("mimetype", "content.xml", "styles.xml", "meta.xml"):
            if name not in archive:
                continue
            data = archive.read(name)
            if name in secret:
                data = _decrypted(raw, data, secret[name], left)
                left -= len(data)
            plain.writestr(name, data)
    return replace(raw, data=result.getvalue())


def _decrypted(raw: RawFile, data: bytes, how: Element, most: int) -> bytes:
    algorithm, derivation = child(how, "algorithm"), child(how, "key-derivation")
    try:
        vector = base64.b64decode(attribute(algorithm, "initialisation-vector") or "")
        salt = base64.b64decode(attribute(derivation, "salt") or "")
        rounds = int(attribute(derivation, "iteration-count") or "0")
    except (ValueError, binascii.Error) as error:
        raise _unknown(raw) from error
    known = (attribute(algorithm, "algorithm-name") or "").endswith(_AES) and (
        attribute(derivation, "key-derivation-name") or ""
    ).casefold().endswith("pbkdf2")
    if not known or not 0 < rounds <= _MOST_ROUNDS or len(vector) != 16 or len(data) % 16:
        raise _unknown(raw)
    start = child(how, "start-key-generation")
    digest = attribute(start, "start-key-generation-name") or "SHA1"
    words = raw.password.encode("utf-8")
    strong = digest.casefold().endswith(_SHA256)
    first = hashlib.sha256(words).digest() if strong else hashlib.sha1(words).digest()  # noqa: S324
    key = hashlib.pbkdf2_hmac("sha1", first, salt, rounds, 32)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    packed = decryptor.update(data) + decryptor.finalize()
    stream = zlib.decompressobj(wbits=-15)
    try:
        plain = stream.decompress(packed, most)
    except zlib.error as error:
        raise password_needed(raw) from error
    # Nonsense can be unpacked by chance, but seldom to markup.
    if stream.unconsumed_tail or not stream.eof or plain.lstrip()[:1] != b"<":
        raise password_needed(raw)
    return plain
