"""The inputs of a draft as they were understood, each on disk with where it came from and what it was made for.

A piece says what it was made from (place, year, file, columns). Where an answer is changed, the pieces made for the
old answer stay but do not count; changed back, they count again.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.department.department import read_frame
from geodata.department.provenance import Provenance
from geodata.files.private import make_private, make_private_folder
from geodata.inputs.account import Account
from geodata.setup.draft import cannot_write


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One input as it was understood.

    Attributes
    ----------
    frame : DataFrame or GeoDataFrame
    made_from : str
        What it depends on, as text; equal text, equal piece.
    provenance : Provenance or None
    notes : tuple of str
        What was noticed and mended.
    about : dict
        What else a screen says of it.
    """

    frame: Any
    made_from: str
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    about: dict[str, Any] | None = None

    @property
    def account(self) -> Account | None:
        """The account of the file it was read from."""
        return self.provenance.account if self.provenance else None


def save_piece(folder: Path, name: str, piece: Piece) -> Piece:
    """Write a piece, whole or not at all; the older one of this name is gone then."""
    file = f"{name}-{secrets.token_hex(6)}"
    content = {
        "file": file,
        "spatial": isinstance(piece.frame, gpd.GeoDataFrame),
        "made_from": piece.made_from,
        "provenance": None if piece.provenance is None else piece.provenance.as_json(),
        "notes": list(piece.notes),
        "about": piece.about or {},
    }
    beside = folder / f".{file}.json"
    try:
        make_private_folder(folder, always=True)
        piece.frame.to_parquet(folder / f"{file}.parquet")
        beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        make_private(folder)
        beside.replace(folder / f"{name}.json")
    except OSError as error:
        raise cannot_write(folder, error) from None
    for older in folder.glob(f"{name}-*.parquet"):
        if older.stem != file:
            older.unlink(missing_ok=True)
    return piece


def load_piece(folder: Path, name: str, made_from: str | None = None) -> Piece | None:
    """Return a piece, or None if there is none, or none made from this."""
    content = read_about(folder, name)
    if content is None or (made_from is not None and content["made_from"] != made_from):
        return None
    frame: pd.DataFrame = read_frame(folder, content["file"], spatial=content["spatial"])
    given = content["provenance"]
    return Piece(
        frame,
        content["made_from"],
        None if given is None else Provenance.from_json(given),
        tuple(content["notes"]),
        content["about"],
    )


def has_piece(folder: Path, name: str, made_from: str | None = None) -> bool:
    """Return whether there is a piece, made from this if told; it is not read."""
    content = read_about(folder, name)
    return content is not None and (made_from is None or content["made_from"] == made_from)


def drop_piece(folder: Path, name: str) -> None:
    """Forget a piece."""
    (folder / f"{name}.json").unlink(missing_ok=True)
    for file in folder.glob(f"{name}-*.parquet"):
        file.unlink(missing_ok=True)


def read_about(folder: Path, name: str) -> dict[str, Any] | None:
    """Return what is written beside a piece, or None if there is no whole one."""
    try:
        content: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return content if (folder / f"{content['file']}.parquet").is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
