"""Settings files (YAML): the groups that a landscape shows its categories in -> records."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kg.readers.drafts import RecordDraft
from kg.readers.records import Value, draft_record
from kg.readers.yaml_nodes import find_list, find_name

_GROUPS = "groups"
_CATEGORIES = "categories"


def is_settings(root: yaml.Node | None) -> bool:
    """Tell whether a file groups categories by their names."""
    return any(
        isinstance(name, yaml.ScalarNode)
        for group in find_list(root, _GROUPS)
        for name in find_list(group, _CATEGORIES)
    )


def read_groups(root: yaml.Node | None) -> Iterator[RecordDraft]:
    """Yield one record a group, with the categories it holds."""
    for group in find_list(root, _GROUPS):
        name = find_name(group, "group")
        if name is None:
            continue
        names = [item for item in find_list(group, _CATEGORIES) if isinstance(item, yaml.ScalarNode)]
        values = [Value(_CATEGORIES, item.value, 1) for item in names]
        yield draft_record("name", name, values, (), group.start_mark.line + 1)
