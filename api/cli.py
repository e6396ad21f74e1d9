"""The command line `kg`: which commands there are, and how their errors end."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kg.errors import KgError

_DESCRIPTION = "A knowledge graph with questions and answers over your own documents."
_EPILOG = (
    "Settings can also be given as environment variables KG_DATA, KG_HOST, KG_PORT and so on. "
    "Exit status: 0 done, 1 the work could not be done, 2 wrong usage."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status and never show a traceback for a KgError."""
    options, unknown = build_parser().parse_known_args(arguments)
    if unknown:
        options.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if options.check is not None and (complaint := options.check(options)):
        options.parser.error(complaint)
    try:
        status = _find_command(options.command)(options)
        sys.stdout.flush()
        return status
    except KgError as error:
        print(f"kg: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _drop_output()  # who read it has gone
        return 1
    except OSError as error:
        place = error.filename or "what is written"
        print(f"kg: {place}: {error.strerror or error}. Make that good, then try again.", file=sys.stderr)
        _drop_output()
        return 1
    except BaseException as error:
        if _is_interrupt(error):
            return 130
        raise


def _drop_output() -> None:
    """Send what is still to be written nowhere: nothing more may be, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_interrupt(error: BaseException | None) -> bool:
    """Tell whether an error is Ctrl-C, or came of it: a compiled module that it meets says that its import failed."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog="kg", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, help, add_arguments in _COMMANDS:
        command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        command.set_defaults(check=None, parser=command)
        add_arguments(command)
        command.add_argument("--data", type=Path, metavar="DIR", help="the data folder (default: KG_DATA, else ./data)")
    return parser


class _Version(argparse.Action):
    """Print the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"kg {version('landscape-kg')}")
        parser.exit()


def _find_command(name: str) -> Callable[[argparse.Namespace], int]:
    run: Callable[[argparse.Namespace], int] = importlib.import_module(f"api.commands.{name}").run
    return run


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="documents or folders of documents (default: corpus/)",
    )
    parser.add_argument(
        "--landscape",
        action="append",
        default=[],
        type=Path,
        metavar="FILE_OR_FOLDER",
        help="a landscape file (landscape.yml, guide.yml, settings.yml), or a folder of which only data is read",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress, only the summary")
    parser.add_argument(
        "--field",
        type=Path,
        metavar="DIR",
        help="the folder of ontology, lexicon and names to read with (default: KG_FIELD, else the shipped one)",
    )
    _add_curation(parser)


def _add_curation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--curation",
        type=Path,
        metavar="FILE",
        help="the file of your decisions (default: KG_CURATION, else curation.yaml in the data folder)",
    )


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="+", help="the question, or - to read it from standard input")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day the question is about, YYYY-MM-DD")
    parser.add_argument(
        "--top-k", type=_count(), metavar="N", help="the most citations, beside those the answer rests on (default: 8)"
    )
    parser.add_argument("--json", action="store_true", help="print the body of POST /ask")


def _add_sparql(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="the query; @FILE reads it from a file, - from standard input")
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv", "tsv", "xml", "ttl", "nt", "jsonld"),
        default="table",
        help="the form of the result (default: table; a graph comes as ttl)",
    )


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", help="the words to look for, or - to read them from standard input")
    parser.add_argument("--top-k", type=_count(), default=8, metavar="N", help="how many passages (default: 8)")
    parser.add_argument("--json", action="store_true", help="print the body of GET /search")


def _add_facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, with the evidence")


def _add_feedback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, with all that is kept")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("nq", "trig", "ttl", "jsonld"),
        default="nq",
        help="the format (default: nq; ttl has no graph names and gets the union)",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="the file to write (default: standard output)")


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=_count(None), default=50, metavar="N", help="show at most N failures (default: 50)"
    )


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "fact", nargs="+", metavar="FACT", help="a statement's identifier, or its subject, property and object in words"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "accept", "reject", "forget"),
        default="list",
        help="what to do (default: list); forget takes a decision back",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="statements: names of the list, identifiers, or words in quotes"
    )
    parser.add_argument("--all", action="store_true", help="list also what is decided")
    parser.add_argument("--json", action="store_true", help="print JSON")
    _add_curation(parser)
    parser.set_defaults(check=_check_review)


def _add_merges(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _check_review(options: argparse.Namespace) -> str | None:
    return None if options.action == "list" or options.names else f"{options.action} which? Give names of the list"


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="the address to listen on (default: KG_HOST, else 127.0.0.1)")
    parser.add_argument(
        "--port", type=_port, help="the port to listen on; 0 takes a free one (default: KG_PORT, else 8000)"
    )
    parser.add_argument("--log", action="store_true", help="log every request on standard error")
    parser.add_argument(
        "--scratch",
        action="store_true",
        help="serve an empty, writable store in memory with /update and /store, on loopback only",
    )
    parser.add_argument(
        "--writable",
        action="store_true",
        help="add /update and /store for graphs of your own, under the token in the file of --token",
    )
    parser.add_argument("--token", type=Path, metavar="FILE", help="the file that holds the token")
    parser.set_defaults(check=_check_serve)


def _add_mcp(parser: argparse.ArgumentParser) -> None:
    """There is nothing but --data."""


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl", help="the gold questions, one a line")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write what was not right and cited to FILE")
    parser.add_argument(
        "--fail-under",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="exit 1 where fewer are right and cited",
    )


def _check_serve(options: argparse.Namespace) -> str | None:
    if options.writable and options.scratch:
        return "--writable and --scratch exclude each other"
    if options.writable != (options.token is not None):
        return "--writable and --token FILE go together"
    return None


def _count(most: int | None = 50) -> Callable[[str], int]:
    """Return what reads a number from 1 to `most`, without an upper bound where that is None."""

    def read(text: str) -> int:
        number = int(text) if text.isdecimal() else 0
        if number < 1 or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"{text!r} is no number from 1{'' if most is None else f' to {most}'}")
        return number

    return read


def _day(text: str) -> str:
    # other forms of ISO 8601 that date.fromisoformat takes are none of the contract's
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no day. Write it as YYYY-MM-DD")


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 65535")
    return int(text)


_COMMANDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("build", "read documents into the graph and the index", _add_build),
    ("ask", "answer a question with facts and cited passages", _add_ask),
    ("sparql", "run a SPARQL 1.1 query", _add_sparql),
    ("search", "find the best passages", _add_search),
    ("facts", "list every statement with its evidence", _add_facts),
    ("feedback", "list what askers thought of answers", _add_feedback),
    ("export", "write the whole graph", _add_export),
    ("explain", "tell which sentence, lexical entry and rule a fact comes from", _add_explain),
    ("review", "list and decide on statements that break a shape", _add_review),
    ("merges", "list the names held to be one thing, and why", _add_merges),
    ("check", "check the graph: shapes, and every quote at its place", _add_check),
    ("serve", "serve pages, questions and SPARQL over HTTP", _add_serve),
    ("mcp", "serve agents over standard input and output (Model Context Protocol)", _add_mcp),
    ("eval", "score a gold question set", _add_eval),
)

if __name__ == "__main__":
    sys.exit(main())
