"""The one way out to the web: time-outs, patience, caps, cancel, and no address or key in what is said.

Every fetcher asks through ``WebClient.fetch``, which looks into the cache first, tries several times with
growing pauses, and falls back to an older copy, saying so, where the source does not answer.
"""

from __future__ import annotations

import datetime
import logging
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import requests

from geodata.fetch.cache import CachedFile, FetchCache, cache_error
from geodata.fetch.public_address import PublicOnlyAdapter, require_web_address
from geodata.fetch.web_answers import (
    PATIENT,
    REDIRECTS,
    Answer,
    Judge,
    NoAnswerError,
    Patience,
    TryAgainError,
    judge_file,
)
from geodata.files.limits import MEGABYTE
from planning.errors import PlanningError, SourceError
from planning.words.formats import whole_number

log = logging.getLogger(__name__)

USER_AGENT = "common-tongue"
_CHUNK = 1 << 16
_SLICE_S = 0.1

Cancel = Callable[[], bool]
OnBytes = Callable[[int, int | None], None]


class Stopped(PlanningError):
    """The person stopped the work."""

    def __init__(self) -> None:
        super().__init__("stopped. Nothing was saved", fix="start again when you like: what was fetched is kept")


def never() -> bool:
    """Return that nobody has cancelled."""
    return False


@dataclass(slots=True)
class WebClient:
    """Asks the web, politely and within limits. One client belongs to one thread.

    Attributes
    ----------
    cache : FetchCache
    patience : Patience
    public_only : bool
        Whether only public addresses may be reached: for addresses that a person typed.
    offline : bool
        Whether to use what is in the cache and ask nothing.
    refresh : bool
        Whether to ask anew for what is in the cache.
    cancel : callable
    session : requests.Session
    """

    cache: FetchCache
    patience: Patience = PATIENT
    public_only: bool = False
    offline: bool = False
    refresh: bool = False
    cancel: Cancel = never
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.headers["User-Agent"] = USER_AGENT
        if self.public_only:
            for scheme in ("http://", "https://"):
                self.session.mount(scheme, PublicOnlyAdapter())

    def fetch(
        self,
        address: str,
        params: Mapping[str, str] | None = None,
        *,
        secret: Mapping[str, str] | None = None,
        suffix: str | Callable[[Path], str] = ".body",
        judge: Judge = judge_file,
        max_bytes: int = 50 * MEGABYTE,
        max_age: datetime.timedelta | None = None,
        redirects: int = 3,
        fall_back: bool = True,
        on_bytes: OnBytes | None = None,
    ) -> CachedFile:
        """Return what stands at an address, from the cache where it is there and fresh.

        Parameters
        ----------
        address : str
        params : mapping of str
            The query; part of what the cache knows the entry by.
        secret : mapping of str
            More of the query: sent, never kept, never said.
        suffix : str or callable
            Ending of the file in the cache, or what tells it from the file.
        judge : callable
        max_bytes : int
        max_age : timedelta, optional
            How old a copy may be before the source is asked again; any age unless given.
        redirects : int
            How many redirects are followed; each is held to the same rules as the first address.
        fall_back : bool
            Whether an older copy is as good where the source does not answer.
        on_bytes : callable, optional
            Told of the bytes so far and the bytes in all, if known.

        Raises
        ------
        SourceError
            If the source gives nothing that can be used and there is no older copy.
        Stopped
        """
        shown = address_of(address, params)
        kept = self.cache.find(shown)
        if kept and self._is_fresh(kept, max_age):
            return kept
        if self.offline:
            raise SourceError(
                f"{_host(shown)} may not be asked (offline) and this part was never fetched before",
                fix="go online once, or copy the folder of fetched files from a machine that is",
            )
        body = self.cache.new_file()
        failure: SourceError | None = None
        try:
            self._ask(shown, secret, body, judge, max_bytes, redirects, on_bytes)
            return self.cache.store(shown, body, suffix if isinstance(suffix, str) else suffix(body))
        except SourceError as error:
            failure = error
        finally:
            body.unlink(missing_ok=True)
        if kept is None or not fall_back or not isinstance(failure, NoAnswerError):
            raise failure
        log.warning("%s. Using the copy of %s", failure.what, kept.date)
        return replace(kept, why_old=failure.what)

    def find_fresh(
        self, address: str, params: Mapping[str, str] | None, max_age: datetime.timedelta | None
    ) -> CachedFile | None:
        """Return what ``fetch`` would give without asking the source, or None."""
        kept = self.cache.find(address_of(address, params))
        return kept if kept and self._is_fresh(kept, max_age) else None

    def _is_fresh(self, kept: CachedFile, max_age: datetime.timedelta | None) -> bool:
        return self.offline or (not self.refresh and (max_age is None or kept.age() <= max_age))

    def _ask(
        self,
        shown: str,
        secret: Mapping[str, str] | None,
        body: Path,
        judge: Judge,
        max_bytes: int,
        redirects: int,
        on_bytes: OnBytes | None,
    ) -> None:
        why = ""
        for attempt in range(self.patience.tries):
            if self.cancel():
                raise Stopped
            asked: float | None = None
            try:
                answer = self._follow(shown, secret, body, max_bytes, redirects, on_bytes)
                judge(answer)
                return
            except TryAgainError as again:
                why, asked = again.why, again.after
            except OSError as error:
                if not isinstance(error, requests.RequestException):
                    raise cache_error(error) from None
                why = _in_words(error, self.patience)
            if attempt + 1 < self.patience.tries:
                self._rest(self.patience.pause(attempt, asked))
        raise NoAnswerError(
            f"{_host(shown)} {why}, in {self.patience.tries} tries", fix="check the connection and try again later"
        )

    def _follow(
        self,
        shown: str,
        secret: Mapping[str, str] | None,
        body: Path,
        max_bytes: int,
        redirects: int,
        on_bytes: OnBytes | None,
    ) -> Answer:
        address = _with_query(shown, secret)
        for hop in range(redirects + 1):
            answer = self._once(address, body, max_bytes, on_bytes)
            if answer.status not in REDIRECTS or hop == redirects:
                return answer
            address = self._next(address, answer)
        raise AssertionError("unreachable")

    def _next(self, address: str, answer: Answer) -> str:
        target = require_web_address(urllib.parse.urljoin(address, answer.headers.get("location", "")))
        if address.startswith("https:") and not target.startswith("https:"):
            raise SourceError(f"{answer.host} leads from https to http", fix="give the address it should be")
        return target

    def _once(self, address: str, body: Path, max_bytes: int, on_bytes: OnBytes | None) -> Answer:
        deadline = time.monotonic() + self.patience.total_s
        times = (self.patience.connect_s, self.patience.read_s)
        got = 0
        with self.session.get(address, timeout=times, stream=True, allow_redirects=False) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            stated = headers.get("content-length", "")
            total = int(stated) if stated.isdigit() else None
            with body.open("wb") as sink:
                for chunk in response.iter_content(_CHUNK):
                    got += len(chunk)
                    self._check(got, max_bytes, deadline, _host(address))
                    sink.write(chunk)
                    if on_bytes:
                        on_bytes(got, total)
        return Answer(_host(address), response.status_code, headers, body)

    def _check(self, got: int, max_bytes: int, deadline: float, host: str) -> None:
        if self.cancel():
            raise Stopped
        if got > max_bytes:
            raise SourceError(
                f"{host} sends more than {whole_number(max_bytes // MEGABYTE)} MB, which is more than is taken",
                fix="use a smaller file, cropped to your own area",
            )
        if time.monotonic() > deadline:
            raise TryAgainError(f"took longer than {self.patience.total_s:g} seconds")

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.cancel():
                raise Stopped
            time.sleep(min(left, _SLICE_S))


def _in_words(error: requests.RequestException, patience: Patience) -> str:
    """Return what went wrong as the end of a sentence; the error's own text holds the whole address."""
    if isinstance(error, requests.ConnectTimeout):
        return f"could not be reached in {patience.connect_s:g} seconds"
    if isinstance(error, requests.Timeout) or "Read timed out" in str(error):
        return f"said nothing for {patience.read_s:g} seconds"
    if isinstance(error, requests.exceptions.SSLError):
        return "could not prove who it is (certificate)"
    if isinstance(error, requests.exceptions.ProxyError):
        return "could not be reached through the proxy"
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return "broke off in the middle"
    return "could not be reached, or closed the connection"


def _host(address: str) -> str:
    return urllib.parse.urlsplit(address).hostname or "the source"


def address_of(address: str, params: Mapping[str, str] | None = None) -> str:
    """Return the address that the cache knows a request by: with its query, without any key.

    Examples
    --------
    >>> address_of("https://api.census.gov/data/2024/acs/acs5", {"for": "tract:*", "in": "state:41 county:051"})
    'https://api.census.gov/data/2024/acs/acs5?for=tract:*&in=state:41%20county:051'
    """
    return _with_query(require_web_address(address), params)


def _with_query(address: str, params: Mapping[str, str] | None) -> str:
    if not params:
        return address
    query = urllib.parse.urlencode(params, safe=":*,", quote_via=urllib.parse.quote)
    return f"{address}{'&' if '?' in address else '?'}{query}"
