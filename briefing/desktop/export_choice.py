"""What a person chose for an export, and how that is remembered for the next one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefing.desktop.memory import Memory
from briefing.settings import OWN_TEMPLATES, DocumentOptions

MOST_TEMPLATES = 6
"""How many house templates are remembered."""

_MOST_MAPPED = 40
_KEY = "export"
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """A format by its ending, the options of the document, and its template.

    ``template`` is the path of a Word file or the name of one of the program's templates; empty for
    the one that suits the preset.
    """

    ending: str = ".docx"
    template: str = ""
    options: DocumentOptions = field(default_factory=DocumentOptions)

    @property
    def template_path(self) -> Path | None:
        """The template, None for the preset's own and for formats that take none."""
        return Path(self.template) if self.template and self.ending == ".docx" else None

    @property
    def has_house_template(self) -> bool:
        """Whether the template is a file of the person's own."""
        return bool(self.template) and self.template not in OWN_TEMPLATES


class ExportMemory:
    """The last choice, the house templates used last, and their styles where a person set them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        stored = memory.value(_KEY)
        self._data: dict[str, Any] = stored if isinstance(stored, dict) else {}

    @property
    def choice(self) -> ExportChoice:
        """The last choice; the purpose and the date are a document's own and not remembered."""
        # The package with the writers takes its time to load, and not every session exports.
        from briefing.exporting.options_json import options_from_json  # noqa: PLC0415

        options = options_from_json(self._data.get("options"))
        template = self._data.get("template")
        known = template in (*OWN_TEMPLATES, *self.templates)
        return ExportChoice(
            ending=str(self._data.get("ending", ".docx")),
            template=str(template) if known else "",
            options=replace(options, purpose="", dated="", fields={}, styles={}),
        )

    @property
    def templates(self) -> tuple[str, ...]:
        """The paths of the house templates used last, the latest first."""
        paths = self._data.get("templates")
        return tuple(p for p in paths if isinstance(p, str)) if isinstance(paths, list) else ()

    def keep(self, choice: ExportChoice) -> None:
        """Remember a choice for the next export."""
        from briefing.exporting.options_json import options_to_json  # noqa: PLC0415

        self._data["options"] = options_to_json(choice.options)
        self._data["ending"] = choice.ending
        self._data["template"] = choice.template
        if choice.has_house_template:
            others = [path for path in self.templates if path != choice.template]
            self._data["templates"] = [choice.template, *others][:MOST_TEMPLATES]
        self._store()

    def styles(self, checksum: str) -> dict[str, str]:
        """The styles that a person set for the template with this checksum, by role."""
        styles = self._mapped().get(checksum)
        return dict(styles) if isinstance(styles, dict) else {}

    def knows_styles(self, checksum: str) -> bool:
        """Whether a person has looked at the styles of this template."""
        return checksum in self._mapped()

    def keep_styles(self, checksum: str, styles: Mapping[str, str]) -> None:
        """Remember which styles a person set; the same file elsewhere has the same checksum."""
        mapped = {key: value for key, value in self._mapped().items() if key != checksum}
        mapped[checksum] = dict(styles)
        self._data["styles"] = dict(list(mapped.items())[-_MOST_MAPPED:])
        self._store()

    def _mapped(self) -> dict[str, Any]:
        mapped = self._data.get("styles")
        return mapped if isinstance(mapped, dict) else {}

    def _store(self) -> None:
        self._memory.keep_value(_KEY, self._data)


def checksum_of(path: Path) -> str:
    """The SHA-256 of a file, empty if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()
