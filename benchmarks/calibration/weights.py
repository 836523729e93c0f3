"""Which weights carry tracts to beats best: people, area or inhabited area; errors in persons.

Here the tract counts are the true ones, so that nothing but the weights is judged. Area and inhabited area go
through ``tobler.area_weighted.area_interpolate``, side by side with the product's way.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from tobler.area_weighted import area_interpolate

from benchmarks.calibration.city import City
from benchmarks.calibration.ground import BLOCK_M, TRACTS, WHOLE, Ground
from benchmarks.calibration.truth import beat_by_centre, block_people
from planning.arrays import Floats, Whole
from planning.languages.groups import LANGUAGE_IDS

PEOPLE = "people of the area"
METHODS = ("population, blocks", "population, block-group centres", "area (tobler)", "inhabited area (tobler)")
CRS = "EPSG:32610"


def measure_weights(city: City) -> pd.DataFrame:
    """Return the error of every cut beat by method and language: method, language, true, error."""
    ground = city.ground
    beats = len(ground.beat_form)
    known = np.column_stack([city.true_lep(ground.tract, TRACTS), city.true_pop5(ground.tract, TRACTS)])
    true = np.column_stack([city.true_lep(ground.beat, beats), city.true_pop5(ground.beat, beats)])
    people = block_people(city)
    cut = np.array([form != WHOLE for form in ground.beat_form])
    predictions = (
        _by_people(ground, people, ground.beat) @ known,
        _by_people(ground, people, beat_by_centre(city)) @ known,
        _by_area(ground, np.ones(people.size, dtype=bool), known),
        _by_area(ground, people > 0, known),
    )
    names = (*LANGUAGE_IDS, PEOPLE)
    parts = [
        pd.DataFrame(
            {
                "method": method,
                "language": np.tile(names, int(cut.sum())),
                "true": true[cut].ravel(),
                "error": (predicted - true)[cut].ravel(),
            }
        )
        for method, predicted in zip(METHODS, predictions, strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def _by_people(ground: Ground, people: Floats, beat: Whole) -> Floats:
    weight = np.zeros((len(ground.beat_form), TRACTS))
    np.add.at(weight, (beat, ground.tract), people)
    return weight / np.maximum(weight.sum(axis=0), 1e-9)


def _by_area(ground: Ground, used: np.ndarray, known: Floats) -> Floats:
    """Return tract counts spread over the used land by tobler, beats x columns."""
    half = BLOCK_M / 2
    squares = shapely.box(ground.x - half, ground.y - half, ground.x + half, ground.y + half)
    columns = [f"c{k}" for k in range(known.shape[1])]
    tracts = _dissolve(squares[used], ground.tract[used])
    tracts[columns] = known[tracts.index]
    beats = _dissolve(squares, ground.beat)
    spread = area_interpolate(tracts, beats, extensive_variables=columns)
    return spread[columns].to_numpy(dtype=float)


def _dissolve(squares: np.ndarray, label: Whole) -> gpd.GeoDataFrame:
    labels = np.unique(label)
    shapes = [shapely.union_all(squares[label == one]) for one in labels]
    return gpd.GeoDataFrame(index=labels, geometry=shapes, crs=CRS)
