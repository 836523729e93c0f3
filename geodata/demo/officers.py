"""What else the demo knows of its officers: courses, staff that are no officers, spellings, requests,
bills of the interpreter line, adults.

Every figure is invented. Counts of requests only: no call, no caller.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.demo.city import DISTRICTS
from geodata.inputs.bill_worker import KEYS
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.need.need import LanguageTable
from planning.officers.demand_posts import DEFAULT_SHIFT_HOURS, shifts_on_duty
from planning.officers.interpreter_use import DEVICE, LINE, VIDEO
from planning.officers.recruiting import BROAD_GROUP_OF, BROAD_GROUPS
from planning.vocabulary import CERTIFIED, PREMIUM, SELF_REPORTED, TESTED

STAFF = (
    ("HFD1", "day", "spanish", "Spanish", TESTED, "dispatcher"),
    ("HFD2", "evening", "spanish", "Spanish", CERTIFIED, "dispatcher"),
    ("HFD3", "night", "vietnamese", "Vietnamese", SELF_REPORTED, "dispatcher"),
    ("HFD4", "night", None, None, None, "dispatcher"),
    ("HFC1", "day", "chinese", "Cantonese", CERTIFIED, "civilian"),
    ("HFC2", "day", "korean", "Korean", CERTIFIED, "civilian"),
    ("HFC3", "day", "spanish", "Spanish", CERTIFIED, "civilian"),
)
"""Civilian interpreters and dispatchers: id, shift, language, as found, tier, kind."""

MISSPELT = (("HF1003", "Spansih"), ("HF1011", "Viet."), ("HF1027", "Mandrin"), ("HF1042", "Span/Port"))
"""Officers whose language is spelled so that somebody has to decide."""

_ASKED = {"spanish": 0.12, "korean": 0.10, "chinese": 0.11, "vietnamese": 0.10, "tagalog": 0.04, "arabic": 0.12}
"""Requests a year for each LEP person."""

_BY_STAFF = {"spanish": 0.34, "korean": 0.05, "chinese": 0.10, "vietnamese": 0.08, "tagalog": 0.15, "arabic": 0.03}
"""The part of them that own staff answered."""

_BUSY = np.array([3, 2, 2, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 8, 8, 7, 6, 5, 4], dtype=float)
"""How requests lie over the hours of a day."""

_BY_MONTH = np.full(12, 1 / 12)
_LINE_WAYS = {LINE: 0.82, VIDEO: 0.14, DEVICE: 0.04}
"""How the line's calls lie over the months and the ways."""

_ADULTS = {"spanish": 0.66, "indo_european": 0.70, "asian_pacific": 0.73, "other": 0.69}


def complete_roster(roster: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the roster with courses, days off, locks and bids, staff that are no officers, and misspelt languages."""
    rng = np.random.default_rng(seed)
    officers = roster.drop_duplicates("officer_id").set_index("officer_id")
    sure = set(roster.loc[roster["tier"].isin([CERTIFIED, TESTED, PREMIUM]), "officer_id"])
    facts = pd.DataFrame(index=officers.index)
    facts["kind"] = "officer"
    facts["days_off"] = rng.choice(["Fri-Sat", "Sun-Mon", "Tue-Wed", "Wed-Thu"], len(facts))
    facts["culture_course_on"] = _days(rng, len(facts), 0.72)
    facts["refresher_on"] = pd.Series(_days(rng, len(facts), 0.6), facts.index).where(facts.index.isin(sure))
    facts["interpreter_course_on"] = pd.Series(_days(rng, len(facts), 0.35), facts.index).where(facts.index.isin(sure))
    facts["locked"] = np.where(rng.random(len(facts)) < 0.15, "yes", "no")
    bids = rng.choice(["day", "evening", "day; evening"], len(facts))
    facts["bids"] = pd.Series(bids, facts.index).where(rng.random(len(facts)) < 0.2)
    full = roster.merge(facts.reset_index(), on="officer_id")
    spelled = dict(MISSPELT)
    alone = full["officer_id"].isin(spelled) & full["language"].isna()
    full.loc[alone, "language_as_found"] = full.loc[alone, "officer_id"].map(spelled)
    full.loc[alone, "tier"] = SELF_REPORTED
    names = ["officer_id", "shift", "language", "language_as_found", "tier", "kind"]
    staff = pd.DataFrame(STAFF, columns=names).assign(unit="Communications")
    staff.loc[staff["kind"] == "civilian", "unit"] = "Language services"
    return pd.concat([full, staff], ignore_index=True).astype("str")


def _days(rng: np.random.Generator, count: int, share: float) -> list[str | None]:
    taken = rng.random(count) < share
    years, months, days = rng.integers(2022, 2027, count), rng.integers(1, 13, count), rng.integers(1, 29, count)
    months = np.where(years == 2026, np.minimum(months, 6), months)
    return [
        f"{year}-{month:02d}-{day:02d}" if yes else None
        for yes, year, month, day in zip(taken, years, months, days, strict=True)
    ]


def build_requests(lep_by_district: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return a year's requests for an interpreter, as counts by district, hour, language and who gave it.

    Parameters
    ----------
    lep_by_district : DataFrame, districts x languages, persons
    """
    rng = np.random.default_rng(seed)
    hours = _BUSY / _BUSY.sum()
    rows = []
    for district in sorted(DISTRICTS.values()):
        for language in NAMED_LANGUAGE_IDS:
            expected = float(lep_by_district[language].to_dict()[district]) * _ASKED[language]
            for given_by, share in (("staff", _BY_STAFF[language]), ("line", 1 - _BY_STAFF[language])):
                counts = rng.poisson(expected * share * hours)
                rows += [(district, float(hour), float(n), given_by, language) for hour, n in enumerate(counts)]
    table = pd.DataFrame(rows, columns=["area_id", "hour", "requests", "given_by", "language"])
    return (
        table[table["requests"] > 0]
        .astype(dict.fromkeys(("area_id", "given_by", "language"), "str"))
        .reset_index(drop=True)
    )


def build_bill(requests: pd.DataFrame, year: int, seed: int) -> pd.DataFrame:
    """Return what the line answered of a year's requests, as its bill: by language, month, shift, district and way."""
    rng = np.random.default_rng(seed)
    shifts = {hour: on_duty[0] for hour, on_duty in shifts_on_duty(DEFAULT_SHIFT_HOURS).items()}
    line = requests[requests["given_by"] == "line"]
    line = line.assign(shift=line["hour"].astype(int).map(shifts))
    summed = line.groupby(["language", "shift", "area_id"], as_index=False)["requests"].sum()
    shares = np.outer(_BY_MONTH, list(_LINE_WAYS.values())).ravel()
    calls = [rng.multinomial(int(count), shares) for count in summed["requests"]]
    months = [f"{year}-{month:02d}" for month in range(1, 13)]
    bill = summed.drop(columns="requests").loc[summed.index.repeat(len(shares))].reset_index(drop=True)
    bill["month"] = np.tile(np.repeat(months, len(_LINE_WAYS)), len(summed))
    bill["way"] = np.tile(list(_LINE_WAYS), len(summed) * len(months))
    bill["calls"] = np.concatenate(calls).astype(float)
    bill = bill[[*KEYS, "calls"]]
    bill = bill[bill["calls"] > 0].sort_values(KEYS, ignore_index=True)
    bill["minutes"] = bill["calls"] * rng.integers(6, 15, len(bill))
    bill["suppressed"] = 0
    typed: pd.DataFrame = bill.astype(dict.fromkeys(KEYS, "str"))
    return typed


def build_adults(table: LanguageTable, seed: int) -> pd.DataFrame:
    """Return how many of the bilingual residents are 18 to 64, by broad group; see ``geodata.inputs.adult_table``."""
    rng = np.random.default_rng(seed)
    parts = []
    for group in BROAD_GROUPS:
        languages = [language for language, broad in BROAD_GROUP_OF.items() if broad == group]
        people = table.very_well[languages].fillna(0.0).sum(axis=1).round()
        moe = np.sqrt((table.very_well_moe[languages].fillna(0.0) ** 2).sum(axis=1)).round()
        share = np.clip(rng.normal(_ADULTS[group], 0.08, len(people)), 0.3, 0.95)
        adults = (people * share).round()
        parts.append(
            pd.DataFrame(
                {
                    "geoid": people.index,
                    "group": group,
                    "very_well": people.to_numpy(),
                    "very_well_moe": moe.to_numpy(),
                    "adults": adults.to_numpy(),
                    "adults_moe": (moe * np.sqrt(share)).round().to_numpy(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True).astype({"geoid": "str", "group": "str"})
