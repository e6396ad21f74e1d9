"""From which level or group to which things came between two vintages, and what was so in the older one."""

from __future__ import annotations

import json

import pytest
from building import Ask, build_ask, to_labels


def to_file(projects: dict[str, tuple[str, dict[str, str], str]], members: dict[str, str]) -> str:
    """Return a landscape file; `projects`: level, days and category by name; `members`: groups by name."""
    listed: dict[str, dict[str, list[object]]] = {"Decks": {}, "OHA Members": {}}
    for name, (level, days, category) in projects.items():
        home = f"https://{name.lower()}.example"
        own = {"name": name, "homepage_url": home, "repo_url": f"{home}/code", "project": level, "extra": days}
        listed["Decks"].setdefault(category, []).append(own)
    for name, group in members.items():
        own = {"name": f"{name} (member)", "joined": "2019-01-01", "homepage_url": f"https://{name.lower()}.example"}
        listed["OHA Members"].setdefault(group, []).append(own)
    layers = [
        {"name": layer, "subcategories": [{"name": name, "items": items} for name, items in groups.items()]}
        for layer, groups in listed.items()
    ]
    return json.dumps({"landscape": layers})


_QUAY = ("sandbox", {"accepted": "2021-01-20"}, "Berths")
_MOOR = ("incubating", {"accepted": "2018-02-02", "incubating": "2020-03-03"}, "Charts")
_PIER = ("incubating", {"accepted": "2017-02-02", "incubating": "2019-03-03"}, "Charts")
_QUAY_NOW = ("incubating", {**_QUAY[1], "incubating": "2024-05-05"}, "Charts")
_MOOR_NOW = ("graduated", {**_MOOR[1], "graduated": "2024-06-06"}, "Charts")
_PIER_NOW = (*_PIER[:2], "Berths")
OLDER = to_file(
    {"Quaylist": _QUAY, "Moorly": _MOOR, "Pierhead": _PIER},
    {"Saltmarsh": "Bosun", "Tidewright": "Admiral", "Brinewell": "Bosun", "Leeward": "Admiral"},
)
NEWER = to_file(
    {"Quaylist": _QUAY_NOW, "Moorly": _MOOR_NOW, "Pierhead": _PIER_NOW},
    {"Saltmarsh": "Admiral", "Tidewright": "Bosun", "Brinewell": "Bosun", "Leeward": "Admiral", "Newcomb": "Admiral"},
)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which members moved from Bosun to Admiral?", ["Saltmarsh"]),
        ("Which members were upgraded to Admiral?", ["Saltmarsh"]),
        ("Which members stepped down from Admiral?", ["Tidewright"]),
        ("Which members are no longer Admiral members since 2023?", ["Tidewright"]),
        ("Which members joined between the two landscapes?", ["Newcomb"]),
        ("Which projects moved into Berths since the old file?", ["Pierhead"]),
        ("Which projects moved out of Berths since the old file?", ["Quaylist"]),
        ("Which category did Pierhead leave?", ["Charts"]),
        ("Which projects went from incubating to graduated between the two files?", ["Moorly"]),
        ("How many projects moved from sandbox to incubating between the two files?", ["1"]),
        ("What level did Moorly have in the older of the two files?", ["incubating"]),
        ("How many incubating projects were there in the 2023 landscape?", ["2"]),
        ("How many sandbox projects did the old landscape list?", ["1"]),
        ("Was Saltmarsh a Bosun member in 2023?", ["yes"]),
        ("Was Saltmarsh an Admiral member in 2023?", ["no"]),
    ],
)
def test_questions_about_moves(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    files = {"decks-2023-04-01.yml": OLDER, "decks-2024-12-01.yml": NEWER}
    return build_ask(tmp_path_factory.mktemp("decks"), files)
