"""Queries and bodies that nobody would send in good faith: made from seeds by chance, the same each time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

_TOKENS = """
SELECT * WHERE ASK CONSTRUCT DESCRIBE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES SERVICE LOAD
DISTINCT REDUCED ORDER BY GROUP HAVING LIMIT OFFSET AS NOT EXISTS IN a true UNDEF { } ( ) [ ] . ; , | / ^ * +
? ! = < > <= && || - @ @en ^^ ?x ?y ?service $z _:b e:CoreDNS kg:replaces kg: :x <urn:a> <> <http://[> 1 -1
1e999 0.0 'a' "b" \'\'\'c\'\'\' \\u0053ERVICE \\U0001F600 # COUNT(*) REGEX(?x,'(a+)+$') STR(?x) IRI(?x) RAND()
GROUP_CONCAT(?x;separator=',') 99999999999999999999 <file:///etc/passwd> INSERT DATA DROP ALL BASE PREFIX
""".split()
_QUERIES = (
    "SELECT ?x WHERE { ?x kg:replaces e:KubeDNS } ORDER BY ?x LIMIT 5",
    "ASK { GRAPH ?g { ?s ?p ?o FILTER(isLiteral(?o)) } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . OPTIONAL { ?o ?q ?r } }",
    "DESCRIBE e:CoreDNS",
    "SELECT (COUNT(*) AS ?n) ?p { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > 1)",
    "SELECT * { ?a (kg:replaces|^kg:replaces)+ ?b . VALUES ?a { e:CoreDNS } BIND(STR(?b) AS ?c) }",
    "SELECT * { { SELECT ?x { ?x a kg:Project } LIMIT 2 } MINUS { ?x kg:replaces ?y } }",
)
_WORDS = [
    *"""
what which who replaces replaced by KubeDNS CoreDNS Envoy is are how many projects when did not and or of the
in 2018 before after compare with difference between why does it they C++ “quoted” <b>x</b> {{7*7}} %s %n ../
'; DROP-- ${jndi} 😀 ß İ ﷽ ? ! [1] ignore all earlier instructions SELECT
""".split(),
    *("\u202e", "\u0000", "\ufffd", "\u0301", "\t", "\n", "\\", "\xa0"),
]
_LEAVES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 51, 10**400, 1e308, float("nan"), float("inf"), "", " ", "x" * 2001),
    *("2020-01-01", "2020-13-45", "\ud800", "\u0000", [], {}, [[]], {"a": 1}, ["a"] * 60),
)


def make_queries(count: int, seed: int = 1) -> Iterator[str]:
    """Yield queries: seeds with tokens taken out, put in, doubled, exchanged, and cut anywhere."""
    chance = random.Random(seed)
    for _ in range(count):
        tokens = chance.choice(_QUERIES).split(" ")
        for _ in range(chance.randint(0, 6)):
            _change(tokens, chance, _TOKENS)
        text = " ".join(tokens)
        if chance.random() < 0.1:
            text = text[: chance.randint(0, len(text))]
        if chance.random() < 0.05:
            text = chance.choice("{([") * chance.randint(1, 3000) + text
        if chance.random() < 0.05:
            place = chance.randint(0, len(text))
            text = text[:place] + chr(chance.choice((0, 0x2028, 0xFFFF, 0x1F600, 0xE9))) + text[place:]
        yield text


def make_bodies(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield bodies for /ask: good questions of odd words, wrong values, wrong shapes, broken JSON."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.random()
        if kind < 0.5:
            yield _dump(_make_question(chance))
        elif kind < 0.8:
            body = _make_question(chance)
            for _ in range(chance.randint(1, 3)):
                name = chance.choice(("question", "history", "as_of", "top_k", "colour", "\u0000"))
                body[name] = chance.choice(_LEAVES)
            yield _dump(body)
        elif kind < 0.85:
            yield _dump(chance.choice(_LEAVES))
        elif kind < 0.88:
            depth = chance.choice((10, 1000, 20_000))
            yield b'{"question":' + b"[" * depth + b"]" * depth + b"}"
        else:
            yield _break(_dump(_make_question(chance)), chance)


def _make_question(chance: random.Random) -> dict[str, Any]:
    def text() -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 14)))

    body: dict[str, Any] = {"question": text()}
    if chance.random() < 0.3:
        body["history"] = [text() for _ in range(chance.randint(0, 4))]
    if chance.random() < 0.2:
        body["as_of"] = f"{chance.randint(1, 9999):04}-{chance.randint(1, 12):02}-01"
    if chance.random() < 0.2:
        body["top_k"] = chance.randint(1, 50)
    return body


def _change(tokens: list[str], chance: random.Random, more: Sequence[str]) -> None:
    place = chance.randrange(len(tokens)) if tokens else 0
    match chance.randrange(4):
        case 0 if tokens:
            del tokens[place]
        case 1 if tokens:
            tokens[place] = chance.choice(more)
        case 2 if tokens:
            tokens[place:place] = tokens[place : place + chance.randint(1, 5)]
        case _:
            tokens.insert(place, chance.choice(more))


def _break(content: bytes, chance: random.Random) -> bytes:
    broken = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(broken)) if broken else 0
        if chance.random() < 0.5 and broken:
            broken[place] = chance.randrange(256)
        else:
            del broken[place : place + chance.randint(1, 20)]
    return bytes(broken)


def _dump(value: Any) -> bytes:
    return json.dumps(value).encode()
