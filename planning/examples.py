"""A city one can check by hand, for docstrings and tests.

Four square tracts of 1,000 people each; the border between areas cuts the two lower tracts in half::

        +-----+-----+
        | NW  | NE  |      west = NW + half of SW
        |     |     |      east = NE + half of SE
        +-----+-----+
        | SW  | SE  |      the lower strip is outside both
        |- - -|- - -|
        +-----+-----+
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.languages.groups import LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.need import LanguageTable

TRACTS = ("99001000100", "99001000200", "99001000300", "99001000400")
"""NW, NE, SW, SE."""


def four_square_crosswalk() -> Crosswalk:
    """Return weights: the upper tracts whole, the lower ones half inside."""
    nw, ne, sw, se = TRACTS
    weights = {(nw, "west"): 1.0, (sw, "west"): 0.5, (ne, "east"): 1.0, (se, "east"): 0.5}
    return Crosswalk.from_triples(weights, TRACTS, ("east", "west"), np.full(4, 1000.0))


def four_square_table() -> LanguageTable:
    """Return a table with Spanish in NW and SW (100 each), Korean in NE (600), and nothing else."""
    index = pd.Index(TRACTS, name="geoid")
    lep = pd.DataFrame(0.0, index=index, columns=list(LANGUAGE_IDS))
    lep.loc[TRACTS[0], "spanish"] = lep.loc[TRACTS[2], "spanish"] = 100.0
    lep.loc[TRACTS[1], "korean"] = 600.0
    moe = lep.mask(lep > 0, 50.0).mask(lep == 0, 12.0)
    return LanguageTable(
        pop5=pd.Series(1000.0, index=index),
        pop5_moe=pd.Series(100.0, index=index),
        lep=lep,
        lep_moe=moe,
        very_well=lep * 2,
        very_well_moe=moe * 2,
        reasons=pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str"),
    )
