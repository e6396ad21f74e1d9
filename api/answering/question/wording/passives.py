"""Passives: what "who built X?" asks of its doer, asked of what was done: "when was X built?"."""

from __future__ import annotations

import re

from api.answering.question.words.words import PREPOSITIONS

# The participles of verbs that do not end in -ed, by their past.
_PARTICIPLES = {
    past: participle or past
    for past, _, participle in (
        pair.partition(":")
        for pair in (
            "began:begun bought bred broke:broken brought built chose:chosen cut drew:drawn drove:driven found gave:given "
            "held hid:hidden kept led left let lost made met paid put ran:run sent set shot sold split spun stole:stolen "
            "taught threw:thrown took:taken won wove:woven wrote:written"
        ).split()
    )
}
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
    participle = verb if verb.endswith("ed") else _PARTICIPLES.get(verb)
    if participle is None:
        return None
    words = done["what"].split()
    end = next((n for n, each in enumerate(words[1:], 1) if each.lower() in PREPOSITIONS), len(words))
    return f"{word} was {' '.join((*words[:end], participle, *words[end:]))}?"
