"""The corpus of a build: every file is read or told of, in one line that says what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.corpus import find_sources, read_corpus
from kg.errors import InputError
from kg.readers import read_document

GOOD = b"---\ntitle: Good\n---\n\nThe bridge is written in stone.\n"

# What a file holds -> the beginning of what is said about it.
BAD = {
    "empty.md": (b"", "the file is empty."),
    "blank.txt": (b" \n\t\n", "the file is empty."),
    "pdf.md": (b"%PDF-1.4 ...", "a binary file, not text."),
    "zero.txt": (b"abc\x00def", "a binary file, not text."),
    "large.txt": (b"A line of text.\n" * 1_400_000, "22,400,000 bytes, more than 20,971,520."),
    "latin.md": ("Straße".encode("latin-1"), "no valid UTF-8 at byte 4 (0xdf), line 1."),
    "cut.txt": (b"\xff\xfeA\x00b", "no valid UTF-16 at byte 4."),
    "yaml.md": (
        b"---\ntitle: [open\ndate: 2020\n---\n\nText.\n",
        "line 3: the front matter is no valid YAML",
    ),
    "unclosed.md": (b"---\ntitle: x\n\nText.\n", "line 1: the front matter is not closed."),
    "toml.md": (b"+++\ntitle = \n+++\n\nText.\n", "line 2: the front matter is no valid TOML"),
    "scripts.html": (b"<html><body><script>run()</script></body></html>", "no text was found in the page."),
    "nested.md": (b">" * 20_000 + b" x\n", "no text was found between its markup."),
    "nested.html": (b"<div>" * 100_000 + b"x", "no text was found between its markup."),
    "photo.png": (b"\x89PNG", ".png files are not read."),
    "bare": (b"Words in a file without a suffix.", "a file without a suffix is not read."),
}


def read(folder: Path) -> tuple[list[str], dict[str, str]]:
    corpus = read_corpus(find_sources([folder]))
    return [document.name for document in corpus.documents], dict(corpus.left_out)


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.md").write_bytes(GOOD)
    documents, left_out = read(tmp_path)
    assert documents == ["good.md"]
    assert list(left_out) == [name]
    assert left_out[name].startswith(reason)
    # One line that ends with what to do.
    assert "\n" not in left_out[name] and left_out[name].endswith(".")
    assert left_out[name].count(". ") >= 1


def test_nothing_is_lost_and_nothing_is_told_twice(tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.md").write_bytes(GOOD)
    documents, left_out = read(tmp_path)
    assert sorted([*documents, *left_out]) == sorted(path.name for path in tmp_path.iterdir())


def test_text_in_other_forms_is_read(tmp_path: Path) -> None:
    (tmp_path / "sixteen.txt").write_bytes("The bridge is old.".encode("utf-16"))
    (tmp_path / "mark.md").write_bytes("\ufeffThe bridge is old.".encode())
    (tmp_path / "dos.txt").write_bytes(b"The bridge\r\nis old.\r\n")
    corpus = read_corpus(find_sources([tmp_path]))
    assert [document.name for document in corpus.documents] == ["dos.txt", "mark.md", "sixteen.txt"]
    assert {" ".join(document.text.split()) for document in corpus.documents} == {"The bridge is old."}


def test_licence_files_and_hidden_files_are_no_documents(tmp_path: Path) -> None:
    for name in ("LICENSE", "NOTICE", ".hidden.md", "good.md"):
        (tmp_path / name).write_bytes(GOOD)
    assert read(tmp_path) == (["good.md"], {})


@pytest.mark.parametrize(
    ("name", "shown"), [(b"two\nlines.md", "two\\nlines.md"), (b"broken\xff.md", "broken\\udcff.md")]
)
def test_a_name_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(GOOD)
    assert read(tmp_path) == ([], {shown: "the file's name is no plain UTF-8. Rename it."})


def test_what_is_no_plain_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_bytes(GOOD)
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    documents, left_out = read(tmp_path)
    assert documents == ["good.md"]
    assert sorted(left_out) == ["dangling.md", "pipe.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed.md").write_bytes(GOOD)
    (tmp_path / "closed.md").chmod(0)
    assert "Permission denied" in read(tmp_path)[1]["closed.md"]


def test_unread_files_of_two_folders_keep_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "photo.png").write_bytes(b"")
    sources = find_sources([tmp_path / "one", tmp_path / "two"])
    assert sorted(sources.left_out) == ["photo.png", "two/photo.png"]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none: no such file or folder\. Name the documents to build from\.$"):
        find_sources([tmp_path / "none"])


def test_a_changed_file_has_another_digest_and_only_that(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(GOOD)
    before = find_sources([tmp_path]).digests
    (tmp_path / "a.md").write_bytes(GOOD + b"More.\n")
    after = find_sources([tmp_path]).digests
    assert (before["b.md"], before["a.md"] == after["a.md"]) == (after["b.md"], False)


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_bytes(GOOD)
    # A path too long for the system cannot be listed, whoever asks.
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=folder)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    documents, left_out = read(tmp_path)
    assert documents == ["good.md"]
    [(name, reason)] = left_out.items()
    assert name.startswith("d" * 250 + "/") and name.endswith("d/")
    assert reason == "the folder cannot be listed (File name too long). Check its permissions."


def test_the_folder_given_may_be_the_one_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "good.md").write_bytes(GOOD)
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def refuse(path: os.PathLike[str]) -> object:
        # Stands in for a folder without permission, which root could list.
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    corpus = read_corpus(find_sources([tmp_path / "open", tmp_path / "closed"]))
    assert [document.name for document in corpus.documents] == ["good.md"]
    assert corpus.left_out == {"closed/": "the folder cannot be listed (Permission denied). Check its permissions."}


SURROGATES = {
    "odd.md": '---\ntitle: "Fox \\ud800"\n---\n\nThe fox is old.\n',
    "odd.jsonl": '{"tool": "Fox \\ud800", "\\udc00": "old"}\n',
}


@pytest.mark.parametrize("name", SURROGATES)
def test_half_a_character_is_read_as_a_question_mark(tmp_path: Path, name: str) -> None:
    (tmp_path / "odd.mapping.yaml").write_text("name: tool\nfields: {}\n", encoding="utf-8")
    (tmp_path / name).write_text(SURROGATES[name], encoding="utf-8")
    (tmp_path / "good.md").write_bytes(GOOD)
    corpus = read_corpus(find_sources([tmp_path]))
    assert [document.name for document in corpus.documents] == ["good.md", name]
    odd = corpus.documents[1]
    assert "Fox ?" in (odd.title if name.endswith(".md") else odd.text)
    assert all(text.encode("utf-8") for text in (odd.title, odd.text))


def test_a_head_with_an_endless_cell_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "odd.mapping.yaml").write_text("name: tool\nfields: {}\n", encoding="utf-8")
    (tmp_path / "odd.csv").write_text(f'tool,"{"x" * 140_000}"\nfox,old\n', encoding="utf-8")
    (tmp_path / "good.md").write_bytes(GOOD)
    documents, left_out = read(tmp_path)
    assert documents == ["good.md"]
    assert left_out["odd.csv"].startswith("its first line is no head of columns")


def test_the_hash_is_of_the_bytes_that_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "odd.csv"
    table.write_text("tool,age\nfox,3\n", encoding="utf-8")
    (tmp_path / "odd.mapping.yaml").write_text("name: tool\nfields: {}\n", encoding="utf-8")
    digest = find_sources([tmp_path]).digests["odd.csv"]
    read_bytes = Path.read_bytes

    def read_then_change(path: Path) -> bytes:
        content = read_bytes(path)
        path.write_bytes(content + b"\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", read_then_change)
    assert read_document(table, "odd.csv").content_hash == digest
    assert read_document(table, "odd.csv").content_hash != digest
