"""Questions about records as people put them: days compared, all places of a thing, what a record says that it is."""

from __future__ import annotations

import pytest
from building import Ask

DOCUMENTS = {
    "harbours.yml": """# Date: 2024-03-31
landscape:
  - name: Navigation
    subcategories:
      - name: Chart Plotting
        items:
          - name: Brinemap
            project: graduated
            description: A chart table for small ports
            second_path: ["Harbour / Berth Booking"]
            extra: {accepted: '2016-05-10', incubating: '2017-01-01', graduated: '2019-09-12'}
          - name: Soundwell
            project: sandbox
            extra: {accepted: '2021-01-20'}
          - name: Windrose
            project: graduated
            extra: {accepted: '2016-08-01', incubating: '2016-08-01', graduated: '2019-09-12'}
  - name: Harbour
    subcategories:
      - name: Berth Booking
        items:
          - name: Quaylist
            project: graduated
            extra: {accepted: '2017-06-01', incubating: '2018-01-02', graduated: '2020-02-02'}
          - name: Moorly
            project: sandbox
            extra: {accepted: '2021-01-20'}
          - name: Pierhead
            project: graduated
            extra: {accepted: '2014-01-20', graduated: '2015-02-03'}
  - name: OHA Members
    subcategories:
      - name: Silver
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
"""
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Did Brinemap and Windrose graduate on the same day?", ["yes"]),
        ("Did Brinemap and Quaylist graduate on the same day?", ["no"]),
        ("Were Soundwell and Moorly accepted on the same day?", ["yes"]),
        ("Which projects joined after Brinemap but before Soundwell?", ["Quaylist", "Windrose"]),
        ("Which projects came in directly at the incubating level?", ["Windrose"]),
        ("When was Quaylist promoted from sandbox to incubating?", ["2018-01-02"]),
        ("How many projects graduated in the course of 2019?", ["2"]),
        ("Which organisations hold a Silver membership?", ["Tidewright Oy"]),
        ("Which items are listed under Chart Plotting?", ["Brinemap", "Soundwell", "Windrose"]),
        ("Which items are in the Navigation Chart Plotting subcategory?", ["Brinemap", "Soundwell", "Windrose"]),
        ("how many things are listed under Navigation / Chart Plotting", ["3"]),
        ("In which categories is Brinemap listed?", ["Chart Plotting", "Berth Booking"]),
        ("Which category is Brinemap in?", ["Chart Plotting"]),
        ("Which graduated projects are also listed in Berth Booking?", ["Brinemap"]),
        ("How many top-level categories is the landscape divided into?", ["3"]),
        ("Compare Brinemap and Quaylist: when did each graduate?", ["2019-09-12", "2020-02-02"]),
        ("We use Brinemap. Which sandbox project is in that same category?", ["Soundwell"]),
        ("Which projects skipped incubation?", ["Pierhead"]),
        ("is moorly graduated? can't remember", ["no"]),
        ("Which projects joined on the very day that Moorly did?", ["Soundwell"]),
    ],
)
def test_records_answer(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(item.label for item in answer.items) == sorted(items), answer.answer


def test_a_verdict_on_two_days_tells_both(ask: Ask) -> None:
    told = ask("Did Brinemap and Quaylist graduate on the same day?").answer
    assert "12 September 2019" in told
    assert "2 February 2020" in told


@pytest.mark.parametrize("question", ["What is Brinemap?", "brinemap: what it is", "Describe Brinemap"])
def test_what_a_record_says_of_a_thing_comes_first(ask: Ask, question: str) -> None:
    told = ask(question).answer
    assert told.startswith("Brinemap: A chart table for small ports [1]. Brinemap has the maturity level graduated")


def test_a_comparison_begins_with_what_the_records_say_of_both(ask: Ask) -> None:
    told = ask("How does Brinemap differ from Quaylist?").answer
    assert told.startswith("Brinemap: A chart table for small ports [1]. Brinemap has the maturity level graduated")
