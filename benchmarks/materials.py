"""Materials at the size they are promised for: 60 documents x 25 languages, edited, and the list to translate next.

What is measured is what stands between a press of Enter in the grid and the grid drawn anew: the save with its line
in the audit trail, the records read again, and the frame; then the exact list for several budgets.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.records.engine import open_store
from geodata.records.holdings import load_holdings, set_cell
from geodata.records.store import Store
from geodata.records.work import Work
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.languages.named import NAMED_LANGUAGES
from planning.materials.inventory import build_matrix
from planning.materials.translate_next import PEOPLE, TranslationCosts, build_candidates, choose_translations
from planning.records.roles import Actor

KIM = Actor("kim@pd.example", "coordinator")
DOCUMENTS, LANGUAGES = 60, 25
EDITS = 40
BUDGETS = (500.0, 2400.0, 20_000.0, 100_000.0)
SEED = 60


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        spoken = fill(store)
        read = seconds(lambda: load_holdings(store, KIM), 10)
        held = load_holdings(store, KIM)
        matrix = seconds(lambda: build_matrix(held.inventory, spoken), 10)
        print(f"{len(held.documents)} documents x {len(spoken)} languages, {len(held.translations)} translations")
        print(f"read {read * 1000:.0f} ms, matrix {matrix * 1000:.0f} ms (medians)")
        cells = list(held.translations)[:EDITS]
        edit = []
        for cell in cells:
            began = time.perf_counter()
            store.together(KIM, partial(set_cell, cell=cell, values={"copies": 7}, seen=held.seen(cell)))
            load_holdings(store, KIM)
            edit.append(time.perf_counter() - began)
        typical, worst = 1000 * np.median(edit), 1000 * max(edit)
        print(f"save of a cell and records read again: median {typical:.0f} ms, worst {worst:.0f} ms")
        _lists(build_matrix(load_holdings(store, KIM).inventory, spoken), spoken)


def fill(store: Store) -> list[str]:
    """Write the documents and three quarters of the translations; return the languages."""
    inside = [one.spoken for one in NAMED_LANGUAGES.values() if ":" in one.spoken]
    spoken = [*NAMED_LANGUAGE_IDS, *inside][:LANGUAGES]

    def steps(work: Work) -> None:
        for number in range(DOCUMENTS):
            values = {
                "title": f"Document {number:02}",
                "document_class": "vital" if number < 25 else "outreach",
                "pages": 1 + number % 6,
                "words": 90 + 31 * number,
            }
            document = work.add("document", values)
            for place, language in enumerate(spoken):
                if (number * 7 + place * 3) % 4:
                    state = ("draft", "approved", "ordered")[(number + place) % 3]
                    work.add("translation", {"document_id": document.id, "language": language, "state": state})

    store.together(KIM, steps)
    return spoken


def _lists(matrix: pd.DataFrame, spoken: list[str]) -> None:
    rng = np.random.default_rng(SEED)
    people = rng.lognormal(6, 1.2, len(spoken))
    wanted = pd.DataFrame({"language": spoken, "people": people}).assign(people_moe=people / 4, areas=3, basis="census")
    everything = matrix.assign(state="none", version=None)
    candidates = build_candidates(everything, wanted[list(PEOPLE)], TranslationCosts())
    for budget in BUDGETS:
        began = time.perf_counter()
        purchase = choose_translations(candidates, budget)
        took = time.perf_counter() - began
        print(f"budget {budget:,.0f}: {len(purchase.bought)} of {len(candidates)} bought, proven best, {took:.2f} s")


def seconds(call: Callable[[], object], times: int) -> float:
    """Return the median time of a call."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return float(np.median(taken))


if __name__ == "__main__":
    run()
