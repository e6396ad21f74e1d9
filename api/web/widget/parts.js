/** The pieces that answers are made of. Words enter a page as text nodes only. */

import { documentPage, entityPage } from "./links.js";

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: "M4 5.5h16v11H11l-4.5 3.5v-3.5H4z M8 9.5h8 M8 12.7h5",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7.5 7.5h9v9h-9z",
  clear: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  day: "M4.5 6.5h15v13h-15z M4.5 10.5h15 M8.5 4v4 M15.5 4v4",
  up: "M4 11h3.5v9H4z M7.5 11l3.6-7.5c1.6 0 2.6 1.1 2.4 2.7L13 9.5h5.4a1.8 1.8 0 0 1 1.8 2.1l-1.1 6.8a1.9 1.9 0 0 1-1.9 1.6H7.5",
  down: "M20 13h-3.5V4H20z M16.5 13l-3.6 7.5c-1.6 0-2.6-1.1-2.4-2.7l.5-3.3H5.6a1.8 1.8 0 0 1-1.8-2.1l1.1-6.8A1.9 1.9 0 0 1 6.8 4h9.7",
};

/** Return a new element: attributes by name, listeners as functions by event name, strings as text. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return a drawing of 24 by 24 by its name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Return a link to a page of the service; from a page of another site it opens beside that page. */
export function link(href, attributes, ...children) {
  const away = new URL(href).origin !== location.origin;
  return element("a", { href, ...(away && { target: "_blank", rel: "noopener" }), ...attributes }, ...children);
}

/** Return a term's words, as a link to its page where it is an entity. */
export function termNode(term, endpoint) {
  const href = entityPage(term.iri, endpoint);
  return href ? link(href, { class: "entity" }, term.label) : element("span", {}, term.label);
}

/** Return the pieces of `text`, with the first mention of each term that is an entity as a link to its page. */
export function linkedText(text, terms, endpoint, seen = new Set()) {
  const known = new Map(terms.filter(({ iri, label }) => label && entityPage(iri, endpoint)).map((term) => [term.label, term]));
  if (!known.size) return [text];
  // the longest name first, so that "Envoy Gateway" is not taken for "Envoy"
  const names = [...known.keys()].sort((one, other) => other.length - one.length).map(escaped);
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${names.join("|")})(?![\\p{L}\\p{N}+#])`, "u"));
  return pieces.map((piece, index) => {
    if (index % 2 === 0 || seen.has(piece)) return piece;
    seen.add(piece);
    return termNode(known.get(piece), endpoint);
  });
}

/** Return where a citation stands: title, date, section. */
export function sourceLine(citation) {
  const rest = [citation.date, citation.section].filter(Boolean).join(" · ");
  return element("p", { class: "source" }, element("b", {}, citation.title || citation.document), rest ? ` · ${rest}` : "");
}

/** Return a citation's words: the paragraph that carries the fact, with that part marked; all of them where none does. */
export function quotedText({ text, quote }) {
  const start = quote ? text.indexOf(quote) : -1;
  if (start < 0) return element("blockquote", { dir: "auto" }, text);
  const end = start + quote.length;
  const from = text.lastIndexOf("\n\n", start) + 1;
  const until = text.indexOf("\n\n", end);
  const before = `${from ? "… " : ""}${text.slice(from, start).trimStart()}`;
  const after = `${text.slice(end, until < 0 ? undefined : until)}${until < 0 ? "" : " …"}`;
  return element("blockquote", { dir: "auto" }, before, element("mark", {}, quote), after);
}

/** Return the link to the place in the document where a citation stands. */
export function sourceLink(citation, endpoint) {
  return link(documentPage(citation, endpoint), { class: "place", part: "place" }, "Read it in the document");
}

/** Return the words of a fact as list item: subject, predicate, object, then when and how it holds. */
export function factItem(fact, endpoint, ...references) {
  const predicate = `${fact.negated ? "not " : ""}${fact.predicate.label}`;
  const ends = [fact.subject, fact.object].map((term) => termNode(term, endpoint));
  const item = element("li", { class: "fact" }, ends[0], " ", element("i", {}, predicate), " ", ends[1]);
  if (fact.date) item.append(" ", element("time", { datetime: fact.date }, fact.date));
  if (fact.derived) item.append(" ", element("span", { class: "tag" }, "derived"));
  if (fact.disputed) item.append(" ", element("span", { class: "tag disputed" }, "sources differ"));
  for (const reference of references) item.append(" ", reference);
  return item;
}

/** Put `text` on the clipboard, also on pages without https, where only the old command works. */
export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = element("textarea", { readonly: true, "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Copy `text`, and say on the button for a moment how it went. */
export async function copyFrom(button, text) {
  const words = button.dataset.words ?? button.textContent;
  button.dataset.words = words;
  button.textContent = await copyText(text).then(() => "Copied", () => "Could not copy");
  setTimeout(() => (button.textContent = words), 2000);
}

function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
