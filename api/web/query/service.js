/** What the query page asks of the service. */

import { KeyError, fetchWithKey } from "/widget/key.js";

const HERE = new URL("/", location).href;
export const RESULTS = "application/sparql-results+json";

/** Send `query` to the endpoint; return the response, or throw the problem it answered with. */
export async function send(query, accept, signal) {
  const body = new URLSearchParams({ query });
  const response = await fetchWithKey(HERE, "/sparql", { method: "POST", headers: { Accept: accept }, body, signal }).catch((error) => {
    if (error.name === "AbortError" || error instanceof KeyError) throw error;
    throw new Error("The service cannot be reached. Check the connection, then run the query again.");
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const told = problem.detail || problem.title || `The service answered with status ${response.status}.`;
  const message = told[0].toUpperCase() + told.slice(1);
  throw Object.assign(new Error(message), { line: problem.line ?? 0, column: problem.column ?? 0 });
}

/** Return the classes, properties and prefixes of the graph; without an answer, none. */
export async function fetchVocabulary() {
  const nothing = { prefixes: {}, classes: [], properties: [] };
  return fetchJson("/vocabulary").catch(() => nothing);
}

/** Return the example queries, each with `label` and `query`; without an answer, none. */
export async function fetchExamples() {
  return fetchJson("/.well-known/sparql-examples").then(({ examples }) => examples, () => []);
}

/** Return the entities whose name begins with, or is near to, `text`; without an answer, none. */
export async function findEntities(text, signal) {
  const address = `/entities?${new URLSearchParams({ q: text, limit: 20 })}`;
  return fetchJson(address, signal).then(({ entities }) => entities, () => []);
}

async function fetchJson(address, signal) {
  const response = await fetchWithKey(HERE, address, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(`${address}: status ${response.status}`);
  return response.json();
}
