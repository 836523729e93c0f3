"""Every colour, pattern and sign that carries a meaning, once: maps, legends, tables and charts all take it here.

One hue a question: need in blues, verdicts in teal and amber, officer gaps in oranges, reach in greens,
nobody served yet in pinks, change in violet. Doubt
and absence carry a pattern as well, so that they survive a colour-blind eye and a grey printer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY

Pattern = Literal["stripe", "hatch", "dot"]


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of thing is filled, on a light and on a dark screen.

    Attributes
    ----------
    light, dark : str
        The fill; ``none`` for an outline only.
    pattern : str, optional
        ``stripe`` slants, ``hatch`` crosses, ``dot`` dots; drawn in the ink colours.
    """

    light: str
    dark: str
    pattern: Pattern | None = None
    light_ink: str = "#1d2527"
    dark_ink: str = "#e6ecec"

    @property
    def on_paper(self) -> str:
        """The fill on white paper, where an outline only is white too."""
        return "#ffffff" if self.light == "none" else self.light

    def as_json(self) -> dict[str, dict[str, str | None]]:
        """Return what the map's script reads."""
        return {
            "light": {"fill": self.light, "ink": self.light_ink, "pattern": self.pattern},
            "dark": {"fill": self.dark, "ink": self.dark_ink, "pattern": self.pattern},
        }


NEED_LOOKS = ("need-1", "need-2", "need-3", "need-4", "need-5")
GAP_LOOKS = ("gap-1", "gap-2", "gap-3", "gap-4", "gap-5")
UNSERVED_LOOKS = ("unserved-1", "unserved-2", "unserved-3", "unserved-4", "unserved-5")
POOL_LOOKS = ("pool-1", "pool-2", "pool-3", "pool-4", "pool-5")
REACH_LOOKS = ("reach-1", "reach-2", "reach-3", "reach-4", "reach-5")
BOTH_LOOKS = tuple(tuple(f"both-{need}{gap}" for gap in range(3)) for need in range(3))
"""Need (rows) and officers short (columns) at once: the blue of the one times the orange of the other."""
DOT_LOOKS = frozenset({"reached", "unreached"})
VERDICT_LOOKS: Mapping[str, str] = MappingProxyType(
    {MET: "met", CANNOT_TELL: "cannot-tell", NOT_MET: "not-met", NOTICE_ONLY: "notice-only"}
)

# Blues, oranges, greens, purples and pinks are ColorBrewer's sequential schemes (Cynthia Brewer, Apache-2.0), each
# class apart in lightness so that order survives without hue. On a dark screen the order of lightness turns round.
LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "need-1": Look("#eff3ff", "#1b3550"),
        "need-2": Look("#bdd7e7", "#22558a"),
        "need-3": Look("#6baed6", "#3b82bd"),
        "need-4": Look("#3182bd", "#7db8e0"),
        "need-5": Look("#08519c", "#d3e6f5"),
        "pool-1": Look("#f2f0f7", "#342c52"),
        "pool-2": Look("#cbc9e2", "#574a8a"),
        "pool-3": Look("#9e9ac8", "#7e74b8"),
        "pool-4": Look("#756bb1", "#ada6d8"),
        "pool-5": Look("#54278f", "#e2def2"),
        "gap-1": Look("#feedde", "#4a2d16"),
        "gap-2": Look("#fdbe85", "#7d4414"),
        "gap-3": Look("#fd8d3c", "#bd6413"),
        "gap-4": Look("#e6550d", "#f1953f"),
        "gap-5": Look("#a63603", "#fdd0a2"),
        "unserved-1": Look("#feebe2", "#42203c"),
        "unserved-2": Look("#fbb4b9", "#752c66"),
        "unserved-3": Look("#f768a1", "#b0438a"),
        "unserved-4": Look("#c51b8a", "#e285bb"),
        "unserved-5": Look("#7a0177", "#fbd5e4"),
        "met": Look("#0f766e", "#2fb3a6"),
        "cannot-tell": Look("#fbdc9a", "#5c4410", "stripe", "#b7791f", "#f2b84b"),
        "not-met": Look("#e4e8e8", "#323c3f"),
        "notice-only": Look("#ffffff", "#1e2527", "dot", "#0f766e", "#2fb3a6"),
        "none": Look("#e4e8e8", "#323c3f"),
        "missing": Look("#ffffff", "#14191b", "hatch", "#9aa5a7", "#6d7a7e"),
        "plain": Look("#fafbfb", "#242c2f"),
        "doubt": Look("none", "none", "stripe", "#00000040", "#ffffff50"),
        "reached": Look("#1b7f3b", "#5fd388"),
        "unreached": Look("#9aa3a5", "#8a9599"),
        "change-more": Look("#5b2a86", "#c9a6ec"),
        "change-fewer": Look("#ffffff", "#1e2527", "dot", "#5b2a86", "#c9a6ec"),
        "both-00": Look("#f1f4f6", "#23292c"),
        "both-01": Look("#e9b88a", "#764e2a"),
        "both-02": Look("#db7c3a", "#cb7b30"),
        "both-10": Look("#a6c8e4", "#1d4a75"),
        "both-11": Look("#a19780", "#706f73"),
        "both-12": Look("#976636", "#c59c79"),
        "both-20": Look("#5a95c8", "#2f86c9"),
        "both-21": Look("#577070", "#82abc7"),
        "both-22": Look("#524c2f", "#d7d8cd"),
        "reach-1": Look("#edf8e9", "#17331f"),
        "reach-2": Look("#bae4b3", "#235c35"),
        "reach-3": Look("#74c476", "#3a8a50"),
        "reach-4": Look("#31a354", "#73c08a"),
        "reach-5": Look("#006d2c", "#cdeed6"),
        "slot-open": Look("#e6550d", "#f1953f", light_ink="#ffffff", dark_ink="#14191b"),
        "slot-partly": Look("#feedde", "#4a2d16"),
        "slot-filled": Look("#e4e8e8", "#323c3f"),
        "slot-untold": Look("#ffffff", "#14191b"),
        "ring": Look("#1b7f3b", "#5fd388"),
    }
)
"""Every look by name. ``doubt`` is laid over another: thin stripes."""

SIGNS = {MET: "✓ qualifies", CANNOT_TELL: "? can’t tell", NOT_MET: "–", NOTICE_ONLY: "• notice"}
"""Each verdict as a sign and a word: a colour only repeats it."""


def chip_style(name: str) -> str:
    """Return the CSS of a legend chip: the light fill for old browsers, then the one that follows the theme."""
    look = LOOKS[name]
    if look.pattern is None:
        return f"background:{look.light};background:light-dark({look.light},{look.dark});"
    ink = f"light-dark({look.light_ink},{look.dark_ink})"
    fill = "transparent" if look.light == "none" else f"light-dark({look.light},{look.dark})"
    if look.pattern == "dot":
        image = f"radial-gradient({ink} 25%, transparent 28%)"
        return f"background:{look.light};background:{image} 0 0/6px 6px,{fill};"
    slant = f"repeating-linear-gradient(135deg,{ink} 0 2px,transparent 2px 6px)"
    cross = f",repeating-linear-gradient(45deg,{ink} 0 1px,transparent 1px 5px)" if look.pattern == "hatch" else ""
    return f"background:{look.light};background:{slant}{cross},{fill};"
