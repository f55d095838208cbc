"""Files of old word processors (.doc, .wps): LibreOffice makes an OpenDocument text of them.

It runs without a window, with settings of its own in a folder that is thrown away, macros off and
the network barred: a document may name pictures, templates and links that would otherwise be
fetched.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from briefing.errors import InputUnreadable, LimitReached
from briefing.reading.draft import Draft, RawFile
from briefing.reading.files import MOST_DOCUMENT
from briefing.reading.odt import read_odt
from briefing.reading.programs import Outcome, TooSlow, libreoffice, run

_SECONDS = 50.0
_NOWHERE = "127.0.0.1"
"""The proxy that LibreOffice is told to use: nobody answers at its port 9."""
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": _NOWHERE,
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": _NOWHERE,
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": _NOWHERE,
        "ooInetFTPProxyPort": "9",
        "ooInetNoProxy": "",
    },
}


def read_legacy(raw: RawFile) -> Draft:
    """Read a file of an old word processor.

    Raises InputUnreadable if LibreOffice is not installed or cannot open the file, LimitReached if
    it takes too long, and what ``read_odt`` raises.
    """
    program = libreoffice()
    if program is None:
        raise InputUnreadable(
            f"“{raw.name}” is in an old format that is read with the help of LibreOffice, which is "
            "not installed; install it, or save the file as .docx in Word and read that."
        )
    return read_odt(replace(raw, data=_converted(program, raw), ending=".odt"))


def _converted(program: str, raw: RawFile) -> bytes:
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / f"article{raw.ending if raw.ending.isascii() else '.doc'}"
        given.write_bytes(raw.data)
        profile = folder / "settings"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
        result = folder / "result" / "article.odt"
        try:
            outcome: Outcome | None = run(
                [
                    program,
                    f"-env:UserInstallation={profile.as_uri()}",
                    *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                    *("--convert-to", "odt:writer8", "--outdir", str(result.parent), str(given)),
                ],
                seconds=_SECONDS,
                folder=folder,
                environment={"SAL_USE_VCLPLUGIN": "svp"},
            )
        except TooSlow as error:
            raise LimitReached(
                f"LibreOffice took too long to open “{raw.name}”; open it there, save it as .docx "
                "and read that."
            ) from error
        except OSError:
            outcome = None
        if outcome is None or not result.is_file():
            raise InputUnreadable(
                f"LibreOffice could not open “{raw.name}”; open it in the program that made it, "
                "save it as .docx and read that."
            )
        if result.stat().st_size > MOST_DOCUMENT:
            raise InputUnreadable(
                f"“{raw.name}” is too large; save the article's text alone and read that."
            )
        return result.read_bytes()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
