"""Wordings of origin, home, level and make that articles use, and those alike that say something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document


def read(folder: Path, sentence: str) -> set[tuple[str, str, str]]:
    return read_triples(write_document(folder, f"# Some notes\n\nHere is a text.\n\n{sentence}\n"))


@pytest.mark.parametrize(
    ("sentence", "triple"),
    [
        ("Weaveworks launched Flux in 2016.", ("Flux", "createdBy", "Weaveworks")),
        ("Engineers at Lyft wrote Envoy.", ("Envoy", "createdBy", "Lyft")),
        ("Keycloak is an identity provider by Red Hat.", ("Keycloak", "createdBy", "Red Hat")),
        ("Linkerd dates back to 2016.", ("Linkerd", "startedIn", "2016")),
        ("Zipkin was born at Twitter in 2012.", ("Zipkin", "startedIn", "2012")),
        ("Thanos was released in 2018.", ("Thanos", "releasedIn", "2018")),
        ("Kuma first saw the light of day in 2019.", ("Kuma", "releasedIn", "2019")),
        ("Prometheus is a toolkit built at SoundCloud in 2012.", ("Prometheus", "startedIn", "2012")),
        ("The CNCF voted to accept Thanos as a sandbox project.", ("Thanos", "maturity", "sandbox")),
        ("Keptn joined the CNCF as a Sandbox project in 2020.", ("Keptn", "maturity", "sandbox")),
        ("The committee promoted Flux to Incubating status.", ("Flux", "maturity", "incubating")),
        ("Jaeger, a CNCF graduated project, traces requests.", ("Jaeger", "maturity", "graduated")),
        ("OpenTelemetry is under the umbrella of the CNCF.", ("OpenTelemetry", "hostedBy", "CNCF")),
        ("Zipkin found a new home at the Linux Foundation.", ("Zipkin", "hostedBy", "Linux Foundation")),
        (
            "Prometheus is a monitoring and alerting toolkit built at SoundCloud.",
            ("Prometheus", "createdBy", "SoundCloud"),
        ),
        ("TiKV is a distributed database in Rust.", ("TiKV", "writtenIn", "Rust")),
        ("Knative sits on top of Kubernetes.", ("Knative", "basedOn", "Kubernetes")),
        ("Based on Kubernetes, Galaxy deploys web applications.", ("Galaxy", "basedOn", "Kubernetes")),
        ("Kubernetes traces its lineage directly from Borg.", ("Kubernetes", "basedOn", "Borg")),
        ("Thanos works hand in hand with Prometheus.", ("Thanos", "integratesWith", "Prometheus")),
        ("Linkerd features gRPC support.", ("Linkerd", "supports", "gRPC")),
        ("OpenTelemetry is the heir to OpenTracing.", ("OpenTelemetry", "replaces", "OpenTracing")),
        (
            "Companies around the world use Linkerd in production, including Monzo and Olark.",
            ("Linkerd", "usedBy", "Olark"),
        ),
        (
            "Companies and labs use Linkerd in production to power their infrastructure, including Monzo and Olark.",
            ("Linkerd", "usedBy", "Monzo"),
        ),
    ],
)
def test_wordings(tmp_path: Path, sentence: str, triple: tuple[str, str, str]) -> None:
    assert triple in read(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("Weaveworks plans to launch Flux in 2026.", "createdBy"),
        ("Flux was started in 2016 by Weaveworks.", "ownedBy"),
        ("The TOC accepted Linkerd as its fifth hosted project.", "ownedBy"),
        ("The CNCF will vote to accept Thanos.", "hostedBy"),
        ("Weaveworks launched a study in 2016.", "releasedIn"),
        ("Thanos is written by engineers in Berlin.", "writtenIn"),
        ("Based on Kubernetes, Galaxy deploys web applications.", "integratesWith"),
        ("Companies use Linkerd to secure their software, including Kubernetes and Harbor.", "createdBy"),
        ("Companies use Linkerd to secure their software, including Kubernetes and Harbor.", "usedBy"),
        ("Kelsey features Kubernetes in a talk.", "supports"),
        ("The CNCF may promote Flux to incubating status.", "maturity"),
    ],
)
def test_wordings_that_say_something_else(tmp_path: Path, sentence: str, predicate: str) -> None:
    assert not [t for t in read(tmp_path, sentence) if t[1] == predicate]


def test_who_acts_in_a_passive_is_not_dated(tmp_path: Path) -> None:
    triples = read(tmp_path, "Flux was started in 2016 by Weaveworks.")
    assert ("Flux", "startedIn", "2016") in triples
    assert not [s for s, p, _ in triples if (s, p) == ("Weaveworks", "startedIn")]
