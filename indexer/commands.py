"""Commands: lines of code to type, which tell how something is done."""

from __future__ import annotations

import re

from kg.documents import Block, Span

# A line to type: a command with what it is given, and neither a statement of a program nor a sentence.
_COMMAND = re.compile(
    r"(?!(?:import|from|def|class|return|print|let|const|var|for|if)\b)"
    r"(?:[$%] )?[a-z][\w./+-]*(?: (?!- )[^={}();#]*[^={}();#.,:\s])(?:\s+#.*)?"
)
_COMMENT = re.compile(r"#.*")
_MOST_COMMANDS = 12


def is_command(text: str) -> bool:
    """Tell whether a line is a command to type.

    >>> is_command("$ pip install zorblat"), is_command("import zorblat"), is_command("Zorblat is a store.")
    (True, False, False)
    """
    return _COMMAND.fullmatch(text.strip()) is not None


def find_commands(text: str, block: Block) -> list[Span]:
    """Return the lines of a block of code that is a few commands, with their comments; none of other code."""
    lines = [
        Span(block.span.start + line.start(), block.span.start + line.end())
        for line in re.finditer(r"\S[^\n]*", block.span.of(text))
    ]
    if len(lines) > _MOST_COMMANDS:
        return []
    words = [stripped for line in lines if not _COMMENT.fullmatch(stripped := line.of(text).strip())]
    return lines if words and all(map(is_command, words)) else []
