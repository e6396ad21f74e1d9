"""Methods: by which step of the reader a statement was found, and what that step goes by."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.names import LEXICON, READER, to_local


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reader: the module that takes it, and its rule in words."""

    module: str
    rule: str


_FRAMES = Step("kg/relations/frames.py", "places of the lexical entry, filled from the parse of the sentence")

_STEPS = {
    "sentence:than": Step("kg/relations/comparisons.py", 'a comparative with two names and "than" between them'),
    "sentence:while": Step("kg/relations/comparisons.py", "two clauses of one sentence set against each other"),
    "sentence:succession": Step("kg/relations/successions.py", "what was used before, and what came after it"),
    "sentence:others": Step("kg/relations/comparisons.py", "a thing set against others of its kind"),
    "sentence:but": Step("kg/relations/comparisons.py", 'two clauses set against each other by "but"'),
    "sentence:like": Step("kg/relations/comparisons.py", "a thing said to be like another"),
    "sentence:turn": Step("kg/relations/comparisons.py", "a thing set against that of the sentence before"),
    "sentence:parts": Step("kg/relations/parts.py", "parts named with the whole that they belong to"),
    "sentence:series": Step("kg/relations/series.py", "counted parts of a whole, told one by one"),
    "sentence:maker": Step("kg/relations/neighbours.py", "a maker right before the linked name of what it makes"),
    "sentence:offer": Step("kg/relations/neighbours.py", "a product between a company and the noun of its kind"),
    "sentence:workplace": Step("kg/relations/workplaces.py", "an organization named right behind a person"),
    "sentence:role": Step("kg/relations/roles.py", "a noun beside a name and a person: what the person is to it"),
    "sentence:licence": Step("kg/relations/licences.py", "the set words of a licence notice"),
    "structure:brackets": Step("kg/relations/brackets.py", "a word in brackets right behind a name"),
    "structure:classification": Step("kg/kinds/classification.py", "a category named with the layer that holds it"),
    "structure:definition": Step("kg/kinds/definitions.py", '"X is a Y": what a sentence says that a thing is'),
    "structure:examples": Step("kg/kinds/examples.py", '"Ys such as X": things named as examples of a kind'),
    "structure:called": Step("kg/kinds/examples.py", "a kind of thing right before or behind a name"),
    "structure:section": Step("kg/kinds/examples.py", "the category that the section is about"),
    "structure:metadata": Step("kg/layout/structure.py", "the title, byline, date or front matter of the document"),
    "structure:signature": Step("kg/layout/signatures.py", "a person's role and workplace below what the person said"),
    "structure:title": Step("kg/layout/structure.py", "the title names what the document is about"),
    "structure:title defined": Step("kg/naming/terms.py", "a title that the first sentence below it defines"),
    "structure:heading defined": Step("kg/naming/terms.py", "a heading that the first sentence below it defines"),
    "structure:link": Step("kg/naming/terms.py", "a link from the page of one thing to that of another"),
    "structure:front matter": Step("kg/layout/structure.py", "a line of the front matter"),
    "structure:for example": Step("kg/kinds/examples.py", 'things named after "for example"'),
    "structure:tagline": Step("kg/layout/taglines.py", "what a title says behind the name of the page's work"),
    "structure:heading": Step("kg/layout/structure.py", "a heading under another heading"),
    "structure:opening": Step(
        "kg/layout/structure.py", "an emphasised name that opens a paragraph and the words behind it"
    ),
    "structure:column": Step("kg/layout/columns.py", "a cell of a table under a head that names a property"),
    "structure:label": Step("kg/layout/labels.py", "a value below or behind a label that names a property"),
    "structure:term": Step("kg/layout/defined_terms.py", "a line of a list of terms, opened by the term it defines"),
    "structure:level": Step("kg/layout/levels.py", "a heading or mark that tells the level of the works below it"),
    "structure:list": Step("kg/layout/item_lists.py", "items of a list or table under words that say what they are"),
}


def find_step(method: str) -> Step:
    """Return the step behind a statement's method; one that is not described here gives its name.

    >>> find_step("lexicon:replace_replaces").module
    'kg/relations/frames.py'
    """
    kind, _, name = method.partition(":")
    if kind == "lexicon":
        return _FRAMES
    return _STEPS.get(method, Step("kg/", f"the step of the reader called {name or method!r}"))


def to_method_iri(method: str) -> str:
    """Return the IRI of the lexical entry or step behind a method.

    >>> to_method_iri("structure:heading").rpartition("/")[2]
    'reader#heading'
    """
    kind, _, name = method.partition(":")
    return (LEXICON if kind == "lexicon" else READER) + to_local(name or kind)
