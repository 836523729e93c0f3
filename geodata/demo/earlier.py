"""The demo as an earlier survey found it: the same city, with people who have changed since in ways that are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from geodata.demo.city import build_city
from geodata.demo.harbor_falls import SEED, VINTAGE, build_demo
from geodata.demo.language import COMMUNITIES, Community, build_language_table
from geodata.department.department import Department
from planning.errors import InputError

EARLIER_VINTAGE = 2018
"""2014 to 2018 shares no year with 2019 to 2023."""

THEN: Mapping[str, Community] = MappingProxyType(
    dict(COMMUNITIES)
    | {
        # A fifth of the Spanish speakers has left since, from everywhere.
        "spanish": replace(COMMUNITIES["spanish"], lep_share=COMMUNITIES["spanish"].lep_share * 1.25),
        # Two and a half times as many Koreans now.
        "korean": replace(COMMUNITIES["korean"], lep_share=COMMUNITIES["korean"].lep_share * 0.4),
        # The Arabic quarter in the north came since; the one in the west was there.
        "arabic": replace(
            COMMUNITIES["arabic"],
            lep_share=COMMUNITIES["arabic"].lep_share * 0.4,
            quarters=COMMUNITIES["arabic"].quarters[1:],
        ),
    }
)
"""Who lived there then; the other communities are as they are now, and only asked anew."""


def build_earlier_demo() -> Department:
    """Return the demo by its earlier survey, with the same beats, tracts, venues and roster.

    Examples
    --------
    >>> build_earlier_demo().settings.period
    'ACS 2014-2018'
    """
    demo = build_demo()
    table = build_language_table(build_city(SEED), SEED + 1, THEN, asked=SEED + 11)
    dated = (replace(one, vintage=str(EARLIER_VINTAGE)) for one in demo.provenance)
    return replace(
        demo,
        settings=replace(demo.settings, vintage=EARLIER_VINTAGE),
        language=table,
        provenance=tuple(dated),
        adults=None,
        replicates=None,
    )


def build_demo_of(vintage: int) -> Department:
    """Return the demo by one of its two surveys.

    Raises
    ------
    InputError
        If it has no survey of that year.
    """
    if vintage == VINTAGE:
        return build_demo()
    if vintage == EARLIER_VINTAGE:
        return build_earlier_demo()
    raise InputError(
        "the demo does not have that year", value=vintage, fix=f"choose one of {EARLIER_VINTAGE}, {VINTAGE}"
    )
