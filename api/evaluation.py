"""Scoring answers against gold questions.

An answer counts when it is right and cited. What is right depends on the question's type: nothing answered
(`unanswerable`, `offdomain`), the premise refused or set right (`premise`), yes or no (`boolean`), a number
(`count`), two thirds of the key phrases (`definition`, `comparison`, `passage`), else every gold item, at
most one in five beside them and none that is forbidden. It is cited when a citation from the right document
holds 60 % of the words of a gold quote (for `multihop` and `conflict` of each one).
"""

from __future__ import annotations

import csv
import html
import json
import re
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError

_PROSE = frozenset({"definition", "comparison", "passage"})
_NOTHING = frozenset({"unanswerable", "offdomain"})
_EVERY_QUOTE = frozenset({"multihop", "conflict"})
_LONGEST_ANSWER, _LONGEST_BARE_ANSWER = 1200, 300
_LONGEST_CITATION, _MOST_CITATIONS = 1000, 8
_QUOTE_SHARE, _EXTRA_SHARE = 0.6, 0.2
_COVERAGES = (0.2, 0.4, 0.6, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Gold:
    """A question with what a right answer holds: for each required item the forms it may take."""

    id: str
    question: str
    type: str
    answers: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    request: Mapping[str, Any]


@dataclass(frozen=True)
class Score:
    """How one answer did; `reason` says what is wrong with it; `confidence` is its own, None where it abstains."""

    gold: Gold
    is_right: bool
    is_cited: bool
    reason: str
    answer: str
    seconds: float
    confidence: float | None = None

    @property
    def is_good(self) -> bool:
        """Right and cited."""
        return self.is_right and self.is_cited


def load_questions(path: Path) -> list[Gold]:
    """Read gold questions, one JSON object a line; raise InputError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason}). Name another file.") from error
    golds = [_read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not golds:
        raise InputError(f"{path}: holds no question. Name another file.")
    return golds


def score_questions(golds: Iterable[Gold], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> list[Score]:
    """Ask each question of `answer` (the body of POST /ask in, its reply out) and score the reply."""
    return [score_reply(gold, *_ask(gold, answer)) for gold in golds]


def score_reply(gold: Gold, reply: Mapping[str, Any], seconds: float = 0.0) -> Score:
    """Score one reply."""
    wrong = _find_wrong(gold, reply)
    uncited = _find_uncited(gold, reply)
    answered = reply.get("status") == "answered"
    confidence = reply.get("confidence") if answered else None
    return Score(gold, not wrong, not uncited, wrong or uncited, str(reply.get("answer") or ""), seconds, confidence)


def to_report(scores: Sequence[Score]) -> str:
    """Return the table by type, the latency and the totals."""
    lines = []
    for kind in sorted({score.gold.type for score in scores}):
        members = [score for score in scores if score.gold.type == kind]
        good, right = (sum(getattr(score, name) for score in members) for name in ("is_good", "is_right"))
        lines.append(f"{kind:13} {good:3}/{len(members):<3} right and cited   {right:3}/{len(members):<3} right")
    times = sorted(1000 * score.seconds for score in scores)
    p95 = times[int(0.95 * (len(times) - 1))]
    lines.append(f"latency ms: p50 {statistics.median(times):.0f}  p95 {p95:.0f}")
    good, right = (sum(getattr(score, name) for score in scores) for name in ("is_good", "is_right"))
    lines += _report_risk(scores)
    total = len(scores)
    lines.append(f"right {right}/{total} = {right / total:.3f}   right and cited {good}/{total} = {good / total:.3f}")
    return "\n".join(lines)


def _report_risk(scores: Sequence[Score]) -> list[str]:
    """Return how often an answer is wrong where only the surest are given (El-Yaniv and Wiener, 2010)."""
    given = sorted((score for score in scores if score.confidence is not None), key=lambda s: -(s.confidence or 0.0))
    parts = []
    for coverage in _COVERAGES:
        kept = given[: round(coverage * len(scores))]
        if len(kept) < coverage * len(scores) - 1 or not kept:
            break
        risk = sum(not score.is_right for score in kept) / len(kept)
        parts.append(f"{coverage:.0%}: {risk:.3f}")
    return [f"risk at coverage  {'   '.join(parts)}   (answered {len(given)}/{len(scores)})"] if parts else []


def write_failures(scores: Iterable[Score], path: Path) -> None:
    """Write what was not right and cited as CSV; raise OSError."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "type", "fault", "reason", "question", "answer"])
        for score in scores:
            if not score.is_good:
                fault = "uncited" if score.is_right else "wrong"
                gold = score.gold
                writer.writerow([gold.id, gold.type, fault, score.reason, gold.question, score.answer])


def _read_line(path: Path, number: int, line: str) -> Gold:
    try:
        return _to_gold(json.loads(line))
    except KeyError as error:
        raise InputError(f"{path}: line {number} is no gold question (it has no {error}). Mend it.") from error
    except (ValueError, TypeError) as error:
        raise InputError(f"{path}: line {number} is no gold question ({error}). Mend it.") from error


def _to_gold(value: dict[str, Any]) -> Gold:
    request = {name: value[name] for name in ("question", "history", "as_of") if value.get(name)}
    return Gold(
        id=value["id"],
        question=value["question"],
        type=value["type"],
        answers=tuple(tuple(forms) for forms in value["answers"]),
        forbidden=tuple(value.get("forbid") or ()),
        evidence=tuple((item["doc"], item["quote"]) for item in value.get("evidence") or ()),
        request=request,
    )


def _ask(gold: Gold, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    begin = time.perf_counter()
    try:
        reply = answer(dict(gold.request))
    except (KgError, ValueError) as error:  # a question that cannot be put is a wrong answer, not the end
        reply = {"status": f"failed: {error}", "answer": ""}
    return reply, time.perf_counter() - begin


def _find_wrong(gold: Gold, reply: Mapping[str, Any]) -> str:
    """Return what makes a reply wrong, or an empty text."""
    status, text = reply.get("status"), str(reply.get("answer") or "")
    if gold.type in _NOTHING:
        return "" if status == "unanswerable" else f"status {status}"
    if gold.type == "premise":
        corrects = bool(gold.answers) and all(_says_any(text, forms) for forms in gold.answers)
        return "" if status == "unanswerable" or corrects else f"status {status}"
    if status == "unanswerable":
        return "said unanswerable"
    items = _to_labels(reply.get("items"))
    if gold.type == "boolean":
        return _find_wrong_boolean(gold, text, items)
    if gold.type == "count":
        return _find_wrong_count(gold, text, items)
    if gold.type in _PROSE:
        return _find_wrong_prose(gold, text)
    return _find_wrong_items(gold, text, items)


def _find_wrong_boolean(gold: Gold, text: str, items: Sequence[str]) -> str:
    begin = re.match(r"\W*(yes|no)\b", text.lower())
    said = begin.group(1) if begin else next((item.lower() for item in items if item.lower() in ("yes", "no")), None)
    return "" if said == gold.answers[0][0].lower() else f"said {said}"


def _find_wrong_count(gold: Gold, text: str, items: Sequence[str]) -> str:
    sentence = re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]
    forms = gold.answers[0]
    if _says_any(sentence, forms) or (items and any(_is_same(items[0], form) for form in forms)):
        return ""
    return f"said {sentence[:80]!r}"


def _find_wrong_prose(gold: Gold, text: str) -> str:
    if len(text) > _LONGEST_ANSWER:
        return f"an answer of {len(text)} characters"
    missing = [forms[0] for forms in gold.answers if not _says_any(text, forms)]
    return f"missing {missing}" if 3 * len(missing) > len(gold.answers) else ""


def _find_wrong_items(gold: Gold, text: str, items: Sequence[str]) -> str:
    if not items:
        if len(text) > _LONGEST_BARE_ANSWER:
            return f"no items, and an answer of {len(text)} characters"
        missing = [forms[0] for forms in gold.answers if not _says_any(text, forms)]
        return f"missing {missing} in the answer" if missing else ""
    forbidden = [form for form in gold.forbidden if any(_is_same(item, form) for item in items)]
    if forbidden:
        return f"offers forbidden {forbidden}"
    missing = [forms[0] for forms in gold.answers if not any(_is_same(i, form) for i in items for form in forms)]
    if missing:
        return f"missing {missing} in {list(items[:8])}"
    accepted = [form for forms in gold.answers for form in forms]
    extra = [item for item in items if not any(_is_same(item, form) for form in accepted)]
    return f"extra {extra[:8]}" if len(extra) > _EXTRA_SHARE * len(items) else ""


def _find_uncited(gold: Gold, reply: Mapping[str, Any]) -> str:
    """Return which gold quotes no citation holds, where that matters, or an empty text."""
    if not gold.evidence or (gold.type == "premise" and reply.get("status") == "unanswerable"):
        return ""
    citations = [
        (Path(str(citation.get("document", ""))).stem, str(citation.get("text") or ""))
        for citation in (reply.get("citations") or [])[:_MOST_CITATIONS]
    ]
    missing = [
        quote
        for document, quote in gold.evidence
        if not any(
            name == Path(document).stem and len(text) <= _LONGEST_CITATION and _share(quote, text) >= _QUOTE_SHARE
            for name, text in citations
        )
    ]
    bad = bool(missing) if gold.type in _EVERY_QUOTE else len(missing) == len(gold.evidence)
    return f"uncited {[quote[:60] for quote in missing[:2]]}" if bad else ""


def _to_labels(items: Any) -> list[str]:
    labels = [item.get("label") or item.get("value") if isinstance(item, dict) else item for item in items or []]
    return [str(label) for label in labels if label]


def _normalize(text: str) -> str:
    """Return only lower-case letters, digits, + and #, words parted by one space: no markup, no accents."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9+#]+", " ", letters.lower()).split())


def _says_any(text: str, forms: Sequence[str]) -> bool:
    """Tell whether one of the forms stands in the text as whole words."""
    text = _normalize(text)
    return any(re.search(rf"(?<![a-z0-9]){re.escape(_normalize(form))}(?![a-z0-9])", text) for form in forms)


def _is_same(item: str, form: str) -> bool:
    """Tell whether two names are one, leaving aside brackets and an article at the front."""
    return _normalize(item) == _normalize(form) or _to_bare(item) == _to_bare(form)


def _to_bare(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", _normalize(re.sub(r"\([^)]*\)", "", name)))


def _share(quote: str, text: str) -> float:
    """Return the share of the quote's words that stand in the text."""
    words, held = _normalize(quote).split(), set(_normalize(text).split())
    return sum(word in held for word in words) / max(1, len(words))
