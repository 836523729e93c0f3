"""A shared dashboard with a real sign-in beside it, and what came over the wire to whoever knocked."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from geodata.records.store import Store
from planning.records.roles import Actor

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
ROLES = ("admin", "coordinator", "recruiter", "commander", "viewer")
STRANGER = "stranger"
USER_COOKIE = "_streamlit_user"
GROUP_OF = {"viewer": "city-hall", "commander": "command staff"}
"""Roles that are given to a group of the sign-in; the others to an address."""


def address_of(name: str) -> str:
    """The e-mail address of one of the people of these tests, who are called by their role."""
    return f"{name}@pd.example"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(address: str, log: Path) -> None:
    """Wait until something answers, whatever it says."""
    deadline = time.monotonic() + START_SECONDS
    asked = urlsplit(address)
    while time.monotonic() < deadline:
        with suppress(OSError), closing(HTTPConnection(asked.netloc, timeout=1)) as line:
            line.request("GET", asked.path or "/")
            line.getresponse()
            return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}:\n{log.read_text(errors='replace')[-2000:]}")


def dashboard_command(port: int, secrets: Path | None = None) -> list[str]:
    """Return what starts the dashboard on a port, with the secrets of its sign-in."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    return [*command, "--server.port", str(port), *(["--secrets.files", str(secrets)] if secrets else [])]


@contextmanager
def program(command: list[str], log: Path, answers_at: str, env: Mapping[str, str]) -> Iterator[None]:
    """Run a program until it is no longer wanted."""
    with log.open("ab") as out:
        running = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=os.environ | env, start_new_session=True
        )
    try:
        wait_for(answers_at, log)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGTERM)
        try:
            running.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@dataclass(frozen=True, slots=True)
class House:
    """A department that is shared: its folder, its sign-in, and the secrets of both."""

    department: Path
    work: Path
    provider: str
    cookie_secret: str

    @contextmanager
    def dashboard(self, port: int | None = None, public: str = "", **variables: str) -> Iterator[str]:
        """Start the dashboard as it is started behind a proxy, and return its address.

        ``public`` is the address people use, if it is another one.
        """
        port = port or free_port()
        address = f"http://127.0.0.1:{port}"
        secrets_file = self.work / f"secrets-{port}.toml"
        secrets_file.write_text(
            f'[auth]\nredirect_uri = "{public or address}/oauth2callback"\ncookie_secret = "{self.cookie_secret}"\n'
            f'client_id = "common-tongue"\nclient_secret = "{"s" * 32}"\n'
            f'server_metadata_url = "{self.provider}/.well-known/openid-configuration"\n'
        )
        log = self.work / f"dashboard-{port}.log"
        command = dashboard_command(port, secrets_file)
        env = {"COMMON_TONGUE_DEPARTMENT": str(self.department), "COMMON_TONGUE_MODE": "shared", "HOME": str(self.work)}
        with program(command, log, f"{address}/_stcore/health", env | variables):
            yield address

    def log_of(self, address: str) -> str:
        return (self.work / f"dashboard-{address.rpartition(':')[2]}.log").read_text(errors="replace")


@contextmanager
def shared_house(department: Path, work: Path) -> Iterator[House]:
    """Start a sign-in that knows one person of each role, and one who has none."""
    port = free_port()
    claims = []
    for name in (*ROLES, STRANGER):
        groups = [GROUP_OF[name]] if name in GROUP_OF else ["everybody"]
        claims += ["--user-claims", json.dumps({"sub": name, "email": address_of(name), "groups": groups})]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *claims]
    with program(command, work / "sign-in.log", f"http://127.0.0.1:{port}/", {}):
        yield House(department, work, f"http://127.0.0.1:{port}", secrets.token_hex(24))


def give_roles(store: Store, by: Actor) -> None:
    """Let everybody in but the administrator, as an administrator does."""
    for role in ROLES[1:]:
        kind = "group" if role in GROUP_OF else "email"
        subject = GROUP_OF.get(role, address_of(role))
        store.add(by, "person", {"subject_kind": kind, "subject": subject, "role": role, "active": True})


def re_signed(cookies: list[dict[str, Any]], secret: str, **claims: Any) -> list[dict[str, Any]]:
    """Return a kept sign-in that says something else: when it was issued, or for which address."""
    made = []
    for cookie in cookies:
        if cookie["name"] == USER_COOKIE:
            said = json.loads(decode_signed_value(secret, USER_COOKIE, cookie["value"])) | claims
            made.append(cookie | {"value": create_signed_value(secret, USER_COOKIE, json.dumps(said)).decode()})
    return made


class Visitor:
    """A browser of its own, that keeps everything the server sends over the websocket."""

    def __init__(self, browser: Any, cookies: list[dict[str, Any]] | None = None, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000}, **options)
        if cookies:
            self.context.add_cookies(cookies)
        self.page = self.context.new_page()
        self.frames: list[bytes] = []
        self.page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        socket.on("framereceived", lambda sent: self.frames.append(sent if isinstance(sent, bytes) else sent.encode()))

    def sent(self, text: str) -> bool:
        """Whether the server has sent this text since ``forget``."""
        return any(text.encode() in frame for frame in self.frames)

    def forget(self) -> None:
        self.frames.clear()

    def sign_in(self, address: str, name: str) -> None:
        """Sign in by the buttons a person presses."""
        self.page.goto(address)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/oauth2/authorize**")
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_url(f"{address}/**")

    def settle(self, text: str) -> None:
        """Wait until the page says this, and all that belongs to it has come."""
        self.page.get_by_text(text).first.wait_for(timeout=90_000)
        self.page.wait_for_timeout(400)

    def cookies(self) -> list[dict[str, Any]]:
        return [cookie for cookie in self.context.cookies() if cookie["name"].startswith("_streamlit_user")]

    def close(self) -> None:
        self.context.close()
