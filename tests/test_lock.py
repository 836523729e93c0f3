"""The lock file names, with a hash, every package that the product pins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==([^\s;\\\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {package.lower().replace("_", "-"): version for package, version in PINNED.findall(text)}


@pytest.mark.parametrize(("package", "version"), sorted(pins("requirements.txt").items()))
def test_every_pin_stands_in_the_lock(package, version):
    assert pins("requirements.lock").get(package) == version, "renew it: make lock"


def test_every_locked_package_has_a_hash():
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    assert len(entries) > len(pins("requirements.txt"))
    assert all("--hash=sha256:" in entry for entry in entries)
