"""Passives: what "who built X?" asks of its doer, asked of what was done: "when was X built?"."""

from __future__ import annotations

import re

from api.answering.question.words.words import PREPOSITIONS

# Verbs whose past is no -ed: those whose participle is their past, and those that have one of its own.
_ALIKE = frozenset(
    "bought bred brought built cut found held kept led left let lost made met paid put sent set shot sold split spun "
    "taught won".split()
)
_OWN = dict(
    pair.split(":")
    for pair in (
        "began:begun broke:broken chose:chosen drew:drawn drove:driven gave:given hid:hidden ran:run stole:stolen "
        "threw:thrown took:taken wove:woven wrote:written"
    ).split()
)
_DONE = re.compile(r"who\s+(?:first |originally )?(?P<verb>[a-z]+)\s+(?P<what>[^?]+?)\s*\?*$", re.IGNORECASE)


def ask_of_done(word: str, text: str) -> str | None:
    """Return a question for what somebody did as one with another question word, of what was done; None for others.

    >>> ask_of_done("when", "Who built Zorblat?"), ask_of_done("Why", "who gave Zorblat to the guild")
    ('when was Zorblat built?', 'Why was Zorblat given to the guild?')
    >>> ask_of_done("when", "Who is Ada?"), ask_of_done("who", "Who built Zorblat?")
    (None, None)
    """
    done = _DONE.match(text.strip())
    if done is None or word.lower() == "who":
        return None
    verb = done["verb"].lower()
    participle = verb if verb.endswith("ed") or verb in _ALIKE else _OWN.get(verb)
    if participle is None:
        return None
    words = done["what"].split()
    end = next((n for n, each in enumerate(words[1:], 1) if each.lower() in PREPOSITIONS), len(words))
    return f"{word} was {' '.join((*words[:end], participle, *words[end:]))}?"
