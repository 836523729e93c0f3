"""An invented county, as the Census Bureau and a city's map server would publish it.

::

    lat 45.5 + rows/100  +----+----+----+     tracts 000100, 000200, ... from the south-west, row by row
                         | 4  | 5  | 6  |     blocks stand in a row along the middle of their tract
                         +----+----+----+     beats "B01", "B02", ... are the columns of the grid
                         | 1  | 2  | 3  |
    lat 45.5             +----+----+----+     the last column is county 067, the others are county 051
                      lon -122.7
"""

from __future__ import annotations

import io
import itertools
import tempfile
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import geopandas as gpd
from shapely import LineString, box

from planning.languages.groups import LANGUAGES

STATE, COUNTY, OTHER_COUNTY = "41", "051", "067"
WEST, SOUTH, STEP = -122.7, 45.5, 0.01
LINES = 38


@dataclass
class FakeCity:
    """Cells are made from the tract's number and the line, so that a shifted figure is seen at once."""

    columns: int = 4
    rows: int = 3
    blocks: int = 4
    state: str = STATE
    overrides: dict[tuple[str, str], str | None] = field(default_factory=dict)
    step: float = STEP

    @cached_property
    def tracts(self) -> list[str]:
        return [self._geoid(k) for k in range(self.columns * self.rows)]

    def _geoid(self, k: int) -> str:
        last = k % self.columns == self.columns - 1 and self.columns > 1
        return f"{self.state}{OTHER_COUNTY if last else COUNTY}{(k + 1) * 100:06d}"

    @cached_property
    def pumas(self) -> list[str]:
        """Two PUMAs: the tracts of one county and of the other."""
        return [f"{self.state}00100", f"{self.state}00200"]

    def puma_list(self) -> bytes:
        """The Bureau's list, with its byte-order mark, and a tract of another state."""
        rows = [("53", "033", "000100", "11600")]
        rows += [(g[:2], g[2:5], g[5:], "00100" if g[2:5] == COUNTY else "00200") for g in self.tracts]
        lines = ["STATEFP,COUNTYFP,TRACTCE,PUMA5CE", *(",".join(row) for row in rows)]
        return "\r\n".join(lines).encode("utf-8-sig")

    def in_county(self, county: str) -> list[str]:
        return [geoid for geoid in self.tracts if geoid[2:5] == county]

    def cell(self, geoid: str, variable: str) -> str | None:
        """Return a published cell of any table, block groups included."""
        if (geoid, variable) in self.overrides:
            return self.overrides[geoid, variable]
        if variable == "NAME":
            return f"Test City ({geoid}) PUMA, Oregon"
        if variable == "S1601_C05_001E":
            return str(sum(self.number(geoid, group.lep_line, "E") for group in LANGUAGES.values()))
        line = int(variable.split("_")[-1][:3])
        if variable.startswith("C16001") and variable[-1] == "E":
            return str(self.in_a_table_that_adds_up(geoid, line))
        return str(self.number(geoid, line, variable[-1]))

    def number(self, geoid: str, line: int, kind: str) -> int:
        tract = int(geoid[5:11]) // 100 or 1
        if line == 1:
            return 4001 + 2500 * (tract - 1) if kind == "E" else 200
        return tract * 100 + line if kind == "E" else tract + line

    def in_a_table_that_adds_up(self, geoid: str, line: int) -> int:
        """Return an estimate of C16001, whose groups are their two lines and whose total is all of them."""
        if line == 2:
            spoken = (
                self.number(geoid, one, "E") for g in LANGUAGES.values() for one in (g.lep_line, g.very_well_line)
            )
            return self.number(geoid, 1, "E") - sum(spoken)
        if any(line == group.very_well_line - 1 for group in LANGUAGES.values()):
            return self.number(geoid, line + 1, "E") + self.number(geoid, line + 2, "E")
        return self.number(geoid, line, "E")

    def shape(self, k: int):
        x, y = WEST + k % self.columns * self.step, SOUTH + k // self.columns * self.step
        return box(x, y, x + self.step, y + self.step)

    def tract_zip(self, vintage: int) -> bytes:
        frame = gpd.GeoDataFrame(
            {
                "STATEFP": [geoid[:2] for geoid in self.tracts],
                "COUNTYFP": [geoid[2:5] for geoid in self.tracts],
                "GEOID": self.tracts,
                "NAMELSAD": [f"Census Tract {k + 1}" for k in range(len(self.tracts))],
            },
            geometry=[self.shape(k) for k in range(len(self.tracts))],
            crs=4269,
        )
        return shapefile_zip(frame, f"tl_{vintage}_{self.state}_tract")

    def block_zip(self) -> bytes:
        rows, shapes = [], []
        for k, geoid in enumerate(self.tracts):
            west, south, east, north = self.shape(k).bounds
            width = (east - west) / self.blocks
            for number in range(self.blocks):
                left = west + number * width
                shapes.append(box(left, south, left + width, north))
                rows.append(
                    {
                        "STATEFP20": geoid[:2],
                        "COUNTYFP20": geoid[2:5],
                        "GEOID20": f"{geoid}{1000 + number}",
                        "INTPTLAT20": f"{(south + north) / 2:+.7f}",
                        "INTPTLON20": f"{left + width / 2:+.7f}",
                        "HOUSING20": 40,
                        "POP20": 100 * number,
                    }
                )
        return shapefile_zip(gpd.GeoDataFrame(rows, geometry=shapes, crs=4269), f"tl_2020_{self.state}_tabblock20")

    def ground_zip(self, layer: str, name: str) -> bytes:
        """A lake, a glacier and a far river, a river and a ditch, roads of three classes, a park and a school."""
        east, north = WEST + self.columns * self.step, SOUTH + self.rows * self.step
        middle = (SOUTH + north) / 2
        across = LineString([(WEST - 1, middle), (east + 1, middle + 0.001)])
        up = LineString([(WEST + 0.011, SOUTH), (WEST + 0.012, north)])
        spot = box(WEST + 0.012, SOUTH + 0.004, WEST + 0.018, SOUTH + 0.009)
        far = box(-100, 30, -99.9, 30.1)
        rows: dict[str, list[tuple[str, str, object]]] = {
            "AREAWATER": [("H2030", "Mirror Lk", spot), ("H2081", "Old Ice", spot), ("H3010", "Far Riv", far)],
            "LINEARWATER": [("H3010", "Mill Riv", up), ("H3020", "Ditch 9", up)],
            "PRISECROADS": [("S1100", "I- 5", across), ("S1200", "Main St", up), ("S1400", "Elm St", up)],
            "AREALM": [("K2190", "Laurel Pk", spot), ("K2543", "North High", spot)],
        }
        codes, names, shapes = zip(*rows[layer], strict=True)
        frame = gpd.GeoDataFrame({"MTFCC": codes, "FULLNAME": names}, geometry=list(shapes), crs=4269)
        return shapefile_zip(frame, name)

    def summary_file(self) -> bytes:
        """The national file: other levels and another state stand in it too."""
        names = [f"C16001_{kind}{line:03d}" for line in range(1, LINES + 1) for kind in "EM"]
        lines = ["|".join(["GEO_ID", *names])]
        others = ["0100000US", f"0400000US{self.state}", f"0500000US{self.state}{COUNTY}", "1400000US53033000100"]
        for geo_id in [*others, *(f"1400000US{geoid}" for geoid in reversed(self.tracts))]:
            geoid = geo_id.split("US")[1] if geo_id.startswith("140") else self.tracts[0]
            cells = [self.cell(geoid, f"C16001_{name[-3:]}{name[7]}") for name in names]
            lines.append("|".join([geo_id, *("" if cell is None else cell for cell in cells)]))
        return ("\n".join(lines) + "\n").encode()

    def replicate_zip(self) -> bytes:
        """The state's file of variance replicates: half of the 80 lie above the estimate, half below."""
        names = [f"Var_Rep{k}" for k in range(1, 81)]
        rows = ["TBLID,GEOID,NAME,ORDER,TITLE,ESTIMATE,MOE,CME,SE," + ",".join(names)]
        rows += [f"C16001,,,,{text}" + "," * 84 for text in ("LANGUAGE SPOKEN AT HOME", "Population 5 years and over")]
        for geoid in [*self.tracts, "41999000100"]:
            for line in range(1, LINES + 1):
                estimate = float(self.cell(geoid, f"C16001_{line:03d}E") or 0)
                off = self.number(geoid, line, "M") / 1.645 / 2
                way = 1 if line % 2 else -1
                repeated = [f"{estimate + way * off * (-1) ** k:.3f}" for k in range(80)]
                about = f"{2 * 1.645 * off:.0f},+/-{2 * 1.645 * off:.0f},{2 * off:.2f}"
                place = f'C16001,1400000US{geoid},"Census Tract {int(geoid[5:]) / 100}, Doña County"'
                rows.append(f"{place},{line},Total:,{estimate:.0f},{about},{','.join(repeated)}")
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(f"C16001_{self.state}.csv", "\n".join(rows).encode("cp1252"))
        return body.getvalue()

    @cached_property
    def beats(self) -> gpd.GeoDataFrame:
        """Columns of the grid, and the halves they make: the level HALF."""
        north = SOUTH + self.rows * self.step
        sides = [WEST + k * self.step for k in range(self.columns + 1)]
        shapes = [box(west, SOUTH, east, north) for west, east in itertools.pairwise(sides)]
        ids = [f"B{k + 1:02d}" for k in range(self.columns)]
        halves = ["west" if k < self.columns / 2 else "east" for k in range(self.columns)]
        return gpd.GeoDataFrame({"BEAT": ids, "HALF": halves}, geometry=shapes, crs=4326)


def shapefile_zip(frame: gpd.GeoDataFrame, name: str) -> bytes:
    body = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / f"{name}.shp")
        with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(Path(folder).iterdir()):
                packed.write(path, path.name)
    return body.getvalue()


def api_rows(
    city: FakeCity, places: list[str], variables: list[str], names: tuple[str, ...], level: str
) -> list[list[str | None]]:
    """Return a reply of the API: a header and a row a place, the codes of the place last."""
    widths = {"state": (0, 2), "county": (2, 5), "tract": (5, 11), "block group": (11, 12)}
    widths["public use microdata area"] = (2, 7)
    rows: list[list[str | None]] = [[*variables, *names]]
    for place in places:
        codes = [place[slice(*widths[name])] for name in names]
        start = f"{level}{'P200' if level == '795' else '0000'}US"
        cells = [f"{start}{place}" if name == "GEO_ID" else city.cell(place, name) for name in variables]
        rows.append([*cells, *codes])
    return rows
