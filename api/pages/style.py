"""The style sheet of the entity page, beside `page.css` whose colours it uses."""

from __future__ import annotations

ENTITY_CSS = """\
.prose:has(.entity) { max-width: 74rem; }
.entity { padding-bottom: 18px; border-bottom: 1px solid var(--line); }
.prose .entity h2 { font-size: 2em; letter-spacing: -.01em; }
.entity .kind { display: inline-block; margin: 0 0 6px; padding: 2px 12px; border-radius: 999px;
  background: var(--soft); color: var(--accent); font-size: .86em; font-weight: 600; }
.entity .lead { max-width: 46rem; font-size: 1.12em; }
.prose section { margin-top: 30px; }
.prose section h3 { margin: 0 0 12px; font-size: 1.2em; }
.prose section ul, .prose section ol { margin: 0; padding: 0; list-style: none; }
.prose section h4 { margin: 0 0 6px; color: var(--muted); font-size: .9em; font-weight: 600; }
.facts, .mentions { columns: 2 27rem; column-gap: 18px; }
.facts h3, .mentions h3, .differs h3 { column-span: all; }
.group { margin: 0 0 16px; padding: 14px 18px; border: 1px solid var(--line); border-radius: 12px;
  background: var(--bg); }
.group li, .differs li { break-inside: avoid; }
.group li + li, .differs li + li { margin-top: 14px; padding-top: 12px; border-top: 1px solid var(--line); }
.group li > a, .group li > span, .differs li > a, .differs li > span { font-weight: 600; }
.prose .mark { color: var(--muted); font-size: .86em; font-style: normal; }
.prose .group blockquote, .prose .differs blockquote { margin: 6px 0 0; padding: 0 0 0 12px;
  border-left: 2px solid var(--line); background: none; font-size: .93em; }
.prose blockquote footer { margin-top: 2px; font-size: .9em; }
.group summary, .differs summary { margin-top: 6px; }
.differs { padding: 16px 20px; border: 1px solid var(--warn); border-radius: 12px;
  background: var(--warn-soft); }
.prose .differs h3 { color: var(--warn); }
.differs ul + h4 { margin-top: 18px; }
.timeline .note { color: var(--muted); font-size: .9em; }
.timeline ol { border-left: 2px solid var(--line); }
.timeline li { position: relative; display: grid; grid-template-columns: 7rem 1fr; gap: 4px 12px;
  padding: 0 0 10px 20px; }
.timeline li::before { content: ""; position: absolute; left: -6px; top: .5em; width: 10px; height: 10px;
  border: 2px solid var(--accent); border-radius: 50%; background: var(--page); }
.prose .timeline p { margin: 0 0 2px; }
.prose .timeline .note { margin: -8px 0 12px; }
.timeline time { color: var(--muted); font-variant-numeric: tabular-nums; }
.passages blockquote { padding: 12px 18px; border: 1px solid var(--line); border-radius: 12px; }
.passages blockquote p { white-space: pre-wrap; }
.neighbours ul { display: flex; flex-wrap: wrap; gap: 8px; }
.prose .neighbours li { margin: 0; }
.neighbours a { display: block; padding: 4px 12px; border: 1px solid var(--line); border-radius: 999px;
  background: var(--bg); text-decoration: none; }
.neighbours a:hover { background: var(--soft); }
.forms { display: flex; flex-wrap: wrap; gap: 6px 20px; padding-top: 16px;
  border-top: 1px solid var(--line); }
.prose .forms { margin-top: 30px; }
.forms span { color: var(--muted); font-size: .92em; }
@media (max-width: 600px) {
  .timeline li { grid-template-columns: 1fr; }
  .prose .entity h2 { font-size: 1.6em; }
}
"""
