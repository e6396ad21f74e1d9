"""Lists told in prose: by the next sentence, in words written apart or together."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_TEXT = """---
title: Harbour tools
date: 2023-04-01
---

# Harbour tools

Zorblat is a project for ships. Zorblat offers a choice of backends for its maps. These include Corundle, Sandstone and
memory.

Harbours bring with them a range of issues involving ropes, lights, pilots, cranes and ferries, all of which need to be
insured. In 2022 quays such as Quilldeck and the OCI-based Fendrake were gaining ground, and interest was falling.
The Moorfast interface (MFI) parts harbours from their suppliers. Zorblat is an integral part of the Moorfast platform.
The Moorfast platform is a project. One of the most popular ways into the harbour is Fendrake.
"""

_UPDATERS = """# Update systems

There are three main classes of update systems:

* **Application updaters** internal updaters that let an application update itself. One such is Zorblat.
* **Library managers** offered by many languages for further libraries.
* **System managers** install what the system needs.
"""


_PLATFORMS = """# Sealer

Sealer is a tool of Acme. Vessel is a platform. Sealer can be used with Vessel, DX/OS and ABC/ECS. Sealer can provide
many types of seals, such as Wax, Lead and Paper Strip and runs on any desk.

Nobody was hurt by the four CVE's in the lid. In total, 6 CVE's were assigned during the audit of Sealer:

* The lid
* The handle
"""


DOCUMENTS = {"harbour.md": _TEXT, "updaters.md": _UPDATERS, "platforms.md": _PLATFORMS}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which back ends does Zorblat offer for its maps?", ["Corundle", "Sandstone", "memory"]),
        ("Which backends does Zorblat offer?", ["Corundle", "Sandstone", "memory"]),
        ("Which issues of harbours need to be insured?", ["cranes", "ferries", "lights", "pilots", "ropes"]),
        (
            "What are the three main classes of update systems?",
            ["Application updaters", "Library managers", "System managers"],
        ),
        ("What types of seals can Sealer provide?", ["Lead", "Paper Strip", "Wax"]),
        ("How many CVEs were assigned during the audit of Sealer?", ["6"]),
        ("On which platforms can Sealer be used?", ["ABC/ECS", "DX/OS", "Vessel"]),
        ("Which quays were gaining ground in 2022?", ["OCI-based Fendrake", "Quilldeck"]),
    ],
)
def test_a_list_is_whole(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(to_labels(answer)) == items, answer.answer


def test_no_bracket_is_cut_in_two(ask: Ask) -> None:
    assert not any("(" in label for label in to_labels(ask("what parts harbours from their suppliers?")))


def test_still_turns_nothing_around(ask: Ask) -> None:
    assert to_labels(ask("Is Zorblat still part of the Moorfast platform?")) == ["yes"]


def test_a_superlative_is_no_tally(ask: Ask) -> None:
    answer = ask("Which is one of the most popular ways into the harbour among all projects?")
    assert "COUNT" not in (answer.sparql or "")
