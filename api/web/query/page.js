/** The query page around its editor: examples, results as a table, downloads and links to share. */

import { KeyError, offerKey } from "/widget/key.js";
import { copyFrom, element } from "/widget/parts.js";
import { prefixesOf, toGraphText, toTable } from "./results.js";
import { RESULTS, fetchExamples, fetchVocabulary, send } from "./service.js";

const FIRST = `SELECT ?project ?category WHERE {
  ?p kg:inCategory ?c ; skos:prefLabel ?project .
  ?c skos:prefLabel ?category .
}
ORDER BY ?category ?project
LIMIT 100`;
const DOWNLOADS = {
  table: { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: RESULTS },
  graph: { Turtle: "text/turtle", "JSON-LD": "application/ld+json" },
};
const ENDINGS = { CSV: "csv", TSV: "tsv", JSON: "json", Turtle: "ttl", "JSON-LD": "jsonld" };

const find = (id) => document.getElementById(id);
const editor = document.querySelector("query-editor");
const vocabulary = fetchVocabulary();
let running = null;

async function run() {
  if (running) return running.abort();
  const query = editor.value;
  if (!query.trim()) return showProblem(new Error("The query is empty. Write one, or choose an example."));
  const mine = (running = new AbortController());
  find("run").textContent = "Stop";
  find("problem").hidden = true;
  editor.clear();
  history.replaceState(null, "", addressOf(query));
  const started = performance.now();
  try {
    const response = await send(query, `${RESULTS}, text/turtle;q=0.9`, mine.signal);
    const text = await response.text();
    const milliseconds = Math.round(performance.now() - started);
    const isTable = (response.headers.get("Content-Type") ?? "").includes("json");
    const usual = (await vocabulary).prefixes;
    const outcome = isTable ? toTable(JSON.parse(text), prefixesOf(query, usual)) : toGraphText(text);
    if (running === mine) showOutcome(query, outcome, milliseconds, isTable ? "table" : "graph");
  } catch (error) {
    if (running === mine) showProblem(error.name === "AbortError" ? new Error("Stopped.") : error);
  }
  if (running !== mine) return;
  running = null;
  find("run").textContent = "Run";
}

function showOutcome(query, { summary, body }, milliseconds, kind) {
  find("summary").textContent = `${summary} in ${milliseconds} ms`;
  find("result").replaceChildren(body);
  find("result").scrollTop = 0;
  const buttons = Object.entries(DOWNLOADS[kind]).map(([name, type]) =>
    element("button", { type: "button", class: "button", click: () => download(query, name, type) }, `Download ${name}`),
  );
  find("downloads").replaceChildren(...buttons);
  find("outcome").hidden = false;
}

function showProblem(error) {
  find("outcome").hidden = true;
  find("problem").textContent = error.message;
  find("problem").hidden = false;
  if (error.line) editor.mark(error);
  if (error instanceof KeyError) offerKey(find("problem"));
}

/** Save the result of `query` as a file, as the service writes that format. */
async function download(query, name, type) {
  try {
    const response = await send(query, type);
    const href = URL.createObjectURL(await response.blob());
    element("a", { href, download: `result.${ENDINGS[name]}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  } catch (error) {
    showProblem(error);
  }
}

function addressOf(query) {
  return `#query=${encodeURIComponent(query)}`;
}

/** Take the query of the address, if there is one, and run it. */
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("query");
  if (!query) return false;
  editor.value = query;
  running?.abort();
  running = null;
  run();
  return true;
}

async function fillMenu() {
  const examples = await fetchExamples();
  const menu = find("examples");
  menu.append(...examples.map(({ label }, index) => element("option", { value: index }, label)));
  menu.addEventListener("change", () => {
    if (menu.value === "") return;
    editor.value = examples[Number(menu.value)].query;
    running?.abort();
    running = null;
    run();
  });
}

find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
editor.addEventListener("run", run);
find("share").addEventListener("click", ({ target }) =>
  copyFrom(target, `${location.origin}${location.pathname}${addressOf(editor.value)}`),
);
addEventListener("hashchange", readAddress);

// The editor is filled before anything is waited for: what a person types meanwhile is theirs.
if (!readAddress()) editor.value = FIRST;
editor.vocabulary = vocabulary;
fillMenu();
