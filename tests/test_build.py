"""The build: equal to a fresh one whatever came before, safe to kill, honest about what it left out."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from api.build import build_data
from kg.errors import DataFolderError, InputError
from kg.generations import DataFolder
from kg.store import OxigraphStore

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

# Documents that bear on each other: names, types, aliases and spellings of one are used in another.
TEXTS = {
    "dns.md": (
        "---\ntitle: DNS\ndate: 2018-10-26\n---\n\nCoreDNS is a DNS server. CoreDNS replaced KubeDNS.\n",
        "---\ntitle: DNS\ndate: 2019-10-26\n---\n\nCoreDNS replaced SkyDNS. KubeDNS is written in Go.\n",
    ),
    "policy.md": (
        "# Policies\n\nThe Open Plum Agent (OPLA) is a policy engine. The company Quuxly created it.\n",
        "# Policies\n\nOPLA is an acronym. The company Zorblat makes databases.\n",
    ),
    "use.txt": (
        "OPLA integrates with Envoy. Quuxly's engineers use OPLA. Zorblats are used by Quuxly.\n",
        "Vargle depends on OPLA/Zorblat; Quuxlies are rare.\n",
    ),
    "tools/zorblat.md": (
        "# Zorblat\n\nThe project Zorblat is a database. Zorblat is written in Rust and replaces Vargle.\n",
        "# Vargle\n\nThe tool Vargle is a database. Vargle was originally developed by Quuxly.\n",
    ),
    "tools/spelling.md": (
        "# News\n\nZorblatt is written in C++. Tools like Vargle and Corundle are compatible with Zorblat.\n",
        "# News\n\nQuuxly, the company, created Corundle. Vargel is a fork of Zorblat.\n",
    ),
    "page.html": (
        "<html><head><title>Meshes</title></head><body><article><h1>Meshes</h1><p>Corundle is a service mesh "
        "that uses Envoy. Corundle was created by Quuxly in 2017.</p></article></body></html>",
        "<html><head><title>Meshes</title></head><body><article><h1>Meshes</h1><p>Envoy was created by "
        "Lyft. Corundles are written in Go.</p></article></body></html>",
    ),
    "broken.md": ("---\ntitle: [\n---\n\nNobody reads this.\n", "A mended file: Vargle is written in Go.\n"),
    "picture.png": ("\x89PNG", "\x89PNG again"),
}


def export(data: Path) -> list[str]:
    """Return every quad of the generation in force, sorted."""
    store = OxigraphStore.open(DataFolder(data).current().graph)
    return sorted(str(quad) for quad in store.quads())


def read_files(data: Path) -> dict[str, bytes]:
    """Return the files of the generation in force, the graph aside, and the embeddings."""
    generation = DataFolder(data).current().path
    files = [path for path in generation.rglob("*") if path.is_file() and path.parent.name != "graph"]
    found = {
        path.relative_to(generation).as_posix(): path.read_bytes()
        for path in files
        if path.name not in ("files.json", "manifest.json")
    }
    return {**found, "embeddings": (data / "cache" / "embeddings.bin").read_bytes()}


def read_cache(data: Path) -> dict[tuple[str, str], bytes]:
    """Return what the build cache holds."""
    with sqlite3.connect(data / "cache" / "work.sqlite") as file:
        rows = file.execute("SELECT kind, key, value FROM work").fetchall()
    file.close()
    return {(kind, key): zlib.decompress(value) for kind, key, value in rows}


def write(folder: Path, name: str, variant: int) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXTS[name][variant], encoding="utf-8")


def change(folder: Path, chance: random.Random) -> None:
    """Add, edit and delete some documents."""
    for name in chance.sample(sorted(TEXTS), chance.randint(1, 3)):
        if (folder / name).exists() and chance.random() < 0.4:
            (folder / name).unlink()
        else:
            write(folder, name, chance.randint(0, 1))
    if not any(path.suffix in (".md", ".txt", ".html") for path in folder.rglob("*")):
        write(folder, "dns.md", 0)
    write(folder, "use.txt", chance.randint(0, 1))


@pytest.mark.parametrize("seed", range(60 if os.environ.get("LONG") else 6))
def test_a_build_equals_a_fresh_build_whatever_came_before(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents, data = tmp_path / "documents", tmp_path / "data"
    for _ in range(5):
        change(documents, chance)
        manifest = build_data([documents], data)
    fresh = build_data([documents], tmp_path / "fresh")
    assert manifest == fresh
    assert export(data) == export(tmp_path / "fresh")
    assert read_files(data) == read_files(tmp_path / "fresh")
    assert read_cache(data) == read_cache(tmp_path / "fresh")


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    for name in TEXTS:
        write(tmp_path / "documents", name, 0)
    paths = [tmp_path / "documents" / name for name in ("dns.md", "use.txt", "policy.md")]
    build_data(paths, tmp_path / "one")
    build_data(paths[::-1], tmp_path / "other")
    assert export(tmp_path / "one") == export(tmp_path / "other")
    assert read_files(tmp_path / "one") == read_files(tmp_path / "other")


def test_a_build_without_a_change_keeps_the_generation(tmp_path: Path) -> None:
    first = build_data([CORPUS], tmp_path / "data")
    name = DataFolder(tmp_path / "data").current().name
    told: list[str] = []
    assert build_data([CORPUS], tmp_path / "data", progress=told.append) == first
    assert DataFolder(tmp_path / "data").current().name == name
    assert told == []


def test_a_damaged_generation_is_built_again(tmp_path: Path) -> None:
    build_data([CORPUS], tmp_path / "data")
    whole = DataFolder(tmp_path / "data").current()
    (whole.passages / "vectors.faiss").unlink()
    build_data([CORPUS], tmp_path / "data")
    mended = DataFolder(tmp_path / "data").current()
    assert mended.name != whole.name
    assert (mended.passages / "vectors.faiss").is_file()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(4080)])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "data" / "cache"
    build_data([CORPUS], tmp_path / "data")
    expected = read_cache(tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "generations")
    (cache / "work.sqlite").write_bytes(content)
    (cache / "embeddings.bin").write_bytes(content)
    build_data([CORPUS], tmp_path / "data")
    assert read_cache(tmp_path / "data") == expected


def test_vanished_documents_are_gone(tmp_path: Path) -> None:
    write(tmp_path / "documents", "dns.md", 0)
    write(tmp_path / "documents", "tools/zorblat.md", 0)
    build_data([tmp_path / "documents"], tmp_path / "data")
    assert any("Zorblat" in quad for quad in export(tmp_path / "data"))
    (tmp_path / "documents" / "tools" / "zorblat.md").unlink()
    manifest = build_data([tmp_path / "documents"], tmp_path / "data")
    assert list(manifest.documents) == ["dns.md"]
    assert not any("Zorblat" in quad for quad in export(tmp_path / "data"))
    assert not any(b"Zorblat" in content for content in read_files(tmp_path / "data").values())


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    for name in ("dns.md", "broken.md", "picture.png"):
        write(tmp_path / "documents", name, 0)
    (tmp_path / "documents" / "LICENSE").write_text("not a document")
    manifest = build_data([tmp_path / "documents"], tmp_path / "data")
    assert sorted(manifest.left_out) == ["broken.md", "picture.png"]
    assert manifest.counts["left out"] == 2
    assert all("\n" not in reason and reason.endswith(".") for reason in manifest.left_out.values())
    # A second build, which reads nothing, tells the same.
    assert build_data([tmp_path / "documents"], tmp_path / "data") == manifest


def test_the_counts_stand_in_one_order(tmp_path: Path) -> None:
    order = ["documents", "passages", "entities", "statements"]
    assert list(build_data([CORPUS], tmp_path / "data").counts) == order
    assert list(build_data([CORPUS], tmp_path / "data").counts) == order


def test_where_nothing_can_be_read_the_last_state_stays(tmp_path: Path) -> None:
    write(tmp_path / "documents", "dns.md", 0)
    build_data([tmp_path / "documents"], tmp_path / "data")
    before = export(tmp_path / "data")
    (tmp_path / "documents" / "dns.md").write_text("")
    with pytest.raises(InputError, match=r"dns\.md: the file is empty\."):
        build_data([tmp_path / "documents"], tmp_path / "data")
    (tmp_path / "documents" / "dns.md").unlink()
    with pytest.raises(InputError, match="no documents are there"):
        build_data([tmp_path / "documents"], tmp_path / "data")
    assert export(tmp_path / "data") == before


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with (
        DataFolder(tmp_path / "data").writing(),
        pytest.raises(DataFolderError, match="another build is writing here"),
    ):
        build_data([CORPUS], tmp_path / "data")
    build_data([CORPUS], tmp_path / "data")


def test_a_build_that_cannot_write_says_so(tmp_path: Path) -> None:
    build_data([CORPUS], tmp_path / "data")
    before = export(tmp_path / "data")
    write(tmp_path / "documents", "dns.md", 0)
    generations = tmp_path / "data" / "generations"
    # A folder where a file of the new build should go: the same error as that of a full or read-only disk.
    taken = tmp_path / "data" / "cache" / "embeddings.bin"
    taken.unlink()
    taken.mkdir()
    with pytest.raises(DataFolderError, match=r"embeddings.*: cannot be written"):
        build_data([tmp_path / "documents"], tmp_path / "data")
    assert export(tmp_path / "data") == before
    taken.rmdir()
    build_data([tmp_path / "documents"], tmp_path / "data")
    assert len(list(generations.iterdir())) == 2


def start_build(documents: Path, data: Path) -> subprocess.Popen[str]:
    """Start a build in a process of its own, which prints one line for each step of its progress."""
    code = (
        "import sys; from pathlib import Path; from api.build import build_data; import kg.build; "
        "build_data([Path(sys.argv[1])], Path(sys.argv[2]), progress=lambda step: print(step, flush=True))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(documents), str(data)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_a_killed_build_leaves_the_last_good_state(tmp_path: Path) -> None:
    documents, data = tmp_path / "documents", tmp_path / "data"
    write(documents, "dns.md", 0)
    build_data([documents], data)
    for name in TEXTS:
        write(documents, name, 1)
    build_data([documents], tmp_path / "fresh")
    before, after = export(data), export(tmp_path / "fresh")
    chance = random.Random(7)
    # The first kill falls early, the later ones further on; the last may come when all is done.
    for step in (0, 4, 9, 13, 14):
        with start_build(documents, data) as process:
            assert process.stdout is not None
            for _ in range(step):
                process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
        assert export(data) in (before, after)
        manifest = DataFolder(data).current().load_manifest()
        assert list(manifest.documents) in (["dns.md"], sorted(manifest.documents))
    build_data([documents], data)
    assert export(data) == after
    assert read_files(data) == read_files(tmp_path / "fresh")
    assert len(list((data / "generations").iterdir())) == 2
