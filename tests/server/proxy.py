"""The proxy of docs/deploy, started: nginx with that very file."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path

from tests.browser.door import ROOT, free_port, program

EXAMPLE = ROOT / "docs" / "deploy"


def run_nginx(stack: ExitStack, work: Path, host: str, port: int, ports: tuple[int, int]) -> tuple[Path, int]:
    """Start nginx with the example, its names and places replaced; return its log and its port without TLS."""
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={host}",
            "-keyout",
            work / "privkey.pem",
            "-out",
            work / "fullchain.pem",
        ],
        check=True,
        capture_output=True,
    )
    plain = free_port()
    site = (EXAMPLE / "nginx.conf").read_text()
    for old, new in (
        ("/etc/ssl/outreach", str(work)),
        ("/var/log/nginx/common-tongue.log", str(work / "access.log")),
        ("outreach.example.org", host),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
    ):
        assert old in site, old
        site = site.replace(old, new)
    # Where the port is not 443, the name people type has it in it.
    site = site.replace("proxy_set_header Host $host", "proxy_set_header Host $http_host")
    (work / "site.conf").write_text(site)
    folders = "".join(
        f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/error.log;\n"
        f"events {{}}\nhttp {{\n{folders}include {work}/site.conf;\n}}\n"
    )
    command = ["nginx", "-c", str(work / "nginx.conf"), "-p", str(work), "-e", str(work / "error.log")]
    stack.enter_context(program(command, work / "nginx.log", f"http://{host}:{plain}/", {}))
    return work / "access.log", plain
