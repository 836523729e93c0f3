"""Variance replicates made for tests: of any table, and as the file in which the Bureau publishes them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.inputs.replicates import LEP_LINES, REPLICATE_COLUMNS, VERY_WELL_LINES
from planning.languages.groups import LANGUAGE_IDS, POPULATION_LINE
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable
from planning.need.replicates import REPLICATES, VARIANCE_FACTOR

HEADINGS = ["TBLID", "GEOID", "NAME", "ORDER", "TITLE", "ESTIMATE", "MOE", "CME", "SE"]
HEADINGS += [f"Var_Rep{k}" for k in range(1, REPLICATES + 1)]


def replicates_of(table: LanguageTable, *, seed: int = 0, apart: bool = False) -> pd.DataFrame:
    """Return replicates that give the table's own margins, to the last decimal that 32 bits hold.

    ``apart``: errors of different figures have nothing to do with each other at all (80 figures at most); else they
    have what chance gives them.
    """
    random = np.random.default_rng(seed)
    directions = iter(np.linalg.qr(random.normal(size=(REPLICATES, REPLICATES)))[0])
    rows = []
    for geoid in table.pop5.index:
        figures = {POPULATION_LINE: (table.pop5[geoid], table.pop5_moe[geoid])}
        for cells, moes, lines in (
            (table.lep, table.lep_moe, LEP_LINES),
            (table.very_well, table.very_well_moe, VERY_WELL_LINES),
        ):
            figures |= {
                line: (cells.loc[geoid, name], moes.loc[geoid, name])
                for name, line in zip(LANGUAGE_IDS, lines, strict=True)
            }
        for line, (estimate, moe) in sorted(figures.items()):
            if np.isnan(estimate):
                continue
            off = np.zeros(REPLICATES)
            if estimate > 0:
                way = next(directions) if apart else random.normal(size=REPLICATES)
                off = way / np.linalg.norm(way) * moe / Z_90 / np.sqrt(VARIANCE_FACTOR)
            rows.append((str(geoid), line, estimate, *(estimate + off)))
    frame = pd.DataFrame(rows, columns=list(REPLICATE_COLUMNS)).astype({"geoid": "str", "line": "int16"})
    return frame.astype(dict.fromkeys(REPLICATE_COLUMNS[2:], np.float32))


def published(frame: pd.DataFrame, *, table: str = "C16001", start: str = "1400000US") -> list[list[str]]:
    """Return replicates as the rows of the Bureau's file, title, universe and an unused line included."""
    title = [[table, "", "", "", text, *[""] * (len(HEADINGS) - 5)] for text in ("LANGUAGE SPOKEN", "Universe: 5+")]
    rows = []
    for geoid, line, estimate, *replicates in frame.itertuples(index=False):
        moe = Z_90 * np.sqrt(VARIANCE_FACTOR * ((np.array(replicates) - estimate) ** 2).sum())
        about = [f"{moe:.0f}", f"+/-{moe:.0f}", f"{moe / Z_90:.2f}"]
        name = f"Census Tract {int(geoid[5:]) / 100}, Doña Ana County"
        cells = [f"{value:.6g}" for value in (estimate, *replicates)]
        rows.append([table, f"{start}{geoid}", name, str(line), "Total:", cells[0], *about, *cells[1:]])
    unused = [table, f"{start}{frame['geoid'].iloc[0]}", "", "2", "Only English", "1", "1", "+/-1", "1", *["1"] * 80]
    county = [table, "0500000US99001", "", "1", "Total:", "1", "1", "+/-1", "1", *["1"] * 80]
    return [*title, *rows, unused, county]


def write_replicates(path: Path, frame: pd.DataFrame, **said: str) -> Path:
    """Write replicates as the Bureau's file: CSV, or the zip around it."""
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *published(frame, **said)])
    content = text.getvalue().encode("cp1252")
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(path.stem, content)
    else:
        path.write_bytes(content)
    return path
