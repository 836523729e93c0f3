"""The files of Portland, among the real cities beside the project."""

from __future__ import annotations

from pathlib import Path

from geodata.department.intake import DepartmentFiles


def portland_files(shared: Path) -> DepartmentFiles:
    """Return what a department of Portland's is read from, without its venues."""
    folder = shared / "portland"
    return DepartmentFiles(
        name="Portland Police Bureau",
        vintage=2019,
        beats=folder / "beats.geojson",
        beat_id="DISTRICT",
        levels=("PRECINCT",),
        tracts=folder / "tracts.geojson",
        language=folder / "c16001.csv",
        population=folder / "block_groups_2020.csv",
    )
