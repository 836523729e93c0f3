"""What was asked of a product, as its file says it: read with care, since anybody may have changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from planning.errors import InputError
from planning.materials.translate_next import TranslationCosts
from planning.officers.demand_posts import DemandRule
from planning.officers.options import PostOptions
from planning.officers.relief import Duty

BESIDE = "beside"
"""Names a file that was given beside the department, and is not kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a product.

    Attributes
    ----------
    values : mapping of str to what JSON holds
    """

    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a word.

        Raises
        ------
        InputError
            If it is not there, or no word.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            raise _unreadable(name, value)
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return a word; None where nothing was said."""
        return None if self.values.get(name) is None else self.text(name)

    def number(self, name: str) -> float:
        """Return a number.

        Raises
        ------
        InputError
            If it is not there, or no number.
        """
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _unreadable(name, value)
        return value

    def whole(self, name: str) -> int:
        """Return a whole number.

        Raises
        ------
        InputError
            If it is not there, or no whole number.
        """
        value = self.number(name)
        if value != int(value):
            raise _unreadable(name, value)
        return int(value)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return pairs of words; none where nothing was said.

        Raises
        ------
        InputError
            If it is no list of pairs.
        """
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, list) and len(one) == 2 for one in value):
            raise _unreadable(name, value)
        return tuple((str(first), str(second)) for first, second in value)

    def flag(self, name: str) -> bool:
        """Return yes or no; no where nothing was said."""
        return self.values.get(name) is True

    def post_options(self) -> PostOptions:
        """Return what was chosen about posts; see ``options_as_json``.

        Raises
        ------
        InputError
            If it is not such a choice.
        """
        given = self.values.get("options")
        names = {field.name for field in fields(PostOptions)}
        if not isinstance(given, dict) or not set(given) <= names:
            raise _unreadable("options", given)
        try:
            hours = tuple((str(name), int(first), int(end)) for name, first, end in given["shift_hours"])
            return PostOptions(
                **given | {"demand": DemandRule(**given["demand"]), "duty": Duty(**given["duty"]), "shift_hours": hours}
            )
        except (TypeError, KeyError, ValueError) as error:
            raise _unreadable("options", given) from error

    def costs(self) -> TranslationCosts:
        """Return the prices of translations; see ``costs_as_json``.

        Raises
        ------
        InputError
            If they are no prices.
        """
        given = self.values.get("costs")
        if not isinstance(given, dict):
            raise _unreadable("costs", given)
        try:
            return TranslationCosts(**given | {"by_language": dict(given["by_language"])})
        except (TypeError, KeyError, ValueError) as error:
            raise _unreadable("costs", given) from error


def costs_as_json(costs: TranslationCosts) -> dict[str, Any]:
    """Return prices as JSON holds them.

    Examples
    --------
    >>> Asked({"costs": costs_as_json(TranslationCosts())}).costs().per_word
    0.22
    """
    plain = {field.name: getattr(costs, field.name) for field in fields(costs)}
    return plain | {"by_language": dict(costs.by_language)}


def _unreadable(name: str, value: object) -> InputError:
    return InputError(
        f"the file’s note of what it was made from can’t be read at {name!r}",
        value=str(value)[:60],
        fix="download the file again",
    )


def options_as_json(options: PostOptions) -> dict[str, Any]:
    """Return a choice about posts as JSON holds it.

    Examples
    --------
    >>> Asked({"options": options_as_json(PostOptions())}).post_options() == PostOptions()
    True
    """
    return asdict(options) | {"shift_hours": [list(one) for one in options.shift_hours]}
