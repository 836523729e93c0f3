"""Lay shapes over each other, or mend them, in a process that a hostile one cannot leave: the one door for it.

A polygon of 9.7 kB kept the server busy for 41 seconds, on after the browser had closed. What is small by the count of
its corners cannot take long and is done where it is asked for, by the same function.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy.typing as npt
import pyarrow as pa
import shapely

from geodata.files import own_process_inside
from geodata.files.limits import GIGABYTE, MEGABYTE, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.own_process_inside import Found, RefusedFile, arrow_bytes
from geodata.files.shape_works import WORKS, Arrays
from planning.words.formats import whole_number

OVERLAY = Limits(seconds=15, memory_bytes=GIGABYTE)
"""For the maps of a department; the corners are those of what comes back, too."""
OVERLAY_OF_A_STATE = Limits(seconds=60, memory_bytes=2 * GIGABYTE, vertices=10_000_000, written_bytes=400 * MEGABYTE)

SMALL_CORNERS = 2_000
"""Of valid shapes, all together: even if every edge crosses every other, that is half a second's work."""


def work_on(name: str, work: str, limits: Limits = OVERLAY, **given: npt.NDArray[Any]) -> Arrays:
    """Let a work of ``geodata.files.shape_works`` be done.

    Parameters
    ----------
    name : str
        What the shapes are of, for messages.
    work : str
        One of ``WORKS``.
    limits : Limits
        Of which time, memory and ``vertices`` (of the answer) count.
    **given : ndarray
        Shapes, numbers, or yes and no.

    Raises
    ------
    InputError
        If it takes too long or too much memory, or its answer has too many corners.

    Examples
    --------
    >>> import numpy as np
    >>> squares = np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)])
    >>> work_on("the beats", "overlaps", areas=squares)["share"].tolist()
    [0.5]
    """
    if own_process_inside.inside or _is_small(given):
        return WORKS[work](given)
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        path = Path(folder) / "shapes.arrow"
        path.write_bytes(_packed(given))
        reply = read_apart(SHAPES, name, {"work": work, "path": str(path)}, limits, kind="a map")
    return _unpacked(reply.content)


def do_work(request: dict[str, Any]) -> Found:
    """Do a work in a process of its own."""
    found = WORKS[request["work"]](_unpacked(Path(request["path"]).read_bytes()))
    corners = sum(_corners(array) for array in found.values())
    if corners > request["limits"]["vertices"]:
        raise RefusedFile(
            f"has shapes that cross themselves or each other in {whole_number(corners)} places",
            "simplify its shapes or cut it to your own area",
        )
    return {}, _packed(found)


SHAPES = Reader(
    do_work,
    late=("pandas",),  # which pyarrow loads with the first array: a third of a second of every work
    smaller="its shapes cross themselves or each other too often: simplify them or cut the map to your own area",
    again="its shapes cross themselves or each other too often: simplify them, or export it again",
)


def _is_small(given: Arrays) -> bool:
    shapes = [array for array in given.values() if array.dtype == object]
    few = sum(map(_corners, shapes)) <= SMALL_CORNERS
    return few and all(bool(shapely.is_valid(array).all()) for array in shapes)


def _corners(array: npt.NDArray[Any]) -> int:
    return int(shapely.get_num_coordinates(array).sum()) if array.dtype == object else 0


def _packed(arrays: Arrays) -> bytes:
    """Return arrays as a table of one row: a list of bytes for shapes, of numbers for the rest."""
    columns = {}
    for name, array in arrays.items():
        cells = pa.array(shapely.to_wkb(array), pa.large_binary()) if array.dtype == object else pa.array(array)
        columns[name] = pa.LargeListArray.from_arrays(pa.array([0, len(cells)], pa.int64()), cells)
    return arrow_bytes(pa.table(columns))


def _unpacked(content: bytes) -> Arrays:
    table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    cells = {name: table.column(name).combine_chunks().flatten() for name in table.column_names}
    return {
        name: shapely.from_wkb(column.to_numpy(zero_copy_only=False))
        if pa.types.is_large_binary(column.type)
        else column.to_numpy(zero_copy_only=False)
        for name, column in cells.items()
    }
