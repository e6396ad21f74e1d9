"""Landscape files (YAML): items under categories and subcategories -> records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from kg.documents import BlockKind
from kg.readers.drafts import Draft, RecordDraft
from kg.readers.records import draft_record
from kg.readers.yaml_nodes import NULL, find_doubled, find_list, find_name, flatten, unwrap

MAX_VALUES = 500  # of one record; more is no record
# The keys that make the shape of such a file; one letter may be wrong.
_ROOTS = ("landscape", "categories")
_GROUPS = "subcategories"
_ITEMS = "items"
_NAME = "name"


@dataclass(frozen=True)
class Listing:
    """The items of a landscape file under their headings, in the order of the file; what is wrong with them."""

    parts: Sequence[Draft | RecordDraft]
    remarks: tuple[str, ...]


def is_landscape(root: yaml.Node | None) -> bool:
    """Tell whether a file lists items under subcategories of categories, or right under these."""
    return any(
        isinstance(item, yaml.MappingNode)
        for category in _find_categories(root)
        for group in (category, *find_list(category, _GROUPS))
        for item in find_list(group, _ITEMS)
    )


def lists_nothing(root: yaml.Node | None) -> bool:
    """Tell whether a file has the key of a landscape file and no item below it."""
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    return any(key.value == _ROOTS[0] for key, _ in entries) and not is_landscape(root)


def read_landscape(root: yaml.Node | None) -> Listing:
    """Return headings and records of a file that `is_landscape`."""
    reader = _ListingReader()
    for category in _find_categories(root):
        reader.read_category(category)
    return Listing([p for p in reader.parts if isinstance(p, RecordDraft) or p.text], tuple(reader.remarks))


@dataclass
class _ListingReader:
    """Reads one file; `first_lines`: name of a record -> where it stands first."""

    parts: list[Draft | RecordDraft] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    first_lines: dict[str, int] = field(default_factory=dict)

    def read_category(self, entry: yaml.Node) -> None:
        """Read a category with its subcategories; items right under it are read without a heading."""
        category = self._read_heading(entry, "category", _GROUPS)
        if category is None:
            return
        layer, node = category
        self.parts.append(Draft(BlockKind.HEADING, layer, 1))
        self._tell_no_list(node, _GROUPS, layer)
        if loose := find_list(node, _ITEMS):
            told = f"the items right under {layer or 'a category'} are read without a heading"
            self._tell(loose[0], f"{told}. Put them under a subcategory")
        self._read_items(loose, ())
        for group in find_list(node, _GROUPS):
            subcategory = self._read_heading(group, "subcategory", _ITEMS)
            if subcategory is not None:
                self._tell_no_list(subcategory[1], _ITEMS, subcategory[0])
                self.parts.append(Draft(BlockKind.HEADING, subcategory[0], 2))
                self._read_items(find_list(subcategory[1], _ITEMS), (layer, subcategory[0]))

    def _read_heading(self, entry: yaml.Node, mark: str, below: str) -> tuple[str, yaml.Node] | None:
        """Return the name of a category and its fields; None, and say so, for what is no map."""
        node = unwrap(entry, mark)
        if not isinstance(node, yaml.MappingNode):
            self._tell(node, f"a {mark} that is no map of fields is left out. Give it a `name:` and `{below}:`")
            return None
        name = find_name(node, mark) or ""
        if not name:
            self._tell(node, f"a {mark} without a name; what is below it is read without. Add `name:` to it")
        return name, node

    def _tell_no_list(self, node: yaml.Node, name: str, heading: str) -> None:
        """Say so where what should be a list is written as something else, and nothing of it can be read."""
        entries = node.value if isinstance(node, yaml.MappingNode) else ()
        for key, value in entries:
            wrong = not isinstance(value, yaml.SequenceNode) and value.tag != NULL
            if isinstance(key, yaml.ScalarNode) and key.value == name and wrong:
                self._tell(key, f"`{name}` of {heading} is no list, and is left out. Write each entry behind a `- `")

    def _read_items(self, items: Sequence[yaml.Node], path: tuple[str, ...]) -> None:
        for item in items:
            record = self._read_item(unwrap(item, "item"), path)
            if record is not None:
                self._note_double(record)
                self.parts.append(record)

    def _read_item(self, item: yaml.Node, path: tuple[str, ...]) -> RecordDraft | None:
        if not isinstance(item, yaml.MappingNode):
            self._tell(item, "an item that is no record of fields is left out. Give it a `name:`")
            return None
        values = list(flatten(item))
        named = next((value for value in values if value.field == _NAME), None)
        if named is None or not named.text.strip():
            self._tell(item, "a record without a name is left out. Add `name:` to it")
            return None
        if sum(value.field == _NAME for value in values) > 1:
            self._tell(item, f"{named.text}: `{_NAME}` holds several values, and the first counts. Give it one")
        if len(values) > MAX_VALUES:
            self._tell(item, f"{named.text}: only the first {MAX_VALUES} of its values are read")
        for key, line in find_doubled(item):
            self.remarks.append(f"line {line}: {named.text}: the key `{key}` stands twice; the first counts. Keep one.")
        rest = (value for value in values[:MAX_VALUES] if value is not named)
        line = item.start_mark.line + 1
        return draft_record(_NAME, " ".join(named.text.split()), rest, tuple(filter(None, path)), line)

    def _note_double(self, record: RecordDraft) -> None:
        first = self.first_lines.setdefault(record.name, record.line)
        if first != record.line:
            self.remarks.append(
                f"line {record.line}: the name {record.name} stands at line {first} too. Where they are two things, "
                "give them two names."
            )

    def _tell(self, node: yaml.Node, text: str) -> None:
        self.remarks.append(f"line {node.start_mark.line + 1}: {text}.")


def _find_categories(root: yaml.Node | None) -> list[yaml.Node]:
    return next((found for name in _ROOTS if (found := find_list(root, name))), [])
