"""Turn the screen that Xvfb keeps in a file into a PNG.

python3 installer/xwd.py Xvfb_screen0 window.png
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path


def png(data: bytes) -> bytes:
    """A dump of 32 bits a pixel (xwd(1), XWDFile.h: 25 numbers, then the colour table, then rows) as PNG."""
    header = struct.unpack(">25I", data[:100])
    size, width, height, per_pixel, per_line, colors = (header[i] for i in (0, 4, 5, 11, 12, 19))
    if per_pixel != 32:
        raise ValueError(f"{per_pixel} bits a pixel; only 32 are read")
    start = size + 12 * colors
    rows = bytearray()
    for y in range(height):
        row = data[start + y * per_line : start + y * per_line + 4 * width]  # blue, green, red, nothing
        line = bytearray(3 * width)
        line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
        rows += b"\0" + line
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)  # eight bits of red, green and blue
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(png(Path(sys.argv[1]).read_bytes()))
