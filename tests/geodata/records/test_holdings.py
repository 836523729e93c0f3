"""Cells of the matrix in the records: who saves second sees both, and a file is kept whole or not at all."""

from __future__ import annotations

import pytest

from geodata.materials.inventory_file import inventory_table
from geodata.records.holdings import Cell, Holdings, load_holdings, save_inventory, set_cell
from geodata.records.store import Store
from geodata.records.work import Record
from planning.errors import ConflictError, InputError
from planning.materials.inventory import compare_inventories
from planning.records.roles import Actor
from tests.geodata.records.conftest import ADMIN, KIM


def save_cell(store: Store, actor: Actor, seen: Holdings, cell: Cell, values: dict[str, object]) -> Record | None:
    """Save what was changed in a cell, as the page does."""
    return store.together(actor, lambda work: set_cell(work, cell, values, seen.seen(cell)))


@pytest.fixture
def document(store: Store) -> str:
    return store.add(KIM, "document", {"title": "Your rights", "document_class": "vital", "pages": 2}).id


def state_of(store: Store, document: str, language: str = "korean") -> str | None:
    record = load_holdings(store, KIM).translations.get((document, language))
    return None if record is None else record["state"]


def test_a_cell_is_made_changed_and_emptied(store: Store, document: str) -> None:
    cell = (document, "korean")
    made = save_cell(store, KIM, load_holdings(store, KIM), cell, {"state": "draft"})
    assert made is not None and made.version == 1
    save_cell(store, KIM, load_holdings(store, KIM), cell, {"copies": 40, "reviewer": "KCS"})
    assert load_holdings(store, KIM).inventory.translations[["state", "copies"]].values.tolist() == [["draft", 40.0]]
    save_cell(store, KIM, load_holdings(store, KIM), cell, {"state": "none"})
    assert state_of(store, document) is None
    save_cell(store, KIM, load_holdings(store, KIM), cell, {"state": "ordered"})
    assert state_of(store, document) == "ordered"


def test_two_change_one_cell(store: Store, document: str) -> None:
    cell = (document, "korean")
    save_cell(store, KIM, load_holdings(store, KIM), cell, {"state": "draft"})
    seen = load_holdings(store, KIM)
    save_cell(store, KIM, seen, cell, {"state": "approved"})
    with pytest.raises(ConflictError) as caught:
        save_cell(store, ADMIN, seen, cell, {"state": "withdrawn"})
    assert caught.value.fields == {"state": ("draft", "approved", "withdrawn")}
    assert state_of(store, document) == "approved"


def test_two_fill_one_empty_cell(store: Store, document: str) -> None:
    cell = (document, "korean")
    seen = load_holdings(store, KIM)
    save_cell(store, KIM, seen, cell, {"state": "draft"})
    with pytest.raises(ConflictError) as caught:
        save_cell(store, ADMIN, seen, cell, {"state": "approved"})
    assert caught.value.fields == {"state": (None, "draft", "approved")}
    assert state_of(store, document) == "draft"


def test_one_empties_what_the_other_changes(store: Store, document: str) -> None:
    cell = (document, "korean")
    save_cell(store, KIM, load_holdings(store, KIM), cell, {"state": "draft"})
    seen = load_holdings(store, KIM)
    save_cell(store, KIM, seen, cell, {"state": "none"})
    with pytest.raises(ConflictError) as caught:
        save_cell(store, ADMIN, seen, cell, {"copies": 5})
    assert caught.value.theirs["deleted"] is True


def test_a_cell_with_nothing_in_it_needs_a_state_first(store: Store, document: str) -> None:
    with pytest.raises(InputError, match="no translation into Korean yet"):
        save_cell(store, KIM, load_holdings(store, KIM), (document, "korean"), {"copies": 5})
    assert save_cell(store, KIM, load_holdings(store, KIM), (document, "korean"), {"state": "none"}) is None


def test_nothing_is_kept_in_a_group_of_several(store: Store, document: str) -> None:
    with pytest.raises(InputError, match="group of several languages"):
        save_cell(store, KIM, load_holdings(store, KIM), (document, "slavic"), {"state": "draft"})


def test_a_file_is_kept_whole_or_not_at_all(store: Store, document: str) -> None:
    other = store.add(KIM, "document", {"title": "Invitation", "document_class": "outreach"}).id
    for one in (document, other):
        save_cell(store, KIM, load_holdings(store, KIM), (one, "korean"), {"state": "draft"})
    seen = load_holdings(store, KIM)
    wanted = seen.inventory.translations.assign(state="approved")
    changes = compare_inventories(seen.inventory, type(seen.inventory)(seen.inventory.documents, wanted))
    save_cell(store, ADMIN, seen, (document, "korean"), {"state": "withdrawn"})
    with pytest.raises(ConflictError):
        save_inventory(store, KIM, seen, changes)
    assert (state_of(store, document), state_of(store, other)) == ("withdrawn", "draft")
    seen = load_holdings(store, KIM)
    changes = compare_inventories(seen.inventory, type(seen.inventory)(seen.inventory.documents, wanted))
    assert save_inventory(store, KIM, seen, changes) == 2
    assert set(inventory_table(load_holdings(store, KIM).inventory)["state"]) == {"approved"}
