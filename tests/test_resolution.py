"""Resolution: which ways of writing are one entity."""

from collections import Counter

from reading import FIELD

from kg.kinds.introductions import DocumentNames
from kg.naming.aliases import AliasPair
from kg.naming.shown_names import Introduction
from kg.resolution import build_inventory


def _names(*introductions: Introduction, aliases: tuple[AliasPair, ...] = (), **surfaces: int) -> DocumentNames:
    return DocumentNames("d.txt", introductions, aliases, Counter(surfaces))


def test_a_rare_misspelling_joins_the_known_name() -> None:
    inventory = build_inventory(FIELD, [_names(Kuberntes=1)])
    found = inventory.names.find("Kuberntes")
    assert found is not None and found.entity.label == "Kubernetes"
    assert [merge.reason for merge in inventory.merges] == ["close spelling"]


def test_brackets_give_an_alias() -> None:
    pair = AliasPair("Rail Control Unit", "RCU", "brackets")
    inventory = build_inventory(
        FIELD, [_names(Introduction("Rail Control Unit", "Concept", "heading"), aliases=(pair,))]
    )
    found = inventory.names.find("RCU")
    assert found is not None and found.entity.label == "Rail Control Unit"


def test_ordinary_words_need_an_introduction() -> None:
    assert build_inventory(FIELD, [_names(Train=5)]).names.find("Train") is None
    introduced = build_inventory(FIELD, [_names(Introduction("Train", "Project", "opening"), Train=5)])
    assert introduced.names.find("Train") is not None


def test_the_order_of_documents_does_not_matter() -> None:
    one, other = _names(Quixar=2), _names(Zorblat=1, Quixars=1)
    assert build_inventory(FIELD, [one, other]).entities == build_inventory(FIELD, [other, one]).entities
