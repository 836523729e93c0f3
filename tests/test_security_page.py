"""Every promise of docs/security.md names a test that is there."""

from __future__ import annotations

import re

from geodata.files.own_process import ROOT


def test_each_promise_names_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 20
    before = ""
    for row in rows:
        named = re.findall(r"`(tests/[^`]+)`", row) or ([before] if "the same" in row else [])
        assert named, row
        for path in named:
            assert "def test_" in (ROOT / path).read_text(encoding="utf-8"), row
        before = named[0]
