"""The page a browser shows where something is not found or is refused."""

from __future__ import annotations

from html import escape

from api.pages.layout import render_page


def render_problem(title: str, detail: str) -> str:
    """Return the page; both are text, `detail` is one sentence or two that say what to do."""
    told = detail[:1].upper() + detail[1:]
    content = f"""<h2>{escape(title)}</h2>
<p>{escape(told)}</p>
<p><a href="/">Ask a question</a> or <a href="/explore">look around</a>.</p>"""
    return render_page(title, content)
