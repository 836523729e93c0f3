"""Write ``geodata/files/reference/countries.txt``: what countries are called, from ISO 3166 and CLDR.

``python -m benchmarks.countries`` needs pycountry and Babel, which the product does not.
"""

from __future__ import annotations

import re

from geodata.files.privacy import COUNTRIES_FILE, plain_country

BY_HAND = """
burma, cape verde, czech republic, england, scotland, wales, northern ireland, great britain, ivory
coast, holland, korea, north korea, south korea, macedonia, swaziland, east timor, laos, syria,
russia, iran, bolivia, venezuela, tanzania, moldova, vietnam, micronesia, palestine, kosovo, taiwan,
brunei, congo, democratic republic of congo, ussr, soviet union, yugoslavia, czechoslovakia, west
indies, u.k., u.a.e., bosnia, trinidad, turkey, other southeast asia, hong kong, macau, the gambia,
the bahamas, st lucia, st vincent, saint vincent, st kitts, antigua, sao tome, vatican, vatican
city, republic of korea
"""
"""Former names, short names and parts of countries, as census tables print them."""


def main() -> None:
    """Write the file."""
    import pycountry
    from babel import Locale

    names: set[str] = {name.strip() for name in BY_HAND.replace("\n", " ").split(",")}
    for country in pycountry.countries:
        names |= {getattr(country, kind, "") for kind in ("name", "official_name", "common_name")}
    for country in pycountry.historic_countries:
        names.add(country.name)
    codes = {country.alpha_2 for country in pycountry.countries}
    territories = Locale("en").territories
    names |= {territories[code] for code in codes if code in territories}
    names |= {re.sub(r"\s*[(,].*", "", name) for name in names}  # "Iran, Islamic Republic of"
    kept = sorted({plain_country(name) for name in names} - {""})
    COUNTRIES_FILE.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
