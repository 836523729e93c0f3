"""Where to recruit: who speaks the language at home and English "very well", and where they live.

The bilingual residents are the "very well" line of C16001 (the line above "less than very well"). They are
residents of five years and over, not applicants: the figure says where to stand, not how many will apply.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planning.languages.groups import ALL
from planning.need.crosswalk import OUTSIDE

RECRUITING_COLUMNS = ("area_id", "language", "bilingual_residents", "moe", "share_of_department")


def build_recruiting(need: pd.DataFrame) -> pd.DataFrame:
    """Return the bilingual residents of every area and language.

    Parameters
    ----------
    need : DataFrame
        As ``planning.need.need.build_need`` gives it.

    Returns
    -------
    DataFrame with ``RECRUITING_COLUMNS``
        The twelve groups by area, without ``(outside)``, in the order of ``need``.
        ``bilingual_residents`` and ``moe`` in persons; ``share_of_department`` is the area's part of the
        residents in all areas who are bilingual in the language, a fraction. All NaN where the table has no
        "very well" lines; the share is also NaN where nobody speaks the language. An area without a figure is
        in no total.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> recruiting = build_recruiting(build_need(four_square_crosswalk(), four_square_table()))
    >>> recruiting.query("language == 'spanish'")[["area_id", "bilingual_residents"]].values.tolist()
    [['east', 0.0], ['west', 300.0]]
    """
    cells = need[(need["area_id"] != OUTSIDE) & (need["language"] != ALL)]
    residents = cells["very_well"].astype(float)
    total = residents.groupby(cells["language"]).transform("sum")
    recruiting = pd.DataFrame(
        {
            "area_id": cells["area_id"],
            "language": cells["language"],
            "bilingual_residents": residents,
            "moe": cells["very_well_moe"].astype(float),
            "share_of_department": residents / total.where(total > 0, np.nan),
        }
    )
    return recruiting.reset_index(drop=True)[list(RECRUITING_COLUMNS)]
