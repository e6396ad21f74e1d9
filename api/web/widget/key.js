/** The key of who asks, where a service wants one: asked for in a form, kept for this tab, sent with each request. */

import { element } from "./parts.js";

// Where storage is forbidden, a key lives as long as the page.
const held = new Map();

/** The service wants a key, or another one; the message says which. */
export class KeyError extends Error {
  constructor(endpoint) {
    super(keyFor(endpoint) ? "The service does not know this key. Enter another one below." : "The service asks for a key. Enter yours below.");
  }
}

/**
 * Fetch `path` of the service at `endpoint` with the key that is kept for it, if there is one; throw KeyError where
 * it wants another. A key that is entered while the service refuses is used at once.
 */
export async function fetchWithKey(endpoint, path, { headers = {}, ...options } = {}) {
  const key = keyFor(endpoint);
  const sent = key ? { ...headers, Authorization: `Bearer ${key}` } : headers;
  const response = await fetch(new URL(path, endpoint), { ...options, headers: sent });
  if (response.status !== 401) return response;
  if (keyFor(endpoint) !== key) return fetchWithKey(endpoint, path, { headers, ...options });
  throw new KeyError(endpoint);
}

/** Keep the key for the service at `endpoint`; an empty one is none. */
export function keepKey(endpoint, key) {
  held.set(endpoint, key);
  try {
    sessionStorage.setItem(nameFor(endpoint), key);
  } catch {
    // It is held above.
  }
}

/** Return a form for a key; `onKey` is called with what is entered. */
export function keyForm(onKey) {
  const field = element("input", {
    ...{ id: "key", type: "password", part: "key", autocomplete: "off", spellcheck: "false", "aria-describedby": "key-hint" },
    // what a header can hold
    ...{ pattern: "[\\x21-\\x7e]*", title: "Letters, digits and signs, without spaces" },
  });
  const submit = (event) => {
    event.preventDefault();
    const key = field.value;
    field.value = "";
    onKey(key);
  };
  const label = element("label", { for: "key" }, "API key");
  const hint = element("span", { id: "key-hint" }, "Needed to ask here. It is kept until this tab is closed.");
  return element("form", { class: "key", submit }, label, field, element("button", { type: "submit", class: "button" }, "Use key"), hint);
}

/** Offer the form below a node of a page of the service itself; the page is loaded again with the key. */
export function offerKey(below) {
  if (below.parentNode.querySelector("form.key")) return;
  const useKey = (key) => {
    keepKey(new URL("/", location).href, key);
    location.reload();
  };
  const form = keyForm(useKey);
  below.after(form);
  form.scrollIntoView({ block: "nearest" });
}

function keyFor(endpoint) {
  try {
    return sessionStorage.getItem(nameFor(endpoint)) ?? held.get(endpoint);
  } catch {
    return held.get(endpoint);
  }
}

function nameFor(endpoint) {
  return `kg-key:${endpoint}`;
}
