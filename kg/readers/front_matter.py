"""Front matter: what a document says about itself in its first lines (YAML between ---, TOML between +++)."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from kg.documents import BlockKind
from kg.errors import DocumentError
from kg.language.dates import read_date
from kg.readers.bylines import split_names
from kg.readers.decoding import to_scalars
from kg.readers.drafts import Draft

_OPEN = re.compile(r"\A(---|\+\+\+)[ \t]*\n")
_KEY = re.compile(r"""\s*["']?[A-Za-z_][\w .-]*["']?\s*[:=](?:\s|$)""")

_OUTER_KEY = re.compile(r"""["']?([A-Za-z_][\w .-]*?)["']?\s*[:=](?:\s|$)""")

# A value that begins as plain words do, and holds a colon, or begins with a sign that YAML keeps for itself.
_PLAIN_VALUE = re.compile(
    r"""^(?P<key>[A-Za-z_][\w .-]*):[ \t]+"""
    r"""(?P<value>(?:[^\s"'\[{|>&*!#%@`-][^\n]*?:(?:\s[^\n]*?)?|[%@`][^\n]*?))[ \t]*$""",
    re.MULTILINE,
)


class _PlainLoader(yaml.SafeLoader):
    """Reads YAML with dates and numbers left as they are written: `1.10` is a version, not 1.1.

    Aliases are refused: a few lines of them unfold to gigabytes, and front matter has no need of them.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "aliases are not read here", mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> str:
        return to_scalars(super().construct_scalar(node))


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag.rsplit(":", 1)[1] in ("bool", "null")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


# What front matter says of the document; the rest is for the program that makes the site.
_TITLES = frozenset(("title", "linktitle", "subtitle"))
_SUMMARIES = frozenset(("description", "summary", "abstract", "excerpt", "subtitle"))
_TAGS = frozenset(("tags", "keywords", "topics", "categories", "category"))
# Names count before handles: "author_name" before "author".
_AUTHORS = tuple(
    re.compile(pattern) for pattern in (r"authors?_?names?", r"authors?|byline|(?:written|posted)_?by", r"attribution")
)
# An address alone: the home page of what a page is about, its repository.
_ADDRESS = re.compile(r"""[^:=]+[:=]\s*["']?https?://[^\s"']+["']?\s*""")
# "Ann Lee, for the Acme team".
_ON_BEHALF = re.compile(r",\s+(?:for|on behalf of)\s.*$")
_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
# The day of publishing counts before the one of writing, and that before the one of the last change.
_DATE_KEYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"date",
        r"(?:pub|publish|published)_?(?:date|at|on)?",
        r"(?:create|created)_?(?:date|at|on)?",
        r"lastmod|(?:last_?)?(?:update|updated|modified)_?(?:date|at|on)?",
    )
)
MAX_LINES = 900
_RUN = -1  # one run of lines, before all lists and tables


@dataclass(frozen=True)
class FrontMatter:
    """The values by their folded keys, the text that stands below them, and the lines of each value as written."""

    values: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


def read_front_matter(source: str, name: str) -> FrontMatter:
    """Part `source` into front matter and body; raise DocumentError, with the line, where it is broken."""
    opening = _OPEN.match(source)
    if opening is None:
        return FrontMatter(body=source)
    fence = opening.group(1)
    closing = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.MULTILINE).search(source, opening.end())
    first = source[opening.end() :].lstrip().split("\n", 1)[0]
    if closing is None:
        if _KEY.match(first):
            raise DocumentError(
                name, f"line 1: the front matter is not closed. Add a line {fence} below its last value."
            )
        return FrontMatter(body=source)
    block, body = source[opening.end() : closing.start()], source[closing.end() :]
    values = _read_toml(block, name) if fence == "+++" else _read_yaml(block, name, bool(_KEY.match(first)))
    if values is None:  # a rule and prose, no front matter
        return FrontMatter(body=source)
    return FrontMatter({fold_key(key): value for key, value in values.items()}, body, _find_lines(block))


def to_drafts(lines: Mapping[str, str]) -> list[Draft]:
    """Return the lines that tell of the document as blocks, so that facts can rest on them."""
    return [Draft(BlockKind.FRONT_MATTER, text, run=_RUN) for key, text in lines.items() if is_told(key, text)]


def is_told(key: str, text: str) -> bool:
    """Tell whether the lines of a value tell of the document; the rest is for the program that makes the site."""
    told = key in _TITLES or key in _SUMMARIES or key in _TAGS
    told = told or any(p.fullmatch(key) for p in (*_AUTHORS, *_DATE_KEYS)) or _ADDRESS.fullmatch(text) is not None
    return told and len(text) <= MAX_LINES


def fold_key(key: str) -> str:
    """Return a key in lower case with underscores."""
    return key.lower().replace("-", "_").replace(" ", "_")


def read_summary(values: Mapping[str, object]) -> str | None:
    """Return what front matter says the document is about, in its own words."""
    for key, value in values.items():
        if key in _SUMMARIES and isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def read_tags(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the topics that front matter sorts the document under, each once.

    >>> read_tags({"tags": ["tracing", "metrics"], "keywords": "metrics, logs"})
    ('tracing', 'metrics', 'logs')
    """
    found: list[str] = []
    for key, value in values.items():
        if key not in _TAGS:
            continue
        if isinstance(value, str):
            value = [value] if key == "category" else re.split(r"[,;]", value)
        if isinstance(value, list):
            found += [" ".join(item.split()) for item in value if isinstance(item, str)]
    return tuple(dict.fromkeys(tag for tag in found if tag))


def read_stated_date(values: Mapping[str, object]) -> str | None:
    """Return the date front matter gives: of publishing, or of the last change where that is all there is."""
    stated = (value for pattern in _DATE_KEYS for key, value in values.items() if pattern.fullmatch(key))
    return next((date for value in stated if (date := _find_stated(value))), None)


def _find_stated(value: object) -> str | None:
    if isinstance(value, datetime.date):  # TOML has dates of its own
        return value.isoformat()[:10]
    return read_date(value) if isinstance(value, str) else None


def read_stated_authors(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the authors front matter names: words, a list of words, or mappings with a name."""
    stated = ([v for key, v in values.items() if pattern.fullmatch(key)] for pattern in _AUTHORS)
    found = (tuple(dict.fromkeys(name for value in named for name in _names_of(value))) for named in stated)
    return next((names for names in found if names), ())


def _names_of(value: object) -> Iterable[str]:
    if isinstance(value, str):
        plain = _ON_BEHALF.sub("", _LINKED.sub(r"\1", value).strip())
        return split_names(plain.removeprefix("By ").removeprefix("by "))
    if isinstance(value, Mapping):
        return _names_of(value.get("name") or value.get("title"))
    if isinstance(value, (list, tuple)):
        return [name for item in value for name in _names_of(item)]
    return ()


def _find_lines(block: str) -> dict[str, str]:
    """Return the key of each value of the outermost level with the lines that give it."""
    found: dict[str, list[str]] = {}
    key = None
    for line in block.split("\n"):
        if line.startswith("["):  # a table of TOML: what follows belongs to it
            break
        match = _OUTER_KEY.match(line)
        if match is not None:
            key = fold_key(match.group(1))
            found.setdefault(key, [])
        if key is not None and line.strip() and not line.lstrip().startswith("#"):
            found[key].append(line.rstrip())
    return {key: "\n".join(lines) for key, lines in found.items()}


def _quote_plain_values(block: str) -> str:
    """Put the values in quotes that are plain words with a sign of YAML's in them: "title: One thing: another".

    >>> _quote_plain_values("title: One thing: another")
    'title: "One thing: another"'
    """
    return _PLAIN_VALUE.sub(lambda line: f"{line['key']}: {json.dumps(line['value'], ensure_ascii=False)}", block)


def _load_yaml(block: str) -> object:
    """Read YAML; where it is broken, once more with its plain values in quotes."""
    try:
        return yaml.load(block, Loader=_PlainLoader)
    except yaml.YAMLError:
        quoted = _quote_plain_values(block)
        if quoted == block:
            raise
        try:
            return yaml.load(quoted, Loader=_PlainLoader)
        except yaml.YAMLError:
            pass
        raise


def _read_yaml(block: str, name: str, certain: bool) -> dict[str, object] | None:
    try:
        values = _load_yaml(block)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if not certain:
            return None
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 2
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise DocumentError(
            name,
            f"line {line}: the front matter is no valid YAML ({problem}). Put values with signs in quotes.",
        ) from error
    if values is None:
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None


def _read_toml(block: str, name: str) -> dict[str, object]:
    try:
        return dict(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place.group(1)) + 1 if place else 2
        raise DocumentError(name, f"line {line}: the front matter is no valid TOML ({error}). Mend it.") from error
