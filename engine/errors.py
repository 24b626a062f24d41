"""The three ways in which work ends without a result, told apart by who can mend them."""

from __future__ import annotations


class EngineError(Exception):
    """Base of every error that Matinee raises on purpose."""


class EnvironmentFault(EngineError):
    """The machine or the person can mend it: a full disk, a held lock, a missing model.

    The message is one line for the person: what happened, and what to do next.
    """


class InvalidMedia(EngineError):
    """One file cannot be used. The reason is recorded on its video and the job goes on."""


class Cancelled(EngineError):
    """The person stopped the work. Nothing is shown."""
