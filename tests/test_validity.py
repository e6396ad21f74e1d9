"""Since when a value holds, by the dates of its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, write_document

from kg.relations.validity import Day, find_days


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (
            "joined on 9 May 2021 as a seedling and bloomed on 3 June 2024",
            {"seedling": "2021-05-09", "bloomed": "2024-06-03"},
        ),
        ("a seedling since 7 July 2020, it bloomed in May 2022", {"seedling": "2020-07-07", "bloomed": "2022-05"}),
        ("it is a seedling", {}),
        ("In 2019 it bloomed", {"bloomed": "2019"}),
        ("On 10 May 2019 came the rain, a day after it had bloomed", {}),
        ("it bloomed before 2019", {}),
    ],
)
def test_each_value_takes_the_date_that_belongs_to_it(text: str, since: dict[str, str]) -> None:
    values = [(text.index(word), word) for word in ("seedling", "bloomed") if word in text]
    assert find_days(text, values) == {value: Day(date) for value, date in since.items()}


def test_a_value_told_twice_takes_its_first_day() -> None:
    assert find_days("bloomed in 2021, bloomed in 2019", [(0, "b"), (17, "b")]) == {"b": Day("2019")}


@pytest.mark.parametrize(
    ("sentence", "since"),
    [
        ("The CNCF today announced the graduation of Quixar.", "2021-05-03"),
        ("Quixar graduated in February.", "2021-02"),
        ("Quixar graduated in August.", "2020-08"),
        ("Quixar graduated last year.", "2020"),
        ("Quixar graduated in February 2019.", "2019-02"),
        ("Quixar will graduate in August.", None),
        ("Quixar may have graduated.", None),
    ],
)
def test_days_are_told_by_that_of_the_document(tmp_path: Path, sentence: str, since: str | None) -> None:
    text = f"---\ndate: 2021-05-03\n---\n# News\n\nQuixar is fast. {sentence}\n"
    told = [s for s in read_statements(write_document(tmp_path, text)) if s.predicate == "maturity"]
    assert [s.valid_from for s in told] == [since]


@pytest.mark.parametrize(
    ("sentence", "since", "held_on"),
    [
        ("Quixar was incubating in October 2018.", None, "2018-10"),
        ("Quixar (incubating in October 2018) is a database.", None, "2018-10"),
        ("As of October 2018, Quixar is a graduated project.", None, "2018-10"),
        ("Quixar is graduated as of the end of 2018.", None, "2018"),
        ("In October 2018, Quixar was still a sandbox project.", None, "2018-10"),
        ("In October 2018 only Quixar and Zorblat were graduated projects.", None, "2018-10"),
        ("Quixar graduated in October 2018.", "2018-10", None),
        ("Quixar has been incubating since October 2018.", "2018-10", None),
        ("Quixar was accepted as a sandbox project in October 2018.", "2018-10", None),
        ("Quixar moved to incubating in October 2018.", "2018-10", None),
    ],
)
def test_a_day_on_which_something_was_so_is_not_its_first(
    tmp_path: Path, sentence: str, since: str | None, held_on: str | None
) -> None:
    text = f"---\ndate: 2021-05-03\n---\n# News\n\nQuixar is fast. {sentence}\n"
    told = [s for s in read_statements(write_document(tmp_path, text)) if s.predicate == "maturity"]
    assert {(s.valid_from, s.held_on) for s in told} == {(since, held_on)}
