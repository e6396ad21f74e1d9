"""Dates: one reader for running text, bylines and front matter, which believe different forms."""

from __future__ import annotations

import pytest

from kg.language.dates import find_byline_dates, find_date, find_dates, read_date, read_numbered_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("From 26 October 2018 to May 2021, first in 2014.", ["2018-10-26", "2021-05", "2014"]),
        ("on the 3rd of Sept. 2019", ["2019-09-03"]),
        ("at 2018-10-26T10:00:00Z", ["2018-10-26"]),
        ("version 2018.1.3 is out", ["2018"]),  # no day: it is a version
        ("on 26/10/2018", ["2018"]),
        ("on 31 February 2020", ["2020-02"]),  # there is no such day
        ("in May\n2018 items", ["2018"]),  # a date does not go over lines
        ("number 12014 of 1,999", []),
        ("opened on 14 May 1891, closed in 1874 or since 1699", ["1891-05-14", "1874", "1699"]),
        ("1800 seats, up to 1800 MB, a depth of 1700, higher by 1650 m", []),
        ("between 1879 and 1881, burned down in 1884 was never rebuilt", ["1879", "1881", "1884"]),
        ("Ann Petty (1865-1870)", ["1865", "1870"]),
    ],
)
def test_running_text(text: str, dates: list[str]) -> None:
    assert [date for _, date in find_dates(text)] == dates
    assert find_date(text) == (dates[0] if dates else None)


def test_spans_are_those_of_the_words() -> None:
    text = "Founded on 26 October 2018, closed in 2020."
    assert [text[span.start : span.end] for span, _ in find_dates(text)] == ["26 October 2018", "2020"]


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("26/10/2018", ["2018-10-26"]),
        ("10.26.2018", ["2018-10-26"]),
        ("03/04/2021", []),  # which of the two is the month, nobody can tell
        ("2019.1.3", ["2019-01-03"]),
        ("3-May-2021", ["2021-05-03"]),
        ("copyright 2014", []),
    ],
)
def test_bylines(line: str, dates: list[str]) -> None:
    assert [date for _, date in find_byline_dates(line)] == dates


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021", "2021"),
        ("2021-05", "2021-05"),
        ("2021-13", None),
        ("2021-05-03T10:00:00Z", "2021-05-03"),
        ("soon", None),
    ],
)
def test_values_of_front_matter(value: str, date: str | None) -> None:
    assert read_date(value) == date


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        (["1.25.16", "12.22.10"], [None, None]),  # versions
        (["23.05.17", "1.26.10"], ["2017-05-23", None]),
        (["23.5.2017", "3.4.2017"], ["2017-05-23", "2017-04-03"]),
        (["23/5/17", "31/2/17", "2017"], ["2017-05-23", None, None]),
    ],
)
def test_three_numbers_in_the_cells_of_a_table(values: list[str], dates: list[str | None]) -> None:
    assert read_numbered_dates(values) == dates
