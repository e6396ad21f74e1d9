"""Lists of questions and answers in front matter, which a site shows below each other -> Markdown with headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_DEEPEST = 4


def write_questions(values: Mapping[str, object]) -> str:
    """Return the questions among the values of front matter as headings over their answers; empty where it has none.

    A list of mappings is one of questions where most have a value that ends with "?" below the same key; the answer
    is the value behind it.

    >>> write_questions({"faqs": [{"q": "What is Zorblat?", "a": "A fleet."}]})
    '## What is Zorblat?\\n\\nA fleet.\\n'
    """
    pairs = [pair for value in values.values() for pair in _find_pairs(value, 0)]
    return "\n".join(f"## {' '.join(question.split())}\n\n{answer.strip()}\n" for question, answer in pairs)


def _find_pairs(value: object, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the questions with their answers in a value, however deep it is."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _find_pairs(inner, depth + 1)
    elif isinstance(value, list):
        entries = [entry for entry in value if isinstance(entry, Mapping)]
        key = _find_question_key(entries)
        for entry in entries:
            if key is None:
                yield from _find_pairs(entry, depth + 1)
            elif isinstance(question := entry.get(key), str) and (answer := _find_answer(entry, key)):
                yield question, answer


def _find_question_key(entries: Sequence[Mapping[str, object]]) -> str | None:
    """Return the key below which most of some mappings have a question."""
    asked = [
        key
        for entry in entries
        for key, value in entry.items()
        if isinstance(value, str) and value.rstrip().endswith("?")
    ]
    return next((key for key in dict.fromkeys(asked) if 2 * asked.count(key) > len(entries)), None)


def _find_answer(entry: Mapping[str, object], key: str) -> str:
    """Return the first words behind the question of a mapping."""
    keys = list(entry)
    behind = (entry[other] for other in keys[keys.index(key) + 1 :])
    return next((value for value in behind if isinstance(value, str) and value.strip()), "")
