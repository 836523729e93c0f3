"""NHGIS's own codes (``AR0RE005``), read as lines of C16001 where the row of labels under them says that they are."""

from __future__ import annotations

import re

import pandas as pd

from planning.languages.groups import LANGUAGES

_CODE = re.compile(r"(?P<table>[A-Z0-9]{4})(?P<kind>[EM])(?P<line>\d{3})")


def bureau_names(labels: pd.Series) -> dict[str, str]:
    """Return the Bureau's name of each column of a download with its row of labels; empty where it is no C16001.

    The codes number the lines of the table they come from. They are believed where every label of a group, as far as
    the file has it, names the language that stands on that line.

    Parameters
    ----------
    labels : Series of str
        The row under the codes, by code.

    Examples
    --------
    >>> label = 'Estimates: Korean: Speak English less than "very well"'
    >>> bureau_names(pd.Series({"GISJOIN": "GIS Join Match Code", "AR0RE020": label, "AR0RM020": label}))
    {'AR0RE020': 'C16001_020E', 'AR0RM020': 'C16001_020M'}
    >>> bureau_names(pd.Series({"AR0RE005": label}))
    {}
    """
    found: dict[str, dict[str, str]] = {}
    agreed: dict[str, list[bool]] = {}
    wanted = {line: words for group in LANGUAGES.values() for line, words in _lines(group.lep_line, group.acs_label)}
    for column, label in labels.items():
        code = _CODE.fullmatch(str(column))
        if code is None:
            continue
        line = int(code["line"])
        found.setdefault(code["table"], {})[str(column)] = f"C16001_{line:03d}{code['kind']}"
        if line in wanted:
            agreed.setdefault(code["table"], []).append(all(words in _plain(label) for words in wanted[line]))
    tables = [table for table, agree in agreed.items() if all(agree)]
    return found[tables[0]] if len(tables) == 1 else {}


def has_codes(columns: pd.Index) -> bool:
    """Whether columns go by codes of NHGIS."""
    return any(_CODE.fullmatch(str(column)) for column in columns)


def _lines(lep_line: int, label: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return (
        (lep_line - 1, (_plain(label), "speak english very well")),
        (lep_line, (_plain(label), "speak english less than very well")),
    )


def _plain(label: object) -> str:
    return " ".join(re.findall(r"[a-z]+", str(label).casefold()))
