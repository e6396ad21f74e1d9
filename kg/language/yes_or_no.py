"""Yes or no: what "yes", "no", "not yet" or "planned" below a question says of what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.language.question_parts import Parts, part_question, write_words

_YES = re.compile(r"(?:yes|yep|yeah|yup|sure|certainly|absolutely|definitely|of course|indeed)\b", re.IGNORECASE)
_NO = re.compile(r"(?:no|nope)(?=\s*(?:$|[,;:.!–—-]))", re.IGNORECASE)
_NOT_YET = re.compile(
    r"(?:no, )?(?:not yet|not (?:currently|now)|not at (?:the|this) (?:moment|time)|not at present|not right now"
    r"|not as of)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"(?:no, )?(?:no longer|not any ?more|not any longer)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"(?:(?:it|this|that|support)(?: is|['’]s) )?"
    r"(?:planned|on (?:the|our) roadmap|on its way|coming (?:soon|in)|in the works|soon\b)",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"(?:it|they|we|you|this|that|he|she) (?:do|does|did|is|are|was|were|can|will|has|have)", re.IGNORECASE
)
# What takes back a part of a reply, or the whole of it.
HEDGE = re.compile(
    r"\b(?:but|only|if|unless|although|though|however|except|partly|partially|experimental(?:ly)?|limited|limitations?"
    r"|caveats?|restrictions?|some(?:what|times|how|day)?|soon|plan(?:s|ned|ning)?|future|roadmap|not|n't|never|no|none"
    r"|nothing|nobody|depend(?:s|ing)?|provided|providing|long as|when|while|until|till|once|beta|alpha|preview|mostly"
    r"|largely|kind of|sort of|theory|technically|theoretically|almost|nearly|will|should|(?-i:may)|might|could|would"
    r"|maybe|perhaps|probably|possibly|likely|hopefully|upcoming|coming|work(?:ing)? on|in progress|progress|formerly"
    r"|previously|rather|instead|without|either|tbd|tba|unknown|n/a|various|todo|workarounds?|third[- ]party"
    r"|unofficial(?:ly)?|community|indirectly|request)\b|n['’]t\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"(?:but|however|only|though|although|unfortunately|except|that said|if|as long as|provided|unless|it is not"
    r"|(?:this|it|support)(?: support)?(?: is|['’]s)(?: still)? (?:an? )?(?:experimental|planned|limited|partial))\b",
    re.IGNORECASE,
)
# A plain "no" may deny how, how far or of how many something is said, and not that it is so.
_NARROWED = re.compile(
    r"\b(?:only|just|merely|simply|always|all|any ?(?:thing|one|body)|every\w*|both|each|fully|completely|entirely"
    r"|officially|natively|directly|automatically|really|actually|default|itself|better|faster|easier|safer|more|less"
    r"|most|best|same|exactly|without|other|another|and|multiple|several|own|good|great|first|last|too|enough|out of"
    r"|instead|rather|production|either|limited)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"[,;:.!–—-]*\s*(?:not (?:directly|natively|officially|necessarily|really|exactly|always|fully|quite|by default|all"
    r"|entirely|automatically|out of|on its own|by itself|only|just)|only\b|just\b|at least|unless|except)",
    re.IGNORECASE,
)
_NOTHING_MORE = re.compile(
    r"\w+ly|of course|always|both|all of them|out of the box|by default|(?:please )?(?:see|check|read)\b.*",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"(?:since|through|via|with|by|using|from|in|on|as of|as|for|under|thanks to|starting (?:with|from))\b",
    re.IGNORECASE,
)


def state_yes_or_no(words: Sequence[Token], said: str, behind: str) -> str | None:
    """Return what "yes", "no", "not yet" or "planned" says of what a question asks."""
    parts = part_question(words)
    if parts is None or not parts.rest:
        return None
    rest = write_words(parts.rest)
    if (match := _NOT_YET.match(said)) or (match := _NO_LONGER.match(said)):
        kind = " no longer" if _NO_LONGER.match(said) else " not yet" if " yet" in match.group().lower() else " not"
        return _negate(parts, kind) if _may_deny(parts) else None
    if (match := _NO.match(said)) is not None:
        less = _LESS.match(said, match.end())
        return _negate(parts, " not") if less is None and _may_deny(parts) else None
    if _PLANNED.match(said) is not None:
        return None if " or " in rest else _plan(parts)
    if (match := _YES.match(said)) is None or re.search(r"\b(?:or|any)\b", rest) or _TAKEN_BACK.match(behind):
        return None
    more = re.sub(r"^[\s,;:.!–—-]+", "", said[match.end() :])
    if HEDGE.search(more):
        return None
    ending = _read_more(more)
    return None if ending is None else f"{parts.subject} {parts.verb} {rest}{ending}."


def _read_more(more: str) -> str | None:
    """Return what a "yes" adds to what is asked, empty where it says the same again; None where it may take it back."""
    if not more or _ECHO.fullmatch(more) or _NOTHING_MORE.fullmatch(more):
        return ""
    finite = re.search(
        r"\b(?:is|are|was|were|has|have|had|do|does|did|can|there|we|you|it|they)\b|['’](?:s|re|ve)\b", more
    )
    return f" {more[0].lower()}{more[1:]}" if _PHRASE.match(more) and finite is None else None


def _may_deny(parts: Parts) -> bool:
    """Tell whether "no" denies all that is asked, and no narrower thing: "does it store X in Y" asks of two."""
    rest = write_words(parts.rest)
    if _NARROWED.search(rest) or re.search(r"\band\b|&", parts.subject):
        return False
    held = [t for t in parts.rest if t.dep_ in {"pobj", "dobj"} and t.pos_ != "PRON"]
    return len([t for t in held if t.dep_ == "dobj" or t.head.lower_ != "of"]) <= 1


def _negate(parts: Parts, denial: str) -> str:
    leading, _, more = parts.verb.partition(" ")
    return f"{parts.subject} {leading}{denial}{' ' + more if more else ''} {write_words(parts.rest)}."


def _plan(parts: Parts) -> str | None:
    """Return what is asked as something that is planned."""
    leading, _, more = parts.verb.partition(" ")
    if leading in {"do", "does", "can"}:
        return f"{parts.subject} will {more + ' ' if more else ''}{write_words(parts.rest)}."
    return f"{parts.subject} will be {write_words(parts.rest)}." if leading in {"is", "are"} else None
