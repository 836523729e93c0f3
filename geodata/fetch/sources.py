"""Where the public sources are: their hosts can be replaced, for mirrors and for networks that are closed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

import pandas as pd

from geodata.department.provenance import Provenance
from geodata.fetch.cache import CachedFile, FetchCache, default_cache_folder
from geodata.fetch.public_address import ALLOW_PRIVATE_VARIABLE, require_web_address
from geodata.fetch.web import Cancel, WebClient, never
from geodata.fetch.web_answers import PATIENT, Patience

KEY_VARIABLE = "CENSUS_API_KEY"
CENSUS_API_VARIABLE = "COMMON_TONGUE_CENSUS_API"
TIGER_VARIABLE = "COMMON_TONGUE_TIGER"
ACS_BULK_VARIABLE = "COMMON_TONGUE_ACS_BULK"
GEOCODER_VARIABLE = "COMMON_TONGUE_GEOCODER"

CENSUS_API = "https://api.census.gov"
CENSUS_FILES = "https://www2.census.gov"
CENSUS_GEOCODER = "https://geocoding.geo.census.gov"
CENSUS_BUREAU = "U.S. Census Bureau"
PUBLIC_DOMAIN = "public domain"


@dataclass(frozen=True, slots=True)
class Sources:
    """Hosts, cache and manners of everything that is fetched.

    Attributes
    ----------
    census_api, tiger, acs_bulk, geocoder : str
        What stands for ``https://api.census.gov``, twice ``https://www2.census.gov``, and
        ``https://geocoding.geo.census.gov``; the paths under it are the Bureau's own.
    cache_folder : Path
    allow_private : bool
        Whether beat layers may come from addresses inside a private network.
    offline, refresh : bool
        Ask nothing; ask anew.
    patience : Patience
    cancel : callable
    zone : tzinfo
        The time of the place things are fetched for: the days of provenance are told by it.
    """

    census_api: str = CENSUS_API
    tiger: str = CENSUS_FILES
    acs_bulk: str = CENSUS_FILES
    geocoder: str = CENSUS_GEOCODER
    cache_folder: Path = field(default_factory=default_cache_folder)
    allow_private: bool = False
    offline: bool = False
    refresh: bool = False
    patience: Patience = PATIENT
    cancel: Cancel = never
    zone: tzinfo = UTC

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Sources:
        """Return the sources as the operator set them.

        Examples
        --------
        >>> Sources.from_environment({"COMMON_TONGUE_TIGER": "https://mirror.example.gov/"}).tiger
        'https://mirror.example.gov'
        """
        given = os.environ if environment is None else environment

        def host(variable: str, usual: str) -> str:
            return require_web_address(given.get(variable) or usual).rstrip("/")

        return cls(
            census_api=host(CENSUS_API_VARIABLE, CENSUS_API),
            tiger=host(TIGER_VARIABLE, CENSUS_FILES),
            acs_bulk=host(ACS_BULK_VARIABLE, CENSUS_FILES),
            geocoder=host(GEOCODER_VARIABLE, CENSUS_GEOCODER),
            allow_private=given.get(ALLOW_PRIVATE_VARIABLE, "") == "1",
        )

    def client(self, *, public_only: bool = False) -> WebClient:
        """Return a client for the calling thread."""
        return WebClient(
            cache=FetchCache(self.cache_folder, self.zone),
            patience=self.patience,
            public_only=public_only and not self.allow_private,
            offline=self.offline,
            refresh=self.refresh,
            cancel=self.cancel,
        )


@dataclass(frozen=True, slots=True)
class FetchedTable:
    """One input as it was fetched: its role, frame, notes, and where it comes from."""

    role: str
    frame: pd.DataFrame
    notes: tuple[str, ...]
    provenance: Provenance


def census_provenance(
    input_name: str, title: str, vintage: str, files: tuple[CachedFile, ...], address: str = ""
) -> Provenance:
    """Return where an input of the Census Bureau came from.

    Several files have one line: the address they share, the day of the oldest, and every hash.
    """
    return Provenance(
        input=input_name,
        title=title,
        publisher=CENSUS_BUREAU,
        address=address or " ".join(file.address for file in files),
        vintage=vintage,
        retrieved=min((file.date for file in files), default=""),
        sha256=" ".join(file.sha256 for file in files),
        licence=PUBLIC_DOMAIN,
    )


def old_copy_notes(files: tuple[CachedFile, ...]) -> tuple[str, ...]:
    """Return a sentence for every file of which an older copy had to be used."""
    return tuple(f"The copy of {file.date} was used, because {file.why_old}." for file in files if file.why_old)
