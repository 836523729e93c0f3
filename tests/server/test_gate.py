"""From where a request may come, and whose it is: every header a proxy adds, every host, the token."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from server import token
from server.gate import refusal
from server.requests import Asked

OWN = ("127.0.0.1", 8501)


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_TONGUE_MODE", "local")
    monkeypatch.setenv(token.TOKEN_VARIABLE, "opensesame; Path=/")
    token.token.cache_clear()
    yield
    token.token.cache_clear()


def status(kind: str = "http", path: str = "/", query: str = "", method: str = "GET", **headers: str) -> int:
    """Return with what a request that knows the token is refused, 0 if it is not."""
    cookie = f"{token.cookie_name(OWN[1])}={token.as_cookie()}"
    told = {"host": "localhost:8501", "cookie": cookie} | headers
    scope = {
        "type": kind,
        "path": path,
        "method": method,
        "query_string": query.encode(),
        "client": ("127.0.0.1", 40000),
        "server": OWN,
        "headers": [(n.replace("_", "-").encode(), value.encode()) for n, value in told.items() if value],
    }
    refused = refusal(Asked.of(scope), scope)
    return refused[0] if refused else 0


@pytest.mark.parametrize(
    "header",
    [
        *("forwarded", "via", "x_real_ip", "x_forwarded", "x_client_ip", "x_cluster_client_ip", "true_client_ip"),
        *(f"x_forwarded_{name}" for name in ("for", "host", "proto", "port", "server", "prefix", "anything")),
    ],
)
def test_local_mode_refuses_whatever_a_proxy_adds(header: str) -> None:
    assert status(**{header: "127.0.0.1"}) == status("websocket", **{header: "127.0.0.1"}) == 403


def test_local_mode_answers_under_its_own_names_only() -> None:
    fine = ("localhost", "LOCALHOST:8501", "127.0.0.1:1", "127.8.0.1", "[::1]:8501")
    assert [status(host=host) for host in fine] == [0] * len(fine)
    wrong = (
        "evil.example",
        "localhost.evil.example:8501",
        "10.0.0.1",
        "0.0.0.0:8501",
        "[2001:db8::1]",
        "127.0.0.1.nip.io",
    )
    assert [status(host=host) for host in wrong] == [403] * len(wrong)
    broken = ("localhost@evil.example", "localhost:8501:1", "local host", "[::1", "localhost/..")
    assert [status(host=host) for host in broken] == [400] * len(broken)
    assert status(host="") == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", "null", "file://", "http://"])
def test_a_websocket_or_an_upload_from_another_site_is_refused(origin: str) -> None:
    assert status("websocket", origin=origin) == 403
    assert status(path="/_stcore/upload_file/a/b", method="PUT", origin=origin) == 403
    assert status("websocket", origin="http://localhost:8501") == status("websocket") == 0


def test_what_streamlit_tells_everybody_is_closed() -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/v1", "/_stcore/AGENT", "/_stcore/script-health-check"):
        assert status(path=path) == 404, path
    assert status(path="/_stcore/health", cookie="") == status(path="/calendar/KEY.ics", cookie="") == 0
    assert status(path="/calendar/KEY.ics", cookie="", via="1.1 x") == 403


def test_the_token_opens_and_nothing_else_does() -> None:
    assert status() == status(query="token=opensesame%3B+Path%3D%2F&area=7", cookie="") == 0
    for wrong in ("", "token=", "token=opensesame", "tokenx=opensesame%3B+Path%3D%2F"):
        assert status(query=wrong, cookie="") == status("websocket", query=wrong, cookie="") == 403, wrong
    assert status(cookie=f"{token.cookie_name(8501)}=opensesame") == 403
    assert status(cookie=f"{token.cookie_name(8502)}={token.as_cookie()}") == 403
    assert all(sign.isalnum() for sign in token.as_cookie())  # no second cookie by a token of odd signs


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says whose a connection is")
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_the_kernel_says_whose_a_connection_is(family: int, host: str, tmp_path: Path) -> None:
    with closing(socket.socket(family)) as listener:
        try:
            listener.bind((host, 0))
        except OSError:
            pytest.skip(f"{host} is not there")
        listener.listen()
        with closing(socket.create_connection(listener.getsockname()[:2])) as asking, closing(listener.accept()[0]):
            client, server = asking.getsockname()[:2], listener.getsockname()[:2]
            assert token.is_same_account(client, server)
            assert not token.is_same_account((host, 1), server)
            # The same connection in a table that says it is another's, or that its program let it go.
            table = next(
                path
                for path in (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
                if f":{client[1]:04X} " in path.read_text()
            )
            rows = [row.split() for row in table.read_text().splitlines()]
            (row,) = [row for row in rows if row[1].endswith(f":{client[1]:04X}")]
            ends = (row[1].removeprefix(token._MAPPED), row[2].removeprefix(token._MAPPED))
            assert token.account_of(ends, Path("/proc/net")) == os.getuid()
            for changed, wanted in (({7: "4711"}, 4711), ({3: "06"}, None)):
                other = [changed.get(k, part) for k, part in enumerate(row)]
                (tmp_path / "tcp").write_text("\n".join([" ".join(rows[0]), " ".join(other)]))
                assert token.account_of(ends, tmp_path) == wanted
