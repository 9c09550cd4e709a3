"""Reading a chart back: shapes and texts of an inline SVG, as a reader's eye has them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SPACE = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def shapes(svg: str, name: str) -> list[tuple[str, float, float]]:
    """Key, left and right edge of every shape with the class `name`, in drawing order; legend swatches have no key."""
    found = []
    for path in parse(svg).iter(f"{SPACE}path"):
        key = path.get("data-figure")
        if key and name in path.get("class", "").split():
            xs = [float(x) for x, _ in points(path)]
            found.append((key, min(xs), max(xs)))
    return found


def points(path: ET.Element) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.get("d", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def printed(svg: str) -> dict[str, str]:
    """What the picture prints of each figure."""
    return {
        span.get("data-figure", ""): span.text or ""
        for span in parse(svg).iter(f"{SPACE}tspan")
        if span.get("data-figure")
    }


def classes(svg: str) -> set[str]:
    return {name for element in parse(svg).iter() for name in element.get("class", "").split()}
