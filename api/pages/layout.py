"""What the pages made here share: the head and the bar."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_PAGES = (("/", "Ask"), ("/explore", "Explore"), ("/sparql", "SPARQL"), ("/docs", "API"))
_CURRENT = ' aria-current="page"'


def render_page(title: str, content: str, styles: Sequence[str] = (), *, current: str | None = None) -> str:
    """Return a page; `title` is text, `content` is HTML, `styles` names more style sheets, `current` its path."""
    links = "\n      ".join(
        f'<a href="{path}"{_CURRENT if path == current else ""}>{name}</a>' for path, name in _PAGES
    )
    more = "".join(f'\n  <link rel="stylesheet" href="/static/{escape(name)}">' for name in styles)
    return f"""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{escape(title)} · Landscape KG</title>
  <link rel="icon" href="/static/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/static/page.css">{more}
</head>
<body>
  <header class="bar">
    <h1 class="brand">
      <a href="/"><img src="/static/icon.svg" alt="" width="26" height="26">Landscape KG</a>
    </h1>
    <nav aria-label="Pages">
      {links}
    </nav>
  </header>
  <main class="prose">
{content}
  </main>
</body>
</html>
"""
