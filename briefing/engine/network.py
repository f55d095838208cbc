"""Where models are fetched from, and through what: a person's settings for hub, index and proxy.

Nothing here uses the network. What is left empty is as the system has it (``HTTPS_PROXY``, pip's
own configuration and so on).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from briefing.errors import InstallError
from briefing.files import write_atomically
from briefing.settings import data_folder

PUBLIC_HUB = "https://huggingface.co"
"""The hub that is asked unless the person or the system names a mirror."""

_FILE = "network.json"


@dataclass(frozen=True, slots=True)
class Network:
    """Addresses, each empty for what the system has.

    ``hub`` is a mirror of the hub, ``index`` a package index, ``proxy`` what both are reached
    through.
    """

    hub: str = ""
    index: str = ""
    proxy: str = ""

    def environment(self) -> dict[str, str]:
        """What the programs that fetch are told, as environment variables."""
        told = {"HF_ENDPOINT": self.hub.rstrip("/"), "PIP_INDEX_URL": self.index}
        if self.proxy:
            names = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "PIP_PROXY")
            told |= dict.fromkeys(names, self.proxy)
        return {name: value for name, value in told.items() if value}

    def checked(self) -> Network:
        """This, if every address can be one. Raises InstallError."""
        for field in fields(self):
            address = getattr(self, field.name)
            if not address:
                continue
            try:
                parts = urlsplit(address)
                is_good = parts.scheme in {"http", "https"} and bool(parts.hostname)
            except ValueError:
                is_good = False
            if not is_good:
                raise InstallError(
                    f'"{address}" is no address for the {field.name}; it begins with https:// or '
                    "http:// and names a machine."
                )
        return self


def load_network() -> Network:
    """The settings that were saved; a file that cannot be read counts as none."""
    try:
        data = json.loads(_place().read_text("utf-8"))
        return Network(**{field.name: str(data.get(field.name, "")) for field in fields(Network)})
    except (OSError, ValueError, AttributeError):
        return Network()


def save_network(network: Network) -> None:
    """Keep the settings. Raises InstallError for what is no address, OutputError."""
    text = json.dumps(asdict(network.checked()), indent=1)
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, text.encode("utf-8"))


def _place() -> Path:
    return data_folder() / _FILE
