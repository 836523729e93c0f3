"""Sentences that would claim that federal law asks for something: none may stand in a page or a file."""

from __future__ import annotations

import re

WHO = r"(?:federal|title vi|doj|department of justice|executive order)"
CLAIMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"federal(?:ly)?\W+(?:(?:law|rules?|act|guidance|regulations?)\W+)?(?:requires?|required|mandate|oblige)",
        rf"(?:required|mandated|obliged|bound)\W+(?:by|under)\W+(?:the\W+)?(?:u\.?s\.?\W+)?{WHO}",
        rf"{WHO}(?:\W+\d+)?\W+(?:requires?|mandates?|obliges?)",
        r"safe[ -]harbou?r",
        r"must\W+(?:be\W+)?translated?",
        r"(?:legally|lawfully)\W+required|required\W+by\W+law",
        rf"compl(?:y|ies|iance|iant)\W+with\W+(?:the\W+)?{WHO}",
    )
)


def claims_in(text: str) -> list[str]:
    """Return what in a text claims federal force."""
    return [found.group(0) for claim in CLAIMS for found in claim.finditer(text)]
