"""The dependency parse: every sentence of a document as spaCy sees it, in the document's coordinates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token

from kg.documents import Block, BlockKind, Document, Link, Span
from kg.language.asides import find_asides, join_asides, split_asides
from kg.language.asked import Asked, find_asked
from kg.language.capitals import find_capitalised_names
from kg.language.fronted import join_fronted
from kg.language.halves import part_halves
from kg.language.led_dates import join_led_dates
from kg.language.led_items import join_led_items
from kg.language.parted_objects import join_objects
from kg.language.parted_roles import join_roles
from kg.language.pipeline import load_parser
from kg.language.question_parts import write_out
from kg.language.replies import Reply, state_reply
from kg.language.sentences import find_sentences
from kg.language.stand_ins import put_stand_ins, put_verb, take_stand_ins
from kg.language.words import find_verb, is_only_verb, is_word

_KEPT = ["ORTH", "SPACY", "TAG", "POS", "LEMMA", "DEP", "HEAD", "MORPH", "SENT_START"]

_PICTURE = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\s+(?=\S)")
MAX_SENTENCE = 5_000
MAX_WORD = 300

SILENT_KINDS = frozenset(
    {BlockKind.FURNITURE, BlockKind.FRONT_MATTER, BlockKind.CODE, BlockKind.TITLE, BlockKind.HEADING}
)


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence: its span in the document, the number of its block, its parse, its words, its links."""

    span: Span
    block: int
    parse: Doc
    text: str
    links: tuple[Link, ...] = ()

    def span_of(self, first: Token, last: Token) -> Span:
        """Return the document span from one token of the parse to another."""
        return Span(self.span.start + first.idx, self.span.start + last.idx + len(last.text))

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends as a question does, quotes and brackets behind it aside."""
        return self.text.rstrip(" \"'”’)").endswith("?")

    def place_of(self, position: int) -> int:
        """Return where a position in the document stands in the sentence."""
        return position - self.span.start

    def is_in_brackets(self, place: int) -> bool:
        """Tell whether a round bracket is open before a place of the sentence."""
        return self.text.count("(", 0, place) > self.text.count(")", 0, place)

    def is_linked(self, span: Span) -> bool:
        """Tell whether the words of a link are just those of a span."""
        return any(link.span == span for link in self.links)

    def words_at(self, span: Span) -> str:
        """Return the words of the sentence under a span of its document."""
        return self.text[self.place_of(span.start) : self.place_of(span.end)]


@dataclass(frozen=True)
class ParsedDocument:
    """A document with the parse of every sentence that is prose (no headings, code or furniture).

    `replies`: the number of a sentence that answers a question in few words -> what it says with the question. Its
    words are those of no place of the document; its span is that of question and answer. `parses`: all of them: of
    the sentences, of the questions, and of what the replies say.
    """

    document: Document
    sentences: tuple[ParsedSentence, ...]
    replies: Mapping[int, ParsedSentence]
    parses: Sequence[Doc]


def parse_document(document: Document, is_name: Callable[[str], bool] = lambda word: False) -> ParsedDocument:
    """Parse every sentence of the document's paragraphs, list items, table rows, quotes and captions.

    `is_name` tells the single words that are known names; the parser reads them better for it.
    """
    places = _find_places(document)
    # What the title spells and no dictionary knows is a name, however small it is written.
    titled = {word for word in re.findall(r"[\w.-]{3,}", document.title) if word.isalnum() and not is_word(word)}
    titled |= find_capitalised_names((span.of(document.text) for _, span in places), find_shown(document))

    def parse(sentences: Iterable[str]) -> list[Doc]:
        return _parse_sentences(sentences, lambda word: word in titled or is_name(word))

    asked = find_asked(document, places)
    sentences = [span.of(document.text).replace("\n", " ") for _, span in places]
    questions = [write_out(span.of(document.text)) for found in asked for span in found.question]
    parses = parse([*sentences, *questions])
    replies = parse(stated for _, stated in _state_replies(document, places, asked, parses))
    return _join(document, places, asked, [*parses, *replies])


def _parse_sentences(sentences: Iterable[str], is_name: Callable[[str], bool]) -> list[Doc]:
    """Return the parse of each of some sentences."""
    parser = load_parser()
    words = [_to_words(parser, sentence) for sentence in sentences]
    asides = [find_asides(doc) for doc in words]
    standing = [put_stand_ins(doc, is_name, is_word) for doc in words]
    parts = [split_asides(doc, found) for doc, found in zip(standing, asides, strict=True)]
    parses = iter(_parse(parser, [part for found in parts for part in found]))
    whole = (
        join_asides(doc, found, [next(parses) for _ in pieces])
        for doc, found, pieces in zip(standing, asides, parts, strict=True)
    )
    return [take_stand_ins(doc, parse, find_verb) for doc, parse in zip(words, whole, strict=True)]


def find_shown(document: Document) -> list[str]:
    """Return what stands alone in headings and in the first cells of tables."""
    headings = [b.span for b in document.blocks if b.kind is BlockKind.HEADING]
    cells = [b.cells[0] for b in document.blocks if b.cells and not b.header]
    return [span.of(document.text).strip() for span in (*headings, *cells)]


def _to_words(parser: Language, sentence: str) -> Doc:
    """Return the words of a sentence; the full stop behind a last capital ends the sentence: "and Acme X."."""
    words = parser.make_doc(sentence)
    last = words[-1]
    if len(words) < 3 or not re.fullmatch(r"[A-Z]\.", last.text) or not last.nbor(-1).text.istitle():
        return words
    texts = [*(token.text for token in words[:-1]), last.text[0], "."]
    return Doc(words.vocab, words=texts, spaces=[*(bool(token.whitespace_) for token in words[:-1]), False, False])


def _parse(parser: Language, words: list[Doc]) -> list[Doc]:
    """Return the parses; where one has missed a verb, of the words with a verb that the parser knows."""
    parses = part_halves(list(parser.pipe(words, batch_size=64)), lambda docs: parser.pipe(docs, batch_size=64))
    again = {number: doc for number, parse in enumerate(parses) if (doc := put_verb(parse, find_verb, is_only_verb))}
    for number, parse in zip(again, parser.pipe(again.values(), batch_size=64), strict=True):
        for token, written in zip(parse, words[number], strict=True):
            if token.text != written.text:  # the verb that stood in must not be read as what is said
                token.lemma_ = find_verb(written.text) or written.text
        parses[number] = parse
    return [join_roles(join_fronted(join_led_dates(join_led_items(join_objects(parse))))) for parse in parses]


def _state_replies(
    document: Document, places: Sequence[tuple[int, Span]], asked: Sequence[Asked], parses: Sequence[Doc]
) -> Iterator[tuple[Asked, str]]:
    """Yield what questions and their answers say together; `parses`: of the sentences, then of the questions."""
    questions = iter(parses[len(places) :])
    for found in asked:
        question = list(islice(questions, len(found.question)))
        place, span = places[found.answer[0]]
        behind = document.text[span.end : document.blocks[place].span.end].strip()
        stated = state_reply(question, Reply([parses[number] for number in found.answer], behind))
        if stated is not None:
            yield found, stated


def _join(
    document: Document, places: Sequence[tuple[int, Span]], asked: Sequence[Asked], parses: Sequence[Doc]
) -> ParsedDocument:
    """Return the document with its parses: of the sentences, of the questions, and of what replies to them say."""
    count = len(places) + sum(len(found.question) for found in asked)
    stated = _state_replies(document, places, asked, parses[:count])
    replies: dict[int, ParsedSentence] = {}
    for (found, _), parse in zip(stated, parses[count:], strict=True):
        first, last = found.answer[0], found.answer[-1]
        span = Span(found.question[0].start, places[last][1].end)
        replies[first] = ParsedSentence(span, places[first][0], parse, parse.text)
    sentences = tuple(
        # A parse rebuilds its text at every look; keep it.
        ParsedSentence(span, number, parse, parse.text, document.links_in(span))
        for (number, span), parse in zip(places, parses[: len(places)], strict=True)
    )
    return ParsedDocument(document, sentences, replies, parses)


def _find_places(document: Document) -> list[tuple[int, Span]]:
    """Return (block number, span) of every sentence that is parsed."""
    return [
        (number, sentence)
        for number, block in enumerate(document.blocks)
        if block.kind not in SILENT_KINDS and not block.header
        for sentence in _sentences_of(document, block)
        if _is_readable(sentence.of(document.text))
    ]


def _is_readable(text: str) -> bool:
    """Tell whether a sentence is one that people write; the parser takes gigabytes and minutes for what is not."""
    return len(text) <= MAX_SENTENCE and max(map(len, text.split()), default=0) <= MAX_WORD


def _sentences_of(document: Document, block: Block) -> list[Span]:
    """Return the sentences of a block; of a table row those of each cell."""
    found = (s for part in (block.cells or (block.span,)) for s in find_sentences(document.text, part))
    return [_without_picture(sentence, document.text) for sentence in found]


def _without_picture(sentence: Span, text: str) -> Span:
    """Return a sentence without the picture that an item opens with ("🚀 Runs on X"), which is no word."""
    picture = _PICTURE.match(text, sentence.start, sentence.end)
    return Span(picture.end(), sentence.end) if picture is not None else sentence


def save_parsed(parsed: ParsedDocument) -> bytes:
    """Return the parses of a document as bytes."""
    return DocBin(attrs=_KEPT, docs=parsed.parses).to_bytes()


def load_parsed(document: Document, kept: bytes) -> ParsedDocument:
    """Return the parsed document from what `save_parsed` kept of the same text."""
    places = _find_places(document)
    parses = list(DocBin().from_bytes(kept).get_docs(load_parser().vocab))
    return _join(document, places, find_asked(document, places), parses)
