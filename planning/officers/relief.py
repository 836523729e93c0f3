"""How many officers keep one post filled: by how long its shift is, and how many hours an officer is on duty.

An officer of the source is paid for 2,088 hours a year (365 days less 104 days off, of 8 hours) and is off 239 of them
on leave, in training and sick, so is on duty 1,849 (see ``planning.officers.service``). Another length of shift changes
the hours a post is open, 365 x its length, and not the hours an officer works: 3,650 / 1,849 = 1.97 officers for 10
hours and 4,380 / 1,849 = 2.37 for 12. Where days off a week are told, paid hours follow from them:
(365 - 52 x days off) x length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from planning.errors import InputError
from planning.lists import listed
from planning.officers.service import relief_factor
from planning.words.formats import whole_number

DAYS, WEEKS, HOURS = 365, 52, 24
USUAL_LENGTH = 8.0
PAID_HOURS = 2088.0
LEAVE_HOURS = 239.0


@dataclass(frozen=True, slots=True)
class Duty:
    """How an officer's year is taken to be.

    Attributes
    ----------
    leave_hours : float
        Hours a year on leave, in training, in court and sick.
    days_off : float or None
        A week; None is a 40-hour week whatever the shift.
    shift_length : float or None
        Hours of every shift; None is what the roster tells of each.

    Raises
    ------
    InputError
        If a number is out of range, or nothing of the year is left to work.

    Examples
    --------
    >>> Duty().factor(8), Duty().factor(10), Duty().factor(12), Duty(days_off=3).factor(10)
    (1.58, 1.97, 2.37, 1.97)
    """

    leave_hours: float = LEAVE_HOURS
    days_off: float | None = None
    shift_length: float | None = None

    def __post_init__(self) -> None:
        _require("hours of leave and training", self.leave_hours, 0, PAID_HOURS, "239 is usual")
        if self.days_off is not None:
            _require("days off a week", self.days_off, 0, 6, "2 is usual, or 3 with shifts of 10 hours")
        if self.shift_length is not None:
            _require("hours of a shift", self.shift_length, 1, HOURS, "8, 10, and 12 are usual")
            self.factor(self.shift_length)

    def paid_hours(self, length: float) -> float:
        """Return the hours a year an officer is paid for on shifts of this length."""
        return PAID_HOURS if self.days_off is None else (DAYS - WEEKS * self.days_off) * length

    def factor(self, length: float) -> float:
        """Return officers a post on a shift of so many hours, to two decimals; never fewer than one.

        Raises
        ------
        InputError
            If leave and days off leave no hours to work.
        """
        on_duty = self.paid_hours(length) - self.leave_hours
        if on_duty <= 0:
            raise InputError(
                "leave and days off leave no one on duty", value=self.leave_hours, fix="lower the leave or days off"
            )
        return max(round(relief_factor(DAYS * length, on_duty), 2), 1.0)

    def lengths(self, of_roster: Mapping[str, float]) -> dict[str, float]:
        """Return the hours of each shift: the one length asked for, else the roster's own."""
        return {shift: self.shift_length or length for shift, length in of_roster.items()}

    def sentence(self, of_roster: Mapping[str, float]) -> str:
        """Return how many officers a post takes, and why.

        Examples
        --------
        >>> Duty().sentence({"day": 12.0, "night": 12.0})
        'It takes 2.37 officers to keep one 12-hour slot filled. The slot is open 4,380 hours a year, and an officer is
        on duty 1,849 of them (paid for 2,088, with 239 on leave or in training). Around the clock: 4.74.'
        """
        shifts = self.lengths(of_roster)
        by_length: dict[float, list[str]] = {}
        for shift, length in shifts.items():
            by_length.setdefault(length, []).append(shift)
        parts = []
        for length, names in by_length.items():
            paid = self.paid_hours(length)
            whose = f" ({listed(names)})" if len(by_length) > 1 else ""
            parts.append(
                f"It takes {self.factor(length):.2f} officers to keep one {length:g}-hour slot filled{whose}. "
                f"The slot is open {whole_number(DAYS * length)} hours a year, and an officer is on duty "
                f"{whole_number(paid - self.leave_hours)} of them (paid for {whole_number(paid)}, with "
                f"{whole_number(self.leave_hours)} on leave or in training)."
            )
        if math.isclose(sum(shifts.values()), HOURS):
            parts.append(f"Around the clock: {sum(map(self.factor, shifts.values())):.2f}.")
        return " ".join(parts)


def _require(what: str, value: float, low: float, high: float, fix: str) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise InputError(f"{what} must be from {low:g} to {whole_number(high)}", value=value, fix=fix)
