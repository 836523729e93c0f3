"""What the proxy of docs/deploy does by itself, with no dashboard behind it."""

from __future__ import annotations

import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.browser.door import free_port
from tests.server.proxy import run_nginx

pytestmark = pytest.mark.browser
HOST = "localhost"


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed: the proxy example of docs/deploy was not tried")
    with ExitStack() as stack:
        secure = free_port()
        yield run_nginx(stack, tmp_path_factory.mktemp("nginx"), HOST, secure, (free_port(), free_port()))[1], secure


def ask(port: int, path: str, host: str = HOST, *, secure: bool = False) -> bytes:
    """Ask word for word, as no client would, and return all of the answer."""
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    if secure:
        line = ssl._create_unverified_context().wrap_socket(line, server_hostname=HOST)
    with line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := line.recv(65536):
            answer += part
        return answer


@pytest.mark.parametrize("mark", ["%0d%0a", "%0D%0A", "%0a", "%0d", "%e5%98%8a%e5%98%8d", "%250d%250a", "?%0d%0a"])
def test_nobody_else_writes_a_header_of_the_redirect(ports: tuple[int, int], mark: str) -> None:
    head = ask(ports[0], f"/a{mark}Set-Cookie:%20common_tongue=theirs{mark}X-Own:%201").partition(b"\r\n\r\n")[0]
    lines = head.split(b"\r\n")
    assert lines[0].startswith(b"HTTP/1.1 301")
    names = {line.partition(b":")[0].lower() for line in lines[1:]}
    assert names == {b"server", b"date", b"content-type", b"content-length", b"connection", b"location"}
    (where,) = [line for line in lines if line.lower().startswith(b"location:")]
    assert where.startswith(b"Location: https://localhost/a") and b"\n" not in where


def test_the_redirect_goes_to_the_own_name_and_keeps_the_address(ports: tuple[int, int]) -> None:
    assert b"Location: https://localhost/need?area=7&x=%2F\r\n" in ask(ports[0], "/need?area=7&x=%2F")
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1"):
        assert ask(ports[0], "/", host) == b"", host
        assert ask(ports[1], "/", host, secure=True) == b"", host


def test_what_is_closed_is_closed_however_it_is_written(ports: tuple[int, int]) -> None:
    for path in ("/_stcore/metrics", "/_stcore/METRICS", "/_stcore//metrics", "/_stcore/%6detrics", "/_stcore/agent/x"):
        assert ask(ports[1], path, secure=True).startswith(b"HTTP/1.1 404"), path
