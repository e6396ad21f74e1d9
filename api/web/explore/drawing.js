/** The picture: an element that draws a graph with cytoscape, for the eye, the mouse, and the arrow keys. */

import cytoscape from "cytoscape";
import { placeAround, placeLandscape } from "./placing.js";

const COLOURS = ["bg", "page", "soft", "text", "muted", "line", "accent", "on-accent", "warn", "arrow", "level-none"];
const LEVELS = 6;
const WELL_KNOWN = 20;
const DARK = matchMedia("(prefers-color-scheme: dark)");
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * `<graph-picture>`: `draw(graph, level)` lays a graph out, `show(view)` shows a part of it, `select(id)` marks an entity
 * or an edge. Events: `pick` and `hover` (detail: { iri } or { facts }, or null), `open` (detail: { iri }).
 */
class GraphPicture extends HTMLElement {
  connectedCallback() {
    if (this.cy) return;
    this.cy = cytoscape({
      container: this,
      style: styleOf(this),
      layout: { name: "preset" },
      minZoom: 0.1,
      maxZoom: 3,
      autoungrabify: true,
      boxSelectionEnabled: false,
      selectionType: "single",
    });
    // an empty canvas has no words, and its words stand in the table
    for (const canvas of this.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
    this.cy.on("tap", (event) => this.pick(event.target === this.cy ? null : event.target));
    this.cy.on("dbltap", "node.entity", (event) => this.open(event.target.id()));
    this.cy.on("mouseover", ".entity, edge", ({ target }) => {
      this.dataset.over = "";
      this.dispatchEvent(new CustomEvent("hover", { detail: toDetail(target) }));
    });
    this.cy.on("mouseout", ".entity, edge", () => {
      delete this.dataset.over;
      this.dispatchEvent(new CustomEvent("hover", { detail: null }));
    });
    this.addEventListener("keydown", (event) => this.steer(event));
    DARK.addEventListener("change", () => this.cy.style(styleOf(this)));
    new ResizeObserver(() => this.cy.resize()).observe(this);
  }

  /** Lay out a graph anew; `number` gives the colour of a level, counted from 0. */
  draw(graph, number) {
    this.graph = graph;
    this.number = number;
    this.shown = null;
    this.aspect = this.clientWidth && this.clientHeight ? this.clientWidth / this.clientHeight : 1.6;
  }

  /** Show a part of the graph; where the picture is another one than before, all of it comes into sight. */
  show(view) {
    const { around } = this.graph;
    const centre = this.graph.entities.find(({ iri }) => iri === around);
    const { places, extra } = centre ? placeAround(this.graph.entities, this.graph.facts, centre) : placeLandscape(this.graph.entities, this.aspect);
    const elements = [...(view.layer ? [] : extra.map(toBackdrop)), ...this.nodesOf(view, places), ...(centre ? spokesOf(view, places, around) : edgesOf(view, places))];
    const wanted = new Map(elements.map((item) => [item.data.id, item]));
    this.cy.batch(() => {
      this.cy.elements().filter((item) => !wanted.has(item.id())).remove();
      for (const item of elements) {
        const known = this.cy.getElementById(item.data.id);
        if (known.empty()) this.cy.add(item);
        else known.data(item.data).classes(item.classes).position(item.position ?? known.position());
      }
    });
    if (this.shown !== this.graph) this.fit();
    this.shown = this.graph;
  }

  nodesOf(view, places) {
    return view.entities.filter(({ iri }) => places.has(iri)).map((entity) => {
      const place = places.get(entity.iri);
      const kind = place.side ? `pill ${place.side}` : entity.role;
      const level = entity.level ? `level-${this.number(entity.level)}` : "level-none";
      // what much is known of stands out
      const weight = entity.facts >= WELL_KNOWN ? 700 : 400;
      const data = { id: entity.iri, label: entity.label, weight, inner: place.width - 12, head: (place.head ?? 0) - 6, width: place.width, height: place.height };
      return { data, position: { x: place.x, y: place.y }, classes: `entity ${kind} ${level}`, pannable: true };
    });
  }

  fit() {
    this.cy.resize();
    this.cy.fit(undefined, 16);
    if (this.cy.zoom() > 1.15) {
      this.cy.zoom(1.15);
      this.cy.center();
    }
  }

  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.clientWidth / 2, y: this.clientHeight / 2 } });
  }

  /** Mark an entity (by IRI) or an edge (by its id), and what it touches; null takes the mark away. */
  select(id) {
    const target = id ? this.cy.getElementById(id) : this.cy.collection();
    this.cy.batch(() => {
      this.cy.elements().removeClass("picked lit dim");
      if (target.empty()) return;
      target.addClass("picked");
      if (id === this.graph.around) return;
      const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
      near.addClass("lit");
      if (!target.hasClass("layer") && !target.hasClass("category")) this.cy.$("edge, .thing, .pill").difference(near).addClass("dim");
    });
  }

  pick(target) {
    this.dispatchEvent(new CustomEvent("pick", { detail: toDetail(target) }));
  }

  open(iri) {
    this.dispatchEvent(new CustomEvent("open", { detail: { iri } }));
  }

  steer(event) {
    const picked = this.cy.$("node.picked");
    if (DIRECTIONS[event.key]) this.step(picked, DIRECTIONS[event.key]);
    else if (event.key === "Enter" && picked.nonempty()) this.open(picked.id());
    else if (event.key === "Escape") this.pick(null);
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** Pick the nearest entity that way, or the first where none is picked. */
  step(picked, [right, down]) {
    const nodes = this.cy.$(".thing, .pill");
    if (picked.empty()) return this.pick(nodes.empty() ? null : nodes[0]);
    const { x, y } = picked.position();
    let best = null;
    nodes.difference(picked).forEach((node) => {
      const [along, across] = [(node.position("x") - x) * right + (node.position("y") - y) * down, Math.abs((node.position("x") - x) * down) + Math.abs((node.position("y") - y) * right)];
      const cost = along + 2.5 * across;
      if (along > 1 && (!best || cost < best.cost)) best = { cost, node };
    });
    if (!best) return;
    this.pick(best.node);
    const box = best.node.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > this.clientWidth || box.y2 > this.clientHeight) this.cy.center(best.node);
  }

  /** Return where an entity or an edge stands in the page, for tests and tools. */
  placeOf(id) {
    const target = this.cy.getElementById(id);
    const { left, top } = this.getBoundingClientRect();
    const point = target.isEdge() ? this.toRendered(target.midpoint()) : target.renderedPosition();
    return { x: left + point.x, y: top + point.y };
  }

  toRendered({ x, y }) {
    const [zoom, pan] = [this.cy.zoom(), this.cy.pan()];
    return { x: x * zoom + pan.x, y: y * zoom + pan.y };
  }
}

/** Return what events tell of a part of the picture: { iri }, { facts, id }, or null. */
function toDetail(target) {
  if (target?.isEdge()) return { facts: target.data("facts"), id: target.id() };
  return target?.hasClass("entity") ? { iri: target.id() } : null;
}

function toBackdrop({ id, label, kind, x, y, width, height, head = 0 }) {
  return { data: { id, label, width, height, inner: width - 16, head: head - 6 }, position: { x, y }, classes: kind === "band" ? "layer" : "category", pannable: true };
}

/** Return the edges of a landscape: one for each pair and direction; facts between the same two share it. */
function edgesOf(view, places) {
  const told = view.facts.filter(({ places }) => !places);
  return [...groupFacts(told, places, ({ subject, object }) => `${subject} ${object}`)].map(([id, facts]) => {
    const [{ subject, object }] = facts;
    return { data: { id, source: subject, target: object, label: labelOf(facts), facts }, classes: `between${markOf(facts)}` };
  });
}

/** Return the edges from the middle to its neighbours: one each, with arrowheads for the directions it stands for. */
function spokesOf(view, places, centre) {
  const otherOf = ({ subject, object }) => (subject === centre ? object : subject);
  return [...groupFacts(view.facts, places, otherOf)].map(([other, facts]) => {
    const leads = facts.filter(({ subject }) => subject === centre);
    const comes = facts.filter(({ subject }) => subject !== centre);
    const [ahead, back] = places.get(other).side === "right" ? ["→", "←"] : ["←", "→"];
    const both = leads.length && comes.length;
    const label = both ? `${labelOf(leads)} ${ahead}\n${labelOf(comes)} ${back}` : labelOf(facts);
    const heads = `${leads.length ? " leads" : ""}${comes.length ? " comes" : ""}`;
    return { data: { id: `${centre} ${other}`, source: centre, target: other, label, facts }, classes: `spoke${heads}${markOf(facts)}` };
  });
}

function groupFacts(facts, places, keyOf) {
  const groups = new Map();
  for (const fact of facts.filter(({ subject, object }) => places.has(subject) && places.has(object))) {
    const key = keyOf(fact);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return groups;
}

function labelOf(facts) {
  return [...new Set(facts.map(({ label }) => label))].join(", ");
}

function markOf(facts) {
  return facts.some(({ disputed }) => disputed) ? " disputed" : "";
}

/** Return the style of the picture in the colours that page.css has now. */
function styleOf(element) {
  const probe = element.ownerDocument.createElement("span");
  element.append(probe);
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colour = Object.fromEntries(COLOURS.map((name) => [name, read(name)]));
  const levels = Array.from({ length: LEVELS }, (_, index) => read(`level-${index}`));
  probe.remove();
  const font = { "font-family": "system-ui, -apple-system, Segoe UI, Roboto, Liberation Sans, sans-serif", "font-size": 13, color: colour.text };
  const plain = { "z-index-compare": "manual", ...font, label: "data(label)", width: "data(width)", height: "data(height)", "overlay-opacity": 0 };
  const box = { shape: "round-rectangle", "corner-radius": 14, "text-valign": "top", "z-index": 0 };
  return [
    { selector: "node", style: { ...plain, "min-zoomed-font-size": 7 } },
    { selector: ".layer", style: { ...box, "background-color": colour.soft, "border-width": 1, "border-color": colour.line, "text-margin-y": 46, "font-size": 28, "font-weight": 600, "z-index": 0 } },
    { selector: ".category", style: { ...box, "background-color": colour.bg, "border-width": 1, "border-color": colour.line, "text-wrap": "wrap", "text-max-width": "data(inner)", "text-margin-y": "data(head)", "font-size": 20, "font-weight": 600, color: colour.muted, "z-index": 1 } },
    { selector: ".thing", style: { shape: "round-rectangle", "corner-radius": 8, "background-opacity": 0.16, "border-width": 2, "text-valign": "center", "text-wrap": "ellipsis", "text-max-width": "data(inner)", "font-size": 17, "font-weight": "data(weight)", "z-index": 3 } },
    { selector: ".pill", style: { shape: "round-rectangle", "corner-radius": 14, "background-color": colour.bg, "border-width": 2, "text-valign": "center", "text-wrap": "ellipsis", "text-max-width": 220, "min-zoomed-font-size": 4, "z-index": 3 } },
    ...levels.map((value, index) => ({ selector: `.thing.level-${index}`, style: { "background-color": value, "border-color": value } })),
    ...levels.map((value, index) => ({ selector: `.pill.level-${index}`, style: { "border-color": value } })),
    { selector: ".thing.level-none", style: { "background-color": colour["level-none"], "border-color": colour["level-none"], "border-width": 1.5 } },
    { selector: ".pill.level-none", style: { "border-color": colour["level-none"], "border-width": 1.5 } },
    { selector: ".pill.middle", style: { "corner-radius": 22, "background-color": colour.accent, color: colour["on-accent"], "font-size": 16, "font-weight": 600 } },
    { selector: "edge", style: { "z-index-compare": "manual", ...font, "font-size": 12, color: colour.muted, width: 1.4, "line-color": colour.arrow, "target-arrow-color": colour.arrow, "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier", "overlay-opacity": 0, "z-index": 2, "min-zoomed-font-size": 6 } },
    { selector: "edge.between", style: { opacity: 0.16, width: 1.2, "curve-style": "unbundled-bezier", "control-point-distances": 26, "control-point-weights": 0.5 } },
    { selector: "edge.spoke", style: { "target-arrow-shape": "none", "target-label": "data(label)", "target-text-offset": 125, "text-wrap": "wrap", "curve-style": "round-taxi", "taxi-direction": "horizontal", "taxi-turn": 60, "taxi-radius": 14, "source-arrow-color": colour.arrow, "text-background-color": colour.page, "text-background-opacity": 1, "text-background-padding": 3 } },
    { selector: "edge.leads", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge.comes", style: { "source-arrow-shape": "triangle" } },
    { selector: "edge.disputed", style: { "line-color": colour.warn, "target-arrow-color": colour.warn, "source-arrow-color": colour.warn, "line-style": "dashed" } },
    { selector: ".dim", style: { opacity: 0.18 } },
    { selector: "edge.lit", style: { opacity: 1, width: 2, "line-color": colour.accent, "target-arrow-color": colour.accent, "source-arrow-color": colour.accent, color: colour.text, "z-index": 4 } },
    { selector: "edge.between.lit", style: { label: "data(label)", "text-rotation": "autorotate", "text-background-color": colour.bg, "text-background-opacity": 0.92, "text-background-padding": 2 } },
    { selector: ".entity.picked", style: { "border-width": 3, "border-color": colour.accent } },
    { selector: "edge.picked", style: { width: 3 } },
  ];
}

customElements.define("graph-picture", GraphPicture);
