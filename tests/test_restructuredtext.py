"""reStructuredText: what its titles, fields, lists, tables and links state, and what must never come of it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from building import build_ask, to_labels
from reading import read_triples, write_document

from kg.documents import BlockKind, Document
from kg.readers.formats import Format, find_format
from kg.readers.restructuredtext import read_restructuredtext

PROPOSAL = """:orphan:

.. image:: https://badge.example/build.svg
   :target: https://badge.example

=======
Zorblat
=======

:Author: Ann Bee <ann@zorblat.example>
:Author: Cy Dee
:Date: 2020-05-01
:Homepage: https://zorblat.example
:Stability: works on Tuesdays

.. contents:: On this page

Zorblat is a proxy *written* in **Go**. It uses `Frob <https://frob.example/docs>`_, Quux_, `the mill`__ and |wex|;
``zorblat -v`` says more [#n]_, as `does this place`_.

__ https://mill.example
.. _Quux: https://quux.example
.. |wex| replace:: the *Wex* library

Parts
-----

* Globex

  - Initech

* Umbrella

1. First
2. Second

.. _tables:

Tables
~~~~~~

+----------+-----------------+
| Software | License         |
+==========+=================+
| frobber  | ``MIT | ISC``   |
+----------+-----------------+
| quuxlib  | - BSD           |
|          | - GPL           |
+----------+-----------------+

Use
---

License:
    MIT

See :ref:`tables`.

.. [#n] In words.
"""


def _read(folder: Path, text: str = PROPOSAL, name: str = "zorblat.rst") -> Document:
    return write_document(folder, text, name)


def _words(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def _markdown(text: str) -> str:
    read = read_restructuredtext(text)
    assert read is not None
    return read.body


def test_titles_lists_tables_and_links_are_read(tmp_path: Path) -> None:
    document = _read(tmp_path)
    assert document.title == "Zorblat"
    headings = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [(2, "Parts"), (3, "Tables"), (2, "Use")]
    items = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items[1:6] == [(1, "Globex"), (2, "Initech"), (1, "Umbrella"), (1, "First"), (1, "Second")]
    rows = ["Software | License", "frobber | MIT | ISC", "quuxlib | BSD, GPL"]
    assert _words(document, BlockKind.TABLE_ROW) == rows
    assert [block.header for block in document.blocks if block.kind is BlockKind.TABLE_ROW] == [True, False, False]
    assert [span.of(document.text) for span in document.strong][-1] == "Go"
    assert [span.of(document.text) for span in document.code][:1] == ["zorblat -v"]


def test_links_are_read_wherever_their_targets_stand(tmp_path: Path) -> None:
    document = _read(tmp_path)
    links = {(link.span.of(document.text), link.target) for link in document.links}
    assert links == {
        ("Frob", "https://frob.example/docs"),
        ("Quux", "https://quux.example"),
        ("the mill", "https://mill.example"),
    }


def test_paragraphs_are_whole_and_hold_no_markup(tmp_path: Path) -> None:
    assert _words(_read(tmp_path), BlockKind.PARAGRAPH) == [
        "Zorblat is a proxy written in Go. It uses Frob, Quux, the mill and the Wex library; zorblat -v says more, "
        "as does this place.",
        "See Tables.",
        "In words.",
    ]


def test_the_first_fields_give_date_and_authors_and_the_others_stay(tmp_path: Path) -> None:
    document = _read(tmp_path)
    assert (document.date, document.authors) == ("2020-05-01", ("Ann Bee", "Cy Dee"))
    front = _words(document, BlockKind.FRONT_MATTER)
    assert front[1:] == ["Date: 2020-05-01", "Homepage: https://zorblat.example"]
    assert _words(document, BlockKind.LIST_ITEM)[0] == "Stability: works on Tuesdays"
    assert "orphan" not in document.text


def test_fields_may_hold_lists_and_keywords_of_version_control(tmp_path: Path) -> None:
    text = "Mill\n====\n\n:Authors:\n  - Ann Bee\n  - Cy Dee\n:Date: $Date: 2021-02-03 $\n:Tags: mills, grain\n\nOld.\n"
    document = _read(tmp_path, text)
    assert (document.date, document.authors) == ("2021-02-03", ("Ann Bee", "Cy Dee"))
    assert document.front_matter["tags"] == "mills, grain"


def test_the_header_of_a_proposal_is_fields_too(tmp_path: Path) -> None:
    text = "PEP: 9\nTitle: Mills of stone\nAuthor: Ann Bee <ann@bee.example>\nCreated: 3 May 2021\n\nWhy\n===\n\nSo.\n"
    document = _read(tmp_path, text)
    assert (document.title, document.authors, document.date) == ("Mills of stone", ("Ann Bee",), "2021-05-03")


@pytest.mark.parametrize(
    ("opening", "title", "headings"),
    [
        ("", "Gifts", [(1, "Use")]),
        (":orphan:\n\n.. image:: x.png\n\n", "Gifts", [(1, "Use")]),
        (":Web: https://zorblat.example\n\n", "Zorblat", [(2, "Gifts"), (2, "Use")]),
        ("Zorblat mills.\n\n", "Zorblat", [(2, "Gifts"), (2, "Use")]),
    ],
)
def test_the_first_of_several_chapters_is_the_title_where_it_stands_first(
    tmp_path: Path, opening: str, title: str, headings: list[tuple[int, str]]
) -> None:
    document = _read(tmp_path, f"{opening}Gifts\n=====\n\nWe take any.\n\nUse\n===\n\nCall it.\n")
    found = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert (document.title, found) == (title, headings)


def test_facts_are_read_from_it(tmp_path: Path) -> None:
    assert {("Zorblat", "writtenIn", "Go"), ("Zorblat", "homepage", "https://zorblat.example")} <= read_triples(
        _read(tmp_path)
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Grain\n  What is *ground*.\n\n  More.\n", "Grain\n:   What is *ground*.\n\n    More."),
        ("See.\n\n:Mill: of stone\n", "See.\n\n- **Mill:** of stone"),
        ("-a, --all   Show all\n--to=FILE   Where to\n", "- `-a`, `--all`: Show all\n\n- `--to=FILE`: Where to"),
        ("So::\n\n  a = `b`\n\n    c\n", "So:\n\n```\na = `b`\n\n  c\n```"),
        (">>> 1 + 1\n2\n", "```\n>>> 1 + 1\n2\n```"),
        ("He said:\n\n  It mills.\n\n  -- Ann Bee\n", "He said:\n\n> It mills.\n>\n> — Ann Bee"),
        ("Text\n\n  * set in\n", "Text\n\n- set in"),
        ("3. c\n4. d\n", "3. c\n4. d"),
        ("| One\n| Two\n", "One\n\nTwo"),
        ("Water is H\\ :sub:`2`\\ O, re\\ **mark**\\ able.\n", "Water is H2O, re<strong>mark</strong>able."),
        ("\\2020. Not *one* item #1 <b> a_b [x]\n", "2020\\. Not *one* item \\#1 \\<b\\> a_b \\[x\\]"),
        ("By [Bee2020]_.\n\n.. [Bee2020] Ann Bee.\n", "By \\[Bee2020\\].\n\n\\[Bee2020\\] Ann Bee."),
        ("Mill.\n\n.. a comment\n   of lines\n\n----\n\n.. |x| replace:: y\n", "Mill."),
        (".. note:: Mind *it*.\n.. admonition:: By the way\n\n   It mills.\n", "Mind *it*.\n\nBy the way\n\nIt mills."),
        (".. _a: https://a.example\n\nSee a_, A__.\n\n__ a_\n", "See [a](https://a.example), [A](https://a.example)."),
        ("At https://a.example/x_y now.\n", "At <https://a.example/x_y> now."),
    ],
)
def test_blocks_and_marks_become_markdown(text: str, markdown: str) -> None:
    assert _markdown(text) == markdown


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("=====  =====\nName   Since\n=====  =====\nFrob   2019\n=====  =====\n", ["Name | Since", "Frob | 2019"]),
        ("=====  =====\nFrob   2019\nQuux   2020\n=====  =====\n", ["Frob | 2019", "Quux | 2020"]),
        (
            "======  ====\nBoth\n------------\nName    Age\n======  ====\nFrob    3\n======  ====\n",
            ["Both Name | Age", "Frob | 3"],
        ),
        (
            ".. list-table:: Mills\n   :header-rows: 1\n   :odd: x\n\n   * - Name\n     - Age\n   * - Frob\n     - 3\n",
            ["Name | Age", "Frob | 3"],
        ),
        ('.. csv-table::\n   :header: Name, Age\n\n   "Frob, Inc.", 3\n', ["Name | Age", "Frob, Inc. | 3"]),
        ("+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+-------+\n", ["a | b", " | c", "d | "]),
    ],
)
def test_tables_of_every_kind_have_their_cells(tmp_path: Path, table: str, rows: list[str]) -> None:
    document = _read(tmp_path, f"Mills\n=====\n\n{table}")
    assert _words(document, BlockKind.TABLE_ROW) == rows


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Call :func:`~acme.grind`, :py:class:`acme.Mill`, :term:`grain`.", "Call `grind`, `acme.Mill`, grain."),
        (
            "See :ref:`the words <place>`, :ref:`place` and :doc:`the guide <guide>`.",
            "See the words, place and [the guide](guide).",
        ),
        (
            "Fixed in :issue:`12`; :pep:`8` and :nowhere:`so it is`.",
            "Fixed in issue 12; [PEP 8](https://peps.python.org/pep-0008) and so it is.",
        ),
        (
            ".. role:: py(code)\n\n.. role:: tag(raw)\n   :format: html\n\nRun :py:`x = 1` :tag:`<br>` now.",
            "Run `x = 1` now.",
        ),
        (".. code-block:: python\n   :linenos:\n\n   grind()\n", "```python\ngrind()\n```"),
        (".. code-block::\n\n   grind()\n", "```\ngrind()\n```"),
        (".. versionadded:: 3.1\n", "Added in version 3.1."),
        (".. versionchanged:: 3.2\n   It *mills*.\n", "Changed in version 3.2: It *mills*."),
        (".. deprecated:: 4.0\n\n   Use stone.\n", "Deprecated since version 4.0: Use stone."),
        (".. function:: grind(*args)\n   :noindex:\n\n   Grinds.\n", "`grind(*args)`\n:   Grinds."),
        (".. glossary::\n\n   grain\n     What is ground.\n", "grain\n:   What is ground."),
        (
            ".. wholly:unknown:: Some words\n   :opt: x\n\n   Inner *text*.\n\n   .. tip:: Deep\n",
            "Some words\n\nInner *text*.\n\nDeep",
        ),
        (".. acme:run::\n\n   grind(x)\n   print(y)\n", "```\ngrind(x)\nprint(y)\n```"),
        ("Mill.\n\n.. toctree::\n   :maxdepth: 2\n\n   install\n   The guide <guide>\n", "Mill."),
        (".. figure:: mill.png\n   :width: 3\n\n   A mill.\n", "A mill."),
        ("Mill |release| of |logo|.\n\n.. |logo| image:: l.png\n   :loading: lazy\n", "Mill \\|release\\| of ."),
    ],
)
def test_words_of_what_only_sphinx_knows_are_kept(text: str, markdown: str) -> None:
    assert _markdown(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: {secret}\n",
        ".. literalinclude:: {secret}\n",
        ".. csv-table:: Rows\n   :file: {secret}\n",
        ".. csv-table:: Rows\n   :url: file://{secret}\n",
        ".. raw:: html\n   :file: {secret}\n",
        ".. raw:: html\n\n   <script>hidden()</script>\n",
        ".. image:: {secret}\n   :alt: hidden\n",
        ".. figure:: {secret}\n   :figwidth: image\n",
        ".. |x| include:: {secret}\n",
        ".. code:: text\n   :include: {secret}\n",
        ".. unknown::\n   :file: {secret}\n",
    ],
)
def test_no_other_file_is_read_and_nothing_raw_is_kept(tmp_path: Path, text: str) -> None:
    secret = tmp_path / "hidden.txt"
    secret.write_text("hidden, words")
    document = _read(tmp_path, f"Mill\n====\n\nIt mills.\n\n{text.format(secret=secret)}\nIt ends.\n")
    assert "hidden" not in document.text
    assert "It mills." in document.text and "It ends." in document.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Use `Nowhere`_, nothing_ and `anon`__.", "Use Nowhere, nothing and anon."),
        ("An *open start and ``code.", "An *open start and ``code."),
        ("Mill\n====\n\nPart\n----\n\nSkip\n~~~~\n\nBack\n====\n\nLost\n~~~~\n\nIt mills.", "Lost"),
        (".. note::\n\n   Inner\n   -----\n\n   It mills.", "Inner"),
        ("+---+\n| broken\n+--", "broken"),
        (".. list-table:: Mills\n\n   not a list", "not a list"),
        ("Word\n  set in\nout again\n   * and\n not", "out again"),
        ("====\nOver\nno under", "no under"),
        (".. code-block:: python\n", ""),
        ("====  ====\n*a    b\n====  ====", "*a"),
        ("A ``term\n  What *it is", "A ``term"),
        (":Date: *open", "*open"),
        (".. |a| replace:: the |nothing|\n\nSee |a|.", "See the |nothing|."),
        (":field\n:: x\n\n.. _:\n\n.. [\n\n.. |", ":field"),
    ],
)
def test_what_is_broken_is_read_as_well_as_it_can_be(text: str, words: str) -> None:
    found = read_restructuredtext(f"{text}\n\nIt ends here.\n")
    assert found is not None
    read = "\n".join((*found.lines.values(), found.body)).replace("\\", "")
    assert words in read and "It ends here." in read
    for said in ("Unknown", "system_message", "problematic", "error", "expected", "without", "Inconsistent", "_."):
        assert said not in read


def test_heads_that_have_no_place_are_headings_still() -> None:
    text = "A\n=\n\nMill\n====\n\nPart\n----\n\nDeep\n~~~~\n\nBack\n====\n\nLost\n~~~~\n\nIt mills.\n"
    assert "# Lost\n\nIt mills." in _markdown(text)


def _unfold(first: int) -> str:
    lines = [f".. |l{n}| replace:: " + f"|l{n + 1}| " * 10 for n in range(first)]
    return "\n".join((*lines, f".. |l{first}| replace:: ha", "", "|l0|", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Mill " + "-" * 1_000_000,
        "Mill\n\n" + "-\n" * 300_000,
        "Mill " + "*a `b |c " * 100_000,
        "Mill\n\n" + "".join(f"{'  ' * n}- a\n\n" for n in range(500)),
        "Mill\n\n" + "".join(f"{'   ' * n}.. foo::\n\n" for n in range(400)),
        "Mill\n\n" + "".join(f".. d{n}::\n\n" for n in range(20_000)),
        "Mill\n\n" + _unfold(12),
        "Mill\n\n.. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n",
        "Mill\n\n" + "a::\n\n" * 20_000,
    ],
)
def test_hostile_texts_are_read_soon_and_keep_their_words(tmp_path: Path, text: str) -> None:
    begin = time.process_time()
    assert "Mill" in _read(tmp_path, text).text
    assert time.process_time() - begin < 20


def test_a_role_of_one_text_is_none_of_another() -> None:
    assert _markdown(".. role:: odd(code)\n\nSay :odd:`it`.") == "Say `it`."
    assert _markdown("Say :odd:`it`.") == "Say it."


@pytest.mark.parametrize(
    ("text", "suffix", "told"),
    [
        ("Zorblat\n=======\n\n.. note:: It is blue.\n", ".txt", True),
        ("See `it <https://a.example>`_ and :func:`x`.\n", ".txt", True),
        ("Only words.\n", ".rst", True),
        ("Zorblat\n=======\n\nA fleet of small boats.\n", ".txt", False),
        ("# Zorblat\n\n.. note:: x\n\n.. _a: b\n", ".txt", False),
        ("Zorblat\n=======\n\n.. note:: It is blue.\n", ".md", False),
    ],
)
def test_it_is_told_by_its_name_or_by_signs_of_its_own(text: str, suffix: str, told: bool) -> None:
    assert (find_format(text, suffix) is Format.RESTRUCTUREDTEXT) is told


def test_questions_are_answered_from_it(tmp_path: Path) -> None:
    ask = build_ask(tmp_path, {"zorblat.rst": PROPOSAL, "guide.txt": "Boats\n=====\n\n.. tip:: Boats swim.\n"})
    answer = ask("What language is Zorblat written in?")
    assert to_labels(answer) == ["Go"]
    assert "written in Go" in answer.citations[0].quote


def test_its_parser_is_loaded_for_its_files_alone() -> None:
    code = "import sys, kg.readers, kg.readers.reading, api.answering.answerer; print('docutils' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
