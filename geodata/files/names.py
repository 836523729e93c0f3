"""Names of files and folders made of what people call something, that every system takes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Letters of a name: a path of Windows has 260 in all, and a version's files lie five folders below."""

OF_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Windows makes no file or folder of these names, whatever its ending."""


def plain_name(text: str, noun: str, joined_by: str = "-") -> str:
    """Return a name for a file or folder: lower-case letters and digits, never a path, and none that Windows refuses.

    Parameters
    ----------
    noun : str
        What it is: the name where nothing is left of the text, and added where a device has the name.
    joined_by : str
        Between words.

    Examples
    --------
    >>> plain_name("Doña Ana County / Las Cruces.", "department"), plain_name("../..", "department")
    ('dona-ana-county-las-cruces', 'department')
    >>> plain_name("CON", "department"), plain_name("Con.", "rule", "_")
    ('con-department', 'con_rule')
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", joined_by, letters).strip(joined_by)[:LONGEST].strip(joined_by)
    return f"{plain}{joined_by}{noun}" if plain in OF_DEVICES else plain or noun
