"""The one more meeting that would help most those whom a plan leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, reached_points
from planning.meetings.sites import Sites
from planning.meetings.solving.start import best_site, rank_languages


@dataclass(frozen=True, slots=True)
class NextSite:
    """An unused site, and whom it would add to a plan.

    Attributes
    ----------
    site_id, name : str
    adds : mapping of language to float
        Persons, the language that adds most first; as many languages as one meeting may have.
    """

    site_id: str
    name: str
    adds: Mapping[str, float]

    @property
    def adds_total(self) -> float:
        """Persons added, over all languages."""
        return sum(self.adds.values())


def next_site(
    plan: MeetingPlan, demand: Demand, sites: Sites, within: csr_array, options: MeetingOptions
) -> NextSite | None:
    """Return the unused site that would help most in a plan that stays as it is; None if none adds anybody.

    People weigh as the plan weighs them; what the site adds is told in persons. Space between meetings and seats play
    no part: it says where people are left out, not what to book.
    """
    unreached = demand.persons - reached_points(plan, demand, within).to_numpy()
    gains = within.astype(float).T @ unreached
    weighed = np.where(unreached > 0, demand.weighed(options.language_weights), 0.0)
    used = np.asarray(plan.interpreted.any(axis=1))
    best = best_site(within.astype(float).T @ weighed, options.languages_per_meeting, barred=used)
    if best is None:
        return None
    chosen = rank_languages(gains[[best]], options.languages_per_meeting)[0]
    ranked = [k for k in np.argsort(-gains[best], kind="stable") if chosen[k] and gains[best][k] >= 0.5]
    place = sites.candidates.iloc[best]
    adds = {demand.languages[k]: float(gains[best][k]) for k in ranked}
    return NextSite(str(place["venue_id"]), str(place["name"]), adds)
