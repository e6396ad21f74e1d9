"""Every vector index finds the nearest, within what is allowed, the same before and after a save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.encoder import load_encoder
from indexer.vectors import FaissIndex, VectorIndex

COLOURS = ("red", "green", "grey", "blue", "white")
THINGS = ("parcel", "router", "depot", "ship", "cat", "piano", "volcano", "contract")
PLACES = ("at sea", "in town", "on the roof", "in the north", "at night")
TEXTS = [f"A {colour} {thing} {place}" for colour in COLOURS for thing in THINGS for place in PLACES]

MAKERS: dict[str, Callable[[], VectorIndex]] = {
    "exact": lambda: FaissIndex(384),
    "inverted file": lambda: FaissIndex(384, exact_limit=100),
}


@pytest.fixture(scope="module")
def embeddings() -> NDArray[np.float32]:
    return load_encoder().encode(TEXTS)


@pytest.fixture(params=list(MAKERS))
def make(request: pytest.FixtureRequest) -> Callable[[], VectorIndex]:
    return MAKERS[request.param]


def test_every_vector_finds_itself(make: Callable[[], VectorIndex], embeddings: NDArray[np.float32]) -> None:
    index = make()
    index.add(embeddings)
    assert len(index) == len(TEXTS)
    for position in range(0, len(TEXTS), 17):
        positions, scores = index.search(embeddings[position], 5)
        assert positions[0] == position
        assert scores[0] == pytest.approx(1, abs=1e-5)
        assert list(scores) == sorted(scores, reverse=True)
        np.testing.assert_allclose(index.score(embeddings[position], positions), scores, atol=1e-5)


def test_the_nearest_are_mostly_found(make: Callable[[], VectorIndex], embeddings: NDArray[np.float32]) -> None:
    index = make()
    index.add(embeddings)
    exact = np.argsort(-(embeddings @ embeddings.T), axis=1, kind="stable")[:, :10]
    found = [len(set(index.search(row, 10)[0]) & set(best)) for row, best in zip(embeddings, exact, strict=True)]
    assert np.mean(found) >= 9.5


def test_only_allowed_positions_are_found(make: Callable[[], VectorIndex], embeddings: NDArray[np.float32]) -> None:
    index = make()
    index.add(embeddings)
    allowed = np.zeros(len(TEXTS), dtype=np.bool_)
    allowed[[3, 50, 51]] = True
    positions, _ = index.search(embeddings[50], 10, allowed)
    assert positions[0] == 50
    assert set(positions.tolist()) <= {3, 50, 51}
    assert len(index.search(embeddings[50], 10, np.zeros(len(TEXTS), dtype=np.bool_))[0]) == 0


def test_saving_keeps_everything_and_repeats_to_the_byte(
    make: Callable[[], VectorIndex], embeddings: NDArray[np.float32], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        index = make()
        index.add(embeddings)
        index.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    loaded = type(index).load(tmp_path / "one")
    for row in embeddings[::29]:
        for before, after in zip(index.search(row, 7), loaded.search(row, 7), strict=True):
            np.testing.assert_array_equal(before, after)
        positions = np.array([1, 5, 3])
        np.testing.assert_array_equal(index.score(row, positions), loaded.score(row, positions))


def test_vectors_may_come_in_parts(make: Callable[[], VectorIndex], embeddings: NDArray[np.float32]) -> None:
    index = make()
    for start in range(0, len(TEXTS), 60):
        index.add(embeddings[start : start + 60])
    assert [int(index.search(embeddings[position], 1)[0][0]) for position in (0, 77, 199)] == [0, 77, 199]


def test_an_empty_index_finds_nothing(make: Callable[[], VectorIndex], tmp_path: Path) -> None:
    make().save(tmp_path / "empty")
    for index in (make(), type(make()).load(tmp_path / "empty")):
        positions, scores = index.search(np.ones(384, dtype=np.float32), 3)
        assert (len(index), len(positions), len(scores)) == (0, 0, 0)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_bytes(b"no vectors")
    with pytest.raises(OSError, match="missing or damaged"):
        FaissIndex.load(tmp_path / "vectors")
