"""Measuring."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from planning.errors import UnknownNameError

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@click.command()
@click.argument("name", required=False)
def bench(name: str | None) -> None:
    """Measure, side by side with what one would use instead. NAME is a file of benchmarks/."""
    known = sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))
    if name is not None and name not in known:
        raise UnknownNameError("benchmark", name, known)
    for each in [name] if name else known:
        click.echo(f"== {each}")
        importlib.import_module(f"benchmarks.{each}").run()
