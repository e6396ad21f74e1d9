"""Pages: links between documents, whatever their paths look like."""

import pytest

from kg.naming.pages import Pages
from kg.statements import Entity

WEIR = Entity("urn:weir", "Weir", "Concept")
GATE = Entity("urn:gate", "Gate", "Concept")


def _pages(*names: str, anchor: str = "") -> Pages:
    return Pages({(names[0], anchor): WEIR}, names)


@pytest.mark.parametrize(
    ("names", "document", "target"),
    [
        (("weir.md", "lock.md"), "lock.md", "weir.md"),
        (("words/weir.md", "words/lock.md"), "words/lock.md", "./weir/"),
        (("words/weir/index.md", "guides/lock.md"), "guides/lock.md", "../words/weir/"),
        (("words/weir.md", "guides/lock.md"), "guides/lock.md", "/words/weir?lang=en"),
        (("site-en-weir.md", "site-en-lock.md"), "site-en-lock.md", "/weir/"),
        (("site-en-words-old_weir.md", "site-en-lock.md"), "site-en-lock.md", "/words/old-weir/"),
        (("site-en-index.md", "site-en-words-weir.md", "site-en-words-lock.md"), "site-en-words-lock.md", "../weir/"),
    ],
)
def test_a_link_leads_to_the_page_of_its_path(names: tuple[str, ...], document: str, target: str) -> None:
    page = next(name for name in names if "weir" in name)
    assert Pages({(page, ""): WEIR}, names).find(document, target) == WEIR


@pytest.mark.parametrize("target", ["https://example.org/weir/", "mailto:weir", "", "/sluice/", "/old/weir/"])
def test_a_link_elsewhere_leads_nowhere(target: str) -> None:
    assert _pages("site-en-weir.md", "site-en-lock.md").find("site-en-lock.md", target) is None


def test_a_longer_name_is_not_a_root() -> None:
    names = ("site-en-fish-weir.md", "site-en-lock.md")
    assert _pages(*names).find("site-en-lock.md", "/weir/") is None


def test_fragments_lead_to_sections() -> None:
    pages = Pages({("words.md", "gate"): GATE}, ("words.md", "lock.md"))
    assert pages.find("lock.md", "words.md#gate") == GATE
    assert pages.find("words.md", "#gate") == GATE
    assert pages.find("lock.md", "words.md") is None
