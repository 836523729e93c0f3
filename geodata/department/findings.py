"""Findings: what is fine, what to look at and what stops a department, wherever they are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Status = Literal["fine", "look", "stop"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes
    ----------
    status : {"fine", "look", "stop"}
    subject : str
        What was checked.
    finding : str
        What was found, as a sentence.
    fix : str
        How to mend it; empty where there is nothing to mend.
    """

    status: Status
    subject: str
    finding: str
    fix: str = ""


def findings_frame(findings: tuple[Finding, ...]) -> pd.DataFrame:
    """Return the report as a table: status, subject, finding, fix."""
    rows = [(item.status, item.subject, item.finding, item.fix) for item in findings]
    return pd.DataFrame(rows, columns=["status", "subject", "finding", "fix"])
