"""Listed lines: lists whose items have no marks, each line a name with what it is behind a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST = 3
_NAMED = re.compile(r"[^\W\d_][^.;:?!]{0,40}?\s[-–—]\s+\S.{0,160}")
_NAME = re.compile(r"[^\W\d_][\w+#./-]*(?: [\w+#./-]+){0,3}")


def are_items(lines: Sequence[str]) -> bool:
    """Tell whether lines are items: most of them a name with what it is behind a dash, the others no more than a name.

    >>> are_items(["Zorblat - a mill", "Dyno Two - a store of keys", "Quux", "Vane - wind, and more of it"])
    True
    >>> are_items(["Zorblat - a mill for corn", "that was built in Leeds - or near it - by", "two men."])
    False
    """
    named = sum(_NAMED.fullmatch(line) is not None for line in lines)
    others = [line for line in lines if _NAMED.fullmatch(line) is None]
    return named >= LEAST and named > len(others) and all(_NAME.fullmatch(line) for line in others)
