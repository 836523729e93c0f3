"""What was found, in sentences: written from the results, so that no figure in them can differ from the tables."""

from __future__ import annotations

import textwrap

import pandas as pd

from benchmarks.calibration.hold import BOTH, BRACKET
from benchmarks.calibration.verdicts import DISTANCE_NAMES, ESTIMATE, UNMARKED
from benchmarks.calibration.verdicts import MARGIN as BY_MARGIN
from planning.need.calibration import (
    AS_SHOWN,
    COARSE_FORMS,
    COMBINED,
    CUT,
    DEPARTMENT,
    LARGE_SIZES,
    MARGIN,
    SMALL,
    SMALL_SIZES,
    WHOLE,
    CalibrationResults,
)

ALL_SIZES = SMALL_SIZES + LARGE_SIZES
WIDTH = 119
IN_WORDS = {WHOLE: "Areas of whole tracts", CUT: "Areas that cut tracts", SMALL: "Beats smaller than a tract"}
NEAR = DISTANCE_NAMES[2:9]
"""Between half and twice the threshold."""


def found_text(results: CalibrationResults) -> str:
    """Return the findings as a list in Markdown."""
    points = (_whole_tracts, _cut_tracts, _where_it_fails, _verdicts, _given, _gaps)
    text = "\n".join(_wrapped(f"- {point(results)}") for point in points)
    return text + "\n"


def _wrapped(text: str) -> str:
    """Return the text in lines; a figure and its per cent stay together."""
    held = text.replace(" %", "\N{NO-BREAK SPACE}%")
    lines = textwrap.wrap(held, WIDTH, subsequent_indent="  ")
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def _whole_tracts(results: CalibrationResults) -> str:
    held = [
        f"{_percent(results.held((WHOLE,), MARGIN, (size,)))} of {size.replace('-', ' to ')}" for size in SMALL_SIZES
    ]
    large = _percent(results.held((WHOLE,), MARGIN, LARGE_SIZES))
    return (
        f"**Areas of whole tracts.** The published margin holds {large} of the time for 800 people or more; for fewer "
        f"it holds less often: {', '.join(held)} people. No wrong formula is behind this: a survey of one address in "
        "twelve often meets none of fifteen households, and then publishes 0 ± 12."
    )


def _cut_tracts(results: CalibrationResults) -> str:
    cut = (CUT, SMALL)
    margin, bracket = (_percent(results.held(cut, interval, ALL_SIZES)) for interval in (MARGIN, BRACKET))
    return (
        f"**Areas that cut tracts.** Neither the margin ({margin}) nor the bracket ({bracket}) holds alone. Added "
        f"plainly they hold {_percent(results.worst(cut, BOTH, ALL_SIZES))} at worst, as they fail for few people, for "
        "the same reason as above. The **combined interval** (`planning/need/intervals.py`) holds at least "
        f"{_percent(results.worst(cut, COMBINED, ALL_SIZES))} in every kind of city, form of cut and size of language."
    )


def _where_it_fails(results: CalibrationResults) -> str:
    table = results.tables["hold"]
    coarse = table[table["form"].isin(COARSE_FORMS) & (table["interval"] == COMBINED) & table["size"].isin(ALL_SIZES)]
    worst = coarse.loc[coarse["worst"].idxmin()]
    return (
        "**Where it fails.** With block-group centres in place of blocks nobody knows well which part of a tract is "
        "inside, and the bracket itself is wrong: even the combined interval falls to "
        f"{_percent(worst['worst'])} in the worst kind of city ({worst['worst_kind']}, {worst['size']} people). Add "
        "census blocks; until then the product says so beside the figure."
    )


def _verdicts(results: CalibrationResults) -> str:
    def wrong(decider: str, *forms: str) -> str:
        return _percent(results.worst_verdicts(forms, decider), 1)

    return (
        "**Verdicts.** Wrong in the worst kind of city, at the distance from the threshold where most are: *by "
        f"estimate and margin* at most {wrong(BY_MARGIN, WHOLE, DEPARTMENT)} of cases in areas of whole tracts, but "
        f"{wrong(BY_MARGIN, CUT)} in areas that cut tracts and {wrong(BY_MARGIN, SMALL)} in beats smaller than a "
        "tract. "
        "*As shown* on screens and papers, where a verdict in an area that cuts tracts must stand with both errors: "
        f"{wrong(AS_SHOWN, WHOLE, DEPARTMENT)}, {wrong(AS_SHOWN, CUT)} and {wrong(AS_SHOWN, SMALL)}; with block-group "
        f"centres {wrong(AS_SHOWN, *COARSE_FORMS)}. To pass over those alone whose threshold lies within the bracket "
        f"(*margin, boundary not in doubt*) is not enough: {wrong(UNMARKED, SMALL)} in beats smaller than a tract. A "
        f"peer who reads the *estimate alone* is wrong in up to {wrong(ESTIMATE, WHOLE, CUT, SMALL)}: that is what "
        "“cannot tell” is worth."
    )


def _given(results: CalibrationResults) -> str:
    def told(decider: str, form: str) -> str:
        given, wrong = near_threshold(results.tables["verdicts"], form, decider)
        return f"{_percent(given)} given, {_percent(wrong, 1)} of those wrong"

    parts = [
        f"{IN_WORDS[form]}: as shown {told(AS_SHOWN, form)}; by the margin {told(BY_MARGIN, form)}; by the estimate "
        f"alone {told(ESTIMATE, form)}"
        for form in (WHOLE, CUT, SMALL)
    ]
    return f"**What it costs.** Between half and twice the threshold, over all kinds of city: {'. '.join(parts)}."


def near_threshold(verdicts: pd.DataFrame, form: str, decider: str) -> tuple[float, float]:
    """Return the share of cells between half and twice the threshold with a verdict, and of those the share wrong."""
    near = verdicts[
        (verdicts["form"] == form) & (verdicts["decider"] == decider) & verdicts["distance"].isin(list(NEAR))
    ]
    given, wrong = ((near[name] * near["cells"]).sum() for name in ("given", "wrong"))
    return float(given / near["cells"].sum()), float(wrong / given)


def _gaps(results: CalibrationResults) -> str:
    table = results.tables["gaps"]

    def told(decider: str, form: str) -> str:
        own = table[(table["form"] == form) & (table["verdict"] == decider) & (table["real"] > 0)]
        said, real = own["said"].sum(), own["real"].sum()
        right = (own["said_is_real"].fillna(0) * own["said"]).sum()
        open_ = (own["real_not_told"] * own["real"]).sum()
        return f"{_percent(right / said)} of gaps said were real, {_percent(open_ / real)} of real ones were not told"

    parts = [
        f"{IN_WORDS[form]}: as shown {told(AS_SHOWN, form)}; by the margin {told(BY_MARGIN, form)}"
        for form in (CUT, SMALL)
    ]
    return (
        f"**Bilingual gaps** rest on verdicts too. {'. '.join(parts)}. A gap that is said asks for a hire, so posts "
        "follow the verdict as shown; ask for posts by district where beats are small."
    )


def _percent(share: float, decimals: int = 0) -> str:
    return f"{share * 100:.{decimals}f} %"
