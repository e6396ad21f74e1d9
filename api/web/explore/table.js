/** The same as the picture shows, as tables. */

import { element } from "/widget/parts.js";

const MAX_ROWS = 500;

/** Return the tables of a view. `act` has `open` and `showFacts`. */
export function toTables(graph, view, names, act) {
  const facts = graph.around ? view.facts : view.facts.filter(({ places }) => !places);
  const things = graph.around ? [] : view.entities.filter(({ role }) => role === "thing");
  return [
    things.length ? thingTable(things, names, act) : null,
    facts.length ? factTable(facts, names, act) : null,
    things.length || facts.length ? null : element("p", { class: "hint" }, "Nothing is told of that."),
  ].filter(Boolean);
}

function thingTable(things, names, act) {
  const rows = things.map((entity) => ({
    entity,
    layer: entity.layer ? names.entity(entity.layer) : "",
    category: entity.within ? names.entity(entity.within) : "",
    level: entity.level ? names.level(entity.level) : "",
  }));
  const order = (row) => [row.layer || "\uffff", row.category || "\uffff", row.entity.label].join("\n");
  rows.sort((one, other) => order(one).localeCompare(order(other)));
  const body = rows.map(({ entity, layer, category, level }) => [
    element("button", { type: "button", class: "quiet", click: () => act.open(entity.iri) }, entity.label),
    entity.type_label,
    layer,
    category,
    level,
    String(entity.facts),
  ]);
  return toTable(`${things.length} things by layer and category`, ["Name", "Kind", "Layer", "Category", "Maturity", "Facts"], body);
}

function factTable(facts, names, act) {
  const shown = facts.slice(0, MAX_ROWS);
  const body = shown.map((fact) => [
    names.entity(fact.subject),
    fact.label,
    names.entity(fact.object),
    fact.periods[0].since ?? "",
    element("button", { type: "button", class: "quiet", click: () => act.showFacts([fact]), "aria-label": `Sentences: ${names.entity(fact.subject)} ${fact.label} ${names.entity(fact.object)}` }, "Sentences"),
  ]);
  const cut = facts.length > shown.length ? `, the first ${MAX_ROWS} shown` : "";
  return toTable(`${facts.length} facts between them${cut}`, ["Subject", "Relation", "Object", "Since", "Behind it"], body);
}

function toTable(caption, headings, rows) {
  const head = element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)));
  const body = rows.map(([first, ...cells]) => element("tr", {}, element("th", { scope: "row" }, first), ...cells.map((cell) => element("td", {}, cell))));
  return element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body));
}
