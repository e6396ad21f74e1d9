"""Pages of packages: the work that a page installs, its licence in the set words of notices, forks, lists of people."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, to_labels
from reading import read_statements, read_triples, write_document

from kg.naming.installed import find_installed_title
from ontology import load_field

SORTER = "# Gitto\n\nGitto is a fast library for sorting things.\n\n"
DOCUMENTS = {
    "zorbenv.md": """# Simple Zorblat Version Management: zorbenv

zorbenv lets you easily switch between multiple versions of Zorblat.

This project was forked from [rbzenv](https://example.org/tools/rbzenv/rbzenv) and
[rubz-build](https://example.org/tools/rbzenv/rubz-build), and modified for Zorblat.

Add Zorbenv startup commands to your shell. Zorbenv does not support Windows.

## License

The MIT License. See the file for its words.
""",
    "quickhash.md": """# quickhash-b: Quick Hash Table for Keys

Inspired by Ann Petty.

    pip install quickhash-b
""",
    "git.md": """# Git - fast, scalable, distributed control system

Git is a fast, scalable, distributed control system.

Git is an open project. It was originally written by Ann Lee with help of friends.
""",
}


def _read(folder: Path, text: str, predicate: str) -> set[tuple[str, str]]:
    return {(one, other) for one, name, other in read_triples(write_document(folder, text)) if name == predicate}


@pytest.mark.parametrize(
    ("notice", "licence"),
    [
        ("Gitto is MIT-licensed, refer to the LICENSE file in the top level directory.", "MIT"),
        ("Gitto is BSD licensed, so you are free to use it.", "BSD"),
        (
            "This project is licensed under the MIT License - see the [LICENSE](LICENSE) file for details.",
            "MIT License",
        ),
        ("This code is released under the MIT License, see the Copyright file.", "MIT License"),
        ("All code in this repository is licensed under Apache 2.0.", "Apache 2.0"),
        ("The source code is published under the terms of the MPL 2.0.", "MPL 2.0"),
        ("Gitto is covered by the GNU General Public License version 2.", "GNU General Public License version 2"),
        ("## License\n\nMIT License. See header of the file.", "MIT License"),
        ("## License\n\nApache 2.0. See [LICENSE.txt](LICENSE.txt).", "Apache 2.0"),
        (
            '## License\n\nLicensed under the Apache License, Version 2.0 (the "License");',
            "Apache License, Version 2.0",
        ),
        ("## License\n\n* MIT https://example.org/licenses/MIT", "MIT"),
    ],
)
def test_the_set_words_of_a_notice_tell_the_licence(tmp_path: Path, notice: str, licence: str) -> None:
    assert _read(tmp_path, SORTER + notice + "\n", "license") == {("Gitto", licence)}


@pytest.mark.parametrize(
    "notice",
    [
        "Zortto is licensed under the MIT License - see its file.",
        "By contributing, you agree that your contributions will be licensed under the MIT License.",
        "## License\n\nThe documentation is licensed under CC-BY-4.0. Contact us for a commercial license.",
        "## License\n\nSee the LICENSE file.",
        "Gitto is not licensed under the MIT License - see the file.",
        "The picture in this page is released under the MIT License.",
    ],
)
def test_what_is_of_something_else_is_no_licence_of_the_page(tmp_path: Path, notice: str) -> None:
    assert not _read(tmp_path, SORTER + notice + "\n", "license")


@pytest.mark.parametrize(
    ("title", "command", "name"),
    [
        ("Zortto", "pip install zortto", "Zortto"),
        ("zortto: sort things out", "npm install --save zortto", "zortto"),
        ("Simple sorting for everybody: zortto", "brew install zortto", "zortto"),
        ("Zortto Python SDK", "uv add 'zortto[all]>=2'", "Zortto Python SDK"),
        ("zortto-sort (beta)", "git clone https://example.org/you/zortto-sort.git", "zortto-sort"),
        ("Zortto", "go get example.org/you/zortto@latest", "Zortto"),
        ("Zortto", "pip install quuxly", None),
        ("Install Zortto on ships", "pip install zortto", None),
        ("packaging", "pip install packaging", None),
    ],
)
def test_a_page_that_installs_what_its_title_names_is_about_it(
    tmp_path: Path, title: str, command: str, name: str | None
) -> None:
    document = write_document(tmp_path, f"# {title}\n\nIt sorts.\n\n```bash\n{command}\n```\n")
    assert find_installed_title(document, load_field()) == name


def test_what_is_installed_is_a_work_and_no_idea(tmp_path: Path) -> None:
    text = "# greenzlet\n\ngreenzlet is a lightweight coroutine.\n\nIt uses Kubernetes.\n\n    pip install greenzlet\n"
    assert _read(tmp_path, text, "usedBy") == {("Kubernetes", "greenzlet")}


def test_a_title_names_at_its_end_what_is_written_small(ask: Ask) -> None:
    answer = ask("What was zorbenv forked from?")
    assert set(to_labels(answer)) == {"rbzenv", "rubz-build"}, answer.answer
    assert to_labels(ask("Which licence does zorbenv have?")) == ["MIT License"]


def test_startup_commands_make_nothing_a_company(tmp_path: Path) -> None:
    document = write_document(tmp_path, DOCUMENTS["zorbenv.md"])
    types = {s.subject.type for s in read_statements(document) if s.subject.label.lower() == "zorbenv"}
    assert "Company" not in types
    assert types


def test_emphasised_words_before_a_colon_do_not_act(tmp_path: Path) -> None:
    text = SORTER + "- **Standards Compliant**: Full SMTP specification implementation\n"
    found = [s for s in read_statements(write_document(tmp_path, text)) if s.predicate == "implements"]
    assert all(s.evidence.doubt for s in found)


def test_what_every_page_has_as_a_heading_is_no_topic(tmp_path: Path) -> None:
    text = (
        "# Gitto\n\nGitto is a fast library for sorting things. Fixes, the board game, is sold by Acme.\n\n"
        "## Fixes\n\n### New contributors\n\n* @owtay made their first contribution in 1.2\n"
    )
    assert all(one != "Fixes" for one, _ in _read(tmp_path, text, "contributedBy"))


def test_a_role_before_a_colon_is_nobody(tmp_path: Path) -> None:
    text = (
        SORTER + "## Maintainers\n\nMeet our maintainers:\n\n- Current Lead: [@ivia](https://example.org/ivia)\n"
        "- [@sethla](https://example.org/sethla) (Seth Larsen)\n- [@pquen](https://example.org/pquen) (Quentin Prade)\n"
    )
    named = {other for _, other in _read(tmp_path, text, "contributedBy")}
    assert "Current Lead" not in named
    assert {"Seth Larsen", "Quentin Prade"} <= named


@pytest.mark.parametrize(
    ("sentence", "users"),
    [
        ("It is safe to use Terraform from several threads.", set()),
        ("It is ready to use Envoy.", {("Envoy", "Gitto")}),
    ],
)
def test_it_may_stand_for_what_is_done(tmp_path: Path, sentence: str, users: set[tuple[str, str]]) -> None:
    assert _read(tmp_path, SORTER + sentence + "\n", "usedBy") == users


def test_a_dictionary_word_is_a_name_where_it_is_told_to_be_a_work(ask: Ask) -> None:
    assert to_labels(ask("Who originally wrote Git?")) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("title", "below", "said"),
    [
        ("zorbl: Quick Hash Table for Keys", "    pip install zorbl", {"Quick Hash Table for Keys"}),
        ("Zorbl - A minimal plugin system", "We like Zorbl. You may like Zorbl, too.", {"minimal plugin system"}),
        ("Zorbl: release notes", "We like Zorbl. You may like Zorbl, too.", set()),
        ("Zorbl: what is new?", "    pip install zorbl", set()),
        ("zorbl: Quick Hash Table for Keys", "zorbl is a fast table.\n\n    pip install zorbl", {"fast table"}),
    ],
)
def test_a_title_says_what_its_work_is_where_no_sentence_does(
    tmp_path: Path, title: str, below: str, said: set[str]
) -> None:
    found = _read(tmp_path, f"# {title}\n\n{below}\n", "definedAs")
    assert {other for _, other in found} == said


def test_what_a_title_says_answers_what_a_work_is(ask: Ask) -> None:
    answer = ask("What is quickhash-b?")
    assert answer.answer == "quickhash-b: Quick Hash Table for Keys [1]"
    assert answer.facts[0].predicate.label == "is defined as"
    assert answer.citations[0].document == "quickhash.md"


def test_what_stands_behind_but_is_so(tmp_path: Path) -> None:
    notice = "From version 5 on, Gitto will no longer be published under Apache 2.0 but under the MIT License.\n"
    statements = read_statements(write_document(tmp_path, SORTER + notice))
    found = [s for s in statements if s.predicate == "license"]
    told = {(s.object.label, s.modality.value) for s in found}
    assert told == {("Apache 2.0", "negated"), ("MIT License", "planned")}


def test_it_may_be_what_the_paragraph_before_ended_with(tmp_path: Path) -> None:
    text = (
        SORTER
        + "## Support\n\nOpen Chest is a funding platform for ships.\n\nIt is the platform of choice for sailors.\n"
    )
    assert ("Gitto", "platform of choice for sailors") not in _read(tmp_path, text, "definedAs")
