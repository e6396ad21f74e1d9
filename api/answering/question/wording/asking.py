"""Asking: how a question begins."""

from __future__ import annotations

import re

from api.answering.question.words.words import AUXILIARIES

# A verb that asks for yes or no where it stands first, and its short forms that deny.
AUXILIARY = rf"(?:{'|'.join(sorted(AUXILIARIES))})"
# A question word, behind a preposition or not: "in which language".
ASKING = re.compile(
    r"(?:(?:in|on|by|for|from|to|of|at|with|under|into|since|as of|as|out of|after|behind|around|during|until|through|"
    r"over|up to)\s+)?(?:what|which|who|whom|whose|when|where|why|how)(?:['’]s)?\b",
    re.IGNORECASE,
)
# A question for yes or no, an order, or what is put to choice.
ASKING_OTHERWISE = re.compile(
    rf"(?:{AUXILIARY}(?:n['’]t)?|if|whether|name|list|compare|describe|explain|define|count|give|show|tell)\b",
    re.IGNORECASE,
)
