"""The curated file: what a person decided about statements and names, which every build follows.

    accept:                                  statements that enter the graph though they break a shape
      - e:Zorblat kg:hostedBy e:Quuxly
    reject:                                  statements that stay out, however often they are read
      - e:Zorblat kg:releasedIn "2014"
    split:                                   names that are not one thing
      - Vitess | Vitesse
    merge:                                   names that are one thing; the first is its label
      - Open Plum Agent | OPLA

A statement is written as in Turtle, with the prefixes of the product, so that a decision holds wherever and however
often a statement is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import yaml

from kg.errors import InputError
from kg.naming.names import to_key
from kg.statements import Entity, Literal, Triple, to_triple
from ontology import Ontology
from ontology.names import KG, PREFIXES, write_iri

_HEAD = "# What a person decided; `kg build` follows it. See docs/curation.md.\n"
_DECISIONS = ("accept", "reject")
_NAMES = ("split", "merge")
_TURTLE_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

NamePair = tuple[str, str]


@dataclass(frozen=True)
class Curation:
    """Decisions by the content of what they speak of. `path`: where they were read, or are to be written."""

    path: Path | None = None
    accepted: frozenset[Triple] = frozenset()
    rejected: frozenset[Triple] = frozenset()
    splits: tuple[NamePair, ...] = ()
    merges: tuple[NamePair, ...] = field(default=())

    @property
    def digest(self) -> str:
        """A hash of the decisions: comments and order do not change it."""
        parts = (sorted(self.accepted), sorted(self.rejected), sorted(self.splits), sorted(self.merges))
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def state_of(self, triple: Triple) -> str:
        """Return `accepted`, `rejected` or `waiting`."""
        return "accepted" if triple in self.accepted else "rejected" if triple in self.rejected else "waiting"


def write_triple(subject: str, predicate: str, end: Entity | Literal) -> str:
    """Return a triple as it stands in the file: Turtle with the prefixes of the product.

    >>> write_triple("https://w3id.org/landscape-kg/entity/Helm", "replaces", Literal("2014", "gYear"))
    'e:Helm kg:replaces "2014"^^xsd:gYear'
    """
    if isinstance(end, Entity):
        other = write_iri(end.iri)
    else:
        words = str(ox.Literal(end.label))
        other = words if end.datatype == "string" else f"{words}^^xsd:{end.datatype}"
    return f"{write_iri(subject)} {write_iri(KG + predicate)} {other}"


def load_curation(path: Path, ontology: Ontology) -> Curation:
    """Read the file; a missing one decides nothing. Raises InputError that names the line of a fault."""
    if not path.is_file():
        return Curation(path)
    found: dict[str, list[tuple[int, str]]] = {name: [] for name in (*_DECISIONS, *_NAMES)}
    for name, line, value in _read_entries(path):
        found[name].append((line, value))
    accepted, rejected = ({_read_triple(path, *entry, ontology): entry[0] for entry in found[k]} for k in _DECISIONS)
    for triple in sorted(accepted.keys() & rejected.keys()):
        line = max(accepted[triple], rejected[triple])
        raise _fault(path, line, "this statement is both accepted and rejected. Remove one of the two lines.")
    splits, merges = ({_read_names(path, *entry): entry[0] for entry in found[kind]} for kind in _NAMES)
    apart = {frozenset(map(to_key, pair)): line for pair, line in splits.items()}
    for pair, line in merges.items():
        if frozenset(map(to_key, pair)) in apart:
            raise _fault(path, line, "these names are both merged and split. Remove one of the two lines.")
    return Curation(path, frozenset(accepted), frozenset(rejected), tuple(splits), tuple(merges))


def decide(path: Path, decision: str | None, entries: Iterable[tuple[str, str]], ontology: Ontology) -> None:
    """Write a decision on statements into the file, and remove any other on them; None only removes.

    `entries`: each statement as `write_triple` gives it, and words to stand beside it.
    """
    known = load_curation(path, ontology)
    for written, words in entries:
        triple = _read_triple(path, 0, written, ontology)
        if known.state_of(triple) != "waiting":
            _remove(path, triple, ontology)
        if decision is not None:
            _insert(path, decision, written, words)
    load_curation(path, ontology)


def _read_entries(path: Path) -> Iterator[tuple[str, int, str]]:
    """Yield kind, line (1-based) and words of every entry of the file."""
    for name, value, _ in _read_lists(path):
        for item in value.value:
            if not isinstance(item, yaml.ScalarNode):
                raise _fault(path, _line(item), "is no line of words. Put it in quotes.")
            yield name, _line(item), item.value


def _read_lists(path: Path) -> Iterator[tuple[str, yaml.SequenceNode, int]]:
    """Yield the lists of the file with the lines of their names."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _fault(path, line, f"no valid YAML ({error.problem}). Put words with signs in quotes.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read ({type(error).__name__}). Mend or remove it.") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise _fault(path, _line(root), f"expected one of {', '.join((*_DECISIONS, *_NAMES))}, and a list below it.")
    for key, value in root.value:
        if key.value not in (*_DECISIONS, *_NAMES):
            known = ", ".join((*_DECISIONS, *_NAMES))
            raise _fault(path, _line(key), f"{key.value!r} is not known here. Use one of {known}.")
        if isinstance(value, yaml.ScalarNode) and not value.value:
            continue
        if not isinstance(value, yaml.SequenceNode):
            raise _fault(path, _line(value), f"expected a list below {key.value!r}. Begin each line with a dash.")
        yield key.value, value, _line(key)


def _read_triple(path: Path, line: int, words: str, ontology: Ontology) -> Triple:
    try:
        [quad] = ox.parse(f"{_TURTLE_HEAD}{words} .", ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise _fault(path, line, f"{words!r} is no statement. Write it as `e:Subject kg:property e:Object`.") from error
    predicate = quad.predicate.value.removeprefix(KG)
    if predicate not in ontology.properties:
        raise _fault(path, line, f"{predicate!r} is no property of the ontology. Check its name.")
    if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
        raise _fault(path, line, f"{words!r} does not name its ends. Write them as `e:Name`.")
    other = quad.object
    end: Literal | str = Literal(other.value) if isinstance(other, ox.Literal) else other.value
    return to_triple(quad.subject.value, predicate, end, ontology)


def _read_names(path: Path, line: int, words: str) -> NamePair:
    parts = tuple(" ".join(part.split()) for part in words.split("|"))
    if len(parts) != 2 or not all(parts):
        raise _fault(path, line, f"{words!r} is not two names. Write them as `Name | Other name`.")
    if to_key(parts[0]) == to_key(parts[1]):
        raise _fault(path, line, f"{words!r} is one name: case, blanks and hyphens do not tell names apart.")
    return parts[0], parts[1]


def _insert(path: Path, decision: str, written: str, words: str) -> None:
    """Put an entry at the top of its list, and leave all else in the file as it stands."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [_HEAD.rstrip()]
    lists = {name: (value, line) for name, value, line in _read_lists(path)} if path.is_file() else {}
    entry = f"- {_quote(written)}{'  # ' + ' '.join(words.split()) if words else ''}"
    if decision in lists and lists[decision][0].flow_style:
        raise _fault(path, lists[decision][1], f"the list {decision!r} stands in brackets. Write one entry a line.")
    if decision in lists:
        value = lists[decision][0]
        lines.insert(value.start_mark.line, " " * value.start_mark.column + entry)
    elif f"{decision}:" in (bare := [line.rstrip() for line in lines]):
        lines.insert(bare.index(f"{decision}:") + 1, "  " + entry)
    else:
        lines += [f"{decision}:", "  " + entry]
    _write(path, lines)


def _remove(path: Path, triple: Triple, ontology: Ontology) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    gone = {
        line - 1
        for name, line, words in _read_entries(path)
        if name in _DECISIONS and _read_triple(path, line, words, ontology) == triple
    }
    _write(path, [line for number, line in enumerate(lines) if number not in gone])


def _write(path: Path, lines: list[str]) -> None:
    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text("\n".join(lines) + "\n", encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Name another file with --curation.") from error


def _quote(words: str) -> str:
    """Return words as a YAML value in one line."""
    return "'" + words.replace("'", "''") + "'"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _fault(path: Path, line: int, message: str) -> InputError:
    return InputError(f"{path}, line {line}: {message}")
