"""Names: keys, and what a table of names finds."""

from kg.naming.names import Name, NameTable, to_key, to_singular_key
from kg.statements import Entity

PUMP = Entity("e:pump", "Heat Pump", "Concept")
ROOK = Entity("e:rook", "Rookery", "Project")
LAYER = Entity("e:layer", "Storage layer", "Layer")


def test_keys_fold_case_hyphens_and_ampersands() -> None:
    assert to_key("Heat-Pump & Valve") == to_key("heat pump and valve")
    assert to_singular_key("batteries") == "battery"


def test_a_term_is_found_in_both_numbers() -> None:
    table = NameTable([Name("Heat Pumps", PUMP)])
    found = table.find("heat pump")
    assert found is not None and found.entity == PUMP


def test_case_counts_where_a_name_is_also_a_word() -> None:
    table = NameTable([Name("Rookery", ROOK, exact_case=True)])
    assert table.find("rookery") is None
    assert table.find("Rookery") is not None


def test_structural_names_stand_in_headings_only() -> None:
    table = NameTable([Name("Storage", LAYER, structural=True)])
    assert table.find("Storage") is None
    assert table.find("Storage", structural=True) is not None


def test_a_name_of_joined_words_is_not_the_term_of_the_same_letters() -> None:
    table = NameTable([Name("heat pump", PUMP), Name("Rook Ery", ROOK)])
    assert table.find("HeatPump") is None
    assert table.find("RookEry") is not None
