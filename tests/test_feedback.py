"""Feedback: taken, kept across builds, bounded, listed."""

from __future__ import annotations

import datetime
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from serving import serve
from small_data import make_data, open_small_service

from api.app import create_app
from api.cli import main
from api.feedback import Feedback, FeedbackLog, Rating
from api.settings import Settings
from kg.errors import InputError

GOOD = {"rating": "up", "question": "what replaces KubeDNS?", "status": "answered", "answer": "CoreDNS [1]."}
NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)


def post(url: str, value: object, **headers: str) -> httpx.Response:
    return httpx.post(url + "/feedback", json=value, headers=headers)


def test_feedback_is_kept_across_builds_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_data(tmp_path / "data")
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        reply = post(url, GOOD | {"history": ["what is CoreDNS?"], "as_of": "2020-01-01"})
        assert (reply.status_code, reply.content) == (204, b"")
    make_data(tmp_path / "data", "two")
    make_data(tmp_path / "data", "three")
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        assert post(url, GOOD | {"rating": "down"}).status_code == 204

    assert main(["feedback", "--jsonl", "--data", str(tmp_path / "data")]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first | GOOD == first
    assert (first["history"], first["as_of"]) == (["what is CoreDNS?"], "2020-01-01")
    assert (first["generation"][-3:], second["generation"][-5:]) == ("one", "three")
    assert first["time"] <= second["time"]
    assert second["rating"] == "down"

    assert main(["feedback", "--data", str(tmp_path / "data")]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["when", "rating", "question", "answer"]
    assert [row.split()[2] for row in rows] == ["up", "down"]


def test_nothing_tells_who_sent_it(tmp_path: Path) -> None:
    make_data(tmp_path / "data")
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        post(url, GOOD, **{"User-Agent": "odd-browser", "X-Forwarded-For": "192.0.2.7", "Referer": "https://e.org/"})
    kept = (tmp_path / "data" / "feedback" / "ratings.jsonl").read_text()
    assert set(json.loads(kept)) == {*GOOD, "history", "as_of", "id", "time", "generation"}
    assert not any(word in kept for word in ("odd-browser", "192.0.2.7", "127.0.0.1", "e.org"))


def test_a_second_thought_takes_the_place_of_the_first(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path, 1 << 20)
    for rating, id in (("up", "00ff00ff"), ("down", "11111111"), ("down", "00ff00ff"), ("up", None), ("up", None)):
        log.add(Feedback(rating=Rating(rating), question="what?", id=id), "one", NOON)
    assert [(kept.id, kept.rating) for kept in log.read()] == [
        ("11111111", "down"),
        ("00ff00ff", "down"),
        (None, "up"),
        (None, "up"),
    ]


def test_what_is_kept_has_a_bound_and_the_newest_stay(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path, 4096)
    for number in range(100):
        log.add(Feedback(rating=Rating.UP, question=f"question {number}", answer="x" * 200), "one", NOON)
        assert sum(path.stat().st_size for path in log.folder.glob("*.jsonl")) <= 4096
    kept = [item.question for item in log.read()]
    assert kept == [f"question {number}" for number in range(100 - len(kept), 100)]
    assert len(kept) >= 4
    with pytest.raises(InputError, match="longer than 2 kB"):
        log.add(Feedback(rating=Rating.UP, question="x" * 2000, answer="ü" * 1200), "one", NOON)


def test_half_a_line_of_a_killed_process_spoils_no_other(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path, 1 << 20)
    log.add(Feedback(rating=Rating.UP, question="before"), "one", NOON)
    with open(log.folder / "ratings.jsonl", "ab") as file:
        file.write(b'{"rating": "up", "quest')
    log.add(Feedback(rating=Rating.UP, question="after"), "one", NOON)
    assert [kept.question for kept in log.read()] == ["before", "after"]


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    logs = [FeedbackLog(tmp_path, 1 << 20) for _ in range(4)]

    def add(number: int) -> None:
        logs[number % 4].add(Feedback(rating=Rating.UP, question=f"{number}"), "one", NOON)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(60)))
    assert {kept.question for kept in logs[0].read()} == {str(number) for number in range(60)}


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"rating": "up"},
        GOOD | {"rating": "sideways"},
        GOOD | {"question": ""},
        GOOD | {"question": "x" * 2001},
        GOOD | {"answer": "x" * 1201},
        GOOD | {"history": ["x"] * 51},
        GOOD | {"history": ["x" * 2001]},
        GOOD | {"id": "../../etc"},
        GOOD | {"more": 1},
    ],
)
def test_what_does_not_fit_is_a_problem(small_url: str, value: object) -> None:
    reply = post(small_url, value)
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")


def test_feedback_comes_from_pages_that_may_and_as_json_alone(tmp_path: Path) -> None:
    make_data(tmp_path / "data")
    settings = Settings(data=tmp_path / "data", origins="https://example.org")
    with serve(create_app(settings, open_small_service)) as url:
        assert post(url, GOOD, Origin="https://example.org").status_code == 204
        assert post(url, GOOD, Origin=url).status_code == 204
        refused = post(url, GOOD, Origin="https://evil.example")
        assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (403, "origin")
        # what a form of any page can send without being asked first
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            headers = {"Content-Type": kind} if kind else {}
            reply = httpx.post(url + "/feedback", content=json.dumps(GOOD), headers=headers)
            assert reply.status_code == 415
    assert len(FeedbackLog(tmp_path / "data", 0).read()) == 2


def test_feedback_can_be_closed_and_is_counted_like_other_requests(tmp_path: Path) -> None:
    make_data(tmp_path / "data")
    closed = Settings(data=tmp_path / "data", feedback_kb=0, rate_per_address=3)
    with serve(create_app(closed, open_small_service)) as url:
        replies = [post(url, GOOD) for _ in range(4)]
        assert [reply.status_code for reply in replies] == [403, 403, 403, 429]
        assert all(reply.headers["content-type"] == "application/problem+json" for reply in replies)
    assert not (tmp_path / "data" / "feedback").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    make_data(tmp_path / "data")
    (tmp_path / "data" / "feedback").write_text("in the way")
    with serve(create_app(Settings(data=tmp_path / "data"), open_small_service)) as url:
        reply = post(url, GOOD)
        assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[1]) == (507, "not-kept")
        assert str(tmp_path) not in reply.text


def test_a_terminal_obeys_no_word_of_a_stranger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_data(tmp_path / "data")
    hostile = "red \x1b[31m \x07 \u202eleft\r\nforged line"
    FeedbackLog(tmp_path / "data", 1 << 20).add(Feedback(rating=Rating.UP, question=hostile), "one", NOON)
    assert main(["feedback", "--data", str(tmp_path / "data")]) == 0
    output = capsys.readouterr().out
    assert len(output.splitlines()) == 2
    assert not any(letter in output for letter in "\x1b\x07\u202e\r")
