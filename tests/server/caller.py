"""A dashboard of several people, and who calls it without a browser: over HTTP and by a websocket of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.sync.client import ClientConnection, connect

from tests.browser.door import ROOT, dashboard_command, free_port, wait_for

SECRET = "s" * 48
SOCKETS = """
import socket
real = socket.socket.connect
def connect(self, address):
    host = str(address[0]) if isinstance(address, tuple) else ""
    if host and not host.startswith("127.") and host not in ("::1", "localhost"):
        print(f"OUTSIDE {host}", flush=True)
    return real(self, address)
socket.socket.connect = connect
asked = socket.getaddrinfo
def getaddrinfo(host, *rest, **named):
    if host not in ("localhost", "127.0.0.1", "::1", "0.0.0.0", None):
        print(f"OUTSIDE {host}", flush=True)
    return asked(host, *rest, **named)
socket.getaddrinfo = getaddrinfo
"""
"""Run by the server at its start: whom it calls beside this computer, in its log."""


@contextmanager
def dashboard(work: Path, *, shared: bool, **variables: str) -> Iterator[tuple[str, Path]]:
    """Start the dashboard, and return its address and its log. Its sign-in is known by its secret and never asked."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    (work / "sitecustomize.py").write_text(SOCKETS)
    secrets = work / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{SECRET}"\nclient_id = "x"\n'
        f'client_secret = "{"s" * 32}"\nserver_metadata_url = "http://127.0.0.1:1/"\n'
    )
    command = dashboard_command(port, secrets if shared else None)
    log = work / f"log-{port}"
    env = os.environ | {"PYTHONPATH": str(work), "HOME": str(work)} | variables
    with log.open("wb") as out:
        running = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=env)
    try:
        wait_for(f"{address}/_stcore/health", log)
        yield address, log
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=20)


@dataclass(slots=True)
class Caller:
    """Somebody with the cookies of one browser, and perhaps an open page."""

    address: str
    web: requests.Session
    line: ClientConnection | None = None
    session: str = ""
    heard: bytes = b""
    buttons: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, address: str, email: str = "") -> Caller:
        """Return somebody signed in under this address; nobody, without one."""
        web = requests.Session()
        if email:
            said = {"origin": address, "is_logged_in": True, "email": email, "sub": email, "iat": time.time()}
            web.cookies.set(
                "_streamlit_user", create_signed_value(SECRET, "_streamlit_user", json.dumps(said)).decode()
            )
        web.get(f"{address}/_stcore/health")
        return cls(address, web)

    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.web.cookies)

    def open(self, page: str = "", *, session: str = "", **headers: str) -> Caller:
        """Open a page, and hear until it is drawn."""
        xsrf = self.web.cookies.get("_streamlit_xsrf") or "none"
        own = {"Cookie": self.cookies(), "Origin": self.address} | headers
        self.line = connect(
            self.address.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit", xsrf, *([session] if session else [])],
            additional_headers={name: value for name, value in own.items() if value},
            max_size=None,
            legacy=True,
        )
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self.line.send(asked.SerializeToString())
        return self.hear()

    def hear(self) -> Caller:
        """Hear until a script has run to its end."""
        assert self.line is not None
        while True:
            sent = self.line.recv(timeout=60)
            self.heard += sent
            message = ForwardMsg.FromString(sent)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            if waiting := message.delta.new_element.download_button.deferred_file_id:
                self.buttons.append(waiting)
            if message.WhichOneof("type") == "script_finished":
                return self

    def press(self, button: str) -> str:
        """Press a download button, and return the address of the file it gives."""
        assert self.line is not None
        asked = BackMsg()
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = button
        self.line.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(self.line.recv(timeout=60))
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response.deferred_file.url

    def give(self, size: int, session: str = "") -> int:
        """Give a file in the name of a session, and return the status."""
        where = f"{self.address}/_stcore/upload_file/{session or self.session}/{uuid.uuid4()}"
        xsrf = {"X-Xsrftoken": self.web.cookies.get("_streamlit_xsrf") or ""}
        return self.web.put(where, files={"file": ("a.csv", b"x" * size)}, headers=xsrf).status_code

    def take(self, path: str) -> requests.Response:
        return self.web.get(self.address + path)
