"""Every error that the program raises on purpose, in one tree.

BriefingError                  root; its text is one sentence: what is wrong, what to do
├── InputError                 the file given cannot be used
│   ├── InputMissing           there is no such file, or it is a folder
│   ├── InputUnreadable        no permission, wrong format, damaged, too large
│   │   ├── PasswordNeeded     protected, and no password or a wrong one was given
│   │   └── LimitReached       reading took more time or memory than it was allowed
│   └── NoArticle              it was read, but holds no article
├── OutputError                the result cannot be written (read-only, full, locked)
├── ModelError                 a model is missing, damaged or unknown
│   ├── ModelMissing           not installed
│   ├── ModelDamaged           installed, but its file is not what it should be
│   └── ServerError            a server that was chosen as a model does not work as one
│       └── OutsideNetwork     it lies outside the person's own network, and nobody confirmed it
├── InstallError               a model could not be installed
├── ProjectError               a .briefing file cannot be opened
├── EditError                  an edit does not fit the brief
├── WorkerError                the process that runs the model ended or answered nonsense
├── UsageError                 the command line does not make sense
└── Cancelled                  the person stopped it; not shown as an error
"""

from __future__ import annotations


class BriefingError(Exception):
    """Root of all errors raised on purpose. ``str(error)`` is one sentence for a person."""


class InputError(BriefingError):
    """The file given cannot be used."""


class InputMissing(InputError):
    """There is no such file, or it is a folder."""


class InputUnreadable(InputError):
    """The file cannot be read: permission, format, damage or size."""


class PasswordNeeded(InputUnreadable):
    """The file is protected, and no password or a wrong one was given."""


class LimitReached(InputUnreadable):
    """Reading took more time or memory than it was allowed."""


class NoArticle(InputError):
    """The file was read, but there is no article in it."""


class OutputError(BriefingError):
    """The result cannot be written."""


class ModelError(BriefingError):
    """Something is wrong with a model."""


class ModelMissing(ModelError):
    """The model is not installed."""


class ModelDamaged(ModelError):
    """The model's file is not what it should be."""


class ServerError(ModelError):
    """A server that was chosen as a model does not work as one."""


class OutsideNetwork(ServerError):
    """The server lies outside the person's own network, and nobody has confirmed that."""


class InstallError(BriefingError):
    """A model could not be installed."""


class ProjectError(BriefingError):
    """A .briefing file cannot be opened."""


class EditError(BriefingError):
    """An edit does not fit the brief."""


class WorkerError(BriefingError):
    """The process that runs the model ended or answered nonsense."""


class UsageError(BriefingError):
    """The command line does not make sense."""


class Cancelled(BriefingError):
    """The person stopped the work."""
