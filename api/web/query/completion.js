/** What the editor offers to complete: prefixes, classes, properties, entities, variables, and words of SPARQL. */

import { findEntities } from "./service.js";

const KEYWORDS = `SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS ORDER BY GROUP HAVING LIMIT OFFSET ASC DESC
ASK CONSTRUCT DESCRIBE PREFIX BASE FROM NAMED REDUCED IN NOT EXISTS UNDEF`.split(/\s+/);
const FUNCTIONS = `COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI COALESCE IF REGEX CONTAINS
STRSTARTS STRENDS STRLEN SUBSTR UCASE LCASE CONCAT REPLACE YEAR MONTH DAY isIRI isLiteral`.split(/\s+/);
const ENTITIES = "e";

/** Return a promise of what `complete` offers, from a promise of the vocabulary. */
export async function wordsOf(vocabulary) {
  const { prefixes = {}, classes = [], properties = [] } = (await vocabulary) ?? {};
  return {
    prefixes,
    terms: [...classes.map((term) => toOption(term, "class")), ...properties.map((term) => toOption(term, "property"))],
    plain: [
      ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
      ...FUNCTIONS.map((label) => ({ label, type: "function", apply: `${label}(` })),
    ],
  };
}

/** Offer completions at the cursor: `context` is CodeMirror's, `words` a promise of `wordsOf`. */
export async function complete(context, words) {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return offer(variable.from, variablesOf(context), /^[?$]\w*$/);
  const known = await words;
  const declared = context.matchBefore(/\bprefix\s+[\w-]*:?/i);
  if (declared) return offer(declared.from + /^prefix\s+/i.exec(declared.text)[0].length, declarationsOf(known.prefixes), /^[\w-]*:?$/);
  const name = context.matchBefore(/[A-Za-z][\w-]*:[\w%.-]*/);
  if (name) return completeName(context, name, known);
  const word = context.matchBefore(/[A-Za-z]\w*/);
  if (!word && !context.explicit) return null;
  const prefixes = Object.entries(known.prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace", boost: -1 }));
  return offer(word?.from ?? context.pos, [...known.terms.map(toLocal), ...known.plain, ...prefixes], /^\w*:?$/);
}

async function completeName(context, { from, text }, { terms }) {
  const [prefix, local] = text.split(":", 2);
  const inside = terms.filter(({ label }) => label.startsWith(`${prefix}:`));
  if (prefix !== ENTITIES || !local) return offer(from, inside, /^[\w-]*:[\w%.-]*$/);
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort());
  const entities = await findEntities(decode(local), stop.signal);
  const options = entities.map(({ curie, label, type }, index) => ({ label: curie, detail: `${label}, ${type ?? "thing"}`, type: "constant", boost: -index }));
  // The service has chosen them; each further letter asks again.
  return { from, options, filter: false };
}

function offer(from, options, validFor) {
  return { from, options, validFor };
}

function toOption({ curie, label, comment, domain, range }, type) {
  const ends = domain?.length || range?.length ? `${(domain ?? []).join(" or ")} → ${(range ?? []).join(" or ")}. ` : "";
  return { label: curie, detail: label, info: `${ends}${comment ?? ""}` || undefined, type, boost: 1 };
}

/** Return a term that is found by its local name, and written as a whole. */
function toLocal(option) {
  return { ...option, label: option.label.split(":")[1] ?? option.label, displayLabel: option.label, apply: option.label };
}

function declarationsOf(prefixes) {
  return Object.entries(prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, apply: `${prefix}: <${iri}>`, detail: iri, type: "namespace" }));
}

/** Return the other variables of the query. */
function variablesOf({ state, pos }) {
  const text = state.doc.toString();
  const found = [...text.matchAll(/[?$]\w+/g)].filter(({ index, 0: name }) => pos < index || pos > index + name.length);
  return [...new Set(found.map(([name]) => name))].map((label) => ({ label, type: "variable" }));
}

function decode(local) {
  try {
    return decodeURIComponent(local).replaceAll("_", " ");
  } catch {
    return local.replaceAll("_", " ");
  }
}
