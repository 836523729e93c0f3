"""The questions of a form, and what they are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pages.parts.forms.choices import read_day, read_value

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Attributes
    ----------
    name : str
        The field of the record.
    label : str
        What a person reads.
    kind : {"line", "text", "day", "count", "money", "one", "many", "flag"}
    options : mapping of stored value to what a person reads
        For ``one`` and ``many``.
    help : str
    open : bool
        Whether what is not among the options may be typed: the list names the usual languages, and every living one is
        taken.
    """

    name: str
    label: str
    kind: str = "line"
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    open: bool = False

    def read(self, value: Any) -> str:
        """Return a value of this field as it is read."""
        return read_day(value) if self.kind == "day" else read_value(value, self.options)
