"""The plots and the printed tables of docs/calibration.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from benchmarks.calibration.city import KINDS
from benchmarks.calibration.ground import CUT, SMALL, WHOLE
from benchmarks.calibration.hold import BOTH, BRACKET, COMBINED, FEW_CELLS, HALFWAY, MARGIN, MOST_OF_THE_WAY, SIZE_NAMES
from benchmarks.calibration.page import markdown
from benchmarks.calibration.truth import DEPARTMENT, TRACT
from benchmarks.calibration.verdicts import AS_SHOWN, DISTANCE_NAMES, ESTIMATE, UNMARKED
from benchmarks.calibration.verdicts import MARGIN as BY_MARGIN

COARSE_FORMS = (f"{CUT}, block groups", f"{SMALL}, block groups")
FORMS = (TRACT, WHOLE, DEPARTMENT, CUT, SMALL, *COARSE_FORMS)
VERDICT_FORMS = (WHOLE, CUT, SMALL, DEPARTMENT, *COARSE_FORMS)
INTERVALS = (MARGIN, BRACKET, BOTH, HALFWAY, MOST_OF_THE_WAY, COMBINED)
DECIDERS = (ESTIMATE, BY_MARGIN, AS_SHOWN, UNMARKED, HALFWAY, COMBINED)
_LOOK = {
    MARGIN: ("#b5651d", "-", "o"),
    BRACKET: ("#7a7a7a", ":", "x"),
    BOTH: ("#7a7a7a", "--", "s"),
    HALFWAY: ("#4f9d9d", "-.", "^"),
    COMBINED: ("#00545c", "-", "D"),
    ESTIMATE: ("#7a7a7a", ":", "x"),
    BY_MARGIN: ("#b5651d", "-", "o"),
    UNMARKED: ("#7a7a7a", "--", "s"),
    AS_SHOWN: ("#00545c", "-", "D"),
}
"""Colour, line and mark: each line is told apart without its colour."""


def draw(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Write the two plots."""
    folder.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False})
    _save(_hold_plot(tables["hold"]), folder / "calibration_hold.png")
    _save(_verdict_plot(tables["verdicts"]), folder / "calibration_verdicts.png")


def _save(figure: plt.Figure, path: Path) -> None:
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)


def _hold_plot(hold: pd.DataFrame) -> plt.Figure:
    forms = (WHOLE, CUT, SMALL, f"{CUT}, block groups")
    figure, axes = plt.subplots(len(KINDS), len(forms), figsize=(11, 2 * len(KINDS)), sharex=True, sharey=True)
    for row, kind in zip(axes, KINDS, strict=True):
        for axis, form in zip(row, forms, strict=True):
            part = hold[(hold["kind"] == kind) & (hold["form"] == form) & (hold["cells"] >= FEW_CELLS)]
            for interval in (MARGIN, BRACKET, BOTH, COMBINED):
                held = part[part["interval"] == interval].set_index("size")["held"].reindex(SIZE_NAMES)
                colour, line, mark = _LOOK[interval]
                axis.plot(range(len(SIZE_NAMES)), held * 100, line, color=colour, marker=mark, ms=3, label=interval)
            axis.axhline(90, color="black", lw=0.6)
            axis.set_ylim(0, 102)
            axis.set_title(f"{kind}: {form}", fontsize=8)
    for axis in axes[-1]:
        axis.set_xticks(range(len(SIZE_NAMES)), SIZE_NAMES, rotation=60)
        axis.set_xlabel("true people")
    for axis in axes[:, 0]:
        axis.set_ylabel("% that hold the truth")
    _legend(figure, axes[0, 0])
    return figure


def _verdict_plot(verdicts: pd.DataFrame) -> plt.Figure:
    forms, names = (WHOLE, CUT, SMALL), DISTANCE_NAMES
    figure, axes = plt.subplots(2, len(forms), figsize=(11, 6), sharex=True, sharey="row")
    sums = _worst_by(verdicts, ["form", "distance", "decider"])
    for column, form in enumerate(forms):
        for decider in (ESTIMATE, BY_MARGIN, UNMARKED, HALFWAY, AS_SHOWN):
            part = sums[(sums["form"] == form) & (sums["decider"] == decider)].set_index("distance").reindex(names)
            colour, line, mark = _LOOK[decider]
            for axis, measure in zip(axes[:, column], ("wrong", "given"), strict=True):
                axis.plot(range(len(names)), part[measure] * 100, line, color=colour, marker=mark, ms=3, label=decider)
        axes[0, column].axhline(10, color="black", lw=0.6)
        axes[0, column].set_title(f"{form}: wrong, in the worst kind of city", fontsize=8)
        axes[1, column].set_title("verdict given, all kinds", fontsize=8)
        axes[1, column].set_xticks(range(len(names)), names, rotation=60)
        axes[1, column].set_xlabel("truth / threshold")
    axes[0, 0].set_ylabel("% of cells")
    axes[1, 0].set_ylabel("% of cells")
    _legend(figure, axes[0, 0])
    return figure


def _legend(figure: plt.Figure, axis: plt.Axes) -> None:
    handles, labels = axis.get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper center", ncols=len(labels), frameon=False)
    figure.tight_layout(rect=(0, 0, 1, 0.96))


def _worst_by(verdicts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return over all kinds the share given, and the share wrong in the kind where most are."""
    enough = verdicts[verdicts["cells"] >= FEW_CELLS]
    worst = enough.groupby(keys)["wrong"].max()
    given = (verdicts["given"] * verdicts["cells"]).groupby([verdicts[key] for key in keys]).sum()
    cells = verdicts.groupby(keys)["cells"].sum()
    return pd.DataFrame({"wrong": worst, "given": given / cells, "cells": cells}).reset_index()


def page_tables(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Return every table of the page as Markdown, by the name of its marks."""
    texts = {
        "hold": _hold_text(tables["hold"]),
        "hold_worst": _worst_text(tables["hold"]),
        "widths": _width_text(tables["hold"]),
        "verdicts": _verdict_text(tables["verdicts"], "wrong"),
        "given": _verdict_text(tables["verdicts"], "given"),
        "rules": _rule_text(tables["rules"]),
        "lumps": markdown(tables["lumps"], {"given", "false_met", "false_not_met", "wrong"}),
        "gaps": markdown(tables["gaps"], {"said_is_real", "real_is_said", "real_not_told"}),
        "plans": markdown(tables["plans"], {"within_5_percent", "median", "worst"}),
        "weights": markdown(tables["weights"], {"share_of_truth"}),
        "survey": markdown(tables["survey"], set()),
        "hold_plot": "![How often each interval holds the truth](figures/calibration_hold.png)\n",
        "verdict_plot": "![Wrong and given verdicts by distance](figures/calibration_verdicts.png)\n",
        "verdict_file": 'With false "met", false "not met" and "cannot tell" apart, at every distance: every preset in '
        "[calibration_verdicts.csv](calibration_verdicts.csv), every kind of city and form of area in "
        "[calibration_verdicts_by_kind.csv](calibration_verdicts_by_kind.csv).\n",
    }
    if "real_cities" in tables:
        texts["real_cities"] = markdown(tables["real_cities"], {"share_of_truth"})
        brackets = tables["portland_brackets"]
        texts["portland_brackets"] = markdown(brackets, set(brackets.columns) - {"estimate", "cells"})
    return texts


def _hold_text(hold: pd.DataFrame) -> str:
    """Return held shares over all kinds: form and size down, interval across."""
    held = (hold["held"] * hold["cells"]).groupby([hold[key] for key in ("form", "size", "interval")]).sum()
    cells = hold.groupby(["form", "size", "interval"])["cells"].sum()
    table = (held / cells).unstack("interval")[list(INTERVALS)]
    order = [(form, size) for form in FORMS for size in SIZE_NAMES if (form, size) in table.index]
    table = table.loc[order]
    table.insert(0, "cells", cells.xs(MARGIN, level="interval").loc[order])
    return markdown(table.reset_index(), set(INTERVALS))


def method_tables(published: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the two short tables of docs/method.md, from what the product itself carries."""
    return {
        "hold_rates": _hold_rate_text(published["hold"]),
        "verdict_rates": _verdict_rate_text(published["verdicts"]),
    }


def _hold_rate_text(hold: pd.DataFrame) -> str:
    """Return by form and size how often each interval held, over all kinds of city and in the worst."""
    cells = hold.set_index(["form", "size", "interval"])
    rows = []
    for form in (WHOLE, CUT, SMALL):
        for size in SIZE_NAMES[2:]:
            row = {"areas": form, "people": size}
            for interval in (MARGIN, BRACKET, BOTH, COMBINED):
                held, worst = cells.loc[(form, size, interval), ["held", "worst"]]
                row[interval] = f"{held * 100:.0f} %" + ("" if worst != worst else f" ({worst * 100:.0f})")
            rows.append(row)
    return markdown(pd.DataFrame(rows), set())


def _verdict_rate_text(verdicts: pd.DataFrame) -> str:
    """Return the largest share of wrong verdicts at any distance, and the share given near the threshold."""
    rows = []
    for form in VERDICT_FORMS:
        row = {"areas": form}
        for decider in DECIDERS:
            part = verdicts[(verdicts["form"] == form) & (verdicts["decider"] == decider)]
            if part.empty:
                continue
            near = part[part["distance"].isin(DISTANCE_NAMES[2:9])]
            given = (near["given"] * near["cells"]).sum() / near["cells"].sum()
            row[decider] = f"{part['worst'].max() * 100:.1f} % wrong, {given * 100:.0f} % given"
        rows.append(row)
    return markdown(pd.DataFrame(rows), set())


def _worst_text(hold: pd.DataFrame) -> str:
    """Return for every form the worst class of kind and size, by interval."""
    enough = hold[(hold["cells"] >= FEW_CELLS) & (hold["size"] != SIZE_NAMES[0])]
    rows = []
    for form in FORMS:
        row = {"form": form}
        for interval in (MARGIN, BOTH, HALFWAY, MOST_OF_THE_WAY, COMBINED):
            part = enough[(enough["form"] == form) & (enough["interval"] == interval)]
            if part.empty:
                continue
            worst = part.loc[part["held"].idxmin()]
            row[interval] = f"{worst['held'] * 100:.0f} % ({worst['kind']}, {worst['size']})"
        rows.append(row)
    return markdown(pd.DataFrame(rows), set())


def _width_text(hold: pd.DataFrame) -> str:
    part = hold[hold["form"].isin([WHOLE, CUT, SMALL])]
    persons = (part["width"] * part["cells"]).groupby([part[key] for key in ("form", "size", "interval")]).sum()
    table = (persons / part.groupby(["form", "size", "interval"])["cells"].sum()).unstack("interval")
    order = [(form, size) for form in (WHOLE, CUT, SMALL) for size in SIZE_NAMES if (form, size) in table.index]
    return markdown(table.loc[order, list(INTERVALS)].round(0).reset_index(), set())


def _verdict_text(verdicts: pd.DataFrame, measure: str) -> str:
    sums = _worst_by(verdicts, ["form", "distance", "decider"])
    table = sums.pivot(index=["form", "distance"], columns="decider", values=measure)[list(DECIDERS)]
    cells = sums[sums["decider"] == ESTIMATE].set_index(["form", "distance"])["cells"]
    order = [(form, name) for form in VERDICT_FORMS for name in DISTANCE_NAMES if (form, name) in table.index]
    table = table.loc[order]
    table.insert(0, "cells", cells.loc[order])
    return markdown(table.reset_index(), set(DECIDERS))


def _rule_text(rules: pd.DataFrame) -> str:
    """Return by rule and level the share wrong near the line (0.5 to 2) and of verdicts given there."""
    near = rules[rules["distance"].isin(DISTANCE_NAMES[2:9])]
    keys = [near[key] for key in ("rule", "level", "decider")]
    cells = near["cells"].groupby(keys).sum()
    wrong = ((near["wrong"] * near["cells"]).groupby(keys).sum() / cells).unstack("decider")
    given = ((near["given"] * near["cells"]).groupby(keys).sum() / cells).unstack("decider")
    table = pd.DataFrame({"cells": cells.unstack("decider")[ESTIMATE].astype(int)})
    for decider in (ESTIMATE, BY_MARGIN, AS_SHOWN, HALFWAY):
        table[f"wrong, {decider}"], table[f"given, {decider}"] = wrong[decider], given[decider]
    return markdown(table.reset_index(), set(table.columns) - {"cells"})
