"""What a combined group holds: which languages, and in which shares, in the larger census areas around.

The census tells the languages inside a combined group only for PUMAs, areas of 100,000 people and more. What they hold
is shown beside a figure and never shared out: a PUMA's Khmer speakers may all live in another beat, or another city.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from planning.languages.detailed import DETAILED
from planning.languages.groups import language_name
from planning.lists import listed
from planning.need.estimates import sum_moe
from planning.words.formats import capitalized
from planning.words.wording import percent

INSIDE_COLUMNS = ("group", "line", "language", "lep", "lep_moe", "share", "share_moe", "pumas")
ASK_COLUMNS = ("inside", "group", "lep", "lep_moe", "share_of_group", "share_of_group_moe", "partners")
NOT_HERE = "These shares are for those larger areas, not for this one. Ask before you plan on them."
"""What is said once below such shares."""
NAMED_AT_MOST = 3
"""So many languages of a group does a sentence name."""


def build_inside(detail: pd.DataFrame, pumas: Collection[str]) -> pd.DataFrame:
    """Return the languages inside every combined group in some PUMAs together, most people first in each group.

    Parameters
    ----------
    detail : DataFrame with puma, line, lep, lep_moe
        Table B16001; see ``geodata.inputs.detail``.
    pumas : collection of str

    Returns
    -------
    DataFrame with ``INSIDE_COLUMNS``
        ``lep``: people who speak English less than "very well" in these PUMAs together; missing where one of them has
        no figure. ``share``: of the group's. ``pumas``: how many they are.

    Examples
    --------
    >>> detail = pd.DataFrame({"puma": ["a", "a", "b", "b"], "line": [84, 90, 84, 90],
    ...     "lep": [100.0, 200.0, 0.0, 100.0], "lep_moe": [30.0, 40.0, 12.0, 30.0]})
    >>> inside = build_inside(detail, {"a", "b"})
    >>> inside[["language", "lep", "share", "pumas"]].values.tolist()
    [['Khmer', 300.0, 0.75, 2], ['Hmong', 100.0, 0.25, 2]]
    >>> inside[["lep_moe", "share_moe"]].round(3).values.tolist()
    [[50.0, 0.068], [32.311, 0.068]]
    """
    here = detail[detail["puma"].isin(set(pumas)) & detail["line"].isin(DETAILED)]
    rows = [
        {
            "group": DETAILED[int(str(line))].group,
            "line": int(str(line)),
            "language": DETAILED[int(str(line))].name,
            "lep": float(own["lep"].sum(skipna=False)),
            "lep_moe": sum_moe(own["lep"].tolist(), own["lep_moe"].tolist()),
            "pumas": own["puma"].nunique(),
        }
        for line, own in here.groupby("line", sort=True)
    ]
    table = pd.DataFrame(rows, columns=[name for name in INSIDE_COLUMNS if name not in ("share", "share_moe")])
    parts = [_with_shares(own) for _, own in table.groupby("group", sort=False)]
    found = pd.concat(parts, ignore_index=True) if parts else table.assign(share=np.nan, share_moe=np.nan)
    order = found.sort_values(["group", "lep", "line"], ascending=[True, False, True], kind="stable", ignore_index=True)
    return order[list(INSIDE_COLUMNS)].astype({"group": "str", "language": "str"})


def _with_shares(own: pd.DataFrame) -> pd.DataFrame:
    """Return the languages of one group with their shares of it.

    A language and the others of its group are different people, so with p = x / (x + y) the margin is the root of
    ((1 - p) m_x)^2 + (p m_y)^2, over x + y: the Handbook's formula of a proportion, which never fails here.
    """
    people, moes = own["lep"].tolist(), own["lep_moe"].tolist()
    whole = float(own["lep"].sum(skipna=False))
    if not whole > 0:
        return own.assign(share=np.nan, share_moe=np.nan)
    others = [sum_moe([0.0, *people[:k], *people[k + 1 :]], [0.0, *moes[:k], *moes[k + 1 :]]) for k in range(len(own))]
    share = own["lep"] / whole
    spread = ((1 - share) * own["lep_moe"]) ** 2 + (share * pd.Series(others, index=own.index)) ** 2
    return own.assign(share=share, share_moe=spread**0.5 / whole)


def whom_to_ask(inside: pd.DataFrame, partners: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return the languages inside combined groups, most people first, with the partners on record who know them.

    Parameters
    ----------
    inside : DataFrame with ``INSIDE_COLUMNS``
    partners : iterable of mapping with organisation, languages
        A partner recorded for the whole group may know any of its languages.

    Returns
    -------
    DataFrame with ``ASK_COLUMNS``
        Languages that the survey met anybody of; ``partners`` is empty where none is on record.

    Examples
    --------
    >>> detail = pd.DataFrame({"puma": "a", "line": [84, 90, 93], "lep": [100.0, 200.0, 0.0], "lep_moe": 30.0})
    >>> partners = [{"organisation": "Khmer Society", "languages": ("other_asian_pacific:Khmer",)}]
    >>> whom_to_ask(build_inside(detail, {"a"}), partners)[["inside", "partners"]].values.tolist()
    [['Khmer', 'Khmer Society'], ['Hmong', '']]
    """
    known = [(str(one["organisation"]), tuple(map(str, _listed(one["languages"])))) for one in partners]
    rows = inside[inside["lep"] > 0].sort_values("lep", ascending=False, kind="stable", ignore_index=True)
    serving = [
        ", ".join(
            sorted(name for name, spoken in known if any(group == one or DETAILED[line].counts(one) for one in spoken))
        )
        for group, line in zip(rows["group"], rows["line"], strict=True)
    ]
    named = {"language": "inside", "share": "share_of_group", "share_moe": "share_of_group_moe"}
    return rows.assign(partners=pd.array(serving, dtype="str")).rename(columns=named)[list(ASK_COLUMNS)]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def around(pumas: int, place: str = "it") -> str:
    """Return what the PUMAs are called beside a figure.

    Examples
    --------
    >>> around(1), around(3, "Beat 42")
    ('the larger census area (PUMA) around it', 'the 3 larger census areas (PUMAs) around Beat 42')
    """
    many = f"the {pumas} larger census areas (PUMAs)" if pumas > 1 else "the larger census area (PUMA)"
    return f"{many} around {place}"


def inside_sentences(inside: pd.DataFrame, groups: Collection[str], place: str = "it") -> list[str]:
    """Return where the shares are of, then a line for each of some combined groups: which languages it mostly is there.

    Empty where nothing is known of any of the groups.

    Examples
    --------
    >>> detail = pd.DataFrame({"puma": "a", "line": [84, 90, 93], "lep": [100.0, 200.0, 0.0], "lep_moe": 30.0})
    >>> for line in inside_sentences(build_inside(detail, {"a"}), ["other_asian_pacific"], "Beat 42"):
    ...     print(line)
    In the larger census area (PUMA) around Beat 42, the combined groups are mostly these languages:
    **Other Asian and Pacific Island**: Khmer 67% ±10 and Hmong 33% ±8
    """
    lines = []
    for group in groups:
        own = inside[(inside["group"] == group) & (inside["lep"] > 0)]
        if own.empty or own["share"].isna().any():
            continue
        first = own.head(NAMED_AT_MOST)
        named = zip(first["language"], first["share"], first["share_moe"], strict=True)
        names = [f"{language} {share_with_error(share, moe)}" for language, share, moe in named]
        rest = len(own) - len(first)
        more = [f"{rest} other{'s' if rest > 1 else ''}"] if rest else []
        lines.append(f"**{capitalized(language_name(group))}**: {listed([*names, *more])}")
    if not lines:
        return []
    pumas = int(inside["pumas"].max())
    return [f"In {around(pumas, place)}, the combined groups are mostly these languages:", *lines]


def share_with_error(share: float, moe: float) -> str:
    """Return a share with its margin in points, as a table has it.

    Examples
    --------
    >>> share_with_error(0.344, 0.062), share_with_error(0.344, float("nan"))
    ('34% ±6', '34%')
    """
    return percent(share) + ("" if np.isnan(moe) else f" ±{max(1, round(100 * moe))}")
