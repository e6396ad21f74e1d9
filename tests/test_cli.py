"""The command line: every command, its help, its exit status, its errors."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from small_data import answer

from api import evaluation
from api.answering.model import Question
from api.cli import build_parser, main
from api.commands.ask import to_text
from api.commands.inputs import read_text
from api.commands.sparql import to_table
from kg.store import DUMP_FORMATS
from ontology.names import ENTITY

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
COMMANDS = ["build", "ask", "sparql", "search", "facts", "feedback", "export", "check", "serve", "mcp", "eval"]
KG = [sys.executable, "-m", "api.cli"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KG, *arguments], capture_output=True, text=True, env=ENVIRONMENT, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_data(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert "--data" in capsys.readouterr().out


def test_help_is_quick() -> None:
    begin = time.monotonic()
    assert run("--help").returncode == 0
    assert time.monotonic() - begin < 1.0
    heavy = ("fastapi", "numpy", "pyoxigraph", "pydantic", "spacy")
    code = f"import sys, api.cli; api.cli.build_parser(); print([m for m in {heavy} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT)
    assert loaded.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["sparql"],
        ["search", "x", "--top-k", "0"],
        ["search", "x", "--top-k", "51"],
        ["check", "--limit", "0"],
        ["serve", "--port", "x"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["sparql", "ASK {}"],
        ["facts"],
        ["export"],
        ["check"],
        ["search", "x"],
        ["ask", "what?"],
        ["serve"],
        ["build", "no-such-folder"],
        ["eval", "no-such-file.jsonl"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_cannot_be_done_is_one_line_and_status_1(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--data", str(tmp_path / "none")]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert re.fullmatch(r"kg: .+\n", output.err)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELEC", "line 1, column"),
        ("", "it is empty"),
        ("PREFIX a: <urn:a>\n# all\nINSERT DATA { a:b a:c 1 }", "it is an update, and only queries are run here"),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE is refused"),
        ("@no-such-file.rq", "no-such-file.rq: cannot be read"),
        ("ASK {" + "{" * 50_000 + "}" * 50_001, "memory"),
    ],
)
def test_sparql_errors(small_data: Path, query: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sparql", query, "--data", str(small_data)]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("format", ["table", "json", "csv", "tsv", "xml"])
def test_sparql_select(small_data: Path, format: str) -> None:
    query = "SELECT ?x { ?x kg:replaces e:KubeDNS }"
    result = run("sparql", query, "--data", str(small_data), "--format", format)
    assert (result.returncode, result.stderr) == (0, "")
    assert "CoreDNS" in result.stdout
    if format == "table":
        assert result.stdout == "x\n---------\ne:CoreDNS\n"


@pytest.mark.parametrize("format", ["table", "ttl", "nt", "jsonld"])
def test_sparql_construct(small_data: Path, format: str) -> None:
    query = "CONSTRUCT { ?x kg:replaces ?y } { ?x kg:replaces ?y }"
    result = run("sparql", "-", "--data", str(small_data), "--format", format, input=query)
    assert (result.returncode, "KubeDNS" in result.stdout) == (0, True)
    assert run("sparql", query, "--data", str(small_data), "--format", "csv").returncode == 1


def test_sparql_reads_a_file(small_data: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { e:CoreDNS kg:replaces e:KubeDNS }")
    assert run("sparql", f"@{tmp_path / 'q.rq'}", "--data", str(small_data)).stdout == "yes\n"


def test_a_table_of_nothing_and_of_gaps() -> None:
    empty = {"head": {"vars": ["a"]}, "results": {"bindings": []}}
    assert to_table(empty) == "a\n-\n"
    gaps = {
        "head": {"vars": ["a", "b"]},
        "results": {"bindings": [{"b": {"type": "literal", "value": "x\ny" * 60}}]},
    }
    assert to_table(gaps).splitlines()[2].endswith("…")


def test_facts_have_the_fields_of_the_contract(small_data: Path) -> None:
    result = run("facts", "--jsonl", "--data", str(small_data))
    facts = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(facts) == 3
    replaced = next(fact for fact in facts if fact["predicate"] == "replaces")
    assert replaced == {
        "subject": "CoreDNS",
        "subject_iri": ENTITY + "CoreDNS",
        "predicate": "replaces",
        "object": "KubeDNS",
        "object_iri": ENTITY + "KubeDNS",
        "document": "dns.md",
        "quote": "CoreDNS replaced KubeDNS as the default cluster DNS.",
        "start": 0,
        "end": 52,
        "date": "2018-10-26",
        "confidence": 0.9,
        "derived": False,
        "modality": "asserted",
        "method": "lexicon:replace",
    }
    derived = next(fact for fact in facts if fact["derived"])
    assert (derived["predicate"], derived["document"], derived["quote"]) == (
        "replacedBy",
        "dns.md",
        replaced["quote"],
    )
    assert len(run("facts", "--data", str(small_data)).stdout.splitlines()) == 3


@pytest.mark.parametrize("format", ["nq", "trig", "ttl", "jsonld"])
def test_export(small_data: Path, tmp_path: Path, format: str) -> None:
    output = tmp_path / "graph"
    assert main(["export", "--data", str(small_data), "--format", format, "--output", str(output)]) == 0
    subjects = {str(quad.subject) for quad in ox.parse(output.read_bytes(), DUMP_FORMATS[format])}
    assert f"<{ENTITY}CoreDNS>" in subjects
    assert run("export", "--data", str(small_data), "--format", format).stdout
    assert main(["export", "--data", str(small_data), "--output", str(tmp_path / "no" / "where")]) == 1


def test_a_closed_pipe_is_no_traceback(small_data: Path) -> None:
    command = " ".join([*KG, "export", "--data", str(small_data), "| true"])
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=ENVIRONMENT)
    assert result.stderr == ""


def wait_for_service(process: subprocess.Popen[str]) -> str:
    """Return the address that `kg serve` tells, once it answers there."""
    assert process.stdout is not None
    found = re.match(r"Serving on (http://127\.0\.0\.1:\d+) ", process.stdout.readline())
    assert found
    end = time.monotonic() + 20
    while True:
        try:
            assert httpx.get(found.group(1) + "/healthz").status_code == 200
            return found.group(1)
        except httpx.TransportError:
            assert time.monotonic() < end


@pytest.mark.usefixtures("heeded_interrupt")
def test_serve_serves_until_it_is_stopped(small_data: Path) -> None:
    process = subprocess.Popen(
        [*KG, "serve", "--scratch", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    url = wait_for_service(process)
    taken = run("serve", "--scratch", "--port", url.rsplit(":", 1)[1])
    port = url.rsplit(":", 1)[1]
    told = f"kg: 127.0.0.1:{port}: another program listens there. Choose another --port or --host.\n"
    assert (taken.returncode, taken.stderr) == (1, told)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "")


def test_an_interrupt_ends_in_silence_wherever_it_meets_the_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def import_compiled(_: object) -> int:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise ImportError("initialization failed") from error

    monkeypatch.setattr("api.cli._find_command", lambda _: import_compiled)
    assert main(["facts"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("option", [[], ["--landscape"]])
def test_a_path_that_is_not_there_is_told_before_anything_is_made(
    tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    missing, data = tmp_path / "nowhere", tmp_path / "data"
    assert main(["build", *option, str(missing), "--data", str(data)]) == 1
    told = "no such file or folder. Name the documents to build from."
    assert capsys.readouterr().err == f"kg: {missing}: {told}\n"
    assert told in (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8")
    assert not data.exists()


def test_output_that_cannot_be_written_is_one_line(small_data: Path) -> None:
    with open("/dev/full", "w") as full:
        command = [*KG, "facts", "--data", str(small_data)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, timeout=60)
    assert result.returncode == 1
    assert result.stderr == "kg: what is written: No space left on device. Make that good, then try again.\n"


def test_a_build_that_a_full_disk_cuts_short_says_to_make_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write_half(*_: object) -> None:
        raise OSError("1424256 requested and 566240 written")  # as numpy tells it

    (tmp_path / "a.md").write_text("# A\n\nZorblat is written in Go.\n")
    monkeypatch.setattr("api.build.build_passages", write_half)
    assert main(["build", str(tmp_path / "a.md"), "--data", str(tmp_path / "data")]) == 1
    reason = "cannot be written (not written whole). Make room, or name another folder with --data."
    told = f"kg: {tmp_path / 'data'}: {reason}\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("arguments", [["ask", "x", "--asof", "2020-01-01"], ["serve", "--writable"]])
def test_wrong_usage_shows_the_usage_of_the_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().err.startswith(f"usage: kg {arguments[0]} ")


def test_scratch_is_for_loopback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--scratch", "--host", "0.0.0.0"]) == 1
    assert "--scratch" in capsys.readouterr().err


def test_an_answer_as_text() -> None:
    text = to_text(answer(Question(question="what replaces KubeDNS?")))
    assert text.startswith("CoreDNS replaced KubeDNS [1].")
    assert "CoreDNS · replaces · KubeDNS (2018-10-26) [1]" in text
    assert "[1] Cluster DNS (dns.md)" in text


def test_a_source_is_shown_by_its_quote_and_marked_on_a_terminal() -> None:
    found = answer(Question(question="what replaces KubeDNS?"))
    quoted = found.citations[0].model_copy(
        update={"quote": "It replaced\nKubeDNS.", "text": "One. It replaced\nKubeDNS."}
    )
    more = found.citations[0].model_copy(update={"id": 2, "text": "word " * 100})
    found = found.model_copy(update={"citations": [quoted, more]})
    plain = to_text(found).splitlines()
    assert "      “It replaced KubeDNS.”" in plain and not any("One." in line for line in plain)
    assert "\x1b" not in to_text(found) and any(line.endswith("word ...") for line in plain)
    titled = found.model_copy(update={"citations": [quoted.model_copy(update={"title": "A long title " * 10})]})
    assert max(map(len, to_text(titled, 60).splitlines())) <= 60
    styled = to_text(found, styled=True).splitlines()
    assert "      \x1b[1m“It replaced KubeDNS.”\x1b[0m" in styled
    assert next(line for line in styled if "word" in line).startswith("      \x1b[2mword ")


def test_evaluation_scores_each_type(tmp_path: Path) -> None:
    gold = evaluation.load_questions(_write_gold(tmp_path))
    scores = evaluation.score_questions(gold, lambda question: answer(Question(**question)).model_dump(mode="json"))
    assert [(score.is_right, score.is_cited) for score in scores] == [
        (True, True),
        (True, True),
        (False, False),
    ]
    report = evaluation.to_report(scores)
    assert "right 2/3 = 0.667   right and cited 2/3 = 0.667" in report
    evaluation.write_failures(scores, tmp_path / "failures.csv")
    assert (tmp_path / "failures.csv").read_text().splitlines()[1].startswith("c,relation,wrong,")


def _write_gold(folder: Path) -> Path:
    rows = [
        {
            "id": "a",
            "type": "relation",
            "question": "what replaces KubeDNS?",
            "answers": [["CoreDNS"]],
            "forbid": ["SkyDNS"],
            "evidence": [{"doc": "dns.md", "quote": "CoreDNS replaced KubeDNS as the default"}],
        },
        {"id": "b", "type": "unanswerable", "question": "who?", "answers": []},
        {
            "id": "c",
            "type": "relation",
            "question": "who?",
            "answers": [["X"]],
            "evidence": [{"doc": "a", "quote": "b"}],
        },
    ]
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_evaluation_agrees_with_the_scorer_over_http() -> None:
    if not (SHARED / "eval" / "score_answers.py").is_file():
        pytest.skip("the scorer is not beside the repository")
    import importlib.util

    spec = importlib.util.spec_from_file_location("score_answers", SHARED / "eval" / "score_answers.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    compared = 0
    for path in sorted((SHARED / "eval").glob("questions_*.jsonl")):
        lines = [line for line in path.read_text().splitlines() if line.strip()]
        for line, gold in zip(lines, evaluation.load_questions(path), strict=True):
            value = json.loads(line)
            for reply in _replies(value):
                score = evaluation.score_reply(gold, reply)
                assert score.is_right == scorer.is_right(value, reply)[0], (value["id"], reply, score.reason)
                assert score.is_cited == scorer.is_cited(value, reply)[0], (value["id"], reply, score.reason)
                compared += 1
    assert compared > 1000


def _replies(gold: dict[str, object]) -> list[dict[str, object]]:
    """Return replies of every kind to a gold question: right, half right, wrong, unanswered, too long."""
    forms = [answers[0] for answers in gold["answers"]]  # type: ignore[attr-defined]
    others = [answers[-1].upper() for answers in gold["answers"]]  # type: ignore[attr-defined]
    forbidden = list(gold.get("forbid", ()))  # type: ignore[call-overload]
    evidence = [
        {"document": "x/" + item["doc"], "text": item["quote"]}
        for item in gold.get("evidence") or ()  # type: ignore[attr-defined]
    ]
    half = [{"document": item["document"], "text": " ".join(item["text"].split()[::2])} for item in evidence]
    long = [{**item, "text": item["text"].ljust(1001)} for item in evidence]
    replies: list[dict[str, object]] = []
    for names, citations in (
        (forms, evidence),
        (others, evidence[:1]),
        (forms[: len(forms) // 2], half),
        ([*forms, "Something Else"], long),
        (forms + forbidden, []),
        ([], evidence),
    ):
        text = "Yes, **" + "** and <b>the</b> ".join(map(str, names)) + "."
        items = [{"label": f"the {name} (thing)", "iri": "x"} for name in names]
        for answered in (text, "No. " + text, text * 40):
            for status in ("answered", "unanswerable"):
                for offered in (items, []):
                    replies.append({"status": status, "answer": answered, "items": offered, "citations": citations})
    return replies


def test_ask_reads_standard_input_and_refuses_an_empty_question(
    small_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"  \n")))
    assert main(["ask", "-", "--data", str(small_data)]) == 1
    assert capsys.readouterr().err == "kg: question: it is empty. Ask again with another one.\n"
    assert main(["ask", "x" * 2001, "--data", str(small_data)]) == 1
    assert capsys.readouterr().err == ("kg: question: it has over 2,000 characters. Ask again with another one.\n")


@pytest.mark.parametrize("day", ["soon", "2024-13-01", "20240501", "2024-05-01T00:00:00"])
def test_a_day_that_is_none_is_wrong_usage(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ask", "x", "--as-of", day])
    assert stopped.value.code == 2
    assert f"argument --as-of: {day!r} is no day. Write it as YYYY-MM-DD" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_question_needs_no_quotes(small_data: Path) -> None:
    hits = [
        run("search", *words, "--json", "--data", str(small_data)) for words in (["cluster DNS"], ["cluster", "DNS"])
    ]
    assert [hit.returncode for hit in hits] == [hits[0].returncode] * 2
    assert (hits[0].stdout, hits[0].stderr) == (hits[1].stdout, hits[1].stderr)
    options = build_parser().parse_args(["ask", "what", "replaces", "KubeDNS?", "--json"])
    assert (read_text(options.question), options.json) == ("what replaces KubeDNS?", True)
