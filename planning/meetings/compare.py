"""Two plans side by side: what each reaches, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planning.meetings.plan import MeetingPlan

COMPARED = ("language", "here", "there", "more_here")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another.

    Attributes
    ----------
    by_language : DataFrame with ``COMPARED``
        Persons reached by each plan, and the first less the second; a language that one plan does not count is
        missing there, not zero.
    persons : float
        How many more people the first reaches, over the languages that both count.
    only_here, only_there, both : tuple of str
        Names of places.
    """

    by_language: pd.DataFrame
    persons: float
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    both: tuple[str, ...]


def compare_plans(here: MeetingPlan, there: MeetingPlan) -> Comparison:
    """Compare two plans.

    Places are the same if their ids are; they are told by name.
    """
    languages = list({**here.demand, **there.demand})
    rows = pd.DataFrame(
        {
            "language": languages,
            "here": [here.reached.get(language, float("nan")) for language in languages],
            "there": [there.reached.get(language, float("nan")) for language in languages],
        }
    )
    rows["more_here"] = rows["here"] - rows["there"]
    first = {site.site_id: site.name for site in here.sites}
    second = {site.site_id: site.name for site in there.sites}
    return Comparison(
        by_language=rows,
        persons=float(rows["more_here"].sum()),
        only_here=tuple(name for site, name in first.items() if site not in second),
        only_there=tuple(name for site, name in second.items() if site not in first),
        both=tuple(name for site, name in first.items() if site in second),
    )
