/** The map: what is drawn, which part of it is shown, and what a person picks. The address holds all of it. */

import { KeyError, offerKey } from "/widget/key.js";
import { element } from "/widget/parts.js";
import { findEntities } from "../query/service.js";
import { describeEntity, describeFacts } from "./details.js";
import { fetchGraph } from "./service.js";
import { toTables } from "./table.js";
import { monthsOf, viewOf } from "./view.js";

const NEIGHBOURS = 36;
const MANY = 200;

const find = (id) => document.getElementById(id);
const picture = customElements.get("graph-picture") ? document.querySelector("graph-picture") : null;
const hiddenLevels = new Set();
const state = { around: null, day: null, layer: null, table: !picture, limit: null };
let graph = null;
let view = null;
let months = [];
let loading = null;

const names = {
  entity: (iri) => graph.entities.find((entity) => entity.iri === iri)?.label ?? iri,
  level: (iri) => graph.levels.find((level) => level.iri === iri)?.label ?? iri,
  link: (iri) => element("button", { type: "button", class: "quiet", click: () => open(iri) }, names.entity(iri)),
};

/** Fetch what the state asks for, and show it; say so where it cannot be had. */
async function load() {
  loading?.abort();
  const mine = (loading = new AbortController());
  say("Loading …");
  find("stage").setAttribute("aria-busy", "true");
  find("problem").hidden = true;
  try {
    const found = await fetchGraph({ around: state.around, limit: state.limit ?? (state.around ? NEIGHBOURS : MANY) }, mine.signal);
    if (loading !== mine) return;
    take(found);
  } catch (error) {
    if (error.name === "AbortError" || loading !== mine) return;
    fail(error.message);
    if (error instanceof KeyError) offerKey(find("problem"));
  }
  find("stage").removeAttribute("aria-busy");
}

function take(found) {
  graph = found;
  months = monthsOf(graph.days);
  fillFilters();
  const isEmpty = !graph.entities.length;
  find("empty").hidden = !isEmpty;
  find("stage").hidden = isEmpty;
  find("details").hidden = !graph.around;
  if (picture) picture.draw(graph, (iri) => graph.levels.findIndex((level) => level.iri === iri) % 6);
  show();
  if (graph.around) pick({ iri: graph.around }, { quietly: true });
  else pick(null);
}

function fail(message) {
  say("");
  find("problem-text").textContent = message;
  find("problem").hidden = false;
  find("stage").hidden = true;
}

/** Show the part of the graph that the filters leave, as picture or as tables. */
function show() {
  view = viewOf(graph, { day: state.day, layer: state.layer, hiddenLevels });
  find("picture").hidden = state.table || !picture;
  find("tables").hidden = !state.table;
  if (state.table) find("tables").replaceChildren(...toTables(graph, view, names, act));
  else picture.show(view);
  say(summary());
  remember();
}

function summary() {
  const things = view.entities.filter(({ role }) => role === "thing" || graph.around).length;
  const when = state.day ? ` as of ${state.day}` : "";
  if (graph.around) return `${names.entity(graph.around)}: ${count(view.facts.length, "fact")}, ${count(Math.max(0, things - 1), "neighbour")}${when}`;
  return `${count(things, "thing")}, ${count(view.facts.length, "fact")} between them${when}`;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function say(words) {
  find("status").textContent = words;
}

function fillFilters() {
  const layers = graph.entities.filter(({ role }) => role === "layer").sort((one, other) => one.label.localeCompare(other.label));
  if (!graph.around) {
    const options = layers.map(({ iri, label }) => element("option", { value: iri }, label));
    find("layer").replaceChildren(element("option", { value: "" }, "All layers"), ...options);
    if (!layers.some(({ iri }) => iri === state.layer)) state.layer = null;
    find("layer").value = state.layer ?? "";
  }
  find("layer-field").hidden = Boolean(graph.around) || !layers.length;
  const used = new Set(graph.entities.flatMap(({ stages }) => stages.map(({ level }) => level)));
  const levels = graph.levels.map(({ iri, label }, index) => ({ key: iri, label, number: index % 6 })).filter(({ key }) => used.has(key));
  find("levels").hidden = !levels.length;
  find("level-list").replaceChildren(...[...levels, { key: null, label: "none told", number: "none" }].map(levelBox));
  find("day").max = months.length;
  find("day").value = state.day ? Math.max(0, months.findIndex((month) => month >= state.day)) : months.length;
  find("day-field").hidden = months.length < 2;
  showDay();
  find("whole").hidden = !graph.around;
  find("more").hidden = !graph.left_out;
  find("more").textContent = graph.left_out ? `Show ${graph.left_out} more` : "";
}

function levelBox({ key, label, number }) {
  const box = element("input", { type: "checkbox", checked: !hiddenLevels.has(key) });
  box.addEventListener("change", () => {
    if (box.checked) hiddenLevels.delete(key);
    else hiddenLevels.add(key);
    show();
  });
  return element("label", { class: `level level-${number}` }, box, element("span", { class: "dot" }), label);
}

function showDay() {
  const words = state.day ?? "any day";
  find("day-text").textContent = words;
  find("day").setAttribute("aria-valuetext", words);
}

const act = {
  open,
  showFacts: (facts) => pick({ facts, id: edgeOf(facts[0]) }),
};

/** Return the id of the edge that draws a fact. */
function edgeOf({ subject, object }) {
  return graph.around ? `${graph.around} ${subject === graph.around ? object : subject}` : `${subject} ${object}`;
}

/** Pick an entity or facts: mark them, and tell of them beside the picture. */
function pick(picked, { quietly = false } = {}) {
  const panel = find("details");
  panel.hidden = !picked;
  if (!picked) return picture?.select(null);
  if (picked.facts) {
    picture?.select(picked.id);
    panel.replaceChildren(...describeFacts(picked.facts, names));
    if (!quietly && !picture?.contains(document.activeElement) && document.activeElement !== picture) panel.querySelector("h3").focus();
    return;
  }
  const entity = view.entities.find(({ iri }) => iri === picked.iri);
  if (!entity) return;
  picture?.select(picked.iri);
  const acts = { ...act, open: picked.iri === graph.around ? null : open };
  panel.replaceChildren(...describeEntity(entity, view, names, acts));
  if (!quietly) say(wordsOf(entity));
}

function wordsOf(entity) {
  const level = entity.level ? names.level(entity.level) : null;
  return [entity.label, entity.type_label, level, count(entity.facts, "fact")].filter(Boolean).join(", ");
}

/** Say below the picture what the mouse is over; from afar, small things bear no names. */
function hover(detail) {
  const note = find("note");
  note.dataset.hint ??= note.textContent;
  const entity = detail?.iri ? view.entities.find(({ iri }) => iri === detail.iri) : null;
  const facts = detail?.facts?.map((fact) => `${names.entity(fact.subject)} ${fact.label} ${names.entity(fact.object)}`);
  note.textContent = entity ? wordsOf(entity) : facts ? facts.join("; ") : note.dataset.hint;
}

/** Go to what lies around an entity; back leads here again. */
function open(iri) {
  go({ around: iri, limit: null });
}

function go(change) {
  Object.assign(state, change);
  history.pushState(null, "", addressOf(state));
  load();
}

function remember() {
  history.replaceState(null, "", addressOf(state));
}

function addressOf({ around, day, layer, table }) {
  const values = new URLSearchParams();
  if (around) values.set("around", around.replace(/^.*\/entity\//, ""));
  if (day) values.set("as_of", day);
  if (layer) values.set("layer", layer.replace(/^.*\/entity\//, ""));
  if (table && picture) values.set("view", "table");
  const text = values.toString();
  return `${location.pathname}${text ? `?${text}` : ""}`;
}

function readAddress() {
  const values = new URLSearchParams(location.search);
  const day = values.get("as_of") ?? "";
  state.around = values.get("around");
  state.day = /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
  state.layer = values.get("layer") ? `https://w3id.org/landscape-kg/entity/${values.get("layer")}` : null;
  state.table = !picture || values.get("view") === "table";
  for (const radio of document.getElementsByName("view")) radio.checked = radio.value === (state.table ? "table" : "picture");
}

for (const radio of document.getElementsByName("view")) {
  radio.addEventListener("change", () => {
    state.table = radio.value === "table";
    if (graph) show();
  });
}
find("layer").addEventListener("change", ({ target }) => {
  state.layer = target.value || null;
  show();
  picture?.fit();
});
find("day").addEventListener("input", ({ target }) => {
  state.day = months[Number(target.value)] ?? null;
  showDay();
  show();
});
find("whole").addEventListener("click", () => go({ around: null, limit: null }));
find("more").addEventListener("click", () => {
  state.limit = 1000;
  load();
});
find("retry").addEventListener("click", load);
for (const [id, act] of Object.entries({ nearer: () => picture.zoom(1.25), farther: () => picture.zoom(0.8), fit: () => picture.fit() })) find(id).addEventListener("click", act);

let asked = null;
find("name").addEventListener("input", async ({ target }) => {
  const text = target.value.trim();
  asked?.abort();
  asked = new AbortController();
  if (!text) return;
  const found = await findEntities(text, asked.signal);
  find("names").replaceChildren(...found.map(({ label, type }) => element("option", { value: label }, type)));
});
find("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = find("name").value.trim();
  if (text) go({ around: text, limit: null });
});

picture?.addEventListener("pick", ({ detail }) => pick(detail));
picture?.addEventListener("hover", ({ detail }) => hover(detail));
picture?.addEventListener("open", ({ detail }) => open(detail.iri));
addEventListener("popstate", () => {
  readAddress();
  state.limit = null;
  load();
});

document.body.classList.toggle("plain", !picture);
readAddress();
load();
