"""What is otherwise on Windows, as far as another system can pretend: files that are held, names, modules."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.department import history, versions
from geodata.department.attach import Attached, save_attached
from geodata.department.department import load_department, save_department
from geodata.department.rules import rule_name_of, save_rule
from geodata.department.versions import kept_versions
from geodata.departments import folder_name
from geodata.files.names import LONGEST, OF_DEVICES
from geodata.files.own_process import ROOT
from planning.errors import InputError
from tests.four_square import four_square_department
from tests.geodata.department.killed_saves import RULE
from tests.tree import tree_of

OF_UNIX = {"fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog"}
Held = Callable[[str, str, int], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_department(four_square_department(), tmp_path / "four")
    return tmp_path / "four"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Refuses a step on files of a name so many times, as Windows does while somebody has them open."""
    monkeypatch.setattr(history, "IS_WINDOWS", True)
    monkeypatch.setattr(history, "PAUSES_S", (0.0,) * 3)

    def hold(step: str, name: str, times: int) -> None:
        real, left = getattr(Path, step), iter(range(times))

        def refused(self: Path, *about: object, **more: object) -> object:
            named = {path.name for path in (self, *about) if isinstance(path, Path)}
            if name in named and next(left, None) is not None:
                raised = PermissionError(13, "The process cannot access the file: another process uses it")
                raised.winerror = 32  # type: ignore[attr-defined]
                raise raised
            return real(self, *about, **more)

        monkeypatch.setattr(Path, step, refused)

    return hold


def change(folder: Path, radius_m: float) -> str:
    seen = load_department(folder)
    changed = replace(seen, settings=replace(seen.settings, radius_m=radius_m))
    return save_attached(Attached(changed, (), what="reach", seen=seen.version)).version


def test_whoever_reads_the_pointer_holds_a_write_up_and_breaks_nothing(folder: Path, held: Held) -> None:
    first = load_department(folder).version
    held("replace", "versions.json", 2)
    held("read_text", "versions.json", 2)
    second = change(folder, 900.0)
    assert load_department(folder).settings.radius_m == 900.0
    held("replace", "versions.json", 4)  # longer than anybody waits
    with pytest.raises(InputError, match="another program has it open"):
        change(folder, 800.0)
    assert load_department(folder).version == second
    third = change(folder, 700.0)
    assert set(kept_versions(folder)) == {first, second, third}


def test_a_version_that_somebody_reads_goes_whole_or_stays_whole(
    folder: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_department(folder).version
    monkeypatch.setattr(versions, "STILL_READ", -versions.STILL_READ)
    kept = replace(load_department(folder).settings, versions_kept=1)
    held("rename", first, 1)
    save_attached(Attached(replace(load_department(folder), settings=kept), ()))
    assert (
        first in kept_versions(folder)
        and versions.version_name(versions.files_of(versions.version_place(folder, first))) == first
    )
    change(folder, 900.0)
    assert first not in kept_versions(folder)


def test_what_windows_cannot_name_is_named_otherwise(tmp_path: Path) -> None:
    for device in ("CON", "nul.", " Com1 ", "lpt9...", "AUX"):
        assert folder_name(device).endswith("-department")
        assert rule_name_of(device).endswith("_own_rule")
    department = save_department(four_square_department(), tmp_path / "four")
    with pytest.raises(InputError, match="cannot be the name of a rule"):
        save_rule(department, RULE, "nul")
    # Two names that differ in their letters' size alone are one folder, on every system.
    assert folder_name("Portland Police") == folder_name("PORTLAND police. ")


@given(st.text(max_size=200))
@pytest.mark.property
def test_any_name_gives_a_folder_that_every_system_takes(name: str) -> None:
    for made in (folder_name(name), rule_name_of(name)):
        assert made.isascii() and made == made.lower() and made not in OF_DEVICES
        assert 0 < len(made) <= LONGEST and made.strip("-_. ") == made


def imports_at_once(path: Path) -> Iterator[str]:
    for step in tree_of(path).body:
        if isinstance(step, ast.Import):
            yield from (name.name.split(".")[0] for name in step.names)
        elif isinstance(step, ast.ImportFrom) and step.module:
            yield step.module.split(".")[0]


def test_no_module_needs_what_only_unix_has() -> None:
    rooms = ("planning", "geodata", "pages", "server", "commands")
    sources = [*ROOT.glob("*.py"), *(path for room in rooms for path in (ROOT / room).rglob("*.py"))]
    assert len(sources) > 300
    needs = {path.name: OF_UNIX & set(imports_at_once(path)) for path in sources}
    assert {name: those for name, those in needs.items() if those} == {}
