"""Makes `graph/views/assets/world.json` and `flags.webp` from their npm packages.

    npm install --prefix FOLDER world-atlas@2.0.2 flag-icons@7.5.0 i18n-iso-countries@7.14.0
    python tests/views/derive_assets.py FOLDER/node_modules

Needs Chromium and Pillow; the files that result are in the repository, so nobody else does.
"""

import base64
import csv
import io
import itertools
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.resources import resource

Point = tuple[float, float]

ASSETS = Path(__file__).parents[2] / "graph" / "views" / "assets"
WIDTH = 3000.0
TOLERANCE = 1.3
SMALLEST_RING = 7.0
"""Rings of less area (in square units of the picture) are left out, but for the largest of a country."""

BY_HAND = {"TUV": (179.2, -8.5), "BVT": (3.4, -54.4), "GIB": (-5.35, 36.14), "UMI": (166.6, 19.3)}
BY_HAND |= {"XKX": (20.9, 42.6), "TKL": (-171.8, -9.2), "CXR": (105.6, -10.5), "CCK": (96.8, -12.2)}
BY_HAND |= {"SJM": (16.0, 78.6), "GUF": (-53.2, 4.0), "GLP": (-61.5, 16.2), "MTQ": (-61.0, 14.6)}
BY_HAND |= {"REU": (55.5, -21.1), "MYT": (45.1, -12.8), "BES": (-68.3, 12.2)}


# ------------------------------------------------------------------------------------------ the world


def equal_earth(lon: float, lat: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018), x to the right and y down, `WIDTH` wide."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3) / 2
    t = math.asin(root * math.sin(math.radians(lat)))
    t2 = t * t
    t6 = t2**3
    x = math.radians(lon) * math.cos(t) / (root * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    scale = WIDTH / (2 * 2.7066)
    return x * scale, -y * scale


def simplify(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker (1973) on the projected line; its ends stay."""
    flat = [equal_earth(*p) for p in line]
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, where = 0.0, -1
        for i in range(first + 1, last):
            d = _offset(flat[i], flat[first], flat[last])
            if d > far:
                far, where = d, i
        if far > tolerance:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [line[i] for i in sorted(keep)]


def _offset(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def decode(topology: dict[str, Any], tolerance: float) -> Iterator[tuple[str, str, list[list[list[Point]]]]]:
    """Every country of a TopoJSON as (numeric code, name, polygons of rings of (lon, lat))."""
    sx, sy = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(simplify(line, tolerance) if tolerance else line)
    for geometry in topology["objects"]["countries"]["geometries"]:
        shapes = geometry.get("arcs", [])
        polygons = [shapes] if geometry["type"] == "Polygon" else shapes
        yield (
            geometry.get("id") or "",
            geometry["properties"]["name"],
            [[_ring(arcs, ring) for ring in polygon] for polygon in polygons],
        )


def _ring(arcs: Sequence[Sequence[Point]], indexes: Iterable[int]) -> list[Point]:
    ring: list[Point] = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def clip(ring: Sequence[Point]) -> list[list[Point]]:
    """The ring cut at the antimeridian, across which the atlas stitches some."""
    turned: list[Point] = []
    shift = 0.0
    for i, (x, y) in enumerate(ring):
        if i and x - ring[i - 1][0] > 180:
            shift -= 360
        elif i and x - ring[i - 1][0] < -180:
            shift += 360
        turned.append((x + shift, y))
    if min(x for x, _ in turned) >= -180.001 and max(x for x, _ in turned) <= 180.001:
        return [turned]
    pieces = []
    for turn in (-360, 0, 360):
        piece = _cut([(x + turn, y) for x, y in turned], 180, sign=1)
        piece = _cut(piece, -180, sign=-1)
        if len(piece) > 3:
            pieces.append(piece)
    return pieces


def _cut(points: list[Point], edge: float, *, sign: int) -> list[Point]:
    """Sutherland and Hodgman (1974) against one meridian."""
    kept: list[Point] = []
    for i, (x, y) in enumerate(points):
        px, py = points[i - 1]
        inside, before = sign * x <= sign * edge, sign * px <= sign * edge
        if inside != before:
            kept.append((edge, py + (edge - px) / (x - px) * (y - py)))
        if inside:
            kept.append((x, y))
    return kept


def area_and_centre(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Area and centroid of a ring."""
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        k = x0 * y1 - x1 * y0
        area += k
        cx += (x0 + x1) * k
        cy += (y0 + y1) * k
    if abs(area) < 1e-12:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area / 2), cx / (3 * area), cy / (3 * area)


def path(polygons: Sequence[Sequence[Sequence[Point]]]) -> str:
    """An SVG path in whole units, relative after each first point."""
    rings = [
        [equal_earth(*p) for p in piece] for polygon in polygons for ring in polygon for piece in clip(ring)
    ]
    sized = sorted(((area_and_centre(ring)[0], ring) for ring in rings), key=lambda pair: -pair[0])
    text = ""
    for i, (area, ring) in enumerate(sized):
        if i and area < SMALLEST_RING:
            continue
        points = [(round(x), round(y)) for x, y in ring]
        points = [p for j, p in enumerate(points) if j == 0 or p != points[j - 1]]
        if len(points) < 3:
            continue
        text += f"M{points[0][0]},{points[0][1]}"
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            text += f"l{x1 - x0},{y1 - y0}"
        text += "Z"
    return text


def derive_world(modules: Path) -> str:
    """The countries as paths and the point of each where its sign stands."""
    codes = json.loads((modules / "i18n-iso-countries" / "codes.json").read_text(encoding="utf-8"))
    alpha3 = {row[2]: row[1] for row in codes}
    atlas = json.loads((modules / "world-atlas" / "countries-50m.json").read_text(encoding="utf-8"))
    land = []
    for number, name, polygons in decode(atlas, TOLERANCE):
        if name == "Antarctica":
            continue
        drawn = path(polygons)
        if drawn:
            land.append([alpha3.get(number, "XKX" if name == "Kosovo" else ""), drawn])
    points = {}
    for number, _, polygons in decode(atlas, 0):
        key = alpha3.get(number)
        pieces = [piece for polygon in polygons for piece in clip(polygon[0])]
        if key and pieces and key not in points:
            _, lon, lat = max((area_and_centre(piece) for piece in pieces), key=lambda found: found[0])
            points[key] = (lon, lat)
    points |= BY_HAND
    placed = {key: [round(v) for v in equal_earth(*points[key])] for key in sorted(points)}
    return json.dumps({"land": sorted(land), "points": placed}, separators=(",", ":")) + "\n"


# ------------------------------------------------------------------------------------------ the flags

FLAG = (40, 30)
COLUMNS = 16


def derive_flags(modules: Path) -> tuple[bytes, list[str]]:
    """All flags in one WebP picture, `COLUMNS` a row, and the codes in their order."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with (resource("seeds/reference") / "countries.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    folder = modules / "flag-icons" / "flags" / "4x3"
    codes = sorted({r["iso2"].lower() for r in rows if (folder / f"{r['iso2'].lower()}.svg").exists()})
    width, height = FLAG
    body = "<style>body{margin:0}img{position:absolute}</style>"
    for i, code in enumerate(codes):
        packed = base64.b64encode((folder / f"{code}.svg").read_bytes()).decode()
        left, top = i % COLUMNS * width, i // COLUMNS * height
        body += f'<img style="left:{left}px;top:{top}px" width={width} height={height} '
        body += f'src="data:image/svg+xml;base64,{packed}">'
    size = {"width": COLUMNS * width, "height": math.ceil(len(codes) / COLUMNS) * height}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
        page.set_content(body, wait_until="load")
        picture = page.screenshot()
        browser.close()
    packed_picture = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").save(packed_picture, "WEBP", quality=50, method=6)
    return packed_picture.getvalue(), codes


def main() -> None:
    """Writes the three files."""
    modules = Path(sys.argv[1])
    (ASSETS / "world.json").write_text(derive_world(modules), encoding="utf-8")
    picture, codes = derive_flags(modules)
    (ASSETS / "flags.webp").write_bytes(picture)
    (ASSETS / "flags.txt").write_text("\n".join(codes) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
