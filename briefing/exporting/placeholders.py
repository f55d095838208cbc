"""Expressions in a house template, such as ``{{ section.title }}``, worked out without any harm.

The notation is that of Jinja, which docxtpl uses too. Of it only what looks things up, compares and
joins is let through: no calls, no arithmetic, no names with underscores. The values are texts and
lists that this program gives; a template reaches nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from jinja2 import ChainableUndefined, TemplateError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.errors import InputUnreadable

_FILTERS = ("upper", "lower", "title", "capitalize", "trim", "default", "d", "length", "count")
_FILTERS_OF_LISTS = ("first", "last", "join")
_TESTS = ("defined", "undefined", "none", "odd", "even", "string", "sequence")
_ALLOWED: Final = (
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
)
_MOST_CHARACTERS = 300
_MOST_TEXT = 20_000
"""Characters that one placeholder may become."""

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A placeholder, a statement or a remark."""

_STATEMENT = re.compile(r"\{%(?P<level>p|tr|tc|r)?[-+]?\s*(?P<words>.*?)\s*[-+]?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{(?:r\s)?[-+]?\s*(?P<words>.*?)\s*[-+]?\}\}", re.DOTALL)
_LOOP = re.compile(r"for\s+(?P<name>[A-Za-z]\w*)\s+in\s+(?P<what>.+)", re.DOTALL)
_KNOWN = frozenset({"for", "endfor", "if", "elif", "else", "endif"})


class Words(str):
    """A text with evidence of its own; ``item`` is what it is the text of."""

    item: Any

    def __new__(cls, text: str, item: object) -> Words:  # noqa: PYI034 (a str's new is odd)
        """The text, with its item beside it."""
        made = super().__new__(cls, text)
        made.item = item
        return made


def is_one_tag(text: str) -> bool:
    """Whether a text is one placeholder, statement or remark, and nothing else."""
    match = TAG.match(text)
    return match is not None and match.end() == len(text)


def statement_of(tag: str) -> tuple[str, str] | None:
    """The keyword of a statement and what follows it: ``for`` and ``b in bullets``.

    None for a placeholder or a remark.
    """
    match = _STATEMENT.fullmatch(tag.strip())
    if match is None:
        return None
    keyword, _, rest = match["words"].partition(" ")
    return keyword, rest.strip()


def expression_of(tag: str) -> str:
    """What stands in a placeholder, empty in a remark."""
    match = _EXPRESSION.fullmatch(tag.strip())
    return match["words"] if match else ""


class Expressions:
    """Works out the expressions of the template called ``name``.

    ``attributes`` are the names that may stand behind a dot.
    """

    def __init__(self, name: str, attributes: Iterable[str]) -> None:
        self._name = name
        self._attributes = frozenset(attributes)
        self._ready: dict[tuple[str, frozenset[str]], Callable[..., object]] = {}
        self._environment = ImmutableSandboxedEnvironment(
            undefined=ChainableUndefined, autoescape=False
        )
        environment = self._environment
        environment.globals.clear()
        filters = (*_FILTERS, *_FILTERS_OF_LISTS)
        environment.filters = {name: environment.filters[name] for name in filters}
        environment.tests = {name: environment.tests[name] for name in _TESTS} | {
            name: test for name, test in environment.tests.items() if name in _COMPARING
        }

    def refused(self, tag: str, why: str) -> InputUnreadable:
        """The error for a placeholder or a statement that cannot be used."""
        shown = " ".join(tag.split())
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        return InputUnreadable(
            f'The template "{self._name}" has a placeholder that cannot be used, {shown}: {why}.'
        )

    def loop(self, rest: str, tag: str) -> tuple[str, str]:
        """The name and the list of a ``for`` statement. Raises InputUnreadable."""
        match = _LOOP.fullmatch(f"for {rest}")
        if match is None:
            raise self.refused(tag, "it does not say for what in what")
        return match["name"], match["what"]

    def value(self, expression: str, values: Mapping[str, object], tag: str) -> object:
        """What an expression gives. Raises InputUnreadable."""
        if len(expression) > _MOST_CHARACTERS:
            raise self.refused(tag, "it is too long")
        try:
            found = self._compiled(expression, values, tag)(**values)
        except InputUnreadable:
            raise
        except (TemplateError, ValueError, TypeError, RecursionError) as error:
            why = str(error).splitlines()[0][:120].rstrip(".") if str(error) else "it is damaged"
            raise self.refused(tag, why) from error
        # A list may be shorter than the template thinks: that is nothing, and no mistake.
        return None if isinstance(found, Undefined) else found

    def _compiled(
        self, expression: str, values: Mapping[str, object], tag: str
    ) -> Callable[..., object]:
        """An expression made ready; the same one is asked for at each turn of a loop."""
        key = expression, frozenset(values)
        if key not in self._ready:
            self._check(self._environment.parse("{{" + expression + "}}"), values, tag)
            self._ready[key] = self._environment.compile_expression(
                expression, undefined_to_none=False
            )
        return self._ready[key]

    def text(self, value: object, tag: str) -> str:
        """A value as it is written. Raises InputUnreadable if it is not one text."""
        if value is None:
            return ""
        if isinstance(value, Mapping):
            value = value.get("text")
        if isinstance(value, str | int | bool):
            text = value if isinstance(value, str) else str(value)
            if len(text) > _MOST_TEXT:
                raise self.refused(tag, "it becomes too long")
            return text
        raise self.refused(tag, "it is a list; go through it with {% for … in … %}")

    def items(self, value: object, tag: str) -> list[Any]:
        """A value to go through. Raises InputUnreadable if it is no list."""
        if value is None:
            return []
        if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
            return list(value)
        raise self.refused(tag, "it is no list")

    def _check(self, parsed: nodes.Template, values: Mapping[str, object], tag: str) -> None:
        for node in parsed.find_all(nodes.Node):
            if isinstance(node, nodes.Output | nodes.TemplateData):
                continue
            if not isinstance(node, _ALLOWED):
                raise self.refused(tag, "only looking up, comparing and joining is possible")
            name = getattr(node, "attr", None) or getattr(node, "name", None)
            if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
                name = node.arg.value
            if isinstance(name, str) and name.startswith("_"):
                raise self.refused(tag, "names do not begin with an underscore")
            if isinstance(node, nodes.Filter) and name not in self._environment.filters:
                raise self.refused(tag, f"there is no filter {name}")
            if isinstance(node, nodes.Test) and name not in self._environment.tests:
                raise self.refused(tag, f"there is no test {name}")
            if isinstance(node, nodes.Getattr) and name not in self._attributes:
                raise self.refused(tag, f"nothing has a {name}")
            is_known = not isinstance(node, nodes.Name) or name in values
            if not is_known and not _is_asked_for(parsed, node):
                raise self.refused(tag, _no_such(values))


_COMPARING = ("eq", "ne", "lt", "gt", "le", "ge", "in", "equalto", "==", "!=")


def _is_asked_for(parsed: nodes.Template, name: nodes.Node) -> bool:
    """Whether it is only asked whether there is such a thing, or said what stands there else."""
    asking = (
        n
        for n in parsed.find_all((nodes.Filter, nodes.Test))
        if n.name in {"default", "d", "defined", "undefined"}
    )
    return any(found is name for n in asking for found in n.find_all(nodes.Name))


def _no_such(values: Mapping[str, object]) -> str:
    return f"a briefing has no such thing, but {', '.join(sorted(values))}"


def is_known(keyword: str) -> bool:
    """Whether a statement's keyword is one that templates may use."""
    return keyword in _KNOWN
