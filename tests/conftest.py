"""Fixtures that many tests share: built data, and the real server over it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import require_built_pages, start_browser
from building import Ask, build_service, to_ask
from playwright.sync_api import Browser, Page, expect

from api.service import Service
from api.settings import Settings

# A busy machine is slow, and no test waits for what does not come.
expect.set_options(timeout=20_000)
CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder built from `tests/corpus` by the real build."""
    from api.build import build_data

    folder = tmp_path_factory.mktemp("built") / "data"
    build_data([CORPUS], folder, encoder="default", progress=lambda _: None)
    return folder


@pytest.fixture(scope="session")
def server_url(data_folder: Path) -> Iterator[str]:
    """Return the address of the real server over `data_folder`."""
    from serving import serve

    from api.app import create_app

    with serve(create_app(Settings(data=data_folder))) as url:
        yield url


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Return a service over the `DOCUMENTS` (name -> text) of the test's module, built by the real build."""
    return build_service(tmp_path_factory.mktemp("asked"), request.module.DOCUMENTS)


@pytest.fixture(scope="module")
def ask(service: Service) -> Ask:
    """Return what asks questions about the `DOCUMENTS` of the test's module."""
    return to_ask(service)


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small data folder made by hand (graph only)."""
    from small_data import make_data

    folder = tmp_path_factory.mktemp("small") / "data"
    make_data(folder)
    return folder


@pytest.fixture(scope="session")
def small_url(small_data: Path) -> Iterator[str]:
    """Return the address of the real server over `small_data`, with one answer and one passage."""
    from serving import serve
    from small_data import open_small_service

    from api.app import create_app

    settings = Settings(data=small_data, sparql_seconds=2.0, sparql_rows=1000, body_kb=64)
    with serve(create_app(settings, open_small_service)) as url:
        yield url


@pytest.fixture(scope="session")
def scratch_url() -> Iterator[str]:
    """Return the address of a server over an empty, writable store in memory."""
    from serving import serve

    from api.app import create_scratch_app

    with serve(create_scratch_app(Settings())) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a real browser, without a network; one a module, because it keeps an event loop running."""
    with start_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of its own storage."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def built_pages() -> None:
    """Skip the test where the scripts of the pages are not built; fail it in CI."""
    require_built_pages()


@pytest.fixture
def heeded_interrupt() -> Iterator[None]:
    """Let processes that a test starts heed an interrupt, also where whoever began the tests ignores it (`nohup`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
