"""Write the feasts that communities keep, by language and year, from calendars that others maintain.

python -m benchmarks.observances

Needs what requirements-dev.txt lists for it: holidays (countries' own days), hijridate (Umm al-Qura), convertdate
(Hebrew), lunardate (Chinese moon). The program itself needs none of them: it reads the table. Tests compare the two.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import holidays
from convertdate import hebrew
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from hijridate import Hijri
from lunardate import LunarDate

from planning.meetings.season.observances import ASK, AVOID, FEAST_COLUMNS, FEASTS

FIRST_YEAR, LAST_YEAR = 2025, 2035
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
AROUND = range(FIRST_YEAR - 1, LAST_YEAR + 2)
"""A feast of another year may reach into the first or the last."""

Days = Callable[[], Iterable[date]]

ISLAM = (
    "Arabic, Urdu, Pashto, Dari, Persian, Hazaragi, Tajik, Kurdish, Sorani, Balochi, Sindhi, Kashmiri, Bengali, "
    "Rohingya, Bosnian, Turkish, Uzbek, Kazakh, Kyrgyz, Turkmen, Azerbaijani, Uyghur, Tatar, Indonesian, Malay, "
    "Javanese, Somali, Maay Maay, Afar, Hausa, Wolof, Fulani, Pulaar, Mandinka, Bambara, Soninke, Berber"
)
"""Languages whose speakers mostly keep Ramadan and the two feasts."""
ISLAM_IN_PART = "Albanian, Amharic, Oromo, Tigre, Swahili, Yoruba, Mende, Krio, Hindi, Malayalam, Assamese"
JULIAN_CHRISTMAS = "Russian, Serbian, Serbo-Croatian, Macedonian, Belarusian, Amharic, Tigrinya"
"""Ukraine, Bulgaria, Romania and Greece keep December 25 by their own calendars of holidays."""
ORTHODOX = f"{JULIAN_CHRISTMAS}, Ukrainian, Bulgarian, Romanian, Greek"
ETHIOPIA = "Amharic, Tigrinya"
LATIN = (
    "Spanish, Mam, Quiche, Kanjobal, Kaqchikel, Ixil, Chuj, Akateko, Q'eqchi', Achi, Tzotzil, Tzeltal, Yucatec Maya, "
    "Mixtec, Zapotec, Nahuatl, Triqui, Otomi"
)
PHILIPPINES = "Tagalog, Ilocano, Cebuano, Hiligaynon"
NOWRUZ = "Persian, Dari, Hazaragi, Tajik, Kurdish, Sorani, Uzbek, Kazakh, Kyrgyz, Turkmen, Azerbaijani, Uyghur"
DIWALI = "Hindi, Gujarati, Tamil, Telugu, Nepali, Punjabi, Marathi, Kannada, Konkani"
APRIL = "Thai, Lao, Khmer, Burmese, Shan, Karen, Sinhala, Tamil, Nepali, Malayalam, Bengali, Assamese"
SOUTHERN_VESAK = "Khmer, Lao, Sinhala, Burmese, Shan"


def of_country(country: str, words: str) -> list[date]:
    """Return the days of a country whose names hold the words; days off in lieu, and days around, are not them."""
    kinds = getattr(holidays, country)().supported_categories
    known = holidays.country_holidays(country, years=AROUND, categories=kinds, language="en_US")
    return sorted(
        day
        for day, names in known.items()
        for name in names.split("; ")
        if name.replace(" (estimated)", "").casefold() == words.casefold()
    )


def every_year(month: int, day: int) -> Days:
    """Return the same day of every year."""
    return lambda: [date(year, month, day) for year in AROUND]


def western(offset: int) -> Days:
    """Return the days so far after the Easter of the western churches."""
    return lambda: [easter(year, EASTER_WESTERN) + timedelta(offset) for year in AROUND]


def orthodox_easter() -> list[date]:
    """Return Easter Sunday of the Orthodox churches, Ethiopia's and Eritrea's too."""
    return [easter(year, EASTER_ORTHODOX) for year in AROUND]


def islamic(month: int, day: int) -> list[date]:
    """Return a day of the Umm al-Qura calendar; its years are shorter, so that one may come twice in ours."""
    hijri_years = range(AROUND[0] - 580, AROUND[-1] - 576)
    found = [Hijri(year, month, day).to_gregorian() for year in hijri_years]
    return [date(one.year, one.month, one.day) for one in found]


def jewish(month: int, day: int) -> list[date]:
    """Return a day of the Hebrew calendar."""
    return [date(*hebrew.to_gregorian(year, month, day)) for year in range(AROUND[0] + 3760, AROUND[-1] + 3762)]


def vietnamese_vesak() -> list[date]:
    """Return the full moon of the fourth month, a week after the eighth day that Korea and Hong Kong keep."""
    return [LunarDate(year, 4, 15).to_solar_date() for year in AROUND]


RULES: tuple[tuple[str, str, str, int, int, Days], ...] = (
    ("Three Kings' Day", LATIN, ASK, 0, 0, every_year(1, 6)),
    ("Independence days of Mexico and Central America", LATIN, AVOID, 0, 1, every_year(9, 15)),
    ("Day of the Dead", LATIN, AVOID, 0, 1, every_year(11, 1)),
    ("Our Lady of Guadalupe", LATIN, AVOID, 0, 0, every_year(12, 12)),
    ("Las Posadas, evenings before Christmas", LATIN, ASK, 0, 8, every_year(12, 16)),
    ("Ash Wednesday", f"{LATIN}, {PHILIPPINES}, Haitian Creole, Polish, Portuguese", ASK, 0, 0, western(-46)),
    ("Carnival", "Haitian Creole, Portuguese, Cape Verdean", ASK, 2, 0, western(-47)),
    ("Simbang Gabi, evening services before Christmas", PHILIPPINES, ASK, 0, 8, every_year(12, 15)),
    ("Haitian Independence and Ancestry Day", "Haitian Creole", AVOID, 0, 1, every_year(1, 1)),
    ("Haitian Flag Day", "Haitian Creole", AVOID, 0, 0, every_year(5, 18)),
    ("All Saints and Fèt Gede", "Haitian Creole", AVOID, 0, 1, every_year(11, 1)),
    ("Orthodox Christmas", JULIAN_CHRISTMAS, AVOID, 1, 0, every_year(1, 7)),
    ("Armenian Christmas", "Armenian", AVOID, 1, 0, every_year(1, 6)),
    ("Orthodox Easter, Friday to Monday", ORTHODOX, AVOID, 2, 1, orthodox_easter),
    ("Timkat", ETHIOPIA, AVOID, 1, 0, lambda: of_country("ET", "Epiphany")),
    ("Enkutatash, Ethiopian New Year", ETHIOPIA, AVOID, 0, 0, lambda: of_country("ET", "Ethiopian New Year")),
    ("Meskel", ETHIOPIA, AVOID, 1, 0, lambda: of_country("ET", "Finding of True Cross")),
    ("Eid al-Fitr", ISLAM, AVOID, 1, 2, lambda: islamic(10, 1)),
    ("Eid al-Fitr, for part of the speakers", ISLAM_IN_PART, ASK, 1, 2, lambda: islamic(10, 1)),
    ("Eid al-Adha", ISLAM, AVOID, 1, 2, lambda: islamic(12, 10)),
    ("Eid al-Adha, for part of the speakers", ISLAM_IN_PART, ASK, 1, 2, lambda: islamic(12, 10)),
    ("Ramadan: the fast ends at sunset", f"{ISLAM}, {ISLAM_IN_PART}", ASK, 1, 29, lambda: islamic(9, 1)),
    ("Nowruz", NOWRUZ, AVOID, 0, 1, every_year(3, 20)),
    ("Diwali", DIWALI, AVOID, 1, 1, lambda: of_country("IN", "Diwali")),
    ("Vaisakhi", "Punjabi", AVOID, 0, 1, every_year(4, 13)),
    ("Dashain", "Nepali", AVOID, 3, 1, lambda: of_country("NP", "Bijaya Dashami")),
    ("New year in April: Songkran, Thingyan, Puthandu", APRIL, AVOID, 0, 3, every_year(4, 13)),
    ("Vesak", "Thai", AVOID, 0, 0, lambda: of_country("TH", "Visakha Bucha")),
    ("Vesak", SOUTHERN_VESAK, AVOID, 0, 0, lambda: of_country("KH", "Visaka Bochea Day")),
    ("Vesak", "Vietnamese", AVOID, 0, 0, vietnamese_vesak),
    ("Buddha's Birthday", "Korean, Chinese", AVOID, 0, 0, lambda: of_country("KR", "Buddha's Birthday")),
    ("Lunar New Year", "Chinese, Mien", AVOID, 1, 2, lambda: [LunarDate(y, 1, 1).to_solar_date() for y in AROUND]),
    ("Seollal, Korean New Year", "Korean", AVOID, 1, 1, lambda: of_country("KR", "Korean New Year")),
    ("Tet", "Vietnamese", AVOID, 1, 3, lambda: of_country("VN", "Lunar New Year")),
    ("Tsagaan Sar", "Mongolian", AVOID, 0, 2, lambda: _first_of_each_year(of_country("MN", "Lunar New Year"))),
    ("Losar", "Tibetan", AVOID, 0, 2, lambda: _first_of_each_year(of_country("BT", "Losar"))),
    ("Mid-Autumn Festival", "Chinese, Vietnamese", AVOID, 0, 1, lambda: _moon(8, 15)),
    ("Chuseok", "Korean", AVOID, 1, 1, lambda: of_country("KR", "Chuseok")),
    ("Rosh Hashanah", "", AVOID, 1, 1, lambda: jewish(7, 1)),
    ("Yom Kippur", "", AVOID, 1, 0, lambda: jewish(7, 10)),
    ("Passover begins", "", AVOID, 1, 1, lambda: jewish(1, 15)),
)
"""Name, languages ("" is everybody), strength, days before and after, and the day itself. A day that the moon's
sighting decides is kept with a day each side. Who keeps what is common knowledge, to be asked about, and a person may
change it."""


def _moon(month: int, day: int) -> list[date]:
    return [LunarDate(year, month, day).to_solar_date() for year in AROUND]


def _first_of_each_year(days: Iterable[date]) -> list[date]:
    first: dict[int, date] = {}
    for day in sorted(days):
        first.setdefault(day.year, day)
    return list(first.values())


def feasts() -> list[Mapping[str, str]]:
    """Return the rows of the table; languages that keep a feast on the same days stand in one."""
    found: defaultdict[tuple[date, date, str, str], list[str]] = defaultdict(list)
    for name, languages, strength, before, after, days in RULES:
        for day in days():
            first, last = day - timedelta(before), day + timedelta(after)
            if first.year in YEARS or last.year in YEARS:
                found[first, last, name, strength] += [one for one in languages.split(", ") if one]
    return [
        {
            "name": name,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "strength": strength,
            "languages": "; ".join(languages),
        }
        for (first, last, name, strength), languages in sorted(found.items())
    ]


def main() -> None:
    """Write the table beside the program."""
    with (Path("planning/meetings/season") / FEASTS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FEAST_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(feasts())


if __name__ == "__main__":
    main()
