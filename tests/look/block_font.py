"""A font whose every character is a block of half an em: a page in it looks the same on every machine."""

from __future__ import annotations

import base64
import struct

EM, ADVANCE, HEIGHT, GAP = 1000, 500, 480, 40  # font units; a block is as high as a small letter
SPACES = (0x20, 0xA0, 0x202F)
FAMILY = "Blocks"


def font_face() -> str:
    """A style sheet that sets all of a page in blocks, and stops everything that moves."""
    data = base64.b64encode(block_font()).decode()
    return (
        f"@font-face {{ font-family: {FAMILY}; font-weight: 1 1000; "
        f'src: url("data:font/ttf;base64,{data}"); }}\n'
        f"*, ::before, ::after {{ font-family: {FAMILY} !important; font-synthesis: none !important; "
        "text-rendering: geometricPrecision !important; "  # no width is rounded as a machine likes its hints
       
        "transition: none !important; animation: none !important; caret-color: transparent !important; }"
    )


def block_font() -> bytes:
    """The font as TrueType: glyph 1 is the block, glyph 2 is empty."""
    block = _block()
    metrics = (0x10000, 800, -200, 0, ADVANCE, 0, 0, ADVANCE, 1)
    bounds = (0, 0, ADVANCE, HEIGHT)
    tables = {
        b"OS/2": struct.pack(
            ">HhHHHhhhhhhhhhhh10sIIII4sHHHhhhHHII", 4, ADVANCE, 400, 5, 0, *[0] * 11, bytes(10), *[0] * 4,
            b"test", 64, 0x20, 0xFFFF, 800, -200, 0, 800, 200, 0, 0,
        ) + struct.pack(">hhHHH", HEIGHT, HEIGHT, 0, 0x20, 0),
        b"cmap": _cmap(),
        b"glyf": block,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, *bounds, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", *metrics, *[0] * 7, 3),
        b"hmtx": struct.pack(">" + "Hh" * 3, *[ADVANCE, 0] * 3),
        b"loca": struct.pack(">4I", 0, 0, len(block), len(block)),
        b"maxp": struct.pack(">I14H", 0x10000, 3, 4, 1, 0, 0, 2, *[0] * 8),
        b"name": _name(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }  # fmt: skip
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    place, entries, body = 12 + 16 * len(tables), b"", b""
    for tag, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        entries += struct.pack(">4sIII", tag, total, place + len(body), len(content))
        body += padded
    return head + entries + body


def _block() -> bytes:
    left, right = GAP, ADVANCE - GAP
    box = struct.pack(">hhhhh", 1, left, 0, right, HEIGHT)
    flags = bytes([1] * 4)
    xs = struct.pack(">hhhh", left, 0, right - left, 0)
    ys = struct.pack(">hhhh", 0, HEIGHT, 0, -HEIGHT)
    outline = box + struct.pack(">HH", 3, 0) + flags + xs + ys
    return outline + bytes(-len(outline) % 4)


def _cmap() -> bytes:
    """Format 13: many characters to one glyph."""
    groups, start = [], 0x20
    for space in SPACES:
        groups += [(start, space - 1, 1)] * (space > start) + [(space, space, 2)]
        start = space + 1
    groups.append((start, 0x10FFFF, 1))
    body = struct.pack(">HHIII", 13, 0, 16 + 12 * len(groups), 0, len(groups))
    body += b"".join(struct.pack(">III", *group) for group in groups)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + body


def _name() -> bytes:
    text = FAMILY.encode("utf-16-be")
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, n, len(text), 0) for n in (1, 2, 4, 6))
    return struct.pack(">HHH", 0, 4, 6 + len(records)) + records + text
