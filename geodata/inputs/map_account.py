"""What an account tells of a map: its layers and its columns."""

from __future__ import annotations

from geodata.files.safe_read import GeoFile
from geodata.inputs.account import Part


def map_columns(found: GeoFile) -> tuple[str, ...]:
    """Return every column of a map, those too that are neither text nor numbers."""
    return (*(str(column) for column in found.frame.columns.drop("geometry")), *found.dropped)


def layer_parts(found: GeoFile) -> tuple[Part, ...]:
    """Return the layers of a map that has several, and which of them were not read."""
    if len(found.layers) < 2:
        return ()
    return tuple(
        Part("layer", layer, rows, "" if rows is not None else "another one was chosen")
        for layer, rows in found.layers.items()
    )
