"""AsciiDoc -> Markdown, which has a reader: headings, emphasis, links, lists, tables and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"^(={1,6})[ \t]+(\S.*)$", re.MULTILINE)
_LABEL = re.compile(r"^\*[^*\s][^*\n]{0,60}(?::\*|\*:)(?:\s|$)", re.MULTILINE)
_LINK = r"(?:link:(?P<target>[^\s\[\]]+)|(?P<address>https?://[^\s\[\]<>]+))\[(?P<words>[^\]\n]*)\]"
# What no other markup of documents has.
_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^\|===\s*$",
        r"link:[^\s\[\]]+\[|https?://[^\s\[\]<>]+\[(?!\d+\])[^\]\n]+\]",
        r"^:[a-z][\w-]*:(?: |$)",
        r"^(?:include|image|toc)::",
        r"^\[(?:source|cols)\b",
    )
)
_LEFT_OUT = re.compile(
    r"^(?:(?:include|image|toc|ifdef|ifndef|endif|video)::|//|\[[^\]]*\]$|'{3,}$|\+$|={4,}$|\*{4,}$|--$)"
)
_ATTRIBUTE = re.compile(r"^:(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
_FENCE = re.compile(r"^(-{4,}|\.{4,}|`{3,})")
_SHOWN = re.compile(r"^(-{4,}|\.{4,})$.*?^\1$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^\s*(?P<mark>\*{1,5}|-|\.{1,5})\s+(?=\S)")
_TERM = re.compile(r"^(?P<term>\S[^|]{0,80}?)::(?:\s+(?P<text>\S.*))?$")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])")
_REFERENCE = re.compile(
    r"<<#?(?P<place>[^,<>\n]+)(?:,\s*(?P<words>[^<>\n]+))?>>|xref:(?P<to>[^\s\[\]]+)\[(?P<said>[^\]\n]*)\]"
)
_NOTE = re.compile(r"\b(?:footnote|footnoteref|image|icon|anchor|indexterm):?[^\s\[\]]*\[[^\]\n]*\]|\[\[[^\]\n]+\]\]")
_LINK_OR_ADDRESS = re.compile(rf"{_LINK}|https?://[^\s<>\[\]\"|]*[^\s<>\[\]\".,;:!?)'|]")
_TABLE = "|==="
# What says how many columns a table has: '[cols="1,1"]', '[cols="3*"]'.
_COLUMNS = re.compile(r"^\[[^\]\n]*\bcols=\"?(?P<cols>[^\"\]]+)")


def is_asciidoc(text: str) -> bool:
    """Tell whether a text is written in AsciiDoc: by its headings, and labels, links or blocks as only it has them.

    >>> is_asciidoc("== Zorblat\\n\\n*License:* MIT"), is_asciidoc("Zorblat\\n=======\\n\\nA fleet.")
    (True, False)
    """
    heads = len(_HEADING.findall(text))
    return bool(heads) and (_LABEL.search(text) is not None or any(sign.search(text) for sign in _SIGNS))


def to_markdown(source: str) -> str:
    """Return an AsciiDoc text as Markdown; of what only lays out a page there is nothing.

    >>> to_markdown("= Zorblat\\n\\n*License:* MIT, see https://zorblat.example[its page].")
    '# Zorblat\\n\\n**License:** MIT, see [its page](https://zorblat.example).'
    """
    lines = source.split("\n")
    levels = [len(match[1]) for match in _HEADING.finditer(_SHOWN.sub("", source))]
    titled = bool(levels) and levels.count(min(levels)) == 1 and levels[0] == min(levels)
    return "\n".join(_Writer(levels[0] - 1 if titled else 0).write(lines))


class _Writer:
    """Writes lines anew; `raised`: by how many levels headings stand too low. `_values`: those of attributes."""

    def __init__(self, raised: int) -> None:
        self._raised = raised
        self._values: dict[str, str] = {}
        self._columns = 0

    def write(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines of Markdown."""
        place = 0
        while place < len(lines):
            line = lines[place].rstrip()
            fence = _FENCE.match(line)
            if fence is not None or line == _TABLE:
                closing = fence[1] if fence is not None else line
                end = next((n for n in range(place + 1, len(lines)) if lines[n].rstrip() == closing), place)
                inside = lines[place + 1 : end]
                yield from ("```", *inside, "```") if fence is not None and inside else self._table(inside)
                place = end
            else:
                yield from self._line(line)
            place += 1

    def _line(self, line: str) -> Iterator[str]:
        if (attribute := _ATTRIBUTE.match(line)) is not None:
            self._values[attribute["name"]] = attribute["value"] or ""
        elif (heading := _HEADING.match(line)) is not None:
            words = re.sub(r"(?<=\s)=+$", "", heading[2].rstrip()).rstrip()
            yield f"{'#' * max(1, len(heading[1]) - self._raised)} {self._inline(words)}"
        elif (item := _ITEM.match(line)) is not None:
            mark = "1." if item["mark"].startswith(".") else "-"
            yield f"{'    ' * (len(item['mark']) - 1)}{mark} {self._inline(line[item.end() :])}"
        elif (term := _TERM.match(line)) is not None:
            yield f"- {self._inline(term['term'])}" + (f": {self._inline(term['text'])}" if term["text"] else ":")
        elif (columns := _COLUMNS.match(line)) is not None:
            times = re.fullmatch(r"(\d{1,2})\*.*", columns["cols"].strip())
            self._columns = int(times[1]) if times is not None else columns["cols"].count(",") + 1
        elif _LEFT_OUT.match(line) is None:
            yield self._inline(line.removesuffix(" +"))

    def _inline(self, words: str) -> str:
        """Return the words of a line with its emphasis, links and references as Markdown has them."""
        words = re.sub(r"\{([\w-]+)\}", lambda match: self._values.get(match[1], match[0]), words)
        words = _NOTE.sub("", _REFERENCE.sub(lambda m: m["words"] or m["place"] or m["said"] or m["to"], words))
        words = _EMPHASIS.sub(r"**\1**", words)
        return _LINK_OR_ADDRESS.sub(_to_link, words)

    def _table(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the rows of a table, of one whose width nothing tells the cells as items.

        Its first line, or all up to the first blank one, tells how wide it is, else the line before it (`_columns`).
        """
        filled = [line for line in lines if line.strip()]
        width = len(_cells(filled[0])) if filled else 0
        if width < 2:
            width = sum(len(_cells(line)) for line in lines[: lines.index("") if "" in lines else 0]) or self._columns
        cells: list[str] = []
        for line in filled:
            own = _cells(line)
            cells += own
            if cells and not own:  # it goes on with the cell above
                cells[-1] = f"{cells[-1]} {line.strip()}".strip()
        cells, self._columns = [self._inline(cell) for cell in cells], 0
        if width < 1 or not cells:
            yield from ("", *(f"- {cell}" for cell in cells if cell), "")
            return
        head, *rows = (f"| {' | '.join(cells[n : n + width])} |" for n in range(0, len(cells), width))
        yield from ("", head, f"|{' --- |' * width}", *rows, "")


def _cells(line: str) -> list[str]:
    """Return the cells of a line: what stands behind each bar, without what says how it is laid out."""
    return [cell.strip() for cell in re.split(r"(?:(?<=\s)|^)[\d.+<>^*aehlmsv]{0,6}\||(?<=\S)\|", line)[1:]]


def _to_link(match: re.Match[str]) -> str:
    """Return a link as Markdown has it; an address without words shows itself."""
    target, words = match["target"] or match["address"] or match[0], (match["words"] or "").split(",")[0].rstrip("^")
    return f"[{words}]({target})" if words and words != target else f"<{target}>"
