"""The version of the product."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def software_version() -> str:
    """Return the version of the product."""
    try:
        return version("common-tongue")
    except PackageNotFoundError:
        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        line = next(row for row in project.read_text(encoding="utf-8").splitlines() if row.startswith("version"))
        return line.split('"')[1]
