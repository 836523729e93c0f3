"""What a batch is asked, and the note of it in its folder, by which a second run knows the work of the first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from geodata.files.checksums import sha256_of
from geodata.files.formats import require_local_file
from geodata.files.limits import NATION
from geodata.papers.exports import write_file
from geodata.version import software_version
from planning.errors import InputError
from planning.lists import listed
from planning.rules import ThresholdRule, find_rule
from planning.vocabulary import CUSTOM_LEVEL

NOTE = "batch.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch is made of.

    Attributes
    ----------
    areas : tuple of Path
        The map of the agencies.
    id_column : str
        Which column tells agencies apart.
    tracts, language, points : tuple of Path
        As for a department, each in one file or several; no points: people are placed by land.
    rule : ThresholdRule
        What decides for every agency.
    day : date
        The day on which a rule is past its review.
    name_column : str
        Which column names an agency; empty for none.
    duplicates : str
        What to do with rows that share an id: ``refuse`` or ``dissolve``.
    """

    areas: tuple[Path, ...]
    id_column: str
    tracts: tuple[Path, ...]
    language: tuple[Path, ...]
    points: tuple[Path, ...]
    rule: ThresholdRule
    day: date
    name_column: str = ""
    duplicates: str = "refuse"

    def files(self) -> dict[str, tuple[Path, ...]]:
        """Return the files by what they are."""
        return {"areas": self.areas, "tracts": self.tracts, "language": self.language, "points": self.points}


def find_rule_for_many(name: str) -> ThresholdRule:
    """Return the rule of this name, if agencies that know nothing of each other can go by it.

    Raises
    ------
    UnknownNameError
        If there is none.
    InputError
        If it names beats of one department.
    """
    rule = find_rule(name)
    if rule.base == CUSTOM_LEVEL:
        raise InputError(
            f"the rule {name} is read for beats that it names, which belong to one department",
            fix="choose another rule",
        )
    return rule


@dataclass(frozen=True, slots=True)
class Note:
    """What the folder of a batch says of itself; everything it is made of, and nothing of where or when it was run.

    Attributes
    ----------
    version : str
        Of the product.
    rule, rule_sha256 : str
    day : str
        Of the first run: a second one goes by it, too.
    id_column, name_column, duplicates : str
    inputs : mapping of role to list of {"file", "sha256"}
    """

    version: str
    rule: str
    rule_sha256: str
    day: str
    id_column: str
    name_column: str
    duplicates: str
    inputs: dict[str, list[dict[str, str]]]
    format: int = FORMAT

    @classmethod
    def of(cls, asked: Asked) -> Note:
        """Return the note of what is asked; the files are read for their checksums."""
        return cls(
            software_version(),
            asked.rule.name,
            hashlib.sha256(repr(asked.rule).encode()).hexdigest(),
            asked.day.isoformat(),
            asked.id_column,
            asked.name_column,
            asked.duplicates,
            {
                role: [{"file": file.name, "sha256": sha256_of(require_local_file(file, NATION))} for file in files]
                for role, files in asked.files().items()
            },
        )


SAID = {
    "format": "the form of the folder",
    "version": "the version of Common Tongue",
    "rule": "the rule",
    "rule_sha256": "what the rule says",
    "id_column": "the id column",
    "name_column": "the name column",
    "duplicates": "what is done with repeated ids",
}
"""What a person calls the parts of a note."""


def begin_or_go_on(folder: Path, asked: Asked) -> Note:
    """Write the note of a batch into its folder, or return the one that is there if it is of the same.

    Raises
    ------
    InputError
        If the folder holds something else, or a batch of something else; what differs is named.
    """
    wanted = Note.of(asked)
    if not (folder / NOTE).is_file():
        if folder.is_dir() and any(folder.iterdir()):
            raise InputError(f"{folder} is not empty and holds no batch", fix="choose a new folder for the batch")
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / NOTE, (json.dumps(asdict(wanted), indent=1) + "\n").encode())
        return wanted
    found = load_note(folder)
    other = _differences(found, wanted)
    if other:
        raise InputError(
            f"{folder} holds a batch made of something else: {listed(other)} differ" + ("s" if len(other) == 1 else ""),
            fix="choose another folder, or give what that batch was begun with",
        )
    return found


def _differences(found: Note, wanted: Note) -> list[str]:
    parts = [said for name, said in SAID.items() if getattr(found, name) != getattr(wanted, name)]
    for role, files in wanted.inputs.items():
        if [one["sha256"] for one in found.inputs.get(role, ())] != [one["sha256"] for one in files]:
            parts.append(f"the {role} ({listed([one['file'] for one in files]) or 'none'})")
    return parts


def load_note(folder: Path) -> Note:
    """Return the note in the folder of a batch.

    Raises
    ------
    InputError
        If there is none, or it cannot be read.
    """
    try:
        kept: dict[str, Any] = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return Note(**{field.name: kept[field.name] for field in fields(Note)})
    except FileNotFoundError:
        raise InputError(f"{folder} holds no batch", fix="give the folder that 'outreach.py batch' wrote") from None
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{folder / NOTE} cannot be read", fix="make the batch again in another folder") from None
