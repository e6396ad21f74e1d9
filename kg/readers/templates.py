"""What site generators put into Markdown and no reader of the page sees: shortcodes, classes, imports."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^ {0,3}(?:> ?)*(?:[-*+]|\d+[.)])? *(`{3,}|~{3,})([^`\n]*)$")
_SHORTCODE = re.compile(r"\{\{([<%])([^{}]{0,4000}?)[>%]\}\}")
_REFERENCE = re.compile(r"\s*(?:rel)?ref\s+[\"']?([^\"'\s]+)")
_TEXT_VALUE = re.compile(r"""\btext\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# A quotation with who said it: {{< quote caption="Ann Lee, engineer" >}} ... {{< /quote >}}.
_QUOTATION = re.compile(
    r"""\{\{[<%]\s*(?P<kind>(?:block|pull)?quote)\b[^{}]*?\b(?:caption|author|by|cite)\s*=\s*"(?P<said_by>[^"{}]+)"[^{}]*[>%]\}\}"""
    r"(?P<words>[^{}]{1,4000})\{\{[<%]\s*/(?P=kind)\s*[>%]\}\}"
)
_LIQUID_LINE = re.compile(r"^\s*(?:\{%[^%]*%\}\s*)+$")
_CLASS_LINE = re.compile(r"^\s*\{:?\s*[.#:][^{}]*\}\s*$")
# Possessive: nothing is tried twice, however long the line.
_DIRECTIVE_LINE = re.compile(r"^ {0,3}:{3,}+\s*+[\w-]*+\s*+(?:\[([^\]]*)\]|\{[^{}]*\}|([^\n{}]*))$")
_IMPORT_LINE = re.compile(r"""^(?:import\s.*["'][^"']+["'];?|export\s+(?:const|default|function)\b.*)\s*$""")
_JSX_COMMENT = re.compile(r"\{/\*[^*]{0,4000}\*/\}")


def strip_templates(source: str, mdx: bool = False) -> str:
    """Remove the site generator's marks from Markdown, outside of code.

    >>> strip_templates('{{% alert %}}Mind the {{< term text="gap" >}}.{{% /alert %}}')
    'Mind the gap.'
    """
    if mdx:
        source = _JSX_COMMENT.sub("", source)
    kept: list[str] = []
    prose: list[str] = []
    fence = ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            kept.append(line)
            if mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
                fence = ""
        elif mark:
            fence = mark.group(1)
            kept += [_strip_prose(prose, mdx), line] if prose else [line]
            prose = []
        else:
            prose.append(line)
    if prose:
        kept.append(_strip_prose(prose, mdx))
    return "\n".join(kept)


def _strip_prose(lines: list[str], mdx: bool) -> str:
    kept: list[str] = []
    for line in lines:
        if "{" in line and (_LIQUID_LINE.match(line) or _CLASS_LINE.match(line)):
            continue
        if line.lstrip().startswith(":::") and (directive := _DIRECTIVE_LINE.match(line)):
            title = (directive.group(1) or directive.group(2) or "").strip()
            kept += ["", title, ""] if title else [""]
            continue
        if mdx and line.startswith(("import ", "export ")) and _IMPORT_LINE.match(line):
            continue
        kept.append(line)
    text = "\n".join(kept)
    return _SHORTCODE.sub(_replace_shortcode, _QUOTATION.sub(_to_quote, text)) if "{{" in text else text


def _to_quote(match: re.Match[str]) -> str:
    """Return a quotation as Markdown writes one, signed by who said it."""
    lines = [*match["words"].strip().split("\n"), "", f"— {match['said_by']}"]
    return "\n" + "\n".join(f"> {line}" for line in lines) + "\n"


def _replace_shortcode(match: re.Match[str]) -> str:
    """Return the words of a shortcode that stand on the page: a reference's target, a term's text."""
    inside = match.group(2)
    if reference := _REFERENCE.match(inside):
        return reference.group(1)
    if value := _TEXT_VALUE.search(inside):
        return value.group(1) or value.group(2) or ""
    return ""
