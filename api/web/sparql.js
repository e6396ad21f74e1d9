/** The query page: an editor with line numbers, examples, results as a table, downloads and links to share. */

import { copyText, element } from "/widget.js";

const MAX_ROWS = 2000;
const RESULTS = "application/sparql-results+json";
const PREFIXES = {
  kg: "https://w3id.org/landscape-kg/ontology#",
  e: "https://w3id.org/landscape-kg/entity/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  owl: "http://www.w3.org/2002/07/owl#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  prov: "http://www.w3.org/ns/prov#",
  oa: "http://www.w3.org/ns/oa#",
};
const HEAD = `PREFIX kg: <${PREFIXES.kg}>\nPREFIX skos: <${PREFIXES.skos}>\n\n`;
const EXAMPLES = [
  {
    label: "Projects and their categories",
    query: `${HEAD}SELECT ?project ?category WHERE {
  ?p kg:inCategory ?c ; skos:prefLabel ?project .
  ?c skos:prefLabel ?category .
}
ORDER BY ?category ?project
LIMIT 100`,
  },
  {
    label: "What replaces what",
    query: `${HEAD}SELECT ?new ?old WHERE {
  ?n kg:replaces ?o ; skos:prefLabel ?new .
  ?o skos:prefLabel ?old .
}
ORDER BY ?new`,
  },
  {
    label: "How many things of each class",
    query: `${HEAD}SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?thing a ?class .
}
GROUP BY ?class
ORDER BY DESC(?things)`,
  },
];
const DOWNLOADS = {
  table: { CSV: "text/csv", JSON: RESULTS },
  graph: { Turtle: "text/turtle", "JSON-LD": "application/ld+json" },
};
const ENDINGS = { CSV: "csv", JSON: "json", Turtle: "ttl", "JSON-LD": "jsonld" };

const find = (id) => document.getElementById(id);
const editor = find("query");
let running = null;

/** Send `query` to the endpoint; return the response, or throw the problem it answered with. */
async function send(query, accept, signal) {
  const body = new URLSearchParams({ query });
  const response = await fetch("/sparql", { method: "POST", headers: { Accept: accept }, body, signal }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Error("The service cannot be reached. Check the connection, then run the query again.");
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const message = problem.detail || problem.title || `The service answered with status ${response.status}.`;
  const named = /\b(?:line |at )(\d+)\b/i.exec(message)?.[1];
  throw Object.assign(new Error(message), { line: problem.line ?? Number(named ?? 0) });
}

async function run() {
  if (running) return running.abort();
  const query = editor.value;
  if (!query.trim()) return showProblem(new Error("The query is empty. Write one, or choose an example."));
  const mine = (running = new AbortController());
  find("run").textContent = "Stop";
  find("problem").hidden = true;
  markLine(0);
  history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
  const started = performance.now();
  try {
    const response = await send(query, `${RESULTS}, text/turtle;q=0.9`, mine.signal);
    const text = await response.text();
    const isTable = (response.headers.get("Content-Type") ?? "").includes("json");
    const outcome = isTable ? toTable(JSON.parse(text), prefixesOf(query)) : toGraphText(text);
    showOutcome(query, outcome, Math.round(performance.now() - started), isTable ? "table" : "graph");
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
  markLine(error.line ?? 0);
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

/** Return the prefixes a query declares, over the usual ones. */
function prefixesOf(query) {
  const declared = [...query.matchAll(/\bprefix\s+([\w-]*):\s*<([^>]*)>/gi)].map(([, name, iri]) => [name, iri]);
  return { ...PREFIXES, ...Object.fromEntries(declared) };
}

function shorten(iri, prefixes) {
  for (const [name, base] of Object.entries(prefixes)) {
    if (base && iri.startsWith(base) && iri.length > base.length) return `${name}:${iri.slice(base.length)}`;
  }
  return iri;
}

/** Return SELECT or ASK results as a summary and a table. */
function toTable({ head, results, boolean }, prefixes) {
  if (boolean !== undefined) return { summary: "Answered", body: element("p", { class: "yes-no" }, boolean ? "Yes" : "No") };
  const names = head.vars ?? [];
  const rows = results.bindings.slice(0, MAX_ROWS).map((binding, index) => {
    const cells = names.map((name) => element("td", {}, ...(binding[name] ? toCell(binding[name], prefixes) : [])));
    return element("tr", {}, element("th", { scope: "row" }, String(index + 1)), ...cells);
  });
  const number = element("th", { scope: "col" }, element("span", { class: "spoken" }, "Row"));
  const headings = names.map((name) => element("th", { scope: "col" }, name));
  const body = element("table", {}, element("thead", {}, element("tr", {}, number, ...headings)), element("tbody", {}, ...rows));
  const total = results.bindings.length;
  const cut = total > MAX_ROWS ? ` (the first ${MAX_ROWS} shown, all in the download)` : "";
  return { summary: `${total} ${total === 1 ? "row" : "rows"}${cut}`, body };
}

/** Return a term as nodes: IRIs lead to a query that describes them. */
function toCell(term, prefixes) {
  if (term.type === "bnode") return [`_:${term.value}`];
  if (term.type === "uri") {
    const short = shorten(term.value, prefixes);
    if (/[<>"{}|\\^`\s]/.test(term.value)) return [short];
    const href = `#query=${encodeURIComponent(`DESCRIBE <${term.value}>`)}`;
    return [element("a", { href, title: term.value }, short)];
  }
  if (term.type === "triple") return ["<< ", ...["subject", "predicate", "object"].flatMap((part) => [...toCell(term.value[part], prefixes), " "]), ">>"];
  const kind = term["xml:lang"] ? `@${term["xml:lang"]}` : term.datatype ? shorten(term.datatype, prefixes) : "";
  return kind ? [term.value, element("span", { class: "kind" }, kind)] : [term.value];
}

function toGraphText(text) {
  return { summary: "Graph", body: element("pre", {}, text) };
}

/** Number the lines of the editor; mark line `wrong` (1-based) and put the caret there. */
function markLine(wrong) {
  const lines = editor.value.split("\n");
  find("gutter").replaceChildren(
    ...lines.map((_, index) => element("div", { class: index + 1 === wrong ? "wrong" : null }, String(index + 1))),
  );
  find("gutter").scrollTop = editor.scrollTop;
  if (!wrong || wrong > lines.length) return;
  const start = lines.slice(0, wrong - 1).join("\n").length + (wrong > 1 ? 1 : 0);
  editor.focus();
  editor.setSelectionRange(start, start + lines[wrong - 1].length);
}

function setQuery(query) {
  editor.value = query;
  editor.scrollTop = 0;
  markLine(0);
}

/** Return the queries for the menu: the service's own where it lists them, else the built-in ones. */
async function fetchExamples() {
  try {
    const response = await fetch("/.well-known/sparql-examples", { headers: { Accept: "application/json" } });
    const list = await response.json();
    const examples = (Array.isArray(list) ? list : list.examples).map((example) => ({
      label: example.label ?? example.title ?? example.comment,
      query: example.query ?? example.sparql,
    }));
    const usable = examples.filter(({ label, query }) => typeof label === "string" && typeof query === "string");
    return usable.length ? usable : EXAMPLES;
  } catch {
    return EXAMPLES;
  }
}

/** Take the query of the address, if there is one, and run it. */
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B")).get("query");
  if (!query) return false;
  setQuery(query);
  running?.abort();
  running = null;
  run();
  return true;
}

find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
editor.addEventListener("input", () => markLine(0));
editor.addEventListener("scroll", () => (find("gutter").scrollTop = editor.scrollTop));
editor.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
find("share").addEventListener("click", async ({ target }) => {
  const link = `${location.origin}${location.pathname}#query=${encodeURIComponent(editor.value)}`;
  target.textContent = await copyText(link).then(() => "Copied", () => "Could not copy");
  setTimeout(() => (target.textContent = "Copy link"), 2000);
});
addEventListener("hashchange", readAddress);

// The editor is filled before anything is waited for: what a person types meanwhile is theirs.
if (!readAddress()) setQuery(EXAMPLES[0].query);
const examples = await fetchExamples();
const menu = find("examples");
menu.append(...examples.map(({ label }, index) => element("option", { value: index }, label)));
menu.addEventListener("change", () => {
  if (menu.value === "") return;
  setQuery(examples[Number(menu.value)].query);
  if (!running) run();
});
