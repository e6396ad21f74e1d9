"""Names: keys, and what a table of names finds."""

import time
from pathlib import Path

from reading import write_document

from kg.language.parsing import parse_document
from kg.naming.aliases import find_aliases
from kg.naming.names import Name, NameTable, to_key, to_singular_key
from kg.naming.shown_names import read_headings
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


def test_initials_that_end_in_s_are_no_plural() -> None:
    table = NameTable([Name("HTTP", Entity("e:http", "HTTP")), Name("Adopter", Entity("e:a", "Adopter", "Concept"))])
    assert table.find("HTTPS") is None
    assert table.find("adopters") is not None


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


def test_brackets_give_the_long_name_right_before_them() -> None:
    text = "Ask the Rail-Control Unit (RCU), the Bureau of Weirs and Locks (BWL) or the SLA (Service Level Agreement)."
    pairs = [(pair.label, pair.alias) for pair in find_aliases(f"{text} Ann, Bee (AB)")]
    assert pairs == [
        ("Rail-Control Unit", "RCU"),
        ("Bureau of Weirs and Locks", "BWL"),
        ("Service Level Agreement", "SLA"),
    ]


def test_rules_of_dashes_are_passed_over_at_once() -> None:
    start = time.process_time()
    find_aliases("\n".join(("a" + "-b" * 64, "-" * 400, "w-" * 400 + " (WW)")) * 20)
    assert time.process_time() - start < 1


def test_keys_like_another_begin_alike_and_are_as_long() -> None:
    table = NameTable([Name(surface, ROOK) for surface in ("Rookery", "Rookary", "Rookers", "Rook", "Crookery")])
    assert table.keys_like("rookery") == ["rookary", "rookers"]


def test_a_heading_is_a_term_where_the_text_below_uses_it_whatever_letters_stand_above(tmp_path: Path) -> None:
    text = "{above}\n\n## Weir walls\n\nAll weir walls are low. {more}\n"
    for more, told in (("", []), ("Build weir walls of stone.", ["Weir walls"])):
        document = write_document(tmp_path, text.format(above="İ" * 60, more=more))
        introductions = read_headings(parse_document(document), NameTable())
        assert [introduction.surface for introduction in introductions] == told
