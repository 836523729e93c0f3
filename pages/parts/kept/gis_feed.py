"""The features of the feed for the GIS desk."""

from __future__ import annotations

import streamlit as st

from geodata.departments import Opened
from geodata.gis_feed import collections
from geodata.gis_feed.collections import Collection, Features

COLLECTIONS_KEPT = 48


def features_of(opened: Opened, collection: Collection) -> Features:
    """Return the features of a collection, made anew where the department, its rule or its records changed."""
    return _features(collections.state_of(opened, collection), opened, collection)


@st.cache_resource(max_entries=COLLECTIONS_KEPT, show_spinner=False)
def _features(state: tuple[str, ...], _opened: Opened, _collection: Collection) -> Features:
    return collections.build_features(_opened, _collection)
