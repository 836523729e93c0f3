"""From counts to what is published: the results file, the tables of docs/calibration.md, the plots."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.calibration import plans, plots, real, weights
from benchmarks.calibration.draws import Counts
from benchmarks.calibration.found import found_text
from benchmarks.calibration.hold import FEW_CELLS, HALF_A_PERSON, SIZE_NAMES
from benchmarks.calibration.page import renew_tables
from benchmarks.calibration.verdicts import DISTANCE_NAMES, JUDGED
from planning.need.calibration import CalibrationResults

RESULTS = Path("planning") / "need" / "calibration_results.toml"
PAGE = Path("docs") / "calibration.md"
METHOD = Path("docs") / "method.md"
VERDICTS = Path("docs") / "calibration_verdicts.csv"
BY_KIND = Path("docs") / "calibration_verdicts_by_kind.csv"
"""Every preset, and every kind of city and form of area, at every distance: too long for the page."""
COMMAND = "make calibrate"
PUBLISHED = ("gaps", "plans", "weights", "survey", "real_cities", "portland_brackets")
"""The tables that the product carries as they are."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was run."""

    cities: int
    draws: int
    seconds: float
    made_on: date
    core_seconds: float
    """Processor time a core: what ``seconds`` come to where nobody else uses the machine."""


def write(
    project: Path, run: Run, counts: Counts, errors: pd.DataFrame, cities: tuple[pd.DataFrame, pd.DataFrame] | None
) -> None:
    """Write the results file, renew the tables of the page, and draw the plots."""
    tables = summarise(counts, errors, cities)
    carried = published(tables)
    (project / RESULTS).write_text(as_toml(run, carried), encoding="utf-8")
    results = CalibrationResults(
        COMMAND, run.made_on, run.cities, run.cities * run.draws, run.seconds / 60, run.core_seconds / 60, carried
    )
    texts = plots.page_tables(tables) | plots.method_tables(carried) | {"run": run_text(run)}
    texts["found"] = found_text(results)
    for page in (project / PAGE, project / METHOD):
        if page.exists():
            page.write_text(renew_tables(page.read_text(encoding="utf-8"), texts), encoding="utf-8")
    plots.draw(project / "docs" / "figures", tables)
    for path, name in ((VERDICTS, "rules"), (BY_KIND, "verdicts")):
        rates = tables[name].assign(cannot_tell=(1 - tables[name]["given"]).round(4)).drop(columns="given")
        rates.to_csv(project / path, index=False, lineterminator="\n")


def summarise(
    counts: Counts, errors: pd.DataFrame, cities: tuple[pd.DataFrame, pd.DataFrame] | None
) -> dict[str, pd.DataFrame]:
    """Return the published tables by name; shares as fractions, persons as persons."""
    tables = {
        "hold": hold_table(counts.hold),
        "verdicts": verdict_table(counts.verdicts),
        "rules": rule_table(counts.verdicts),
        "lumps": lump_table(counts.verdicts),
        "gaps": gap_table(counts.gaps),
        "plans": plan_table(counts.plans),
        "weights": weight_table(errors),
        "survey": survey_table(counts.survey),
    }
    if cities is not None:
        tables["real_cities"] = error_table(cities[0], ["test", "method"])
        tables["portland_brackets"] = bracket_table(cities[1])
    return tables


def hold_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return held share and mean width by kind, form, size and interval."""
    keys = ["kind", "form", "size", "interval"]
    sums = counted.groupby(keys, as_index=False).sum()
    sums["size"] = pd.Categorical(sums["size"], SIZE_NAMES)
    table = sums[keys].assign(
        cells=sums["cells"],
        held=(sums["held"] / sums["cells"]).round(4),
        too_low=(sums["below"] / sums["cells"]).round(4),
        too_high=(sums["above"] / sums["cells"]).round(4),
        width=(sums["width"] / sums["cells"]).round(1),
    )
    return table.sort_values(["kind", "form", "size", "interval"], ignore_index=True).astype({"size": "str"})


def verdict_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the share of wrong and of given verdicts by kind, form, distance and decider; named languages.

    Rules by rank are left to ``rule_table``: they hardly ever give a verdict, and would dilute the others.
    """
    by_rank = counted["rule"].isin([rule.name for rule in JUDGED.values() if rule.by_rank])
    return _verdict_rates(counted[~counted["lump"] & ~by_rank], ["kind", "form", "distance", "decider"])


def rule_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the same by rule and level, over all kinds, forms and distances; named languages."""
    return _verdict_rates(counted[~counted["lump"]], ["rule", "level", "distance", "decider"])


def lump_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the same for lumps, where the largest single language is the truth."""
    return _verdict_rates(counted[counted["lump"]], ["form", "decider"])


def _verdict_rates(counted: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sums = counted.groupby(keys, as_index=False)[["cells", "given", "false_met", "false_not_met"]].sum()
    table = sums[[*keys, "cells"]].assign(
        given=(sums["given"] / sums["cells"]).round(4),
        false_met=(sums["false_met"] / sums["cells"]).round(4),
        false_not_met=(sums["false_not_met"] / sums["cells"]).round(4),
    )
    table["wrong"] = (table["false_met"] + table["false_not_met"]).round(4)
    if "distance" in keys:
        table["distance"] = pd.Categorical(table["distance"], DISTANCE_NAMES)
    return table.sort_values(keys, ignore_index=True).astype(dict.fromkeys(keys, "str"))


def gap_table(counted: pd.DataFrame) -> pd.DataFrame:
    """Return how often a gap said is real, and which share of the real ones is said or cannot be told."""
    sums = counted.groupby(["kind", "form", "verdict"], as_index=False).sum()
    said, real = sums["said"].where(sums["said"] > 0), sums["real"].where(sums["real"] > 0)
    return sums[["kind", "form", "verdict", "said", "real"]].assign(
        said_is_real=(sums["said_and_real"] / said).round(3),
        real_is_said=(sums["said_and_real"] / real).round(3),
        real_not_told=(sums["not_told"] / real).round(3),
    )


def plan_table(shares: pd.DataFrame) -> pd.DataFrame:
    """Return by kind how often plans were within 5 % of the best."""
    rows = [{"kind": kind, **plans.summary(group.to_numpy())} for kind, group in shares.groupby("kind")["share"]]
    return pd.DataFrame(rows).round(3)


def weight_table(errors: pd.DataFrame) -> pd.DataFrame:
    """Return the errors of the weights by kind, measure and method."""
    people = (errors["language"] == weights.PEOPLE).map({True: weights.PEOPLE, False: "LEP persons by language"})
    return error_table(errors.assign(what=people), ["kind", "what", "method"])


def error_table(errors: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the mean and the ninth decile of the absolute error in persons, and the mean's share of the truth."""
    sized = errors.assign(size=errors["error"].abs())
    groups = sized.groupby(keys, sort=False)
    table = pd.DataFrame(
        {
            "cells": groups.size(),
            "mean_error": groups["size"].mean().round(1),
            "ninth_decile": groups["size"].quantile(0.9).round(1),
            "share_of_truth": (groups["size"].sum() / groups["true"].sum()).round(3),
        }
    )
    return table.reset_index()


def bracket_table(languages: pd.DataFrame) -> pd.DataFrame:
    """Return, by size of the estimate, how far from it the truth lay, and how often each interval held it.

    ``within_<share>``: within so much of the way from the estimate to the bracket's end, margins left out.
    ``held_<share>``: inside the combined interval that goes so far, and ``held_by_margin`` inside the margin.
    """
    up = languages["true"] > languages["people"]
    end = languages["high"].where(up, languages["low"])
    way = ((languages["true"] - languages["people"]).abs() / (end - languages["people"]).abs()).fillna(0.0)
    size = pd.cut(languages["people"], [20, 100, 200, 400, float("inf")], right=False)
    names = dict(zip(size.cat.categories, ("20-99", "100-199", "200-399", "400+"), strict=True))
    off = (languages["true"] - languages["people"]).abs()
    columns = {f"within_{share}": way <= share + 1e-9 for share in real.WAYS}
    columns["held_by_margin"] = off <= languages["moe"] + HALF_A_PERSON
    for share in real.WAYS:
        low, high = languages[f"interval_low_{share}"], languages[f"interval_high_{share}"]
        columns[f"held_{share}"] = languages["true"].between(low - HALF_A_PERSON, high + HALF_A_PERSON)
    groups = pd.DataFrame(columns).groupby(size.cat.rename_categories(names), observed=True)
    table = groups.mean().round(3)
    table.insert(0, "cells", groups.size())
    return table.rename_axis("estimate").reset_index().astype({"estimate": "str"})


def survey_table(survey: pd.DataFrame) -> pd.DataFrame:
    """Return by kind the survey's rate, its design effects, and its published against its true error.

    ``design_effect`` is the variance of the city's Spanish LEP estimate over samples, against that of a simple
    random sample of as many persons.
    """
    rows = []
    for kind, group in survey.groupby("kind"):
        by_city = group.groupby("seed")
        variance, people = by_city["spanish"].var().mean(), group["people"].mean()
        share = group["spanish"].mean() / people
        asked = people / group["addresses_per_interview"].mean()
        simple = people**2 * share * (1 - share) / asked * (1 - asked / people)
        rows.append(
            {
                "kind": kind,
                "addresses_per_interview": round(group["addresses_per_interview"].mean(), 2),
                "weight_effect": round(group["weight_effect"].mean(), 2),
                "design_effect": round(variance / simple, 2),
                "published_se_by_true": round(float((by_city["spanish_se"].mean() ** 2).mean() / variance) ** 0.5, 2),
            }
        )
    return pd.DataFrame(rows)


def published(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what the product carries with it: over all kinds of city, with the worst kind named."""
    kept = {name: tables[name] for name in PUBLISHED if name in tables}
    hold = _over_kinds(tables["hold"], ["form", "size", "interval"], "held", worst_is_least=True)
    verdicts = _over_kinds(tables["verdicts"], ["form", "distance", "decider"], "wrong", worst_is_least=False)
    return {"hold": hold, "verdicts": verdicts, **kept}


def _over_kinds(table: pd.DataFrame, keys: list[str], measure: str, worst_is_least: bool) -> pd.DataFrame:
    """Return the mean of the measure over all kinds, and the kind of city where it is worst.

    Cells too few to judge count in the mean and are never the worst.
    """
    other = "width" if measure == "held" else "given"
    rows = []
    for key, group in table.groupby(keys, sort=False):
        cells = group["cells"]
        enough = group[cells >= FEW_CELLS]
        order = enough.sort_values(measure, ascending=worst_is_least, kind="stable")
        worst = {"worst": order[measure].iloc[0], "worst_kind": order["kind"].iloc[0]} if len(order) else {}
        means = {name: round(float((group[name] * cells).sum() / cells.sum()), 4) for name in (measure, other)}
        rows.append(dict(zip(keys, key, strict=True)) | {"cells": int(cells.sum()), **means} | worst)
    return pd.DataFrame(rows).assign(worst_kind=lambda frame: frame["worst_kind"].fillna(""))


def as_toml(run: Run, tables: dict[str, pd.DataFrame]) -> str:
    """Return the results as TOML: what made them, and each table as columns and rows."""
    lines = [
        "# Written by `make calibrate`; not to be edited. Read by planning/need/calibration.py.",
        "",
        f'command = "{COMMAND}"',
        f"made_on = {run.made_on.isoformat()}",
        f"cities_of_each_kind = {run.cities}",
        f"samples_of_each_kind = {run.cities * run.draws}",
        f"minutes = {run.seconds / 60:.1f}",
        f"core_minutes = {run.core_seconds / 60:.1f}",
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", f"columns = {json.dumps(list(table.columns))}", "rows = ["]
        # JSON arrays are TOML arrays, but for the spelling of what is missing.
        rows = (json.dumps([_plain(value) for value in row]).replace("NaN", "nan") for row in table.to_numpy())
        lines += [f"  {row}," for row in rows] + ["]"]
    return "\n".join(lines) + "\n"


def _plain(value: object) -> object:
    return value.item() if hasattr(value, "item") else value


def run_text(run: Run) -> str:
    """Return what was run, and when."""
    return (
        f"Made by `{COMMAND}` on {run.made_on.isoformat()}: {run.cities} cities of each kind, {run.draws} samples of "
        f"each, {run.core_seconds / 60:.0f} minutes of each of two cores.\n"
    )
