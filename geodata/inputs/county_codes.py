"""Connecticut's counties and planning regions: whose codes changed while its tracts stayed where they are."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.files.sentences import first_of

FIRST_PLANNING_REGIONS = 2022
CONNECTICUT = "09"
OLD_CONNECTICUT = ("001", "003", "005", "007", "009", "011", "013", "015")
PLANNING_REGIONS = {
    "110": "Capitol",
    "120": "Greater Bridgeport",
    "130": "Lower Connecticut River Valley",
    "140": "Naugatuck Valley",
    "150": "Northeastern",
    "160": "Northwest Hills",
    "170": "South Central",
    "180": "Southeastern",
    "190": "Western",
}


def note_old_codes(tract_ids: Iterable[str], what: str, vintage: int) -> tuple[str, ...]:
    """Return a note where tracts of Connecticut have the counties of other years than the survey's.

    Examples
    --------
    >>> note_old_codes(["09001010101"], "the tract map", 2022)[0].partition(":")[0]
    'the tract map has Connecticut’s old counties (001), and from 2022 the census has planning regions'
    >>> note_old_codes(["09110400101"], "the tract map", 2022), note_old_codes(["41051000100"], "the tract map", 2022)
    ((), ())
    """
    counties = {tract[2:5] for tract in tract_ids if tract.startswith(CONNECTICUT)}
    later = vintage >= FIRST_PLANNING_REGIONS
    strange = counties & (set(OLD_CONNECTICUT) if later else set(PLANNING_REGIONS))
    if not strange:
        return ()
    if later:
        known = ", ".join(f"{code} {name}" for code, name in PLANNING_REGIONS.items())
        return (
            f"{what} has Connecticut’s old counties ({first_of(strange)}), and from {FIRST_PLANNING_REGIONS} "
            f"the census has planning regions: {known}. Tract IDs of one don’t join the other’s. Use map and "
            "table of the same year.",
        )
    named = first_of(f"{code} {PLANNING_REGIONS[code]}" for code in strange)
    return (
        f"{what} has Connecticut’s planning regions ({named}), and before {FIRST_PLANNING_REGIONS} the census "
        f"has counties ({', '.join(OLD_CONNECTICUT)}). Tract IDs of one don’t join the other’s. Use map and "
        "table of the same year.",
    )
