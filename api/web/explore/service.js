/** What the map asks of the service. */

import { KeyError, fetchWithKey } from "/widget/key.js";

const HERE = new URL("/", location).href;

/** Return the landscape, or what lies around an entity, as `GET /graph` gives it; throw what went wrong, in words. */
export async function fetchGraph({ around, limit }, signal) {
  const values = new URLSearchParams();
  if (around) values.set("around", around);
  if (limit) values.set("limit", limit);
  return fetchJson(`/graph?${values}`, signal);
}

/** Return the sentences behind a fact. */
export async function fetchEvidence({ subject, predicate, object }, signal) {
  const { evidence } = await fetchJson(`/evidence?${new URLSearchParams({ subject, predicate, object })}`, signal);
  return evidence;
}

async function fetchJson(address, signal) {
  const response = await fetchWithKey(HERE, address, { headers: { Accept: "application/json" }, signal }).catch((error) => {
    if (error.name === "AbortError" || error instanceof KeyError) throw error;
    throw new Error("The service cannot be reached. Check the connection, then try again.");
  });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail || `The service answered with status ${response.status}.`);
}
