"""Advisory boards: the seats of each language beside the people who speak it, and who has none."""

from __future__ import annotations

import pandas as pd

from planning.languages.groups import ALL
from planning.languages.spoken import group_of
from planning.records.unserved import EVERYWHERE, with_need


def missing_at_table(need: pd.DataFrame, seats: pd.DataFrame) -> pd.DataFrame:
    """Return who lives in an area and has no seat on its advisory board, most people first.

    Parameters
    ----------
    need : DataFrame
        A need table.
    seats : DataFrame with ``area_id, language, filled``
        One row a seat; ``area_id`` may be ``EVERYWHERE``. A seat that nobody sits on is not a voice.

    Returns
    -------
    DataFrame with ``area_id, language, lep, lep_moe, seats, filled``
        One row an area and language with need and no filled seat.
    """
    wanted = with_need(need)
    held = seats.assign(language=seats["language"].map(group_of), filled=seats["filled"].astype(bool))
    everywhere = held["area_id"] == EVERYWHERE
    seats_here = _count(wanted, held, everywhere)
    filled = _count(wanted, held[held["filled"]], everywhere[held["filled"]])
    table = wanted.assign(seats=seats_here, filled=filled)
    return table[table["filled"] == 0].reset_index(drop=True)


def _count(wanted: pd.DataFrame, held: pd.DataFrame, everywhere: pd.Series) -> pd.Series:
    here = held[~everywhere].groupby(["area_id", "language"]).size()
    all_over = held[everywhere].groupby("language").size()
    pairs = pd.MultiIndex.from_frame(wanted[["area_id", "language"]])
    counts = (
        here.reindex(pairs, fill_value=0).to_numpy() + all_over.reindex(wanted["language"], fill_value=0).to_numpy()
    )
    return pd.Series(counts, index=wanted.index, dtype="int64")


def seats_by_language(need: pd.DataFrame, seats: pd.DataFrame) -> pd.DataFrame:
    """Return the seats of each language group beside the people who need it, most people first.

    Parameters
    ----------
    need : DataFrame
        Rows of one area of a need table: the whole department.
    seats : DataFrame with ``language, filled``
        One row a seat. A language inside a group counts for the group.

    Returns
    -------
    DataFrame with ``language, lep, lep_moe, share_of_lep, seats, filled, share_of_filled``
        Every group with people or with a seat. Shares are of all LEP people and of all filled seats; a group
        the table has no figure for keeps a missing one, and so does English, which is not in the table.

    Examples
    --------
    >>> need = pd.DataFrame({"language": ["all", "korean", "arabic"], "lep": [400.0, 300.0, 100.0],
    ...                      "lep_moe": [50.0, 40.0, 30.0]})
    >>> seats = pd.DataFrame({"language": ["arabic", "korean", "english"], "filled": [True, False, True]})
    >>> seats_by_language(need, seats).drop(columns=["lep", "lep_moe"]).values.tolist()
    [['korean', 0.75, 1, 0, 0.0], ['arabic', 0.25, 1, 1, 0.5], ['english', nan, 1, 1, 0.5]]
    """
    groups = seats.assign(language=seats["language"].map(group_of), filled=seats["filled"].astype("bool"))
    by_group = groups.groupby("language")["filled"]
    counted = pd.DataFrame({"seats": by_group.size(), "filled": by_group.sum()})
    people = need[(need["language"] != ALL) & ~(need["lep"] <= 0)].set_index("language")[["lep", "lep_moe"]]
    table = people.join(counted, how="outer")
    table[["seats", "filled"]] = table[["seats", "filled"]].fillna(0).astype("int64")
    whole = float(need.loc[need["language"] == ALL, "lep"].iloc[0])
    table["share_of_lep"] = table["lep"] / whole if whole > 0 else float("nan")
    taken = int(table["filled"].sum())
    table["share_of_filled"] = table["filled"] / taken if taken else float("nan")
    ordered = table.rename_axis("language").reset_index().sort_values(["lep", "language"], ascending=[False, True])
    columns = ["language", "lep", "lep_moe", "share_of_lep", "seats", "filled", "share_of_filled"]
    return ordered[columns].reset_index(drop=True)
