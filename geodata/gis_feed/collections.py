"""The collections of the feed: a map of a level each, by what its reader may take away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.change.surveys import choose_vintages, survey_vintages
from geodata.department import answers
from geodata.department.department import DEMO
from geodata.department.names import area_title, level_word
from geodata.departments import Opened
from geodata.gis.writers import features_of
from geodata.papers.exports import USE_NOTE, facts_of
from geodata.products.asked import options_as_json
from geodata.products.made import MapMade, map_of, stamp_of
from geodata.products.registry import find_product, make
from geodata.records.state import records_state
from planning.officers.options import PostOptions
from planning.records.roles import FIGURES, PUBLISHED, may
from planning.vocabulary import DEPARTMENT_LEVEL


@dataclass(frozen=True, slots=True)
class Collection:
    """One map of the feed.

    Attributes
    ----------
    id, title : str
    kind : str
        What it holds, for the question who may take it away.
    product : str
        One of ``geodata.products.registry.PRODUCTS``; empty for the outlines alone.
    asked : mapping
    level : str
        Of the outlines, where there is no product.
    """

    id: str
    title: str
    kind: str
    product: str
    asked: Mapping[str, Any]
    level: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """The areas of a collection, ready to be sent.

    Attributes
    ----------
    ids : tuple of str
    written : tuple of str
        Each feature as JSON.
    shapes : array of geometries
    facts : mapping of str to str
        What must be known of the figures.
    """

    ids: tuple[str, ...]
    written: tuple[str, ...]
    shapes: np.ndarray
    facts: Mapping[str, str]


def collections_for(opened: Opened) -> tuple[Collection, ...]:
    """Return the collections that whoever asks may take away; of a department without a second survey, no change."""
    every = [*_outlines(opened), *_figures(opened)]
    return tuple(one for one in every if may(opened.actor, "export", one.kind))


def _levels(opened: Opened) -> tuple[str, ...]:
    return tuple(level for level in opened.department.levels if level != DEPARTMENT_LEVEL)


def _outlines(opened: Opened) -> list[Collection]:
    return [
        Collection(f"areas-{_slug(level)}", f"Outlines of {level_word(level, 2)}", PUBLISHED, "", {}, level)
        for level in _levels(opened)
    ]


def _figures(opened: Opened) -> list[Collection]:
    department = opened.department
    rule = {"rule": department.settings.rule, "day": opened.today.isoformat()}
    found = []
    pair = choose_vintages(survey_vintages(department.folder or DEMO))
    for level in _levels(opened):
        by, slug = f"by {level_word(level)}", _slug(level)
        found.append(Collection(f"need-{slug}", f"LEP residents {by}", FIGURES, "map-need", {"level": level}))
        asked = {"level": level, **rule}
        found.append(Collection(f"results-{slug}", f"Translation results {by}", FIGURES, "map-verdicts", asked))
        if pair is not None:
            years = {"level": level, "then": pair[0], "now": pair[1]}
            found.append(Collection(f"change-{slug}", f"Change {by}", FIGURES, "map-change", years))
    slots = {"options": options_as_json(PostOptions()), **rule}
    found.append(Collection("officers-short", "Bilingual officers short, in ranges", FIGURES, "map-coverage", slots))
    return found


def _slug(level: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", level_word(level)).strip("-") or "area"


def state_of(opened: Opened, collection: Collection) -> tuple[str, ...]:
    """Return what changes when the features of a collection would: for who keeps them."""
    records = records_state(opened, find_product(collection.product).records) if collection.product else {}
    rule = answers.rule_of(opened.department).fingerprint
    asked = json.dumps(dict(collection.asked), sort_keys=True)
    return (opened.department.content_hash, collection.id, asked, rule, json.dumps(records))


def build_features(opened: Opened, collection: Collection) -> Features:
    """Return the features of a collection.

    Raises
    ------
    PlanningError
        If they cannot be made, as a change between surveys with other tracts.
    """
    if collection.product:
        made = make(opened, collection.product, collection.asked)
        assert isinstance(made, MapMade)
        stamp = stamp_of(opened, find_product(collection.product), collection.asked)
        table = map_of(opened, made, stamp)
        return features_from(table.frame, {**table.facts, "Use": USE_NOTE, "Made from": stamp.line})
    shapes = opened.department.areas(collection.level)
    named = shapes.assign(
        name=[area_title(collection.level, area, opened.department.settings.name) for area in shapes["area_id"]],
        level=collection.level,
    )
    return features_from(
        named[["area_id", "name", "level", "geometry"]], {**facts_of(opened.department), "Use": USE_NOTE}
    )


def features_from(frame: gpd.GeoDataFrame, facts: Mapping[str, str]) -> Features:
    """Return areas as the feed sends them, each written once."""
    ids = tuple(map(str, frame["area_id"]))
    written = tuple(
        json.dumps({"type": "Feature", "id": one, **feature}, separators=(",", ":"), allow_nan=False)
        for one, feature in zip(ids, features_of(frame), strict=True)
    )
    shapes = frame.geometry.to_numpy()
    shapely.prepare(shapes)
    return Features(ids, written, shapes, facts)


Keep = Callable[[Opened, Collection], Features]
"""Gives the features of a collection, kept between questions."""
