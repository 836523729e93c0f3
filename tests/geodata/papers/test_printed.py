"""Papers: whatever a place is called, it is printed as text, in HTML and in PDF."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from geodata.papers.fonts import scripts_without_font
from geodata.papers.printed import paper_html, paper_pdf, write_paper
from planning.errors import InputError
from planning.languages.groups import LANGUAGES
from planning.words.paper import DEMO_NOTE, Bullets, Drawing, Heading, PageBreak, Paper, Paragraph, Table, texts_of
from tests.examples import examples

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`);alert(1);(`",
    "</script><script>alert(1)</script>",
    '#eval("1") *a* _b_ $c$ [d] @e <f> \\ // /* ~',
    '"><b onclick="x',
)


class Reader(HTMLParser):
    """Takes down the tags and the text of a page, but for its style."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text: list[str] = []
        self.quiet = False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.quiet = tag == "style"

    def handle_endtag(self, tag):
        self.quiet = False

    def handle_data(self, data):
        if not self.quiet:
            self.text.append(data)


def read_html(paper: Paper) -> Reader:
    reader = Reader()
    reader.feed(paper_html(paper))
    return reader


def everything(text: str) -> Paper:
    """A paper with this text wherever a paper can hold one."""
    return Paper(
        text,
        text,
        (
            Heading(text),
            Heading(text, 3),
            Paragraph(text),
            Bullets((text,), boxes=True),
            Table((text, text), ((text, text),), text, (1,)),
            Drawing(
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>', text
            ),
            PageBreak(),
            Paragraph(text, small=True, lang="ar", direction="rtl"),
        ),
        (text,),
    )


def pdf_text(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper_pdf(paper))).pages)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_hostile_name_is_text_everywhere(text):
    page, plain = read_html(everything(text)), read_html(everything("plain"))
    assert page.tags == plain.tags
    assert page.text.count(text) == plain.text.count("plain") == 14
    squeezed = re.sub(r"\s", "", pdf_text(everything(text)))
    assert squeezed.count(re.sub(r"\s", "", text)) >= 13


@settings(examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40))
def test_any_text_at_all_can_be_printed(text):
    assert paper_pdf(everything(text)).startswith(b"%PDF-")
    page = paper_html(everything(text))
    page.encode()
    assert "<script" not in page.lower()


def test_a_page_asks_no_other_host_and_runs_no_script():
    page = paper_html(everything("Albina"))
    assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "<script" not in page


def test_every_language_is_set_in_letters_that_are_there():
    names = tuple(group.autonym for group in LANGUAGES.values() if group.autonym)
    names += (
        "ਪੰਜਾਬੀ",
        "አማርኛ",
        "ខ្មែរ",
        "ລາວ",
        "فارسی",
        "हिन्दी",
        "বাংলা",
        "नेपाली",
        "ייִדיש",
        "Tiếng Việt",
        "မြန်မာ",
        "Հայերեն",
    )
    reader = PdfReader(io.BytesIO(paper_pdf(Paper("Names", blocks=tuple(Paragraph(name) for name in names)))))
    fonts = {
        str(font["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert all(font.startswith("NotoSans") for font in fonts)
    text = "".join(page.extract_text() for page in reader.pages)
    assert "\ufffd" not in text
    assert "한국어" in text and "Tiếng Việt" in text


def test_stars_make_strong_and_nothing_else_does():
    paper = Paper("Reach", blocks=(Paragraph("**13,900 of 21,400** people"), Bullets(("a ** b",))))
    page = paper_html(paper)
    assert "<strong>13,900 of 21,400</strong> people" in page
    assert "<li>a ** b</li>" in page
    assert "13,900 of 21,400 people" in pdf_text(paper)


def test_the_head_of_a_table_is_repeated_on_every_page():
    rows = tuple((f"Beat {number}", "1,180") for number in range(120))
    reader = PdfReader(io.BytesIO(paper_pdf(Paper("Need", blocks=(Table(("Area", "LEP residents"), rows, "", (1,)),)))))
    assert len(reader.pages) > 2
    assert all("LEP residents" in page.extract_text() for page in reader.pages)
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_the_demo_says_so_on_paper():
    assert DEMO_NOTE in paper_html(Paper("Need", is_demo=True))
    assert DEMO_NOTE not in paper_html(Paper("Need"))
    assert DEMO_NOTE in re.sub(r"\s+", " ", pdf_text(Paper("Need", is_demo=True)))


def test_equal_papers_are_equal_files():
    assert paper_pdf(everything("Albina")) == paper_pdf(everything("Albina"))


def test_a_paper_is_written_whole_or_refused(tmp_path):
    write_paper(Paper("Need"), tmp_path / "need.PDF")
    write_paper(Paper("Need"), tmp_path / "need.html")
    with pytest.raises(InputError, match=r"\.html, \.pdf, or \.docx.*'need\.odt'"):
        write_paper(Paper("Need"), tmp_path / "need.odt")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["need.PDF", "need.html"]


ARABIC, HEBREW = "اجتماع مع الشرطة", "פגישה עם המשטרה"
BLOCKS = (Paragraph(ARABIC), Bullets((ARABIC,)), Table(("Text",), ((ARABIC,),)), Heading(ARABIC))


def test_text_that_runs_from_right_to_left_is_set_so_wherever_a_paper_can_hold_it() -> None:
    page = paper_html(everything(ARABIC))
    for tag in ("h1", "h2", "h3", "p", "li", "th", "td"):
        assert re.search(rf'<{tag}[^>]* lang="ar" dir="rtl">', page), tag
    assert 'lang="he" dir="rtl"' in paper_html(everything(HEBREW))
    assert 'dir="' not in paper_html(Paper("Beat 42", blocks=(Paragraph("Beat 42 · Tiếng Việt"),)))
    assert 'lang="fa" dir="rtl"' in paper_html(Paper("x", blocks=(Paragraph(ARABIC, lang="fa", direction="rtl"),)))


@pytest.mark.parametrize("block", BLOCKS)
def test_it_stands_at_the_right_of_the_sheet(block: object) -> None:
    places: list[float] = []
    page = PdfReader(io.BytesIO(paper_pdf(Paper("Flyer", blocks=(block,))))).pages[0]  # type: ignore[arg-type]
    page.extract_text(visitor_text=lambda text, cm, tm, *_: places.append(cm[4] + tm[4]) if _is_arabic(text) else None)
    assert places and max(places) > float(page.mediabox.width) / 2


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" or "\ufb50" <= sign <= "\ufeff" for sign in text)


def test_letters_without_a_font_are_named_on_the_paper() -> None:
    lacking = Paper("Flyer", blocks=(Table(("Text",), (("\U00016b00\U0001e100",),)),))
    assert scripts_without_font(texts_of(lacking)) == ("Nyiakeng Puachue Hmong", "Pahawh Hmong")
    assert "No font here has the letters of Nyiakeng Puachue Hmong and Pahawh Hmong" in pdf_text(lacking)
    assert "No font here" not in pdf_text(everything(ARABIC))
