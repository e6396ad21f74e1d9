"""Mappings: which field of a record states which property, from a YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SUFFIX = "-mapping.yaml"
KINDS = ("text", "address", "date", "name", "names")


class MappingError(ValueError):
    """A mapping that cannot be used; the message says which part and what is expected."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field that states a property: how its value is read, of which records, and what it names.

    `kind`: one of KINDS, or "term" for a label or IRI of an RDF file.
    """

    field: str
    property: str
    kind: str = "text"
    only: str | None = None
    object_class: str | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """What a record is where it has one of `fields`, all values of `where`, and a heading that `under` matches."""

    name: str
    fields: tuple[str, ...] = ()
    under: re.Pattern[str] | None = None
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PathRule:
    """What the headings above a record are, and the properties that join record, last heading and those above.

    `group_of`: headings whose records are mostly of this class are `group_class`, joined by `group_property`
    and `group_parent`. `second_field`: other places of a record, joined by `second_property`.
    """

    headings: tuple[str, ...]
    property: str
    parent: str | None = None
    group_of: str | None = None
    group_class: str = ""
    group_property: str = ""
    group_parent: str | None = None
    second_field: str | None = None
    second_property: str = ""


@dataclass(frozen=True, slots=True)
class StageRule:
    """A state that changes: `begins` gives field and value in order; `state` is the field of the state of the day."""

    property: str
    state: str
    begins: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A body that records with a field belong to, named by a heading of the file, from the day that `since` gives."""

    property: str
    field: str
    heading: re.Pattern[str]
    only: str | None = None
    since: str | None = None


@dataclass(frozen=True)
class RecordMapping:
    """How the records of one kind of file are read.

    `aliases`: fields that give other names. `backer`: the field that gives a page of the organization behind a thing.
    """

    name: str
    fields: Mapping[str, FieldRule]
    classes: tuple[ClassRule, ...]
    roles: Mapping[str, str]
    kept: frozenset[str]
    identity: tuple[str, ...] = ()
    path: PathRule | None = None
    stages: StageRule | None = None
    bodies: tuple[BodyRule, ...] = ()
    aliases: tuple[str, ...] = ()
    backer: str | None = None

    @property
    def known(self) -> frozenset[str]:
        """Every field that is known, whether it states something or is only kept."""
        return self.kept | self.fields.keys() | {self.name, *self.aliases}

    def properties(self) -> Iterator[str]:
        """Yield every property that the mapping states."""
        yield from (rule.property for rule in self.fields.values())
        yield from (body.property for body in self.bodies)
        if self.stages is not None:
            yield self.stages.property
        if self.path is not None:
            named = (self.path.property, self.path.parent, self.path.group_property, self.path.group_parent)
            yield from (name for name in (*named, self.path.second_property) if name)


def load_mappings(folder: Path) -> dict[str, RecordMapping]:
    """Read the mappings of a field's folder: the shape of file that each is for -> mapping."""
    return {
        path.name.removesuffix(SUFFIX): read_mapping(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob(f"*{SUFFIX}"))
    }


def read_mapping(values: Any) -> RecordMapping:
    """Return the mapping that a YAML file holds; raise MappingError where it is none.

    >>> read_mapping({"name": "tool", "class": "Thing", "fields": {"lang": {"property": "writtenIn"}}}).name
    'tool'
    """
    if not isinstance(values, dict) or not isinstance(values.get("name"), str):
        raise MappingError("a mapping needs `name: FIELD`, the field that names a record")
    classes = tuple(_read_class(entry) for entry in values.get("classes") or ())
    if values.get("class"):
        classes = (*classes, ClassRule(str(values["class"])))
    return RecordMapping(
        name=values["name"],
        fields={str(key): _read_field(str(key), entry) for key, entry in (values.get("fields") or {}).items()},
        classes=classes or (ClassRule("Thing"),),
        roles={str(role): str(name) for role, name in (values.get("roles") or {}).items()},
        kept=frozenset(map(str, values.get("kept") or ())),
        identity=tuple(map(str, values.get("identity") or ())),
        path=_read_path(values["path"]) if values.get("path") else None,
        stages=_read_stages(values["stages"]) if values.get("stages") else None,
        bodies=tuple(_read_body(values[name]) for name in ("host", "member") if values.get(name)),
        aliases=tuple(map(str, values.get("aliases") or ())),
        backer=str(values["backer"]) if values.get("backer") else None,
    )


def _read_field(field: str, entry: Any) -> FieldRule:
    values = {"property": entry} if isinstance(entry, str) else entry
    if not isinstance(values, dict) or not isinstance(values.get("property"), str):
        raise MappingError(f"`fields`, {field}: name a property, as in `{field}: {{property: homepage}}`")
    kind = values.get("kind", "text")
    if kind not in KINDS:
        raise MappingError(f"`fields`, {field}: the kind {kind!r} is none of {', '.join(KINDS)}")
    return FieldRule(field, values["property"], kind, values.get("only"), values.get("class"))


def _read_class(entry: Any) -> ClassRule:
    if not isinstance(entry, dict) or not isinstance(entry.get("class"), str):
        raise MappingError("`classes`: every line needs `class: NAME`")
    under = entry.get("under")
    where = tuple((str(field), str(value)) for field, value in (entry.get("where") or {}).items())
    return ClassRule(entry["class"], tuple(entry.get("fields") or ()), re.compile(under) if under else None, where)


def _read_path(values: Any) -> PathRule:
    groups, second = values.get("groups") or {}, values.get("second") or {}
    return PathRule(
        headings=tuple(values["headings"]),
        property=values["property"],
        parent=values.get("parent"),
        group_of=groups.get("of"),
        group_class=groups.get("class", ""),
        group_property=groups.get("property", ""),
        group_parent=groups.get("parent"),
        second_field=second.get("field"),
        second_property=second.get("property", ""),
    )


def _read_stages(values: Any) -> StageRule:
    begins = tuple((entry["field"], entry["value"]) for entry in values["begins"])
    return StageRule(values["property"], values["state"], begins)


def _read_body(values: Any) -> BodyRule:
    return BodyRule(
        values["property"], values["field"], re.compile(values["heading"]), values.get("class"), values.get("since")
    )
