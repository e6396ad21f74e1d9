"""The gold question sets are well formed, and every evidence quote stands in its document."""

import html
import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"
CORPUS = Path(__file__).parents[1] / "corpus"
DOCS = Path(__file__).parents[2] / "shared" / "data" / "docs"

SETS = {"docs": ("docs_open", "docs_held_out"), "corpus": ("corpus_open", "corpus_held_out")}
ANSWERABLE = {
    "relation", "inverse", "list", "count", "boolean", "temporal",
    "definition", "category", "comparison", "multihop", "conflict", "passage",
}  # fmt: skip
NEGATIVE = {"unanswerable", "offdomain", "premise"}
REQUIRED = {"id", "question", "type", "answers", "forbid", "evidence"}
OPTIONAL = {"history", "as_of", "note", "half"}
MAX_QUOTE_WORDS = 11  # for documents that are not ours: a fragment, never a sentence of substance

Row = dict[str, Any]


def read_rows(name: str) -> list[Row]:
    """Read one gold file, a JSON object a line."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def read_set(name: str) -> list[Row]:
    """Read both halves of one answerable set, the questions put aside, and its share of the negative questions."""
    rows = [row for half in (*SETS[name], *ASIDE[name]) for row in read_rows(half)]
    return rows + [row for row in read_rows("negative") if row["set"] == name]


def to_words(text: str) -> str:
    """Return the text without markup: lower case letters and digits, single spaces.

    >>> to_words("**Envoy** is a [proxy](/x).")
    'envoy is a proxy'
    """
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = unicodedata.normalize("NFKD", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9+#]+", " ", re.sub(r"[*_`|]", " ", text).lower()).strip()


@cache
def document_words(root: Path) -> dict[str, str]:
    """Return the words of every Markdown document under `root`, by file name."""
    return {path.name: to_words(path.read_text("utf-8")) for path in root.rglob("*.md")}


def missing_quotes(rows: list[Row], root: Path) -> list[str]:
    """Return `id: quote` for every evidence quote that does not stand in its document."""
    words = document_words(root)
    return [
        f"{row['id']}: {evidence['quote']}"
        for row in rows
        for evidence in row["evidence"]
        if f" {to_words(evidence['quote'])} " not in f" {words.get(evidence['doc'], '')} "
    ]


NEGATIVE_FILES = ["negative", "negative_docs", "negative_seeds"]
# Of all types, those without an answer too: the first read since, the second put aside.
ASIDE = {"docs": ("docs_aside", "docs_blind"), "corpus": ("corpus_aside", "corpus_blind")}
OF_ALL_TYPES = [name for names in ASIDE.values() for name in names]
ALL_FILES = [*(half for halves in SETS.values() for half in halves), "docs_more", *OF_ALL_TYPES, *NEGATIVE_FILES]


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_question_has_the_known_fields(name: str) -> None:
    extra = {"set"} if name in NEGATIVE_FILES else set()
    types = NEGATIVE if name in NEGATIVE_FILES else ANSWERABLE
    types = ANSWERABLE | NEGATIVE if name in OF_ALL_TYPES else types
    for row in read_rows(name):
        assert set(row) >= REQUIRED | extra, row["id"]
        assert set(row) <= REQUIRED | OPTIONAL | extra, row["id"]
        assert row["type"] in types, row["id"]
        assert 0 < len(row["question"]) <= 2000, row["id"]
        assert all(forms and all(forms) for forms in row["answers"]), row["id"]
        assert all(set(evidence) == {"doc", "quote"} for evidence in row["evidence"]), row["id"]
        assert all(isinstance(earlier, str) for earlier in row.get("history", [])), row["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("as_of", "2026-01-01")), row["id"]


@pytest.mark.parametrize("name", ALL_FILES)
def test_answers_and_evidence_fit_the_type(name: str) -> None:
    for row in read_rows(name):
        given = bool(row["answers"]), bool(row["evidence"])
        assert given == ((False, False) if row["type"] in ("unanswerable", "offdomain") else (True, True)), row["id"]
        if row["type"] == "boolean":
            assert row["answers"] in ([["yes"]], [["no"]]), row["id"]
        if row["type"] in ("boolean", "count"):
            assert len(row["answers"]) == 1, row["id"]
        forms = {to_words(form) for item in row["answers"] for form in item}
        assert not forms & {to_words(form) for form in row["forbid"]}, row["id"]


def test_ids_and_questions_are_unique() -> None:
    rows = [row for name in ALL_FILES for row in read_rows(name)]
    assert max(Counter(row["id"] for row in rows).values()) == 1
    asked = Counter((to_words(row["question"]), tuple(row.get("history", [])), row.get("as_of")) for row in rows)
    assert max(asked.values()) == 1


@pytest.mark.parametrize("name", SETS)
def test_the_sets_are_large_and_split_by_type(name: str) -> None:
    opened, held_out = (Counter(row["type"] for row in read_rows(half)) for half in SETS[name])
    assert sum(opened.values()) + sum(held_out.values()) >= 90
    assert set(opened) == set(held_out) == ANSWERABLE
    assert all(abs(opened[kind] - held_out[kind]) <= 1 for kind in ANSWERABLE)
    assert sum(row["set"] == name for row in read_rows("negative")) == 30


def test_quotes_stand_in_the_corpus() -> None:
    assert missing_quotes(read_set("corpus"), CORPUS) == []


def test_quotes_stand_in_the_shared_documents() -> None:
    if not DOCS.is_dir():
        pytest.skip("../shared/data/docs is missing: the documents of this set are not part of the repository")
    assert missing_quotes(read_set("docs") + read_rows("docs_more"), DOCS) == []


def test_quotes_of_the_shared_documents_are_fragments() -> None:
    quotes = [evidence["quote"] for row in read_set("docs") + read_rows("docs_more") for evidence in row["evidence"]]
    assert [quote for quote in quotes if len(quote.split()) > MAX_QUOTE_WORDS] == []


@pytest.mark.parametrize(
    ("name", "count", "sets"),
    [("paraphrases_facts", 40, ("corpus", "seeds")), ("paraphrases_other", 24, ("corpus", "docs"))],
)
def test_groups_of_facts_are_of_one_set_and_one_half(name: str, count: int, sets: tuple[str, ...]) -> None:
    groups = read_rows(name)
    assert len({group["group"] for group in groups}) == len(groups) == count
    assert {(group["set"], group["half"]) for group in groups} == {
        (one, half) for one in sets for half in ("open", "aside")
    }
    assert all(len(set(group["questions"])) == 5 and group["answers"] for group in groups)


def test_near_questions_without_an_answer() -> None:
    rows = read_rows("negative_near")
    assert len({row["id"] for row in rows}) == len({row["question"] for row in rows}) == 48
    assert all(row["type"] == "unanswerable" and not row["answers"] for row in rows)


def test_paraphrase_groups() -> None:
    groups = read_rows("paraphrases_corpus")
    assert len(groups) == 40
    assert len({group["group"] for group in groups}) == 40
    questions = [to_words(question) for group in groups for question in group["questions"]]
    assert len(set(questions)) == len(questions) == 200
    for group in groups:
        assert set(group) == {"group", "type", "questions", "answers"}, group["group"]
        assert group["type"] in ANSWERABLE, group["group"]
        assert group["answers"] and all(forms and all(forms) for forms in group["answers"]), group["group"]
