"""What names a person is stopped; what names a place, a year or a number of people is not."""

from __future__ import annotations

import pytest

from planning.records.personal_details import A_NUMBER, ADDRESS, EMAIL, NAME_WITH_DATE, PHONE, SSN, personal_details

STOPPED = [
    ("Nobody answers when we call 503-555-0142", PHONE),
    ("(503) 555 0142", PHONE),
    ("503.555.0142 at night", PHONE),
    ("5035550142", PHONE),
    ("+52 55 1234 5678", PHONE),
    ("call 555-0142", PHONE),
    ("٥٠٣٥٥٥٠١٤٢", PHONE),
    ("５０３－５５５－０１４２", PHONE),
    ("write to kim@example.org", EMAIL),
    ("kim at gmail dot com", EMAIL),
    ("kim＠example.org", EMAIL),
    ("A012345678", A_NUMBER),
    ("his number is A 012-345-678", A_NUMBER),
    ("a#12345678", A_NUMBER),
    ("123456789", A_NUMBER),
    ("123-45-6789", SSN),
    ("The corner at 5 Main Street is dark", ADDRESS),
    ("1420 SE 82nd Ave has no light", ADDRESS),
    ("we live at 12 calle ocho", ADDRESS),
    ("apt 4B", ADDRESS),
    ("123 Nguyễn Trãi street", ADDRESS),
    ("Maria Lopez was stopped on 05/12/2024", NAME_WITH_DATE),
    ("Nguyễn Văn Đức 3/5/1980", NAME_WITH_DATE),
    ("Mr. Kim came on May 3", NAME_WITH_DATE),
    ("a boy born 2001-04-05", NAME_WITH_DATE),
]

KEPT = [
    "3 lights on Main Street are out",
    "82nd Avenue is dark",
    "Nothing was done between 2019-2023",
    "Near 97201-1234",
    "On May 3 the bus was late",
    "We wait since 3 May 2024",
    "$1,000,000 were spent",
    "We called 911 and 311 twice",
    "The meeting of 2024-05-06 was short",
    "Open 9-5, 12:30 to 14:00",
    "5 to 10 people on the way home",
    "Officers do not speak Korean at night",
    "In 2024 our way home is dark",
    "경찰서에 한국어 통역이 없습니다",
    "الشارع مظلم",
]


@pytest.mark.parametrize(("text", "name"), STOPPED)
def test_stopped(text: str, name: str) -> None:
    assert name in personal_details(text)


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert personal_details(text) == ()


def test_one_number_is_told_once() -> None:
    assert personal_details("A012345678") == (A_NUMBER,)
    assert personal_details("123-45-6789") == (SSN,)
