/** Addresses of the service: of an entity's page, a document's page, a query, and an answer. */

const ENTITY = "https://w3id.org/landscape-kg/entity/";
const DOCUMENT = "https://w3id.org/landscape-kg/document/";

/** Return the address of the page of an entity or a document at the service `endpoint`, or null for other IRIs. */
export function entityPage(iri, endpoint) {
  if (iri?.startsWith(ENTITY)) return new URL(`entities/${encodePath(iri.slice(ENTITY.length))}`, endpoint).href;
  // the IRI of a document holds its name as a path does
  if (iri?.startsWith(DOCUMENT)) return new URL(`documents/${iri.slice(DOCUMENT.length)}`, endpoint).href;
  return null;
}

/** Return the address of the place in a document's page where a citation stands. */
export function documentPage(citation, endpoint) {
  const url = new URL(`documents/${encodePath(citation.document)}`, endpoint);
  const { start, end } = quoteSpan(citation);
  url.search = new URLSearchParams({ start, end });
  url.hash = "quote";
  return url.href;
}

/** Return the address of the map of what lies around an entity. */
export function mapPage(iri, endpoint) {
  const url = new URL("explore", endpoint);
  if (iri?.startsWith(ENTITY)) url.searchParams.set("around", iri.slice(ENTITY.length));
  return url.href;
}

/** Return the address of the query page with `query` filled in. */
export function queryPage(query, endpoint) {
  return `${new URL("sparql", endpoint).href}#query=${encodeURIComponent(query)}`;
}

/** Return the address that asks a turn's question again: with the questions before it, and its day. */
export function permalink({ question, history = [], asOf = null }, endpoint) {
  const url = new URL(endpoint);
  const values = [["q", question], ...history.map((earlier) => ["after", earlier])];
  if (asOf) values.push(["as_of", asOf]);
  url.search = new URLSearchParams(values);
  return url.href;
}

/** Return the question that the address of a page asks, as `permalink` wrote it, or null. */
export function linkedQuestion(address) {
  const values = new URL(address).searchParams;
  const question = values.get("q")?.trim();
  if (!question) return null;
  const day = values.get("as_of") ?? "";
  return { question, history: values.getAll("after"), asOf: /^\d{4}-\d\d-\d\d$/.test(day) ? day : null };
}

/** Return where the quote of a citation stands in its document: the quote itself, else the passage. */
function quoteSpan({ text, quote, start, end }) {
  const before = quote ? text.indexOf(quote) : -1;
  if (before < 0 || [...text].length !== end - start) return { start, end };
  // positions are code points, and a JavaScript string counts UTF-16 units
  const from = start + [...text.slice(0, before)].length;
  return { start: from, end: from + [...quote].length };
}

function encodePath(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
