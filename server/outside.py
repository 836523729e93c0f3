"""What Streamlit would do by itself and must not: ask the outside for its own address, run files of a folder, throw a
file away before it is fetched."""

from __future__ import annotations

import time

from streamlit import net_util
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.pages_manager import PagesManager

FETCHED_WITHIN_S = 120.0
"""How long a file that was made on a press is there to be fetched."""


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


class MadeFile(MediaFileMetadata):
    """What Streamlit knows of a file: not to be thrown away for as long as a browser may still be about to fetch it."""

    def __init__(self, kind: MediaFileKind = MediaFileKind.MEDIA) -> None:
        super().__init__(kind)
        self._made_at = time.monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        """Whether nobody needs it any more."""
        return super().is_marked_for_delete and time.monotonic() - self._made_at > FETCHED_WITHIN_S


def keep_made_files() -> None:
    """Keep a file that somebody has just had made.

    Streamlit throws it away once the scripts of any two visitors have ended after it: on a page that looks every
    half second whether something is there, or on a busy server, before the browser that asked could fetch it.
    """
    vars(media_file_manager)["MediaFileMetadata"] = MadeFile
