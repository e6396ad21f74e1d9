"""Pages of rules and manuals, which name next to nothing: what is asked of them is in ordinary words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import Ask, to_labels

from api.answering.question.asked.forms import asks_for_advice
from api.answering.question.asked.wanted import to_wanted
from api.answering.text.fit.plainly import says_plainly
from api.answering.text.passages import PassageAnswerer
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import find_passages
from api.answering.text.sentences.sentences import Sentence
from api.answering.ways import Ways
from api.service import Service
from indexer.meanings import RelationMeanings

_RULES = """# Workshop rules

## Onboarding buddies

We pair up each new hand with an “onboarding buddy”. An onboarding buddy is an extra help in the first weeks.

### How it goes

- 1 month, meeting once a week.

Foremen will assign a buddy to their new hands and new hands will set up the recurring invite for times that work best.

## Once you have been chosen

Foremen should consult the assignments sheet to see who is free to be a buddy. An onboarding buddy is the first
friend of a new hand, and helps to find the way through the onboarding of the first weeks.

## Money

Please file a breakage report within 30 days of the breakage.

Bills should be sent in the currency of the contract. Bills are paid by the office.

Send monthly bills as early as the 20th of the month. Any breach of these rules should be
reported to breach@example.org at once.

Skipping the yearly inspection is not allowed and may end the contract.

If you have a less fast store and want a bit more packing (K=0..9, 0 means no packing, 9 means much packing):

```
$ saver make --packing glue,K /path/to/store
```

The default is glue (a very fast packing that saves little).
"""
_TOOLS = """# Tools

## Tool kits

### Carpenter team tools:

- Plane - 36 cm, oak

### Smith team tools:

- Hammer - 2 kg, steel

## Who does what

| Role | Duty |
|---|---|
| Foreman | The foreman shall lead the work at the yard. |
| Head of Visits | The head, with the foreman, shall be responsible for all talks to visitors during a flood. |
"""
_FUND = """# The fund

Once again we thank the Kettle Valley Foundation for the grant, the Open Source Boats Fund for the room and
Pan of Nails for the careful advice.

Eighty years ago, a Hollin family at Lake Orrin (North Fells, Vastland) told Ann Sallow about the old boats of the lake.
"""
_BOATS = """# Lakers

The Lakers have sailed on the lake for ages. Hollin Rock was also called the "slow duck", which they like.

## Words for boats

| Name | Meaning | Kind of boat |
|---|---|---|
| Orrik | Red duck | Canoe |
| Umbel | Old goose, mother of ducks | Barge |
| Sarn | Swan that sleeps | Ferry |
"""
_STARS = """# Stars of the lake

The people of the lake have names for the stars.

- Mother Goose (Hosna)
  - is the best-known of all, which old people see with ease
- Fox (Risska)
  - The red star near the Goose is the fox, who waits for it.
"""
_MANUAL = """# acme lock

## Description

This command runs another one while the store is locked.

# acme break-lock

`acme [options] break-lock [STORE]`

## Description

This command breaks the locks of the store. Take care with it.

Before you use acme on a copy, use "acme break-lock" on that copy, as break-lock is a thing that nobody else does.

# Limits

Limits of a store can be set by adding the --limit option to the acme serve command line:

```
acme serve --limit 20G
```

The limits of stores are independent of each other. Where limits are used, mind that all of a store's limits count.
"""
DOCUMENTS = {
    "rules.md": _RULES,
    "fund.md": _FUND,
    "boats.md": _BOATS,
    "manual.md": _MANUAL,
    "tools.md": _TOOLS,
    "stars.md": _STARS,
}


def test_who_does_something_may_be_told_below_the_heading_that_says_to_what(service: Service) -> None:
    meanings = RelationMeanings.load(service.generation.relations, service.encoder)
    reading = Ways(service.graph, service.passages, service.field, meanings).reader.read(
        "who assigns the onboarding buddy?"
    )
    wanted = to_wanted(reading, service.field)
    ranked = SentenceRanker(service.passages).rank(wanted, find_passages(service.passages, reading))
    assert [s.text[:12] for s in ranked if says_plainly(reading, wanted, s)] == ["Foremen will"]


def test_up_to_when_something_has_to_be_done_is_a_time(ask: Ask) -> None:
    assert not asks_for_advice(("by", "when", "must", "it", "be", "filed"))
    assert ask("By when must a breakage report be filed?").answer.startswith("Please file a breakage report within 30")


@pytest.mark.parametrize("asked", ["Can I skip the yearly inspection?", "May the yearly inspection be skipped?"])
def test_what_is_not_allowed_is_denied(ask: Ask, asked: str) -> None:
    assert to_labels(ask(asked)) == ["no"]


def test_a_word_of_a_name_tells_nothing_of_what_stands_beside_it(ask: Ask) -> None:
    assert ask("Who founded Pan of Nails?").status == "unanswerable"


def test_a_place_and_what_it_is_in_told_nobody_anything(ask: Ask) -> None:
    answer = ask("Who told Ann Sallow about the old boats?")
    assert "Hollin family" in answer.answer
    assert not answer.items


def test_what_some_call_a_thing_stands_below_the_head_of_names(ask: Ask) -> None:
    assert to_labels(ask("What do the Lakers call a ferry?")) == ["Sarn"]
    assert ask("What do the Lakers call a raft?").status == "unanswerable"


def test_what_nothing_but_its_row_tells_of_is_told_by_all_of_the_row(ask: Ask) -> None:
    answer = ask("what is Umbel?")
    assert answer.answer.startswith("Name: Umbel, Meaning: Old goose, mother of ducks, Kind of boat: Barge")


def test_what_a_section_is_about_does_what_its_first_sentence_says(ask: Ask) -> None:
    assert ask("What does break-lock do?").answer.startswith("This command breaks the locks of the store.")


def test_what_leads_into_a_command_says_how_where_it_says_by_doing_what(service: Service) -> None:
    one, other = (hit.passage for hit in service.passages.search("boats buddy limits store", 2))
    by_doing = Sentence(one, one.sentences[0], "Set them by adding the option to the line:", 2.0, 1.0, frozenset())
    bare = replace(by_doing, text="Set them with:")
    whole = Sentence(other, other.sentences[0], "Limits count.", 1.0, 1.0, frozenset())
    assert PassageAnswerer._lead_on([by_doing, whole]) == [by_doing, whole]
    assert PassageAnswerer._lead_on([bare, whole]) == [whole]


def test_whom_to_report_to_is_an_address(ask: Ask) -> None:
    assert to_labels(ask("To whom should a breach of the rules be reported?")) == ["breach@example.org"]


def test_who_is_responsible_stands_in_the_first_column(ask: Ask) -> None:
    assert to_labels(ask("who is responsible for talks to visitors during a flood?")) == ["Head of Visits"]


def test_one_thing_below_a_heading_of_its_noun_is_the_one_asked_for(ask: Ask) -> None:
    assert to_labels(ask("Which tool do smiths get?")) == ["Hammer - 2 kg, steel"]


@pytest.mark.parametrize(
    ("asked", "told"), [("What is Hosna?", "the best-known of all"), ("what is Risska", "red star")]
)
def test_what_stands_below_a_line_that_names_a_thing_says_what_it_is(ask: Ask, asked: str, told: str) -> None:
    assert told in ask(asked).answer


def test_whose_page_it_is_need_not_be_named_again(ask: Ask) -> None:
    assert to_labels(ask("Is Hollin Rock called the slow duck by the Lakers?")) == ["yes"]
