"""Where each input of a department came from, and what became of its file: ``provenance.json``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from geodata.clock import today
from geodata.department.version_files import EDITED, PROVENANCE_FILE
from geodata.department.versions import is_department, place_of
from geodata.files.by_hand import read_edited
from geodata.inputs.account import Account
from geodata.inputs.registry import Read
from geodata.inputs.said import Files, Said, each_file
from planning.errors import InputError


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one input came from (empty text is not known), and the account of its file where it was one."""

    input: str
    title: str = ""
    publisher: str = ""
    address: str = ""
    vintage: str = ""
    retrieved: str = ""
    sha256: str = ""
    licence: str = ""
    account: Account | None = None
    said: Said | None = None
    said_of_others: tuple[Said, ...] = ()
    """What was said of files of other headings, for when one comes again."""

    def as_json(self) -> dict[str, Any]:
        """Return it as the folder keeps it."""
        return asdict(replace(self, account=None, said=None, said_of_others=())) | {
            "account": self.account and self.account.as_json(),
            "said": self.said and self.said.as_json(),
            "said_of_others": [one.as_json() for one in self.said_of_others],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Provenance:
        """Return what ``as_json`` gave, of this version or an older one."""
        account, said = kept.get("account"), kept.get("said")
        return cls(
            **kept
            | {
                "account": account and Account.from_json(account),
                "said": said and Said.from_json(said),
                "said_of_others": tuple(map(Said.from_json, kept.get("said_of_others", ()))),
            }
        )

    @property
    def all_said(self) -> tuple[Said, ...]:
        """What was said of its columns, of this file and of others before it."""
        return (*((self.said,) if self.said else ()), *self.said_of_others)


def file_provenance(name: str, path: Files, vintage: str = "", read: Read | None = None, *, zone: tzinfo) -> Provenance:
    """Return where an input came from that a person gave as a file or several, and what became of it.

    It is dated by the day it is now where the department is.

    The checksum of several is that of their bytes, one after the other.
    """
    files = each_file(path)
    checksum = hashlib.sha256()
    for file in files:
        checksum.update(file.read_bytes())
    return Provenance(
        input=name,
        title=" and ".join(file.name for file in files),
        vintage=vintage,
        retrieved=today(zone).isoformat(),
        sha256=checksum.hexdigest(),
        account=read.account if read else None,
        said=read.said if read else None,
        said_of_others=read.others if read else (),
    )


def survey_years(vintage: int) -> str:
    """Return the five years of a survey.

    Examples
    --------
    >>> survey_years(2019)
    '2015-2019'
    """
    return f"{vintage - 4}-{vintage}"


def read_provenance(folder: Path) -> dict[str, Any]:
    """Return what a folder holds of where its inputs came from, and its notes; nothing where no file tells.

    Raises
    ------
    InputError
    """
    try:
        content: dict[str, Any] = json.loads(read_edited(folder / PROVENANCE_FILE))
    except FileNotFoundError:
        return {"inputs": [], "notes": []}
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / PROVENANCE_FILE} cannot be read", value=str(error), fix=EDITED) from error
    if not isinstance(content, dict) or not all(isinstance(content.get(name), list) for name in ("inputs", "notes")):
        raise InputError(f"{folder / PROVENANCE_FILE} is not as this program writes it", fix=EDITED)
    return content


def read_sources(place: Path) -> tuple[Provenance, ...]:
    """Return where the inputs came from whose files lie at a place.

    Raises
    ------
    InputError
    """
    try:
        return tuple(Provenance.from_json(source) for source in read_provenance(place)["inputs"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(
            f"{place / PROVENANCE_FILE} is not as this program writes it", value=str(error), fix=EDITED
        ) from error


def said_in(folder: Path) -> tuple[Said, ...]:
    """Return what somebody said the columns of the files of a department are; nothing where there is none."""
    if not is_department(folder):
        return ()
    return tuple(said for source in read_sources(place_of(folder)[0]) for said in source.all_said)
