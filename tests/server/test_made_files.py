"""A file made on a press is there until the browser that asked has fetched it, whoever else is looking at pages."""

from __future__ import annotations

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from server import outside


@pytest.mark.parametrize(("seconds", "there"), [(60.0, True), (-1.0, False)])
def test_a_made_file_outlives_the_runs_of_others_for_a_while(
    monkeypatch: pytest.MonkeyPatch, seconds: float, there: bool
) -> None:
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", media_file_manager.MediaFileMetadata)
    monkeypatch.setattr(outside, "FETCHED_WITHIN_S", seconds)
    outside.keep_made_files()
    storage = MemoryMediaFileStorage("/media")
    files = MediaFileManager(storage)
    address = files.execute_deferred(files.add_deferred(lambda: b"BEGIN:VCALENDAR", "text/calendar", "0", "a.ics"))
    files.clear_session_refs()
    for _ in range(5):
        files.remove_orphaned_files()
    if there:
        assert storage.get_file(address.rsplit("/", 1)[1]).content == b"BEGIN:VCALENDAR"
    else:
        with pytest.raises(MediaFileStorageError):
            storage.get_file(address.rsplit("/", 1)[1])
