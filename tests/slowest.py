"""The thirty tests that take longest, for docs/slowest_tests.md: ``make slowest``, with nothing else running."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "slowest_tests.md"
REPORT = ROOT / "build" / "tests.xml"
SHOWN = 30


def run(arguments: list[str]) -> None:
    """Run the tests with these arguments for pytest, and write the page."""
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", *arguments, f"--junitxml={REPORT}"]
    failed = subprocess.run(command, cwd=ROOT, check=False).returncode
    if failed:
        sys.exit(failed)
    took = time.monotonic() - began
    cases = [(float(case.get("time", 0)), case) for case in ElementTree.parse(REPORT).iter("testcase")]
    slowest = sorted(cases, key=lambda timed: -timed[0])[:SHOWN]
    rows = [f"| {seconds:.1f} | `{case.get('classname')}` | `{case.get('name')}` |" for seconds, case in slowest]
    head = [
        "# The tests that take longest",
        "",
        f"Made by `make slowest`: {len(cases):,} tests of `make test` in {took / 60:.1f} minutes. Seconds are those of",
        "one test with what it sets up, beside two others at work.",
        "",
        "| seconds | file | test |",
        "| --- | --- | --- |",
    ]
    PAGE.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    run(sys.argv[1:])
