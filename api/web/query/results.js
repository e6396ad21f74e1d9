/** Results of a query as nodes of the page; text from the service becomes text nodes only. */

import { element } from "/widget/parts.js";

const MAX_ROWS = 2000;

/** Return SELECT or ASK results as a summary and a table; IRIs are shortened with `prefixes`. */
export function toTable({ head, results, boolean }, prefixes) {
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

/** Return a graph, as the service wrote it. */
export function toGraphText(text) {
  return { summary: "Graph", body: element("pre", {}, text) };
}

/** Return the prefixes a query declares, over the usual ones. */
export function prefixesOf(query, usual) {
  const declared = [...query.matchAll(/\bprefix\s+([\w-]*):\s*<([^>]*)>/gi)].map(([, name, iri]) => [name, iri]);
  return { ...usual, ...Object.fromEntries(declared) };
}

function shorten(iri, prefixes) {
  for (const [name, base] of Object.entries(prefixes)) {
    if (base && iri.startsWith(base) && iri.length > base.length) return `${name}:${iri.slice(base.length)}`;
  }
  return iri;
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
