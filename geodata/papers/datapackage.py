"""``datapackage.json``: what is in a zip of ours, as a Frictionless data package says it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

DESCRIPTOR = "datapackage.json"
_NOT_A_NAME = str.maketrans({" ": "-", "_": "-"})


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a package.

    Attributes
    ----------
    path : str
        Its file in the zip.
    fields : sequence of (name, type, meaning)
    key : tuple of str
        The columns that name a row; empty where none do.
    title : str
    """

    path: str
    fields: Sequence[tuple[str, str, str]]
    key: tuple[str, ...] = ()
    title: str = ""


def fields_of(frame: pd.DataFrame, notes: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return name, type and meaning of each column of a table.

    Examples
    --------
    >>> fields_of(pd.DataFrame({"area_id": ["01"], "lep": [1.5], "copies": [2]}), {"lep": "people"})
    (('area_id', 'string', ''), ('lep', 'number', 'people'), ('copies', 'integer', ''))
    """
    return tuple((str(name), _type(frame[name]), notes.get(str(name), "")) for name in frame.columns)


def _type(cells: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(cells):
        return "boolean"
    if pd.api.types.is_integer_dtype(cells):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(cells) else "string"


def descriptor(
    name: str, title: str, about_text: str, resources: Sequence[Resource], sources: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """Return the descriptor of a package; a missing value is an empty cell.

    Parameters
    ----------
    name : str
        Small letters, digits, hyphens and underscores.
    sources : sequence of mapping
        ``title``, and ``path`` where there is an address.
    """
    content: dict[str, Any] = {
        "profile": "data-package",
        "name": name.lower().translate(_NOT_A_NAME),
        "title": title,
        "description": about_text,
        "resources": [_resource(one) for one in resources],
    }
    if sources:
        content["sources"] = [dict(source) for source in sources]
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(one: Resource) -> dict[str, Any]:
    stem = one.path.rpartition(".")[0]
    schema: dict[str, Any] = {
        "fields": [
            {"name": name, "type": kind, **({"description": meaning} if meaning else {})}
            for name, kind, meaning in one.fields
        ],
        "missingValues": [""],
    }
    if one.key:
        schema["primaryKey"] = list(one.key)
    return {
        "profile": "tabular-data-resource",
        "name": stem.lower().translate(_NOT_A_NAME),
        **({"title": one.title} if one.title else {}),
        "path": one.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
