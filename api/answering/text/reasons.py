"""Reasons: whether sentences tell why, and not only that something is so."""

from __future__ import annotations

import re

_CAUSE = (
    r"because|since(?! (?:then|version|v?\d|\w+ \d{4}))|so|therefore|thus|hence|thereby|otherwise|due to|owing to|"
    r"thanks to|in order|as a (?:result|consequence)|reasons?|caus(?:e|es|ed|ing)|motivat\w+|lead(?:s|ing)? to|led to|"
    r"result(?:s|ed|ing)? (?:in|from)|means|if|instead|rather|without|no longer|even though|but"
)
_EFFECT = (
    r"mak(?:es?|ing)|made|lets?|allow\w*|enabl\w*|help\w*|ensur\w*|avoid\w*|prevent\w*|reduc\w*|improv\w*|need\w*|want\w*|"
    r"must|requir\w*|cannot|can't|could not|lack\w*|problems?|issues?|risks?|expensive|difficult\w*|hard(?:er)?|heavy|"
    r"complex\w*|eas(?:y|ier)|simpler?|fast(?:er)?|slow(?:er)?|cheap(?:er)?|saf(?:e|er)|better|worse|too|only"
)
_REASON = re.compile(
    rf"\b(?:{_CAUSE}|{_EFFECT})\b|[,;:]\s(?:as|for|given|with)\s|\bto (?!(?i:the|an?|its|their)\b)(?-i:[a-z]+)",
    re.IGNORECASE,
)


def gives_reason(text: str) -> bool:
    """Tell whether a text has a word for what something is so for, or for what it does so for.

    >>> gives_reason("The gate was closed in May."), gives_reason("The gate was closed because it leaked.")
    (False, True)
    """
    return _REASON.search(text) is not None
