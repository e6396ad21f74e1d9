"""The data folder: generations beside each other, one switch, and clear words for a folder that is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import DataFolderError
from kg.generations import FORMAT, DataFolder, Generation, Manifest

MANIFEST = Manifest(
    documents={"b.md": "1" * 64, "a.md": "0" * 64},
    left_out={"ü.pdf": "why"},
    counts={"documents": 2, "passages": 3, "entities": 1, "statements": 0, "left out": 1},
    encoder="some",
    ontology="hash",
    paths=("documents",),
)


def publish(folder: DataFolder, digest: str) -> Generation:
    with folder.writing():
        generation = folder.begin(digest)
        generation.passages.mkdir()
        (generation.passages / "file").write_text(digest)
        generation.save_manifest(MANIFEST)
        folder.publish(generation)
    return generation


def test_a_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    generation = publish(DataFolder(tmp_path / "data"), "one")
    manifest = generation.load_manifest()
    assert manifest == MANIFEST
    assert list(manifest.counts) == list(MANIFEST.counts)
    before = (generation.path / "manifest.json").read_bytes()
    generation.save_manifest(manifest)
    assert (generation.path / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"documents": {}, "unknown": 1}'])
def test_a_damaged_manifest_says_so(tmp_path: Path, content: str) -> None:
    generation = publish(DataFolder(tmp_path / "data"), "one")
    (generation.path / "manifest.json").write_text(content)
    with pytest.raises(DataFolderError, match=r"manifest cannot be read .* Run `kg build` again\."):
        generation.load_manifest()


def test_a_new_generation_takes_over_and_the_one_before_stays(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    names = []
    for digest in ("one", "two", "three"):
        generation = publish(folder, digest)
        assert folder.current() == generation
        names.append(generation.name)
    assert names == ["000001-one", "000002-two", "000003-three"]
    assert sorted(path.name for path in (folder.path / "generations").iterdir()) == names[1:]


def test_what_a_killed_build_left_is_removed_and_never_the_one_in_force(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    kept = publish(folder, "one")
    with folder.writing():
        killed = folder.begin("two")
        (killed.path / "half").write_text("")
    assert folder.current() == kept
    # Even a generation without its list of files stays as long as it is in force.
    (kept.path / "files.json").unlink()
    with folder.writing():
        folder.begin("three")
    assert not killed.path.exists()
    assert folder.current() == kept


def test_a_generation_knows_whether_it_is_whole(tmp_path: Path) -> None:
    generation = publish(DataFolder(tmp_path / "data"), "one")
    assert generation.is_whole()
    (generation.passages / "file").write_text("longer")
    assert not generation.is_whole()
    (generation.passages / "file").unlink()
    assert not generation.is_whole()


def test_a_folder_that_is_being_written_is_refused_and_free_afterwards(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with folder.writing(), pytest.raises(DataFolderError, match="another build is writing here"):  # noqa: SIM117
        with DataFolder(tmp_path / "data").writing():
            pass
    with folder.writing():
        pass


def test_a_build_killed_while_it_made_the_folder_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "format.new").write_text("kg-")
    publish(DataFolder(tmp_path / "data"), "one")


def _nothing(path: Path) -> None:
    """Leave no folder there."""


def _file(path: Path) -> None:
    path.write_text("x")


def _other(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("x")


def _other_format(path: Path) -> None:
    path.mkdir()
    (path / "format").write_text("kg-data 99\n")


def _binary_format(path: Path) -> None:
    path.mkdir()
    (path / "format").write_bytes(b"\xff\x00\n\n")


@pytest.mark.parametrize(
    ("make", "reading", "writing"),
    [
        (_nothing, "no such data folder. Run `kg build --data", None),
        (_file, "is a file, not a data folder. Name another with --data", "is a file, not a data folder"),
        (_other, "not a data folder (it has no file `format`). Name another", "not a data folder (it has no"),
        (_other_format, f"data of format 'kg-data 99', this program reads '{FORMAT}'", "data of format 'kg-"),
        (_binary_format, "data of format '\ufffd\\x00'", "data of format '\ufffd\\x00'"),
    ],
)
def test_what_is_no_data_folder_says_what_to_do(
    tmp_path: Path, make: object, reading: str, writing: str | None
) -> None:
    path = tmp_path / "data"
    make(path)  # type: ignore[operator]
    before = sorted(path.rglob("*"))
    with pytest.raises(DataFolderError) as failed:
        DataFolder(path).current()
    assert str(failed.value).startswith(f"{path}: ") and reading in str(failed.value)
    assert "\n" not in str(failed.value)
    if writing is None:
        return
    with pytest.raises(DataFolderError) as failed, DataFolder(path).writing():
        pass
    assert writing in str(failed.value)
    # Somebody else's folder is left as it was.
    assert sorted(path.rglob("*")) == before


def test_an_empty_folder_may_become_a_data_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    folder = DataFolder(tmp_path / "data")
    with pytest.raises(DataFolderError, match="not a data folder"):
        folder.current()
    with folder.writing():
        pass
    with pytest.raises(DataFolderError, match="nothing has been built here yet"):
        folder.current()


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(DataFolderError, match=r"cannot be written \(Not a directory\)\. Name another"),
        DataFolder(tmp_path / "file" / "data").writing(),
    ):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with (
        pytest.raises(DataFolderError, match=r"cannot be written \(Permission denied\)"),
        DataFolder(tmp_path / "closed" / "data").writing(),
    ):
        pass


@pytest.mark.parametrize("content", [b"", b"\n", b"000009-gone\n", b"../../elsewhere\n", b"\xff\n"])
def test_a_name_that_leads_nowhere_counts_as_nothing_built(tmp_path: Path, content: bytes) -> None:
    folder = DataFolder(tmp_path / "data")
    publish(folder, "one")
    (folder.path / "current").write_bytes(content)
    with pytest.raises(DataFolderError, match="nothing has been built here yet"):
        folder.current()
    assert publish(folder, "two") == folder.current()
