"""Pages: which entity each document, and each of its sections, is about, found by the address of a link."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile

from kg.statements import Entity

# What an address may end with that the same page has elsewhere under another name.
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown|html?|rst|txt|adoc)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:^|[/-])_?(?:index|readme)$", re.IGNORECASE)
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MAX_STEPS = 8


class Pages:
    """The subjects of a corpus's documents by address.

    Files keep their place on a site in their path, with folders or, where somebody flattened them, with hyphens;
    a site's root is some leading part that the path of the linking document has too.
    """

    def __init__(self, subjects: Mapping[tuple[str, str], Entity] | None = None, documents: Iterable[str] = ()) -> None:
        self._subjects = dict(subjects or {})
        names = sorted(documents, reverse=True)
        self._documents = {_to_address(name): name for name in names}
        self._shared = _find_shared(map(_fold, names))

    def find(self, document: str, target: str) -> Entity | None:
        """Return what the page that `document` links to by `target` is about, or None."""
        if not target or _FOREIGN.match(target):
            return None
        path, _, anchor = target.partition("#")
        path = path.partition("?")[0]
        page = self._page_at(document, path) if path else document
        return self._subjects.get((page, anchor.lower())) if page is not None else None

    def _page_at(self, document: str, path: str) -> str | None:
        own = _to_address(document)
        parts = [part for part in _to_address(path).split("/") if part not in {"", "."}]
        up = sum(part == ".." for part in parts)
        rest = "/".join(part for part in parts if part != "..")
        if not rest:
            return None
        for base in self._roots(own) if path.startswith("/") else _parents(own, up):
            for address in (f"{base}{rest}", f"{base}{rest.replace('/', '-')}"):
                if address in self._documents:
                    return self._documents[address]
        return None

    def _roots(self, own: str) -> list[str]:
        """Return what the site's root may be: each folder above, and each part all files of the folder begin with."""
        folder, _, _ = own.rpartition("/")
        shared = self._shared.get(folder, "")
        flat = [f"{folder}/{shared[: m.end()]}".lstrip("/") for m in re.finditer("-", shared)]
        steps = own.split("/")[:-1]
        folders = ["/".join(steps[:n]) + "/" if n else "" for n in range(len(steps), -1, -1)]
        return [*reversed(flat), *folders]


def _parents(own: str, up: int) -> list[str]:
    """Return the places a relative path may count from: that of the file, or that of the page it becomes."""
    found = [own + "/", own + "-"] if up == 0 else []
    current = own
    for step in range(up + _MAX_STEPS):
        cut = max(current.rfind("/"), current.rfind("-"))
        if cut < 0:
            return [*found, ""]
        current, border = current[:cut], current[cut]
        if step + 1 >= up:
            found.append(current + border)
    return found


def _to_address(path: str) -> str:
    """Reduce a path to what its page's address has too.

    >>> _to_address("docs/metric_types/_index.md")
    'docs/metric-types'
    """
    return _INDEX.sub("", _fold(path).rstrip("/"))


def _fold(path: str) -> str:
    return _SUFFIX.sub("", path.lower().replace("_", "-")).replace("/-", "/")


def _find_shared(addresses: Iterable[str]) -> dict[str, str]:
    """Return folder -> what the names of all its files begin with, up to a hyphen."""
    names: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        folder, _, name = address.rpartition("/")
        names[folder].append(name)
    return {
        folder: "".join(f"{part}-" for part in _common_parts([name.split("-") for name in found]))
        for folder, found in names.items()
        if len(found) > 1
    }


def _common_parts(names: list[list[str]]) -> list[str]:
    """Return the parts that all names begin with; the last part of a name is its own."""
    columns = zip(*(parts[:-1] for parts in names), strict=False)
    return [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
