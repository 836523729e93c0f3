"""Taking a table along: CSV, Excel, the map of it, and the note of method and use that belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.gis.writers import MAP_ENDINGS, map_bytes
from geodata.maps.borders import with_borders
from geodata.maps.ground import ground_credit
from geodata.maps.layers import Layer
from geodata.maps.picture import map_svg
from geodata.maps.shapes import AreaShapes
from geodata.papers import exports
from geodata.papers.pictures import PNG, picture_pdf, picture_png
from geodata.papers.printed import PDF, paper_html, paper_pdf
from geodata.papers.stamp import Stamp
from geodata.products.made import MapMade, map_of, stamp_of
from geodata.products.registry import find_product, make
from pages.parts.shell.context import Context
from pages.parts.shell.trail import kind_of, marked, noted
from planning.records.roles import FIGURES, may
from planning.rules import ThresholdRule
from planning.words.formats import short_day
from planning.words.paper import Paper

CSV, EXCEL = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAP_FILES: Mapping[str, tuple[str, str]] = {
    ".gpkg": ("GeoPackage", "application/geopackage+sqlite3"),
    ".geojson": ("GeoJSON", "application/geo+json"),
    ".parquet": ("GeoParquet", "application/vnd.apache.parquet"),
    ".zip": ("Table to join, for a Shapefile (ZIP)", "application/zip"),
}
"""What a map is taken away as, by the ending of its file."""
assert tuple(MAP_FILES) == MAP_ENDINGS


@dataclass(frozen=True, slots=True)
class Making:
    """What a file is, so that it can be made again and compared.

    Attributes
    ----------
    product : str
        One of ``geodata.products.registry.PRODUCTS``.
    asked : mapping
        What it is made from, beside the department; None is left out.
    rule : ThresholdRule, optional
        Where one takes part.
    """

    product: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    rule: ThresholdRule | None = None

    def asked_on(self, context: Context) -> dict[str, Any]:
        """Return what was asked, with the rule and the day where a rule takes part."""
        day = {"rule": self.rule.name, "day": context.today.isoformat()} if self.rule else {}
        return {name: value for name, value in ({**self.asked, **day}).items() if value is not None}

    def stamp(self, context: Context) -> Stamp:
        """Return what the file is made of now."""
        return stamp_of(context, find_product(self.product), self.asked_on(context), self.rule)


@dataclass(frozen=True, slots=True, eq=False)
class MapOffer:
    """A map to take away: its figures, and the picture of it as it is on the screen.

    Attributes
    ----------
    making : Making
    layer : Layer
    figures : callable, optional
        Gives the figures, where they are not made anew from what was asked.
    shapes : AreaShapes, optional
        The outlines, where they are not the department's own.
    """

    making: Making
    layer: Layer
    figures: Callable[[], MapMade] | None = None
    shapes: AreaShapes | None = None


def show_downloads(
    context: Context,
    frame: pd.DataFrame,
    name: str,
    title: str,
    *,
    made: Making,
    rule: str = "",
    kind: str = "",
    on_map: MapOffer | None = None,
) -> DeltaGenerator | None:
    """Draw a row of downloads for a table with the product's own column names, at full precision.

    Return the row, for more files of the same subject; None where whoever is looking may not take it along.

    Parameters
    ----------
    name : str
        The file name without ending: ours, never text from a file.
    made : Making
        What the table is.
    rule : str
        What the rule says of itself, where one took part.
    kind : str
        What it holds, for the question who may take it away; by the table's columns unless told.
    on_map : MapOffer, optional
        The map of the same figures.
    """
    kind = kind or kind_of(frame.columns)
    if not may(context.actor, "export", kind):
        return None

    def about() -> str:
        columns = tuple(map(str, frame.columns))
        return exports.about(context.department, title, columns=columns, rule=rule, stamp=made.stamp(context))

    row = st.container(horizontal=True, key=f"downloads-{name}")
    for label, content, file_name, content_type, icon in (
        (
            "CSV with notes (ZIP)",
            lambda: exports.zip_bytes(frame, name, about()),
            f"{name}.zip",
            "application/zip",
            ":material/download:",
        ),
        ("Excel", lambda: exports.excel_bytes(frame, about()), f"{name}.xlsx", EXCEL, ":material/table:"),
        ("CSV", lambda: exports.csv_to_open(exports.csv_bytes(frame)), f"{name}.csv", CSV, ":material/csv:"),
    ):
        taken = noted(content, file_name, kind=kind, rows=len(frame))
        row.download_button(
            label, taken, marked(file_name), content_type, icon=icon, on_click="ignore", key=f"take-{file_name}"
        )
    if on_map is not None:
        _show_map_files(context, row, name, on_map, kind)
    st.caption(exports.USE_NOTE)
    return row


def _show_map_files(context: Context, row: DeltaGenerator, name: str, offer: MapOffer, kind: str) -> None:
    with row.popover("Map", icon=":material/map:", key=f"map-files-{name}"):
        st.caption("For a GIS: every language, with margins. As a picture: the map you see.")
        for ending, (label, content_type) in MAP_FILES.items():
            # A table to join has another name than the table with its notes.
            file_name = f"{name}-map{ending}" if ending == ".zip" else f"{name}{ending}"
            content = _map_file(context, offer, ending)
            show_file(label, content, file_name, content_type, kind=kind)
        show_file("Picture (PNG)", lambda: picture_png(_picture(context, offer)), f"{name}-map.png", PNG, kind=kind)
        show_file("To print (PDF)", lambda: picture_pdf(_picture(context, offer)), f"{name}-map.pdf", PDF, kind=kind)


def _map_file(context: Context, offer: MapOffer, ending: str) -> Callable[[], bytes]:
    def content() -> bytes:
        if offer.figures is not None:
            return map_bytes(map_of(context, offer.figures(), offer.making.stamp(context)), ending)
        made = make(context, offer.making.product, offer.making.asked_on(context))
        assert isinstance(made, MapMade)
        return map_bytes(map_of(context, made, offer.making.stamp(context)), ending)

    return content


def map_notes(context: Context, rule: ThresholdRule | None = None) -> tuple[str, ...]:
    """Return what stands below a picture of a map: table, survey, rule, credit, use."""
    facts = exports.facts_of(context.department, rule.statement_on(context.today) if rule else "")
    said = (f"{name}: {value}" for name, value in facts.items() if name != "Department")
    credit = ground_credit(context.department)
    return (*said, *([credit] if credit else []), exports.USE_NOTE)


def map_subtitle(context: Context) -> str:
    """Return whose a picture of a map is, and of when."""
    settings = context.department.settings
    demo = ". Demo: place and numbers are made up" if settings.is_demo else ""
    return f"{settings.name} · {settings.period_words} · {short_day(context.today)}{demo}"


def _picture(context: Context, offer: MapOffer) -> str:
    return map_svg(
        offer.layer,
        offer.shapes or context.shapes(offer.layer.level),
        subtitle=map_subtitle(context),
        notes=map_notes(context, offer.making.rule),
        metric=context.department.settings.is_metric,
        ground=with_borders(context.department),
    )


def show_file(
    label: str, content: Callable[[], bytes], file_name: str, content_type: str, *, kind: str = FIGURES
) -> None:
    """Draw one download whose content is made when it is asked for; taking it leaves a line in the audit trail.

    Parameters
    ----------
    kind : str
        What it holds, for the question who may take it away; see ``planning.records.roles``.
    """
    made = (lambda: exports.csv_to_open(content())) if content_type == CSV else content
    taken = noted(made, file_name, kind=kind)
    key = f"file-{file_name}"
    st.download_button(
        label, taken, marked(file_name), content_type, icon=":material/download:", key=key, on_click="ignore"
    )


def stamped_pdf(context: Context, paper: Paper, made: Making) -> bytes:
    """Return a paper as PDF with what it was made from in it."""
    return paper_pdf(replace(paper, made_from=made.stamp(context).line))


def stamped_html(context: Context, paper: Paper, made: Making) -> bytes:
    """Return a paper as HTML with what it was made from in it."""
    return paper_html(replace(paper, made_from=made.stamp(context).line)).encode()
