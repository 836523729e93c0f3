"""What the demo's combined groups hold: table B16001 by PUMA, invented like every figure of the demo.

Four PUMAs, the quarters of the city. Each adds up to what its tracts have in the table of the demo, as the Bureau's do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.demo.city import City
from planning.languages.detailed import DETAILED
from planning.need.need import LanguageTable

PUMAS = {"9900101": "Northwest", "9900102": "Northeast", "9900103": "Southwest", "9900104": "Southeast"}
_STRENGTH = {
    27: 5,
    36: 3,
    15: 4,
    42: 2,
    54: 2,
    60: 1.5,
    90: 5,
    93: 2,
    102: 3,
    78: 1,
    111: 5,
    117: 2,
    114: 1,
    9: 4,
    18: 3,
}
"""How many speak the languages of a group beside each other, by line of the table; the others ``_FEW``."""
_FEW = 0.4
_ABSENT = 0.25
"""Share of languages the survey met nobody of in a PUMA."""


def build_pumas(city: City) -> pd.DataFrame:
    """Return the PUMA of every tract: geoid, puma."""
    centers = city.tracts.geometry.representative_point()
    east, north = centers.x >= centers.x.median(), centers.y >= centers.y.median()
    number = np.where(north, 1, 3) + east
    names = [f"99001{one:02d}" for one in number]
    return pd.DataFrame({"geoid": city.tracts["geoid"].astype("str"), "puma": pd.array(names, dtype="str")})


def build_detail(table: LanguageTable, pumas: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return table B16001: puma, name, line, lep, lep_moe; see ``geodata.inputs.detail``."""
    rng = np.random.default_rng(seed)
    puma_of = pumas.set_index("geoid")["puma"].reindex(table.lep.index)
    lep = table.lep.groupby(puma_of.to_numpy()).sum()
    lines = {group: [row.line for row in DETAILED.values() if row.group == group] for group in _groups()}
    typical = {group: np.array([_STRENGTH.get(line, _FEW) for line in own]) for group, own in lines.items()}
    rows = []
    for puma, name in PUMAS.items():
        for group, own in lines.items():
            here = rng.dirichlet(typical[group]) * np.where(rng.random(len(own)) < _ABSENT, 1e-6, 1.0)
            people = rng.multinomial(int(lep[group].to_dict()[puma]), here / here.sum())
            margin = np.where(people > 0, np.exp(1.17 + 0.735 * np.log(np.maximum(people, 1))), 22.0)
            for line, count, moe in zip(own, people, np.round(margin), strict=True):
                rows.append((puma, f"Harbor Falls ({name}) PUMA", line, float(count), float(moe)))
    frame = pd.DataFrame(rows, columns=["puma", "name", "line", "lep", "lep_moe"])
    ordered = frame.sort_values(["puma", "line"], ignore_index=True)
    return ordered.astype({"puma": "str", "name": "str"})


def _groups() -> list[str]:
    return list(dict.fromkeys(row.group for row in DETAILED.values()))
