"""What a sentence denies, doubts, plans or tells of the past is kept: each is stated as such, never as plain truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, write_document

# What is told of Zorblat, and how; `-` where nothing may be stated as plain truth and nothing else need be.
TOLD = """
negated | Zorblat needs no Dyno.
negated | Zorblat supports neither Vargle nor Dyno.
negated | Zorblat was donated neither to the CNCF nor to the Apache Software Foundation.
negated | Zorblat failed to replace Dyno.
negated | Zorblat stopped supporting Dyno.
negated | Zorblat has yet to support Dyno.
negated | Zorblat is unable to replace Dyno.
negated | Zorblat isn’t compatible with Dyno.
negated | Zorblat doesn’t depend on Dyno, and Vargle does.
negated | Zorblat won’t replace Dyno.
negated | Instead of replacing Dyno, Zorblat helps it.
negated | Rather than depend on Dyno, Zorblat helps itself.
negated | Zorblat does not replace or depend on Dyno.
negated | We know of no company that moved from Zorblat to Dyno.
negated | We could not find anybody who had moved from Zorblat to Dyno.
negated | The migration from Zorblat to Dyno was cancelled.
negated | Zorblat sees a service without having to use the Dyno API.
asserted | By default, Zorblat will use Dyno.
planned | Soon Zorblat will use Dyno.
hedged | Zorblat claims to support Dyno.
hedged | You can replace Zorblat with Dyno.
asserted | Acme replaced Zorblat with Dyno.
hedged | Zorblat is said to replace Dyno.
hedged | We doubt that Zorblat replaces Dyno.
hedged | Imagine that Zorblat supports Dyno.
hedged | Acme evaluated Zorblat as a replacement for Dyno.
hedged | Acme almost replaced Zorblat with Dyno.
planned | Zorblat is going to replace Dyno.
planned | Zorblat is about to replace Dyno.
planned | A migration from Zorblat to Dyno is planned.
required | It is essential that Zorblat be installed on Kubernetes.
required | Quuxly requires the Vargle Processor be included in the Zorblat Collector.
former | Zorblat used to depend on Dyno.
former | Zorblat used to be based on Dyno.
asserted | Zorblat used Vargle to support Dyno.
former | Zorblat formerly depended on Dyno.
former | Zorblat was once based on Dyno.
asserted | Zorblat is not only compatible with Dyno but also with Vargle.
asserted | Zorblat is not just a fork of Dyno.
asserted | Zorblat is able to use Dyno.
asserted | Zorblat was formerly known as Dyno.
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_how_a_thing_is_said_is_kept(tmp_path: Path, line: str) -> None:
    modality, _, text = line.partition(" | ")
    found = [s for s in read_statements(write_document(tmp_path, f"# Notes\n\n{text}\n")) if s.predicate != "definedAs"]
    told = [s for s in found if "Zorblat" in s.subject.label + s.object.label]
    assert told and {s.modality.value for s in told} == {modality}, found


@pytest.mark.parametrize(
    ("text", "kept", "denied"),
    [
        ("Zorblat uses Vargle and not Dyno.", "Vargle", "Dyno"),
        ("Zorblat is compatible with Vargle, not with Dyno.", "Vargle", "Dyno"),
        ("Zorblat may support Dyno and integrates with Vargle.", "Vargle", "Dyno"),
        ("Zorblat considered Dyno, but uses Vargle.", "Vargle", "Dyno"),
    ],
)
def test_only_the_end_that_is_set_aside_is(tmp_path: Path, text: str, kept: str, denied: str) -> None:
    found = read_statements(write_document(tmp_path, f"# Notes\n\n{text}\n"))
    plain = {label for s in found if s.modality.value == "asserted" for label in (s.subject.label, s.object.label)}
    assert kept in plain and denied not in plain
