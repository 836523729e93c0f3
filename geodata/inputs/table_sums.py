"""Whether a table C16001 adds up: line 001 is 002 and all groups, and a group is its two lines.

True of every tract the Bureau publishes. A table of which it is not true has names and figures that do not belong
together, and is refused; what a file lacks is not checked.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.files.columns import first_row
from planning.errors import InputError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES, POPULATION_LINE
from planning.words.formats import significant, whole_number

ENGLISH_LINE = 2
"""Those who speak only English."""
GROUPS = tuple(
    (LANGUAGES[language].very_well_line - 1, LANGUAGES[language].very_well_line, LANGUAGES[language].lep_line)
    for language in LANGUAGE_IDS
)
"""Each group's own line, "very well" and "less than very well"."""
ROUNDING, RELATIVE = 0.5, 1e-6
MOST_PERCENT = 100.0
FIX = "download the table again and keep it as CSV, with its columns as they are"


def require_sums(estimates: pd.DataFrame, name: str) -> bool:
    """Return whether a sum could be checked.

    Parameters
    ----------
    estimates : DataFrame of float
        Indexed by tract, a column a line (1, 2, ...); NaN where a figure is missing.

    Raises
    ------
    InputError
        If a sum does not hold, or the figures are percents; with what is likely wrong.

    Examples
    --------
    >>> require_sums(pd.DataFrame({1: [100.0], 2: [90.0], 3: [10.0], 4: [4.0], 5: [6.0]}), "x.csv")
    True
    >>> require_sums(pd.DataFrame({3: [11.0], 4: [4.0], 5: [6.0]}, index=["41051000100"]), "x.csv")
    Traceback (most recent call last):
        ...
    planning.errors.InputError: x.csv does not add up: in tract 41051000100 line 003 is 11, but 004 and 005 ...
    """
    if estimates.empty:
        return False
    _refuse_percents(estimates, name)
    checked = False
    for whole, very_well, less in GROUPS:
        if {whole, very_well, less} <= set(estimates.columns):
            parts = estimates[very_well] + estimates[less]
            off = _is_off(estimates[whole], parts)
            checked |= bool((estimates[whole].notna() & parts.notna()).any())
            if off.any():
                said = f"line {whole:03d} is {{}}, but {very_well:03d} and {less:03d} are {{}}"
                raise _wrong(name, said, estimates, estimates[whole], parts, off)
    if POPULATION_LINE not in estimates.columns:
        return checked
    total = estimates[POPULATION_LINE]
    counted = population_by_groups(estimates)
    off = _is_off(total, counted)
    if off.any():
        raise _wrong(name, "line 001 is {}, but 002 and all groups are {}", estimates, total, counted, off)
    known = at_least(estimates)
    over = known > total + ROUNDING + RELATIVE * total
    if over.any():
        raise _wrong(name, "line 001 is {}, but its groups are {}", estimates, total, known, over)
    return checked or bool((total.notna() & counted.notna()).any())


def population_by_groups(estimates: pd.DataFrame) -> pd.Series:
    """Return line 002 and all groups, a group by its two lines or its own; NaN where one is missing.

    Examples
    --------
    >>> population_by_groups(pd.DataFrame({2: [90.0], 3: [10.0]})).tolist()
    [nan]
    """
    parts = [_line(estimates, ENGLISH_LINE)]
    for whole, very_well, less in GROUPS:
        parts.append((_line(estimates, very_well) + _line(estimates, less)).fillna(_line(estimates, whole)))
    return pd.concat(parts, axis="columns").sum(axis="columns", skipna=False)


def at_least(estimates: pd.DataFrame) -> pd.Series:
    """Return how many people the lines that are known count; a missing line counts nobody.

    Examples
    --------
    >>> at_least(pd.DataFrame({2: [90.0], 3: [10.0], 5: [4.0]})).tolist()
    [100.0]
    """
    parts = [_line(estimates, ENGLISH_LINE).fillna(0.0)]
    for whole, very_well, less in GROUPS:
        both = _line(estimates, very_well).fillna(0.0) + _line(estimates, less).fillna(0.0)
        parts.append(pd.concat([both, _line(estimates, whole).fillna(0.0)], axis="columns").max(axis="columns"))
    return pd.concat(parts, axis="columns").sum(axis="columns")


def _line(estimates: pd.DataFrame, line: int) -> pd.Series:
    return estimates.get(line, pd.Series(float("nan"), index=estimates.index))


def _is_off(whole: pd.Series, parts: pd.Series) -> pd.Series:
    return (whole - parts).abs() > ROUNDING + RELATIVE * whole.abs()


def _refuse_percents(estimates: pd.DataFrame, name: str) -> None:
    figures = estimates.stack().dropna()
    if figures.empty or figures.max() > MOST_PERCENT:
        return
    hundreds = _line(estimates, POPULATION_LINE).dropna()
    if (figures % 1 != 0).any() or (len(hundreds) > 1 and (hundreds == MOST_PERCENT).all()):
        raise InputError(f"{name} has percents where table C16001 has persons", fix="give the counts of the table")


def _wrong(
    name: str, said: str, estimates: pd.DataFrame, whole: pd.Series, parts: pd.Series, off: pd.Series
) -> InputError:
    tract = first_row(off)
    where = said.format(significant(whole[tract]), significant(parts[tract]))
    cause = _cause(estimates, whole, parts, off, said)
    return InputError(
        f"{name} does not add up: in tract {tract} {where} ({whole_number(off.sum())} of "
        f"{whole_number(len(off))} tracts): {cause}",
        fix=FIX,
    )


def _cause(estimates: pd.DataFrame, whole: pd.Series, parts: pd.Series, off: pd.Series, said: str) -> str:
    others = estimates.drop(columns=POPULATION_LINE, errors="ignore")
    if np.nanmax(others.to_numpy(dtype=float), initial=0.0) <= MOST_PERCENT < whole.max():
        return "its groups are percents, where the table has persons"
    if off.sum() == 1 and len(off) > 1:
        return "a figure of that tract was changed"
    if "001" in said and (whole > parts)[off].all():
        return "line 001 counts other people than those 5 and over (another universe, as the whole population)"
    if "001" in said:
        return "more speakers than people cannot be, so the figures are another table's or another universe's"
    return "its names were cut or moved, as a shapefile does, or the figures are another table's"
