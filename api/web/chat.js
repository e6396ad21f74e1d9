/** The chat page: shows the facts, the query and the sources of the answer in hand beside the chat. */

import { copyText, element, factItem, queryPage, quotedText, sourceLine } from "/widget.js";
import { drawGraph } from "/static/graph.js";

const find = (id) => document.getElementById(id);

function showAnswer(answer) {
  find("empty").hidden = true;
  find("asked").hidden = false;
  find("asked").textContent = answer.question;
  find("facts").hidden = !answer.facts.length;
  find("graph").replaceChildren(...(answer.facts.length ? [drawGraph(answer.facts)] : []));
  find("fact-list").replaceChildren(...answer.facts.map((fact) => factItem(fact)));
  find("query").hidden = !answer.sparql;
  find("query-text").textContent = answer.sparql ?? "";
  find("query-link").href = answer.sparql ? queryPage(answer.sparql) : "/sparql";
  find("sources").hidden = !answer.citations.length;
  find("sources-heading").textContent = answer.status === "unanswerable" ? "Nearest passages" : "Sources";
  find("source-list").replaceChildren(
    ...answer.citations.map((citation) => element("li", { value: citation.id }, sourceLine(citation), quotedText(citation))),
  );
  find("evidence").scrollTop = 0;
}

function showNothing() {
  for (const id of ["asked", "facts", "query", "sources"]) find(id).hidden = true;
  find("empty").hidden = false;
}

const [subject, predicate, object] = ["subject", "predicate", "object"].map((label) => ({ label, iri: label }));
find("sample").append(drawGraph([{ subject, predicate, object }]));

const chat = document.querySelector("kg-chat");
let shown = null;
for (const name of ["kg-answer", "kg-select"]) {
  chat.addEventListener(name, ({ detail }) => {
    if (detail !== shown) showAnswer((shown = detail));
  });
}
chat.addEventListener("kg-clear", () => {
  shown = null;
  showNothing();
});
// The element may have restored a conversation before this script could listen.
if (chat.answer) showAnswer((shown = chat.answer));

find("query-copy").addEventListener("click", async ({ target }) => {
  target.textContent = await copyText(find("query-text").textContent).then(() => "Copied", () => "Could not copy");
  setTimeout(() => (target.textContent = "Copy"), 2000);
});
