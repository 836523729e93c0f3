"""Which maps leave, and their columns: names that every GIS keeps, and short ones for a Shapefile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geodata.papers.exports import COLUMN_NOTES
from planning.languages.groups import ALL, LANGUAGES, language_name

SHORT_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        ALL: "all",
        "spanish": "spa",
        "french_haitian": "fre",
        "german_west_germanic": "ger",
        "slavic": "sla",
        "other_indo_european": "oie",
        "korean": "kor",
        "chinese": "chi",
        "vietnamese": "vie",
        "tagalog": "tgl",
        "other_asian_pacific": "oap",
        "arabic": "ara",
        "other": "oth",
    }
)
"""Three letters a language group, for short names."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a map: the column it comes from, what it is called there, and its short name.

    Attributes
    ----------
    column : str
        In the product's own table.
    name : str
        Behind the language's id, as in ``spanish_lep``.
    short : str
        Behind the language's three letters, six letters at most.
    meaning : str
        What it is, where the column's own note does not say so.
    is_text : bool
    """

    column: str
    name: str
    short: str
    meaning: str = ""
    is_text: bool = False

    @property
    def note(self) -> str:
        """What it is."""
        return self.meaning or COLUMN_NOTES.get(self.column, self.column.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Theme:
    """One map.

    Attributes
    ----------
    name : str
        Of its layer and its files.
    title : str
    areas : tuple of Measure
        One figure an area.
    languages : tuple of Measure
        One figure an area and language.
    """

    name: str
    title: str
    areas: tuple[Measure, ...]
    languages: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One column of a map's file.

    Attributes
    ----------
    name, short : str
    meaning : str
    measure : Measure or None
        None for what says which area it is.
    language : str
        Empty for what holds for all together.
    """

    name: str
    short: str
    meaning: str
    measure: Measure | None = None
    language: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it holds words."""
        return self.measure is None or self.measure.is_text


KEYS = (
    MapColumn("area_id", "area_id", COLUMN_NOTES["area_id"]),
    MapColumn("name", "name", "what the area is called"),
    MapColumn("level", "level", "beat, department, or a level of the beat map"),
)
"""What says which area it is."""

_RESULT = "`met`, `not met`, `cannot tell`, or `notice only`"
_THEMES = (
    Theme(
        "need",
        "LEP residents by language",
        (Measure("pop5", "people_5_and_over", "pop5"), Measure("pop5_moe", "people_5_and_over_moe", "pop5_moe")),
        (
            Measure("lep", "lep", "lep"),
            Measure("lep_moe", "lep_moe", "moe"),
            Measure("lep_interval_low", "likely_low", "lo", "low end of the likely range of lep, with both errors"),
            Measure("lep_interval_high", "likely_high", "hi", "high end of the likely range of lep, with both errors"),
            Measure("grade", "grade", "grade", is_text=True),
            Measure("missing_share", "no_data", "nodata"),
        ),
    ),
    Theme(
        "verdicts",
        "Translation results by language",
        (),
        (
            Measure("verdict", "result", "result", f"what the rule gives here: {_RESULT}", is_text=True),
            Measure("people", "people", "people"),
            Measure("people_moe", "people_moe", "moe"),
            Measure("basis", "basis", "basis", is_text=True),
        ),
    ),
    Theme(
        "coverage",
        "Bilingual officers short, in ranges",
        (Measure("open", "slots_unknown", "slots_unk", "slots of which the rule can’t tell"),),
        (
            Measure("posts", "slots", "slots", "slots for bilingual officers, all shifts together"),
            Measure("required", "officers_needed", "needed", "officers on the roster for those slots"),
            Measure("gap_low", "officers_short_low", "sh_lo", "officers short, at least (verified officers only)"),
            Measure("gap_high", "officers_short_high", "sh_hi", "officers short, at most (verified officers only)"),
        ),
    ),
    Theme(
        "change",
        "Change in LEP residents between two surveys",
        (),
        (
            Measure("then", "then", "then", "LEP residents in the older survey"),
            Measure("then_moe", "then_moe", "thenm", "90% margin of error of then"),
            Measure("now", "now", "now", "LEP residents in the newer survey"),
            Measure("now_moe", "now_moe", "nowm", "90% margin of error of now"),
            Measure("change", "change", "chg", "now less then"),
            Measure("change_low", "change_low", "chglo", "low end of the likely range of change, with both errors"),
            Measure("change_high", "change_high", "chghi", "high end of the likely range of change, with both errors"),
            Measure("verdict", "clear", "clear", "`more`, `fewer`, `no clear change`, or `cannot tell`", is_text=True),
        ),
    ),
    Theme(
        "whatif",
        "LEP residents now, and if a scenario were so",
        (),
        (
            Measure("before", "now", "now", "LEP residents as it is, empty for a new area"),
            Measure("before_moe", "now_moe", "nowm", "90% margin of error of now"),
            Measure("after", "then", "then", "LEP residents after the scenario"),
            Measure("after_moe", "then_moe", "thenm", "90% margin of error of then"),
            Measure("change", "change", "chg", "then less now"),
            Measure(
                "change_moe", "change_moe", "chgm", "90% margin of error of change: of the ground that moves alone"
            ),
            Measure("change_low", "change_low", "chglo", "low end of the likely range of change, with both errors"),
            Measure("change_high", "change_high", "chghi", "high end of the likely range of change, with both errors"),
            Measure(
                "verdict",
                "clear",
                "clear",
                "`more`, `fewer`, `within the margins`, `the same`, or `new area`",
                is_text=True,
            ),
        ),
    ),
)
THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in _THEMES})
"""Every map that leaves, by its name."""


def columns_of(theme: Theme, languages: Iterable[str]) -> tuple[MapColumn, ...]:
    """Return the columns of a map: what says which area it is, then figures, language by language.

    Parameters
    ----------
    languages : iterable of language ids
        Those in the table; ``all`` comes first, the others in the census table's order.

    Examples
    --------
    >>> [column.short for column in columns_of(THEMES["verdicts"], ["korean"])][-4:]
    ['kor_result', 'kor_people', 'kor_moe', 'kor_basis']
    """
    there = set(languages)
    spoken = [one for one in (ALL, *LANGUAGES) if one in there]
    whole = tuple(MapColumn(one.name, one.short, one.note, one) for one in theme.areas)
    return (
        *KEYS,
        *whole,
        *(
            MapColumn(
                f"{language}_{one.name}",
                f"{SHORT_LANGUAGES[language]}_{one.short}",
                f"{language_name(language)}: {one.note}",
                one,
                language,
            )
            for language in spoken
            for one in theme.languages
        ),
    )
