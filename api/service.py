"""One generation of data, opened: its graph, its passages, and what answers from both."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from api.names import read_names
from api.sparql.execution import QueryRunner
from api.sparql.following import FollowingRunner
from api.sparql.pool import WorkerPool
from api.sparql.void import Statistics, read_statistics
from api.sparql.writes import GraphWriter
from api.user_graphs import UserGraphs
from kg.generations import DataFolder, Generation, Manifest
from kg.store import OxigraphStore
from kg.texts import TextFile

if TYPE_CHECKING:
    from api.answering.answerer import Answerer
    from api.landscape import Landscape
    from api.settings import Settings
    from indexer.encoder import Encoder
    from indexer.search import PassageIndex
    from kg.review import ReviewItem
    from ontology import Field


class Service:
    """The parts of one generation; each is opened on first use, so that a command pays for what it needs."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.generation = generation
        self.settings = settings

    @cached_property
    def manifest(self) -> Manifest:
        """What the generation was made from and holds."""
        return self.generation.load_manifest()

    @cached_property
    def graph(self) -> OxigraphStore:
        """The graph, open for reading, for the service's own queries."""
        return OxigraphStore.open(self.generation.graph)

    @cached_property
    def statistics(self) -> Statistics:
        """What the graph holds, counted once."""
        return read_statistics(self.graph)

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The IRIs of entities by their names and aliases, in lower case."""
        return read_names(self.graph)

    @cached_property
    def landscape(self) -> Landscape:
        """All entities and the facts between them, for pictures of the graph."""
        from api.landscape import read_landscape

        return read_landscape(self.graph, self.field.ontology)

    @cached_property
    def user_graphs(self) -> UserGraphs:
        """The graphs of the user's own, carried over to this generation."""
        graphs = UserGraphs(
            self.settings.data,
            self.generation,
            time_limit=self.settings.sparql_seconds,
            memory=self.settings.sparql_memory_mb << 20,
        )
        graphs.carry_over()
        return graphs

    @cached_property
    def texts(self) -> TextFile:
        """The documents as they were read."""
        return TextFile(self.generation.path)

    @property
    def writer(self) -> GraphWriter:
        """What takes writes."""
        return self.user_graphs

    @property
    def state(self) -> str:
        """A name for all that a query can see, another one after every build and every write."""
        return f"{self.generation.name}/{self.user_graphs.graph().name}"

    @cached_property
    def queries(self) -> QueryRunner:
        """What runs anybody's queries: worker processes under limits, over built and user's graphs."""
        return FollowingRunner(self.user_graphs.graph, partial(_make_pool, self.settings))

    @cached_property
    def passages(self) -> PassageIndex:
        """The passage index."""
        from indexer.search import PassageIndex

        return PassageIndex.load(self.generation.passages, self.encoder)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of passages and questions."""
        from indexer.encoder import load_encoder

        return load_encoder(self.settings.encoder)

    @cached_property
    def field(self) -> Field:
        """What was known of the field when the generation was built."""
        from ontology import load_field

        return load_field(self.generation.field) if self.generation.field.is_dir() else load_field()

    @cached_property
    def review(self) -> list[ReviewItem]:
        """The statements that broke a shape or were rejected, with their sentences."""
        from kg.review import load_review

        return load_review(self.generation.path)

    @cached_property
    def answerer(self) -> Answerer:
        """What answers questions."""
        from api.answering.answerer import Answerer
        from indexer.meanings import RelationMeanings

        meanings = RelationMeanings.load(self.generation.relations, self.encoder)
        return Answerer(self.graph, self.passages, self.field, meanings)

    @cached_property
    def suggestions(self) -> list[str]:
        """Questions to begin with, each of which is answered."""
        from api.suggestions import suggest_questions

        return suggest_questions(self.graph, self.field.ontology, self.answerer.answer)

    def load(self) -> None:
        """Open every part now, so that the first request does not wait; raise KgError."""
        _ = self.manifest, self.answerer
        if isinstance(self.queries, FollowingRunner):
            self.queries.warm()

    def prepare(self) -> None:
        """Make what the first page asks for, while nobody waits for it."""
        _ = self.suggestions
        self.answerer.prepare()

    def close(self) -> None:
        """Give back what the parts hold."""
        if "queries" in self.__dict__:
            self.queries.close()


def _make_pool(settings: Settings, graph: Path) -> WorkerPool:
    """Return what runs queries on a graph; it holds nothing of the service, which ends when nobody holds it."""
    return WorkerPool(
        graph,
        size=settings.sparql_workers,
        waiting=settings.sparql_waiting,
        time_limit=settings.sparql_seconds,
        memory=settings.sparql_memory_mb << 20,
    )


def open_service(data: Path, settings: Settings | None = None) -> Service:
    """Return the generation in force in `data`; raise DataFolderError where there is none."""
    if settings is None:
        from api.settings import Settings

        settings = Settings()
    return Service(DataFolder(data).current(), settings)
