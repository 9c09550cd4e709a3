"""A QR code read back as a phone does: from its picture."""

import re

import numpy as np
import zxingcpp

_MODULE = 6  # pixels a side


def read_svg(svg: bytes) -> list[str]:
    """What the codes in a picture of segno's say: one row of modules is `M x y`, then `h` draws and `m` moves."""
    side = int(re.search(rb'viewBox="0 0 (\d+) \1"', svg)[1])
    picture = np.full((side, side), 255, np.uint8)
    x, y = 0.0, 0.0
    for command, values in re.findall(r"([Mmh])([-\d. ]+)", re.search(rb'stroke="#000" d="([^"]+)"', svg)[1].decode()):
        if command == "h":
            picture[int(y), int(x) : int(x) + int(values)] = 0
            x += int(values)
        else:
            dx, dy = (float(value) for value in re.findall(r"-?[\d.]+", values))
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
    return [code.text for code in zxingcpp.read_barcodes(np.kron(picture, np.ones((_MODULE, _MODULE), np.uint8)))]
