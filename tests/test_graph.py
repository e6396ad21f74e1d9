"""GET /graph, /evidence, /entities and /vocabulary: what the pages draw and complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from landscape_data import FACTS, NAMES, to_trig
from serving import serve
from small_data import make_data, open_small_service

from api.app import create_app
from api.settings import Settings
from ontology.names import ENTITY, KG


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("landscape") / "data"
    make_data(folder, more=to_trig())
    with (
        serve(create_app(Settings(data=folder), open_small_service)) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


def get(client: httpx.Client, path: str, **values: Any) -> Any:
    reply = client.get(path, params=values)
    assert reply.status_code == 200, reply.text
    return reply.json()


def by_label(drawn: dict[str, Any]) -> dict[str, Any]:
    return {entity["label"]: entity for entity in drawn["entities"]}


def test_the_landscape_holds_layers_categories_and_things(client: httpx.Client) -> None:
    drawn = get(client, "/graph")
    entities = by_label(drawn)
    assert {name: entities[name]["role"] for name in ("Storage layer", "Database", "Alpha")} == {
        "Storage layer": "layer",
        "Database": "category",
        "Alpha": "thing",
    }
    assert entities["Alpha"]["within"] == ENTITY + "Database"
    assert entities["Database"]["within"] == ENTITY + "Storage_layer"
    assert [level["label"] for level in drawn["levels"]] == ["seed", "grown"]
    assert drawn["days"] == {"first": "2018-01-01", "last": "2020-01-01"}
    # maturity levels are no part of the picture: they colour it
    assert "grown" not in entities


def test_of_levels_told_on_one_day_the_higher_comes_last(tmp_path: Path) -> None:
    levels = ("incubating", "graduated")
    names = NAMES | {level: ("MaturityLevel", level) for level in levels}
    told = [("Delta", "maturity", level, "2020-01-01", None) for level in levels]
    make_data(tmp_path / "data", more=to_trig(names, [*FACTS, *told]))
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        for question in ({}, {"as_of": "2021-01-01"}):
            drawn = httpx.get(url + "/graph", params=question, timeout=30).json()
            assert by_label(drawn)["Delta"]["stages"][-1]["level"] == ENTITY + "graduated"


def test_as_of_a_day_the_landscape_is_what_it_was(client: httpx.Client) -> None:
    early, late = get(client, "/graph", as_of="2019-01-01"), get(client, "/graph", as_of="2021-06-01")
    assert "Beta" not in by_label(early) and "Beta" in by_label(late)
    assert [stage["level"] for stage in by_label(early)["Alpha"]["stages"]] == [ENTITY + "seed"]
    assert [stage["level"] for stage in by_label(late)["Alpha"]["stages"]] == [ENTITY + "grown"]
    told = {(fact["subject"], fact["predicate"]) for fact in late["facts"]}
    assert (ENTITY + "Alpha", KG + "dependsOn") in told
    # it ended before that day
    assert (ENTITY + "Beta", KG + "dependsOn") not in told


def test_a_neighbourhood_is_directed_and_bounded(client: httpx.Client) -> None:
    drawn = get(client, "/graph", around="Gamma")
    assert set(by_label(drawn)) == {"Gamma", "Alpha", "Beta", "Proxy"}
    depends = [fact for fact in drawn["facts"] if fact["label"] == "depends on"]
    assert {(fact["subject"], fact["object"]) for fact in depends} == {
        (ENTITY + "Alpha", ENTITY + "Gamma"),
        (ENTITY + "Beta", ENTITY + "Gamma"),
    }
    fewer = get(client, "/graph", around=ENTITY + "Gamma", limit=1)
    assert len(fewer["entities"]) == 2 and fewer["left_out"] == 2


@pytest.mark.parametrize(
    ("values", "status", "kind"),
    [
        ({"around": "Nobody"}, 404, "unknown-entity"),
        ({"as_of": "yesterday"}, 422, "validation"),
        ({"limit": 100_000}, 422, "validation"),
        ({"around": "x" * 600}, 422, "validation"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(client: httpx.Client, values: Any, status: int, kind: str) -> None:
    reply = client.get("/graph", params=values)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"].endswith(kind)


def test_a_fact_has_its_sentences(client: httpx.Client) -> None:
    values = {"subject": ENTITY + "Alpha", "predicate": KG + "dependsOn", "object": ENTITY + "Gamma"}
    [found] = get(client, "/evidence", **values)["evidence"]
    assert (found["quote"], found["document"], found["date"]) == ("Alpha depends on Gamma.", "dns.md", "2018-01-01")
    assert get(client, "/evidence", **values | {"object": ENTITY + "Nobody"})["evidence"] == []


@pytest.mark.parametrize("name", ["subject", "predicate", "object"])
@pytest.mark.parametrize("text", ["abc", "", "urn:x> } DROP ALL", "e:Alpha ", "a b", "/entity/Alpha"])
def test_what_is_no_iri_is_told_with_its_name(client: httpx.Client, name: str, text: str) -> None:
    values = {"subject": ENTITY + "Alpha", "predicate": KG + "dependsOn", "object": ENTITY + "Gamma"}
    reply = client.get("/evidence", params=values | {name: text})
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")
    assert reply.json()["detail"] == f"the request does not fit: query.{name}: it is no absolute IRI."
    assert reply.json()["errors"] == [{"where": f"query.{name}", "what": "it is no absolute IRI"}]


def test_entities_are_found_by_the_beginning_of_a_name(client: httpx.Client) -> None:
    found = get(client, "/entities", q="del")["entities"]
    assert [item["curie"] for item in found] == ["e:Delta"]
    assert [item["label"] for item in get(client, "/entities", q="layer")["entities"]] == [
        "Network layer",
        "Storage layer",
    ]
    assert get(client, "/entities", q="c++")["entities"][0]["curie"] == "e:C%2B%2B"


def test_the_vocabulary_names_terms_and_prefixes(client: httpx.Client) -> None:
    words = get(client, "/vocabulary")
    assert words["prefixes"]["kg"] == KG
