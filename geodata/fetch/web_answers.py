"""What comes back from the web, how long to wait for it, and what it means; no address or key in what is said."""

from __future__ import annotations

import datetime
import email.utils
import logging
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.clock import utc_now
from planning.errors import SourceError, UnavailableTableError

RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEY = re.compile(r"(?i)([?&]key=)[^&\s'\"]*")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and how often to try.

    Attributes
    ----------
    connect_s, read_s : float
        Seconds to make a connection, and between two pieces of an answer.
    total_s : float
        Seconds for one whole answer.
    tries : int
    first_pause_s, longest_pause_s : float
        The pause doubles after every try, with up to half as much again by chance; a source that names its own
        pause (``Retry-After``) is obeyed up to the longest.
    """

    connect_s: float = 5.0
    read_s: float = 30.0
    total_s: float = 900.0
    tries: int = 4
    first_pause_s: float = 1.0
    longest_pause_s: float = 60.0

    def pause(self, attempt: int, asked: float | None) -> float:
        """Return the seconds to wait after a failed try, counted from 0."""
        if asked is not None:
            return min(max(asked, 0.0), self.longest_pause_s)
        grown = self.first_pause_s * 2.0**attempt
        return min(grown * (1 + random.random() / 2), self.longest_pause_s)


PATIENT = Patience()
"""For people who wait at a screen: about two minutes with a source that says nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers (names in lower case) and the body in a file."""

    host: str
    status: int
    headers: Mapping[str, str]
    path: Path

    def start(self, length: int = 2048) -> bytes:
        """Return the first bytes, blanks and byte-order mark left out."""
        with self.path.open("rb") as file:
            return file.read(length).removeprefix(b"\xef\xbb\xbf").lstrip()

    @property
    def is_html(self) -> bool:
        """Whether a page came instead of data, whatever the header says."""
        start = self.start().lower()
        return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


class TryAgainError(Exception):
    """This answer is no good; the next may be.

    Parameters
    ----------
    why : str
        As the end of a sentence that begins with the host: ``"is busy (503)"``.
    after : float, optional
        Seconds the source asked to wait.
    """

    def __init__(self, why: str, after: float | None = None) -> None:
        self.why = why
        self.after = after
        super().__init__(why)


Judge = Callable[[Answer], None]
"""Raises ``TryAgainError``, or a ``SourceError``, for an answer that cannot be used."""


def judge_status(answer: Answer) -> None:
    """Accept 200; try again where the source is busy; say what any other status means."""
    if answer.status in RETRIED_STATUSES:
        raise TryAgainError(f"is busy ({answer.status})", retry_after(answer.headers))
    if answer.status == 404:
        raise UnavailableTableError(f"{answer.host} does not have that file", fix="check the year and the place")
    if answer.status != 200:
        raise SourceError(f"{answer.host} refused the request ({answer.status})", fix="check the address")


def judge_file(answer: Answer) -> None:
    """Accept 200 with anything but a page of HTML or nothing."""
    judge_status(answer)
    if answer.is_html:
        raise TryAgainError("sent a web page instead of the file")
    if answer.path.stat().st_size == 0:
        raise TryAgainError("sent an empty file")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a source asks to wait, from its ``Retry-After``.

    Examples
    --------
    >>> retry_after({"retry-after": "7"}), retry_after({}), retry_after({"retry-after": "soon"})
    (7.0, None, None)
    """
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,6}", text):
        return float(text)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.UTC)
    return max(0.0, (when - utc_now()).total_seconds())


def without_key(text: str) -> str:
    """Return text with the key of every address in it blanked.

    Examples
    --------
    >>> without_key("GET /data/2024?get=NAME&key=SECRET&for=us HTTP/1.1")
    'GET /data/2024?get=NAME&key=...&for=us HTTP/1.1'
    """
    return _KEY.sub(r"\1...", text)


class NoAnswerError(SourceError):
    """The source gave nothing that can be used; an older copy is as good as it gets."""


class _HideKeys(logging.Filter):
    """Blanks keys in what the HTTP library writes to the log when somebody turns its debugging on."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_key(record.getMessage()), ()
        return True


for _logger in ("urllib3.connectionpool", "urllib3.util.retry"):
    logging.getLogger(_logger).addFilter(_HideKeys())
