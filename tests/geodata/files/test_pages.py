"""A file cut into pages has the rows that it has whole, in their order."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.files.limits import NATION
from geodata.files.pages import page_file, pages_of
from geodata.files.safe_read import read_geodata
from geodata.files.text_tables import read_text_table
from planning.errors import InputError

ROWS = 7


def as_file(folder: Path, ending: str) -> Path:
    path = folder / f"areas{ending}"
    ids = [f"{k:03d}" for k in range(ROWS)]
    areas = gpd.GeoDataFrame({"id": ids, "seats": range(ROWS)}, geometry=shapely.box(-122, 45, -121, range(46, 53)))
    if ending == ".parquet":
        areas.set_crs(2913).to_parquet(path, row_group_size=2)
    elif ending == ".csv":
        pd.DataFrame({"id": ids, "note": ["a, b", "é"] * 3 + [""]}).to_csv(path, index=False)
    else:
        areas.set_crs(2913).to_file(path)
    return path


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".fgb", ".geojson", ".csv"])
def test_pages_together_are_the_file(tmp_path, ending):
    path = as_file(tmp_path, ending)
    pages = list(pages_of(path, 3))
    # GeoJSON cannot be read in part: it is one page.
    assert [page.rows for page in pages] == ([0] if ending == ".geojson" else [3, 3, 1])
    read = (lambda one: read_text_table(one).rows) if ending == ".csv" else (lambda one: read_geodata(one).frame)
    parts = []
    for number, page in enumerate(pages):
        folder = tmp_path / str(number)
        folder.mkdir()
        parts.append(read(page_file(page, folder)))
    whole = read(path)
    together = pd.concat(parts, ignore_index=True)
    assert together.drop(columns="geometry", errors="ignore").equals(
        whole.drop(columns="geometry", errors="ignore").reset_index(drop=True)
    )
    if ending != ".csv":
        assert together.geometry.to_wkb().tolist() == whole.geometry.to_wkb().tolist()
        assert {part.crs.to_epsg() for part in parts} == {whole.crs.to_epsg()}


def test_a_row_of_several_lines_is_not_torn_and_an_open_quote_does_not_swallow_the_file(tmp_path):
    path = tmp_path / "points.csv"
    rows = ['"a\nb",1', "c,2", '"d\n\ne",3', 'a 6" pipe,4', "f,5", "g,6", "h,7", "i,8", "j,9"]
    path.write_text("note,pop\n" + "\n".join(rows) + "\n", encoding="utf-8")
    texts = [page_file(page, tmp_path / str(page.first)) for page in named(pages_of(path, 2), tmp_path)]
    found = [text.read_text(encoding="utf-8").removeprefix("note,pop\n") for text in texts]
    assert "".join(found) == "\n".join(rows) + "\n"
    assert found[0] == '"a\nb",1\n' and found[1] == 'c,2\n"d\n\ne",3\n'
    assert max(map(str.count, found, ["\n"] * len(found))) <= 4


def named(pages, folder: Path):
    for page in pages:
        (folder / str(page.first)).mkdir()
        yield page


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        list(pages_of(tmp_path / "areas.parquet", 3))
    (tmp_path / "areas.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(InputError, match="not a Parquet file"):
        list(pages_of(tmp_path / "areas.parquet", 3))
    path = as_file(tmp_path, ".gpkg")
    assert len(read_geodata(path, limits=NATION, window=(5, 9)).frame) == 2
