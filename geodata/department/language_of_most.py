"""Where Spanish is the language of most, the census's measure means something else, and is said to."""

from __future__ import annotations

from geodata.department.department import Department
from planning.words.wording import percent

MOST = 0.5
PUERTO_RICO = "72"
SPANISH = "spanish"


def spanish_note(department: Department) -> str:
    """Return what the measure means where most people speak Spanish; empty elsewhere.

    Examples
    --------
    >>> from geodata.departments import open_department
    >>> spanish_note(open_department("demo"))
    ''
    """
    ids = department.tracts["geoid"]
    table = department.language
    pop5 = table.pop5.reindex(ids)
    speakers = (table.lep[SPANISH] + table.very_well[SPANISH].fillna(0.0)).reindex(ids)
    known = pop5.notna() & speakers.notna()
    people = pop5[known].sum()
    share = float(speakers[known].sum() / people) if people else 0.0
    if share <= MOST and not ids.str.startswith(PUERTO_RICO).all():
        return ""
    most = f"Most people here speak Spanish at home ({percent(share)})" if share > MOST else "This is Puerto Rico"
    return (
        f"{most}, so the numbers say who needs English materials in another language, not who is left out by "
        "materials in Spanish. The question turned around, who speaks Spanish less than very well, is not in "
        "table C16001, which covers only English. Use what schools and partners know."
    )
