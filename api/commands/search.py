"""kg search"""

from __future__ import annotations

import argparse
import textwrap

from api.commands.inputs import read_text, to_settings
from api.commands.output import find_width, print_json
from kg.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Print the best passages."""
    from api.hits import to_hit_value
    from api.service import open_service

    text = read_text(options.text).strip()
    if not text:
        raise InputError("the text to look for is empty. Give some words.")
    settings = to_settings(options)
    hits = open_service(settings.data, settings).passages.search(text, options.top_k)
    if options.json:
        print_json({"query": text, "hits": [to_hit_value(hit) for hit in hits]})
        return 0
    width = find_width()
    for hit in hits:
        passage = hit.passage
        place = " > ".join(passage.headings)
        print(f"{hit.rank}. {hit.score:.3f}  {passage.document}  {place}")
        print(textwrap.fill(passage.text, width, initial_indent="   ", subsequent_indent="   "), end="\n\n")
    return 0
