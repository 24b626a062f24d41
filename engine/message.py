"""A sentence for the person that knows its form, so that the window can word it in another language."""

from __future__ import annotations

from typing import Any


class Message(str):
    """The sentence in English, as ``form.format(**values)`` makes it; a value may be Message itself.

    Translations are found by the form, which therefore stands in the source as one literal: `make translations`
    collects it. The value named ``reason`` is what the system says of an error, and has a translation too.
    """

    form: str
    values: dict[str, Any]

    def __new__(cls, form: str, /, **values: Any) -> Message:
        said = super().__new__(cls, form.format(**values))
        said.form, said.values = form, values
        return said

    def __str__(self) -> str:
        """Itself, so that the text of an exception that was raised with it is still Message."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        plain = {
            name: value if isinstance(value, str | int | float) else str(value) for name, value in self.values.items()
        }
        return _again, (self.form, plain)


def _again(form: str, values: dict[str, Any]) -> Message:
    return Message(form, **values)
