"""``briefing models add-server``, and what the other actions say of servers."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.engine.server import (
    Server,
    address_of,
    find_server,
    forget_server,
    keep_server,
    server_name,
)
from briefing.engine.server_trial import Trial, try_server
from briefing.errors import InputMissing, OutsideNetwork, UsageError

_ABOUT = """\
Adds a server on your own network that speaks OpenAI's protocol (vLLM, Ollama, llama.cpp) as one
more model. It is asked for its models and for one word, and used only where a briefing is made with
--model and its name; sentences of the article are then sent there, and the briefing names its
address."""

_ON = "briefing make FILE --model"


def add_parser(actions: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the action to those of ``briefing models``."""
    parser = actions.add_parser(
        "add-server", help="use a model on a server of your own network", description=_ABOUT
    )
    parser.add_argument("address", metavar="ADDRESS", help="such as http://192.168.1.5:8000")
    parser.add_argument("--name", metavar="NAME", help="what to call it here")
    parser.add_argument(
        "--model", metavar="MODEL", default="", help="which of its models, where it has several"
    )
    parser.add_argument(
        "--key-file", metavar="FILE", help="a text file whose first line is the server's key"
    )
    parser.add_argument("--ask-key", action="store_true", help="ask for the server's key")
    parser.add_argument(
        "--context",
        type=_number,
        default=0,
        metavar="N",
        help="tokens that the model can read (default: the server is asked)",
    )
    parser.add_argument(
        "--parallel",
        type=_number,
        default=Server(name="", address="").parallel,
        metavar="N",
        help="sentences sent at a time (default %(default)s)",
    )
    parser.add_argument(
        "--outside",
        action="store_true",
        help="allow a server outside your own network: sentences of articles will leave it",
    )


def add_server(args: argparse.Namespace) -> None:
    """Try a server out and keep it. Raises ServerError, UsageError, InputMissing, OutputError."""
    wanted = Server(
        name=server_name(args.name) if args.name else "",
        address=address_of(args.address),
        model=args.model,
        key=_key(args),
        context=args.context,
        parallel=args.parallel,
        outside=args.outside,
    )
    print(f"Asking {wanted.address} …", file=sys.stderr)
    trial = _tried(wanted)
    if not trial.server.model:
        raise UsageError(
            f"{wanted.address} has several models: {', '.join(trial.models)}; "
            "choose one with --model."
        )
    keep_server(trial.server)
    print(f"{trial.server.name} is added: {about_server(trial.server)}.", file=sys.stderr)
    print(f"It is used only when you name it: {_ON} {trial.server.name}", file=sys.stderr)


def _tried(server: Server) -> Trial:
    """Try it; where it is outside, ask the person first, if there is one.

    Raises ServerError, OutsideNetwork if nobody confirms it.
    """
    try:
        return try_server(server)
    except OutsideNetwork as error:
        if sys.stdin is None or not sys.stdin.isatty():
            raise OutsideNetwork(
                f"{str(error).rstrip('.')}; if you want that, add --outside."
            ) from error
        print(f"{error}", file=sys.stderr)
        if input("Send them there? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise OutsideNetwork("The server was not added, and nothing was sent there.") from error
        return try_server(replace(server, outside=True))


def _key(args: argparse.Namespace) -> str:
    if args.ask_key:
        return getpass.getpass("Key of the server: ")
    if args.key_file is None:
        return ""
    try:
        with Path(args.key_file).open(encoding="utf-8-sig") as file:
            key = file.readline(10_000).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputMissing(
            f"The key file {args.key_file} cannot be read; give a text file whose first line is "
            "the key."
        ) from error
    if not key:
        raise UsageError(f"the first line of the key file {args.key_file} is empty.")
    return key


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return int(text)


# --- the other actions --------------------------------------------------------------------------


def about_server(server: Server) -> str:
    """A server in a few words."""
    return f"{server.model} on {server.address}"


def server_facts(server: Server) -> list[tuple[str, str]]:
    """What ``info`` says of a server."""
    reach = "outside your own network, as you confirmed" if server.outside else "your own network"
    return [
        ("for", "language: sentences of an article are sent there when it is chosen by its name"),
        ("address", server.address),
        ("where", "this machine" if server.is_here else reach),
        ("model", server.model),
        ("context", f"{server.context} tokens" if server.context else "not known"),
        ("at a time", f"{server.parallel} sentences"),
        ("key", "kept in a file that only you can read" if server.key else "none"),
    ]


def remove_server(name: str) -> None:
    """Remove a server and its key. Raises ModelMissing, OutputError."""
    forget_server(name)
    print(f"{name} is removed, with its key if it had one.")


def verify_server(name: str) -> None:
    """Ask a server for a word. Raises ModelMissing, ServerError."""
    server = find_server(name)
    try_server(server)
    print(f"{name} answers: {about_server(server)}.")
