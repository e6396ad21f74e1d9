"""Records as blocks of a text: a line a value, prose in paragraphs of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.documents import BlockKind, Entry, Span
from kg.readers.drafts import Draft, RecordDraft
from kg.readers.inline import fold_space

# A value of so many words is prose: it is read as a paragraph.
PROSE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field as a file gives it; `group`: values of one number stand on one line."""

    field: str
    text: str
    group: int = 0


def draft_record(name_field: str, name: str, values: Iterable[Value], path: tuple[str, ...], line: int) -> RecordDraft:
    """Lay out a record: its name, short values, addresses, lists, and prose in paragraphs behind them.

    Facts come first, so that the first thousand characters, which a citation can show, hold them.
    """
    lines: list[list[Value]] = []
    prose: list[Value] = []
    for value in values:
        value = replace(value, text=fold_space(value.text))
        if not value.text:
            continue
        if _is_prose(value) and not value.group:
            prose.append(value)
        elif value.group and lines and lines[-1][0].group == value.group:
            lines[-1].append(value)
        else:
            lines.append([value])
    lines.sort(key=_rank)
    text = f"{name_field}: {name}"
    entries: list[tuple[int, Entry]] = [(0, Entry(name_field, name, Span(0, len(text))))]
    for group in lines:
        written = _write_line(group)
        span = Span(len(text) + 1, len(text) + 1 + len(written))
        entries += [(0, Entry(value.field, value.text, span)) for value in group]
        text = f"{text}\n{written}"
    drafts = [Draft(BlockKind.RECORD, text)]
    for value in prose:
        entries.append((len(drafts), Entry(value.field, value.text, Span(0, len(value.text)))))
        drafts.append(Draft(BlockKind.PARAGRAPH, value.text))
    return RecordDraft(name, tuple(drafts), tuple(entries), path, line)


def _is_prose(value: Value) -> bool:
    return "://" not in value.text and len(value.text.split()) >= PROSE_WORDS


def _rank(group: Sequence[Value]) -> int:
    """Short values before addresses, those before lists."""
    if group[0].group:
        return 2
    return 1 if "://" in group[0].text else 0


def _write_line(group: Sequence[Value]) -> str:
    """Write the values of one line, a field's name before the first of its values.

    >>> _write_line([Value("audits.date", "2020-01-02", 1), Value("audits.vendor", "Acme", 1)])
    'audits: date 2020-01-02, vendor Acme'
    >>> _write_line([Value("second_path", "A / B", 1), Value("second_path", "C / D", 1)])
    'second_path: A / B, C / D'
    """
    if len(group) == 1 and not group[0].group:
        return f"{group[0].field}: {group[0].text}"
    fields = {value.field for value in group}
    if len(fields) == 1:
        return f"{group[0].field}: {', '.join(value.text for value in group)}"
    whole = group[0].field.rpartition(".")[0]
    return f"{whole}: " + ", ".join(f"{value.field.rpartition('.')[2]} {value.text}" for value in group)
