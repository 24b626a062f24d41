"""A message is its English text everywhere, and keeps its form on the way from a job process to the window."""

import json
import pickle
from pathlib import Path

from engine.errors import EnvironmentFault
from engine.events import Failed
from engine.message import Message


def test_message_is_its_english_text() -> None:
    told = Message("{file} is gone ({reason}).", file=Path("/a/b.mp4"), reason="{no gap}")
    assert told == "/a/b.mp4 is gone ({no gap})."
    assert json.loads(json.dumps({"text": told})) == {"text": "/a/b.mp4 is gone ({no gap})."}


def test_form_survives_exceptions_and_pipes() -> None:
    inner = Message("signal {signal}", signal=9)
    error = EnvironmentFault(Message("Ended by {how} in {folder}.", how=inner, folder=Path("/a")))
    sent = pickle.loads(pickle.dumps(Failed(str(error), fault=True))).message
    assert isinstance(sent, Message)
    assert sent == "Ended by signal 9 in /a."
    assert (sent.form, sent.values["how"].form) == ("Ended by {how} in {folder}.", "signal {signal}")
