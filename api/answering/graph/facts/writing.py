"""Writing: facts and sentences to an answer that reads well."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from api.answering.graph.facts.evidence import Source
from api.answering.graph.plans.values import Value
from api.answering.model import MAX_ANSWER, Answer, Fact
from kg.language.dates import MONTH_NAMES
from kg.statements import DATE_TYPES
from ontology import Ontology

_PLURALS = {"is": "are", "was": "were", "has": "have", "stands": "stand"}
_PERFECT = {"is": "has been", "has": "has had"}
_FEW = 2
_DAY_TOLD = re.compile(r" (?:on|in|since) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}$")
_TIMED = re.compile(r" (?:on|in)$")
_NO_DAYS = frozenset(["gYearMonth", "gYear"])


def write_list(names: Sequence[str], joint: str = "and") -> str:
    """Return names joined as English lists them.

    >>> write_list(["A", "B", "C"]), write_list(["A", "B"], "or")
    ('A, B and C', 'A or B')
    """
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def write_date(date: str) -> str:
    """Return an ISO date as it is said.

    >>> write_date("2018-10-26"), write_date("2021-05"), write_date("2014")
    ('26 October 2018', 'May 2021', '2014')
    """
    try:
        if len(date) == 10:
            day = datetime.date.fromisoformat(date)
            return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
        if len(date) == 7:
            return f"{MONTH_NAMES[int(date[5:7]) - 1]} {date[:4]}"
    except (ValueError, IndexError):
        return date
    return date


def write_predicate(label: str, plural: bool) -> str:
    """Return a property's label as it follows one subject or several.

    >>> write_predicate("is used by", True), write_predicate("is an example of", True)
    ('are used by', 'are examples of')
    >>> write_predicate("is the author of", True)
    'are the authors of'
    """
    if not plural:
        return label
    noun = re.fullmatch(r"(is|was) (an? |the )(\w+) (of|to)", label)
    if noun is not None:
        article = "the " if noun[2] == "the " else ""
        return f"{_PLURALS[noun[1]]} {article}{noun[3]}s {noun[4]}"
    first, _, rest = label.partition(" ")
    first = _PLURALS.get(first, first[:-1] if first.endswith("s") and not first.endswith("ss") else first)
    return f"{first} {rest}".strip()


def write_since(source: Source, ontology: Ontology, subject: str | None = None, value: str | None = None) -> str:
    """Return what a statement says, with the day since which, as far as its sentence gives it.

    `subject`, `value`: how its ends are called here, where not by their labels.
    """
    label = ontology.properties[source.predicate].label
    if source.valid_from:
        first, _, rest = label.partition(" ")
        label = f"{_PERFECT.get(first, first)} {rest}".strip()
    since = f" since {write_date(source.valid_from)}" if source.valid_from else ""
    return f"{subject or source.subject.label} {label} {value or source.object.label}{since}"


def write_when(label: str, date: str) -> str:
    """Return the label of a date's property as a day, a month or a year (ISO 8601) follows it.

    >>> write_when("joined on", "2017-02"), write_when("was released in", "2022-05-04")
    ('joined in', 'was released on')
    """
    return _TIMED.sub(" on" if len(date) == 10 else " in", label)


def write_value(value: Value) -> str:
    """Return a value as an answer says it: dates in words."""
    return write_date(value.label) if value.datatype in DATE_TYPES else value.label


def write_facts(
    subjects: Sequence[Value],
    predicate: str,
    objects: Sequence[Value],
    ontology: Ontology,
    date: str | None = None,
) -> str:
    """Return one sentence for facts that share a property and one of their ends."""
    label = write_predicate(ontology.properties[predicate].label, len(subjects) > 1)
    who = write_list([write_value(subject) for subject in subjects])
    if _TIMED.search(label) and all(value.datatype in DATE_TYPES for value in objects):
        said = f"{who} {_TIMED.sub('', label)} {_write_times(objects)}"
    else:
        said = f"{who} {_without_noun(label, objects)} {write_list([write_value(o) for o in objects])}"
    if date:
        said += f", as of {write_date(date)}"
    return said


def _write_times(dates: Sequence[Value]) -> str:
    """Return dates with the preposition that each takes; a month is not told beside a day of it.

    >>> _write_times([Value("2017-02", None, "gYearMonth"), Value("2017-02-27", None, "date")])
    'on 27 February 2017'
    >>> _write_times([Value("2019", None, "gYear"), Value("2017-02-27", None, "date")])
    'in 2019 and on 27 February 2017'
    """
    told = [d for d in dates if not any(o.label.startswith(f"{d.label}-") for o in dates)]
    times = [("in" if date.datatype in _NO_DAYS else "on", write_value(date)) for date in told]
    if len({preposition for preposition, _ in times}) == 1:
        return f"{times[0][0]} {write_list([date for _, date in times])}"
    return write_list([f"{preposition} {date}" for preposition, date in times])


def _without_noun(label: str, objects: Sequence[Value]) -> str:
    """Return a label without the noun that it ends with, where the names behind it end with it too.

    >>> _without_noun("is part of the layer", [Value("Runtime layer")])
    'is part of the'
    """
    rest, _, noun = label.rpartition(" ")
    said_twice = rest.endswith(" the") and all(value.label.lower().endswith(f" {noun}") for value in objects)
    return rest if said_twice else label


def say_events(sources: Sequence[Source], facts: Sequence[Fact], ontology: Ontology) -> str:
    """Return who did what on which day, in the order of the days, each told once with its citations.

    Where many did the same, the first alone is told in full: "A joined on 3 May 2020; B in July 2020; C in 2021."
    """
    marks = {(f.subject.label, f.object.label): f.citations for f in facts}
    parts: dict[str, tuple[str, str, str]] = {}
    days = {source.triple for source in sources}
    begun = {(source.triple, source.valid_from or "") for source in sources}
    for source in sorted(sources, key=lambda s: (s.valid_from or s.object.label, s.subject.label)):
        label = ontology.properties[source.predicate].label
        if source.object.iri is None:
            date = source.object.label
            if any(d[:2] == (source.subject.label, source.predicate) and d[2].startswith(f"{date}-") for d in days):
                continue  # the day of that month is told
            told_on = write_when(label, date)
            said = f"{source.subject.label} {told_on} {write_value(source.object)}"
        else:
            if any(triple == source.triple and _tells_more(day, source.valid_from or "") for triple, day in begun):
                continue  # so is the day it began, or an earlier one
            said = write_since(source, ontology)
        cited = write_marks(marks.get((source.subject.label, source.object.label), ()))
        if marks and not cited:
            continue  # an answer has room for so many citations alone
        parts.setdefault(said, (source.subject.label, said, cited))
    text, before = "", ""
    for subject, said, cited in parts.values():
        clause, day = _split_day(said.removeprefix(subject))
        part = (
            f"{subject}{day if clause == before and len(parts) > _FEW else said.removeprefix(subject)} {cited}".rstrip()
        )
        before = clause
        if len(text) + len(part) > MAX_ANSWER - 20:
            break
        text = f"{text}; {part}" if text else part
    return f"{text}."


def say_days(days: str, told: Iterable[str]) -> str:
    """Return a number of days with the years and months that they come to between two of the days told.

    >>> say_days("700 days", ["2018-06-01", "2020-05-01"]), say_days("20 days", ["2020-01-01", "2020-01-21"])
    ('700 days (1 year and 11 months)', '20 days')
    """
    dates = sorted({datetime.date.fromisoformat(day) for day in told if len(day) == 10})
    number = int(days.partition(" ")[0])
    pairs = ((one, other) for one in dates for other in dates if (other - one).days == number)
    for begin, end in pairs:
        months = 12 * (end.year - begin.year) + end.month - begin.month - (end.day < begin.day)
        parts = [(months // 12, "year"), (months % 12, "month")]
        said = [f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count]
        return f"{days} ({write_list(said)})" if said else days
    return days


def tell_sentence(answer: Answer) -> Answer:
    """Return an answer from facts with the sentence that its first one stands on, which may say when or why."""
    cited = next((citation for citation in answer.citations if citation.quote is not None), None)
    if answer.status != "answered" or cited is None or cited.quote is None or cited.quote in answer.answer:
        return answer
    sentence = " ".join(cited.quote.split())
    return answer.model_copy(update={"answer": f"{answer.answer} {sentence} {write_marks([cited.id])}"})


def _tells_more(day: str, other: str) -> bool:
    """Tell whether a day since which something is so leaves another nothing to tell: the finer, or the earlier.

    >>> _tells_more("2018-08-09", "2018-08"), _tells_more("2018-08-09", "2018-10"), _tells_more("2018", "2018-10")
    (True, True, False)
    """
    return day.startswith(f"{other}-") or (bool(day) and day < other and not other.startswith(f"{day}-"))


def _split_day(clause: str) -> tuple[str, str]:
    """Return what is said of something, and on which day: " joined on 3 May 2020" in two; a day of its own has none.

    >>> _split_day(" joined on 3 May 2020"), _split_day(" is in the category Cranes since 2019")
    ((' joined', ' on 3 May 2020'), (' is in the category Cranes', ' since 2019'))
    """
    found = _DAY_TOLD.search(clause)
    return (clause[: found.start()], found.group()) if found is not None else (clause, clause)


def write_marks(numbers: Iterable[int]) -> str:
    """Return the marks of citations, each once, in order.

    >>> write_marks([3, 1, 3])
    '[1][3]'
    """
    return "".join(f"[{number}]" for number in sorted(set(numbers)))


def mark_facts(facts: Iterable[Fact]) -> str:
    """Return the marks of the citations that carry some facts."""
    return write_marks(mark for fact in facts for mark in fact.citations)


def write_source(source: Source) -> str:
    """Return how a document is named where sources differ."""
    return f"“{source.title}”" + (f" ({write_date(source.date)})" if source.date else "")
