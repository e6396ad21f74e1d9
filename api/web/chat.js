/** The chat page: shows the facts, the query and the sources of the answer in hand beside the chat. */

import "/widget.js";
import { linkedQuestion, mapPage, queryPage } from "/widget/links.js";
import { copyFrom, element, factItem, quotedText, sourceLine, sourceLink } from "/widget/parts.js";
import { drawGraph } from "/static/graph.js";

const HERE = new URL("/", location).href;
const TITLE = document.title;
const find = (id) => document.getElementById(id);

function showAnswer({ question, asOf, answer }) {
  find("empty").hidden = true;
  find("asked").hidden = false;
  find("asked").textContent = asOf ? `${question} · as of ${asOf}` : question;
  find("nothing").hidden = Boolean(answer.facts.length || answer.sparql || answer.citations.length);
  find("facts").hidden = !answer.facts.length;
  find("graph").replaceChildren(...(answer.facts.length ? [drawGraph(answer.facts, HERE)] : []));
  find("fact-list").replaceChildren(...answer.facts.map((fact) => factItem(fact, HERE)));
  find("map-link").href = answer.facts.length ? mapPage(answer.facts[0].subject.iri, HERE) : "/explore";
  find("query").hidden = !answer.sparql;
  find("query-text").textContent = answer.sparql ?? "";
  find("query-link").href = answer.sparql ? queryPage(answer.sparql, HERE) : "/sparql";
  find("sources").hidden = !answer.citations.length;
  find("sources-heading").textContent = answer.status === "unanswerable" ? "Nearest passages" : "Sources";
  find("source-list").replaceChildren(
    ...answer.citations.map((citation) =>
      element("li", { value: citation.id }, sourceLine(citation), quotedText(citation), sourceLink(citation, HERE)),
    ),
  );
  find("evidence").scrollTop = 0;
}

function showNothing() {
  for (const id of ["asked", "nothing", "facts", "query", "sources"]) find(id).hidden = true;
  find("empty").hidden = false;
}

/** Show a turn beside the chat, and make the page's address and title its own. */
function show(turn) {
  if (turn.answer !== shown) showAnswer(turn);
  shown = turn.answer;
  document.title = `${turn.question} · ${TITLE}`;
  history.replaceState(null, "", turn.link);
}

const [subject, predicate, object] = ["subject", "predicate", "object"].map((label) => ({ label, iri: label }));
find("sample").append(drawGraph([{ subject, predicate, object }], HERE));

const chat = document.querySelector("kg-chat");
const linked = linkedQuestion(location.href);
let shown = null;
for (const name of ["kg-answer", "kg-select"]) chat.addEventListener(name, ({ detail }) => show(detail));
chat.addEventListener("kg-clear", () => {
  shown = null;
  showNothing();
  document.title = TITLE;
  history.replaceState(null, "", HERE);
});
// The element may have restored a conversation before this script could listen.
if (linked) {
  if (linked.asOf) chat.setAttribute("as-of", linked.asOf);
  chat.ask(linked.question, linked);
} else if (chat.latest) {
  show(chat.latest);
}

find("query-copy").addEventListener("click", ({ target }) => copyFrom(target, find("query-text").textContent));
