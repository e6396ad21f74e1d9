"""A corpus of 60 script injections: each sets `window.hit` wherever its words are taken for markup."""

from __future__ import annotations

from pathlib import Path

_HIT = "window.hit=1"

INJECTIONS = (
    f"<script>{_HIT}</script>",
    f"<SCRIPT>{_HIT}</SCRIPT>",
    f"<script >{_HIT}</script >",
    f"<script/x>{_HIT}</script>",
    f"<scr<script>ipt>{_HIT}</scr</script>ipt>",
    f"<script type=module>{_HIT}</script>",
    f"<script src=data:text/javascript,{_HIT}></script>",
    f"</script><script>{_HIT}</script>",
    f"</title><script>{_HIT}</script>",
    f"</textarea><script>{_HIT}</script>",
    f"</style><script>{_HIT}</script>",
    f"</pre></code><script>{_HIT}</script>",
    f"--><script>{_HIT}</script><!--",
    f"]]><script>{_HIT}</script><![CDATA[",
    f'"><script>{_HIT}</script>',
    f"'><script>{_HIT}</script>",
    f"`><script>{_HIT}</script>",
    f"<img src=x onerror={_HIT}>",
    f'<img src="x" onerror="{_HIT}">',
    f"<img/src=x/onerror={_HIT}>",
    f"<IMG SRC=x OnErRoR={_HIT}>",
    f"<img src=x:x onerror={_HIT}//",
    f'"><img src=x onerror={_HIT}>',
    f"'><img src=x onerror={_HIT}>",
    f'" onerror="{_HIT}" x="',
    f"' onmouseover='{_HIT}' x='",
    f'" autofocus onfocus="{_HIT}" x="',
    f'" style="animation-name:x" onanimationstart="{_HIT}',
    f"<svg onload={_HIT}>",
    f"<svg/onload={_HIT}>",
    f"<svg><script>{_HIT}</script></svg>",
    f"<svg><animate onbegin={_HIT} attributeName=x dur=1s>",
    f"<svg><a href=javascript:{_HIT}><text>go</text></a></svg>",
    f"<math><mtext></form><form><mglyph><svg><mtext><style><img src=x onerror={_HIT}></style>",
    f"<body onload={_HIT}>",
    f"<iframe src=javascript:parent.{_HIT}></iframe>",
    f"<iframe srcdoc='<script>parent.{_HIT}</script>'></iframe>",
    f"<object data=javascript:{_HIT}></object>",
    f"<embed src=javascript:{_HIT}>",
    f"<details open ontoggle={_HIT}><summary>x</summary></details>",
    f"<input autofocus onfocus={_HIT}>",
    f"<select autofocus onfocus={_HIT}></select>",
    f"<video><source onerror={_HIT}></video>",
    f"<audio src=x onerror={_HIT}>",
    f"<marquee onstart={_HIT}>x</marquee>",
    f"<a href=javascript:{_HIT} autofocus>click</a>",
    f"<a href='java&#115;cript:{_HIT}'>click</a>",
    f"<form action=javascript:{_HIT}><input type=submit></form>",
    f"<button formaction=javascript:{_HIT}>go</button>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_HIT}'>",
    f"<base href=javascript:{_HIT}//>",
    f"<link rel=stylesheet href=data:text/css,x onload={_HIT}>",
    f"<style>@import 'x';</style><style onload={_HIT}></style>",
    f"<template shadowrootmode=open><script>{_HIT}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_HIT}>'></noscript>",
    f"<kg-chat open title='<img src=x onerror={_HIT}>'></kg-chat>",
    f"javascript:{_HIT}",
    f"&lt;script&gt;{_HIT}&lt;/script&gt;",
    f"\\u003cscript\\u003e{_HIT}\\u003c/script\\u003e",
    f"${{{_HIT}}} {{{{constructor.constructor('{_HIT}')()}}}} <%={_HIT}%>",
)
assert len(set(INJECTIONS)) == 60


def write_corpus(folder: Path) -> Path:
    """Write a document for each injection, which stands in its title, name, headings, sentences, lists and date."""
    for number, words in enumerate(INJECTIONS):
        as_text = words.replace("\n", " ")
        name = f"{number:02} {words}".replace("/", "_")[:80].rstrip(". ")
        if number % 2:
            _write(folder / f"{name}.txt", _to_plain(number, as_text))
        else:
            _write(folder / f"{name}.md", _to_markdown(number, as_text))
    return folder


def _to_plain(number: int, words: str) -> str:
    """Return plain text: nothing in it is markup, so each letter is shown."""
    return (
        f"A note on {words}\n\n"
        f"Zorblat{number} is a service proxy known as {words}. "
        f"Zorblat{number}, which some call {words}, replaces Quuxel{number}. "
        f"Zorblat{number} was created by {words}.\n\n"
        f"{words}\n\n"
        f"Zorblat{number} is written in Go, {words}.\n"
    )


def _to_markdown(number: int, words: str) -> str:
    """Return Markdown in which the words are text, in every place a reader looks at, and once as markup."""
    quoted = words.replace("'", "''")
    text = "".join(f"&#{ord(letter)};" if letter in "<>&`\\*_[]{}$|~" else letter for letter in words)
    return (
        f"---\ntitle: '{quoted}'\ndate: '{quoted}'\nauthor: '{quoted}'\n---\n\n"
        f"# {text}\n\n"
        f"Zorblat{number} is a service proxy known as {text}. "
        f"Zorblat{number}, which some call {text}, replaces **Quuxel{number} {text}**.\n\n"
        f"## {text}\n\n"
        f"- **{text}** is a service mesh.\n- Zorblat{number} was created by {text}.\n\n"
        f"| Project | Written in |\n|---|---|\n| {text} | Go |\n| Zorblat{number} | {text} |\n\n"
        f"{words}\n\n[{text}](javascript:window.hit=1) and ![{text}](x)\n"
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
