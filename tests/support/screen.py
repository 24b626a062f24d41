"""A screen of the test's own with a keyboard: Xvfb, key events by the XTEST extension, and what the screen shows.

It does what a window manager and a person do: the newest window gets the keyboard, and keys are pressed when the
screen stands still. libX11 and libXtst are called directly, because Python brings no client of X.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from ctypes.util import find_library
from pathlib import Path

_VIEWABLE = 2
_TO_PARENT = 2  # where the focus goes when its window closes
_NAMES = {"/": "slash", ".": "period", "-": "minus", "_": "underscore", " ": "space", ":": "colon"}
_MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L"}


def missing() -> str:
    """What this system lacks for a screen; "" where nothing is missing."""
    if shutil.which("Xvfb") is None:
        return "Xvfb is not installed"
    lacks = [name for name in ("X11", "Xtst") if find_library(name) is None]
    return f"lib{lacks[0]} is not installed" if lacks else ""


def wait_for(what: Callable[[], bool], seconds: float, *, saying: str) -> None:
    """Wait until something is so. Raises AssertionError with ``saying`` when it does not become so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"after {seconds:.0f} s not yet: {saying}"
        time.sleep(0.05)


class _Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h."""

    _fields_ = [
        *((name, c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        ("visual", c_void_p),
        ("root", c_ulong),
        *((name, c_int) for name in ("window_class", "bit_gravity", "win_gravity", "backing_store")),
        ("backing_planes", c_ulong),
        ("backing_pixel", c_ulong),
        ("save_under", c_int),
        ("colormap", c_ulong),
        ("map_installed", c_int),
        ("map_state", c_int),
        *((name, c_long) for name in ("all_event_masks", "your_event_mask", "do_not_propagate_mask")),
        ("override_redirect", c_int),
        ("screen", c_void_p),
    ]


_OnError = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
_ignore = _OnError(lambda display, error: 0)  # a window may close while it is looked at; Xlib's own handler exits


class Screen:
    """An X display by its ``name``; ``picture`` is the file that the server keeps its pixels in."""

    def __init__(self, name: str, picture: Path) -> None:
        self.name = name
        self._picture = picture
        x11 = self._x11 = ctypes.CDLL(find_library("X11"))
        self._xtst = ctypes.CDLL(find_library("Xtst"))
        x11.XOpenDisplay.restype = c_void_p
        x11.XDefaultRootWindow.restype = x11.XStringToKeysym.restype = x11.XkbKeycodeToKeysym.restype = c_ulong
        x11.XSetErrorHandler(_ignore)
        display = x11.XOpenDisplay(name.encode())
        assert display, f"no display {name}"
        self._display = c_void_p(display)

    def close(self) -> None:
        self._x11.XCloseDisplay(self._display)

    def titles(self) -> list[str]:
        """Of the windows, the newest last."""
        return [self._title(window) for window in self._windows()]

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as "Return", "5" or "shift+Tab", in the newest window."""
        windows = self._windows()
        assert windows, "no window is open"
        self._x11.XSetInputFocus(self._display, c_ulong(windows[-1]), _TO_PARENT, c_ulong(0))
        for key in keys:
            *held, last = key.split("+")
            code, shifted = self._code(_NAMES.get(last, last))
            codes = [self._code(_MODIFIERS[name])[0] for name in (*held, *["shift"] * shifted)]
            for down in (*codes, code):
                self._send(down, True)
            for up in (code, *reversed(codes)):
                self._send(up, False)
        self._x11.XSync(self._display, 0)

    def type(self, text: str) -> None:
        self.press(*text)

    def rest(self, *, still_s: float = 1.5, seconds: float = 60.0) -> None:
        """Wait until nothing on the screen has moved for a while."""
        end = time.monotonic() + seconds
        seen, since = self._picture.read_bytes(), time.monotonic()
        while time.monotonic() - since < still_s:
            assert time.monotonic() < end, f"the screen does not come to rest in {seconds:.0f} s"
            time.sleep(0.1)
            now = self._picture.read_bytes()
            if now != seen:
                seen, since = now, time.monotonic()

    def _code(self, name: str) -> tuple[int, bool]:
        """The key that makes a symbol, and whether it needs Shift."""
        symbol = self._x11.XStringToKeysym(name.encode())
        code = self._x11.XKeysymToKeycode(self._display, c_ulong(symbol))
        assert symbol and code, f"no key makes {name}"
        return code, self._x11.XkbKeycodeToKeysym(self._display, code, 0, 0) != symbol

    def _send(self, code: int, down: bool) -> None:
        self._xtst.XTestFakeKeyEvent(self._display, c_uint(code), c_int(down), c_ulong(0))

    def _windows(self) -> list[int]:
        """The windows that a window manager would manage, from the lowest to the uppermost."""
        root = c_ulong(self._x11.XDefaultRootWindow(self._display))
        above, parent, count = c_ulong(), c_ulong(), c_uint()
        children = POINTER(c_ulong)()
        self._x11.XQueryTree(self._display, root, byref(above), byref(parent), byref(children), byref(count))
        found = [children[place] for place in range(count.value)]
        self._x11.XFree(children)
        return [window for window in found if self._is_managed(window)]

    def _is_managed(self, window: int) -> bool:
        known = _Attributes()
        answered = self._x11.XGetWindowAttributes(self._display, c_ulong(window), byref(known))
        return bool(answered) and known.map_state == _VIEWABLE and not known.override_redirect and known.width > 1

    def _title(self, window: int) -> str:
        name = c_char_p()
        self._x11.XFetchName(self._display, c_ulong(window), byref(name))
        return (name.value or b"").decode("utf-8", "replace")


@contextmanager
def opened(folder: Path, *, size: str = "1440x900") -> Iterator[Screen]:
    """A screen that is there as long as it is used; its picture is kept in ``folder``."""
    folder.mkdir()
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-fbdir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()  # as soon as it answers
        assert number, "Xvfb did not start"
        screen = Screen(f":{number}", folder / "Xvfb_screen0")
        try:
            yield screen
        finally:
            screen.close()
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout is not None:
            server.stdout.close()
