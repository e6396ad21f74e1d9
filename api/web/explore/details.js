/** The panel beside the picture: an entity with its facts, or facts with their sentences. */

import { documentPage, entityPage, permalink } from "/widget/links.js";
import { element } from "/widget/parts.js";
import { fetchEvidence } from "./service.js";
import { readFrom } from "./view.js";

const HERE = new URL("/", location).href;

/** Return nodes for an entity: what it is, where to go, its facts in `view`. `act` has `showFacts` and `open`. */
export function describeEntity(entity, view, names, act) {
  const facts = view.facts.filter(({ subject, object }) => subject === entity.iri || object === entity.iri);
  const level = entity.level ? `, ${names.level(entity.level)}` : "";
  const known = `${entity.facts} ${entity.facts === 1 ? "fact is" : "facts are"} known of it.`;
  return [
    element("p", { class: "kind" }, `${entity.type_label}${level}`),
    element("h3", { tabindex: "-1" }, entity.label),
    element("p", { class: "hint" }, known),
    element(
      "p",
      { class: "actions" },
      act.open ? element("button", { type: "button", class: "button main", click: () => act.open(entity.iri) }, "Show what is around it") : null,
      element("a", { href: entityPage(entity.iri, HERE) ?? "#" }, "Its page"),
      element("a", { href: permalink({ question: `What is ${entity.label}?` }, HERE) }, "Ask about it"),
    ),
    facts.length ? element("h4", {}, "Facts in this picture") : null,
    element("ul", { class: "fact-buttons" }, ...facts.map((fact) => factButton(fact, entity.iri, names, act))),
  ].filter(Boolean);
}

function factButton(fact, iri, names, act) {
  const { leads, other } = readFrom(fact, iri);
  const words = leads
    ? [element("i", {}, fact.label), " ", names.entity(other)]
    : [names.entity(other), " ", element("i", {}, fact.label), " it"];
  return element("li", {}, element("button", { type: "button", click: () => act.showFacts([fact]) }, ...words));
}

/** Return nodes for facts between two entities; the sentences of each are fetched, and come in their place. */
export function describeFacts(facts, names) {
  return facts.flatMap((fact, index) => {
    const sentences = element("div", { class: "sentences", "aria-busy": "true" }, element("p", { class: "hint" }, "Looking for its sentences …"));
    fill(sentences, fact);
    return [
      element("p", { class: "kind" }, fact.disputed ? "fact, sources differ" : fact.derived ? "derived fact" : "fact"),
      element("h3", index ? {} : { tabindex: "-1" }, names.link(fact.subject), " ", element("i", {}, fact.label), " ", names.link(fact.object)),
      periodsOf(fact),
      sentences,
    ];
  });
}

function periodsOf({ periods }) {
  const told = periods.filter(({ since, until }) => since || until).map(({ since, until }) => `${since ? `since ${since}` : ""}${until ? ` until ${until}` : ""}`.trim());
  return element("p", { class: "hint" }, told.length ? `Told of: ${[...new Set(told)].join("; ")}` : "Told without a date");
}

async function fill(sentences, fact) {
  try {
    const evidence = await fetchEvidence(fact);
    sentences.replaceChildren(...(evidence.length ? evidence.map(toQuote) : [element("p", { class: "hint" }, "No sentence is kept for it.")]));
  } catch (error) {
    sentences.replaceChildren(element("p", { class: "problem", role: "alert" }, error.message));
  }
  sentences.removeAttribute("aria-busy");
}

function toQuote({ quote, document, title, date, section, start, end }) {
  const rest = [date, section].filter(Boolean).join(" · ");
  const source = element("a", { href: documentPage({ document, start, end, text: "" }, HERE) }, title || document);
  return element("figure", {}, element("blockquote", {}, quote), element("figcaption", { class: "source" }, source, rest ? ` · ${rest}` : ""));
}
