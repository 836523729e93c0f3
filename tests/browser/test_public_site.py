"""The pages for the public in Chromium: opened from their files with the network cut, with axe-core, by their links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from outreach import cli
from planning.public.pages import PAGES
from tests.browser.test_access import grave_findings_now

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("published") / "site"
    args = ["publish", "demo", "--to", str(made), "--language", "Spanish", "--language", "Arabic", "--drafts"]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0, result.output
    return made


def test_every_page_opens_from_its_file_without_a_network_and_has_no_serious_finding(
    browser: Any, folder: Path
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=True)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for language, runs in (("", "ltr"), ("es/", "ltr"), ("ar/", "rtl")):
        for name in PAGES:
            page.goto((folder / f"{language}{name}.html").as_uri())
            assert (
                page.locator("h1").count() == 1 and page.evaluate("getComputedStyle(document.body).direction") == runs
            )
            assert grave_findings_now(page) == [], f"{language}{name}"
    page.set_viewport_size({"width": 420, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"} and said == []
    page.get_by_role("link", name="español").click()
    page.get_by_role("link", name="Quién puede ayudar").click()
    assert page.locator("h1").inner_text() == "Quién puede ayudar, por idioma"
    assert page.url.endswith("es/directory.html")
    context.close()
