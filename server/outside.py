"""What Streamlit would do by itself and must not: ask the outside for its own address, run files of a folder."""

from __future__ import annotations

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager


def close_pages_folder() -> None:
    """Keep Streamlit from running the files of ``pages/`` by themselves.

    Until the first ``st.navigation`` of a process it would: whoever comes first after a start, signed in or not, got
    the list of the files, and the file of the address run. Each of them asks at the same door, but a door that is
    not there needs no guard.
    """
    PagesManager.uses_pages_directory = False


def ask_nobody_outside() -> None:
    """Keep Streamlit from asking a host of the internet for this server's address.

    It would at a start that binds to every address, and whenever a page of another site opens its websocket.
    """
    net_util.get_external_ip = _unknown
    net_util.get_internal_ip = _unknown


def _unknown() -> None:
    return None
