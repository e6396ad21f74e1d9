/** Facts drawn as a small graph: subjects to the left of what is said of them, arrows named by the predicate. */

import { entityPage } from "/widget/links.js";

const SVG = "http://www.w3.org/2000/svg";
const MAX_FACTS = 14;
const NODE = { height: 30, padding: 12, max: 190 };
const ROW = 46;
const GAP = { min: 90, max: 230 };
const BEND = 44;
const FONT = { node: "600 13px system-ui, sans-serif", edge: "12px system-ui, sans-serif" };

const pen = document.createElement("canvas").getContext("2d");

/** Return a drawing of `facts` (at most 14 of them) as an SVG element; entities lead to their pages at `endpoint`. */
export function drawGraph(facts, endpoint) {
  const { nodes, edges } = toGraph(facts.slice(0, MAX_FACTS));
  const columns = toColumns(nodes, edges);
  const { width, height } = place(columns, edges);
  const left = facts.length - MAX_FACTS;
  const total = left > 0 ? height + 24 : height;
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${total}`, width, height: total, role: "group", class: "graph" });
  drawing.setAttribute("aria-label", `${facts.length === 1 ? "1 fact" : `${facts.length} facts`} as a graph; the list below says the same.`);
  setNames(edges);
  // A name stands on top of the lines that run into its own.
  edges.sort((one, other) => one.named - other.named);
  drawing.append(...edges.map(drawEdge), ...nodes.map((node) => drawNode(node, endpoint)));
  if (left > 0) drawing.append(svg("text", { x: width / 2, y: total - 6, class: "more" }, `and ${left} more, in the list below`));
  return drawing;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function widthOf(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

/** Return `text`, cut with an ellipsis where it is wider than `limit` pixels. */
function fit(text, font, limit) {
  if (widthOf(text, font) <= limit) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join("")}…`, font) > limit) letters.pop();
  return `${letters.join("")}…`;
}

/** Return the entities as nodes, each once, and the facts as edges; facts between the same two share an edge. */
function toGraph(facts) {
  const nodes = new Map();
  const edges = new Map();
  const nodeOf = (term) => {
    const key = term.iri ?? `"${term.label}`;
    if (!nodes.has(key)) nodes.set(key, { label: term.label, iri: term.iri, literal: !term.iri, column: 0, degree: 0 });
    return nodes.get(key);
  };
  for (const fact of facts) {
    const [from, to] = [nodeOf(fact.subject), nodeOf(fact.object)];
    const key = JSON.stringify([fact.subject.iri ?? fact.subject.label, fact.object.iri ?? fact.object.label]);
    if (!edges.has(key)) {
      edges.set(key, { from, to, labels: new Set(), disputed: false });
      from.degree += 1;
      to.degree += 1;
    }
    const edge = edges.get(key);
    edge.labels.add(`${fact.negated ? "not " : ""}${fact.predicate.label}`);
    edge.disputed ||= Boolean(fact.disputed);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Give each node a column right of everything that points at it (edges that close a circle aside). */
function toColumns(nodes, edges) {
  const reaches = (start, goal, seen = new Set()) =>
    start === goal || (!seen.has(start) && seen.add(start) && edges.some((edge) => edge.ahead && edge.from === start && reaches(edge.to, goal, seen)));
  for (const edge of edges) edge.ahead = !reaches(edge.to, edge.from);
  for (let round = 0; round < nodes.length; round += 1) {
    for (const { from, to, ahead } of edges) if (ahead) to.column = Math.max(to.column, from.column + 1);
  }
  // A source sits right beside the nearest thing it points at.
  for (const node of nodes) {
    const ahead = edges.filter((edge) => edge.ahead && edge.from === node);
    if (ahead.length && !edges.some((edge) => edge.ahead && edge.to === node)) {
      node.column = Math.min(...ahead.map(({ to }) => to.column)) - 1;
    }
  }
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node);
  return columns.filter(Boolean);
}

/** Set x, y and width of each node; return the size of the whole. */
function place(columns, edges) {
  const height = Math.max(...columns.map(({ length }) => length)) * ROW;
  let x = 1;
  columns.forEach((column, index) => {
    for (const node of column) {
      node.shown = fit(node.label, FONT.node, NODE.max - 2 * NODE.padding);
      node.width = Math.ceil(widthOf(node.shown, FONT.node)) + 2 * NODE.padding;
    }
    order(column, edges, index);
    const width = Math.max(...column.map((node) => node.width));
    // The outer columns line up on the side of the arrows, so that these are of one length.
    const side = columns.length === 1 ? 0 : index === 0 ? 1 : index === columns.length - 1 ? 0 : 0.5;
    column.forEach((node, row) => {
      node.x = x + (width - node.width) * side;
      node.y = (height * (row + 0.5)) / column.length;
    });
    const labels = edges.filter(({ from }) => column.includes(from)).map(({ labels }) => widthOf([...labels].join(", "), FONT.edge) + BEND + 34);
    x += width + (index < columns.length - 1 ? Math.min(GAP.max, Math.max(GAP.min, ...labels)) : 1);
  });
  return { width: Math.ceil(x), height };
}

/** Sort a column by the middle of what it is joined to in the columns before, so that few arrows cross. */
function order(column, edges, index) {
  if (index === 0) return;
  const middle = (node) => {
    const before = edges.flatMap(({ from, to }) => (to === node ? [from.y] : from === node ? [to.y] : [])).filter((y) => y !== undefined);
    return before.length ? before.reduce((sum, y) => sum + y, 0) / before.length : 0;
  };
  column.sort((one, other) => middle(one) - middle(other));
}

/**
 * Say where each edge's name stands: beside the node where fewer edges meet, or where all that meet say the same.
 * Names that would stand at one place and say the same are drawn once.
 */
function setNames(edges) {
  const wordsOf = ({ labels }) => [...labels].join(", ");
  const agree = (node, side) => new Set(edges.filter((edge) => edge[side] === node).map(wordsOf)).size === 1;
  const drawn = new Map();
  for (const edge of edges) {
    const { from, to } = edge;
    const [fromAgrees, toAgrees] = [agree(from, "from"), agree(to, "to")];
    edge.atEnd = fromAgrees === toAgrees ? to.degree <= from.degree : toAgrees;
    const node = edge.atEnd ? to : from;
    const side = `${edge.atEnd} ${wordsOf(edge)}`;
    edge.named = !drawn.get(node)?.has(side);
    drawn.set(node, (drawn.get(node) ?? new Set()).add(side));
  }
}

/** Draw an edge: straight beside the node where its name stands, then bent. */
function drawEdge({ from, to, labels, disputed, atEnd, named }) {
  const right = from.x <= to.x;
  const sign = right ? 1 : -1;
  // An edge back to the left runs a little lower, beside the one it may answer.
  const drop = right ? 0 : 9;
  const start = { x: right ? from.x + from.width : from.x, y: from.y + drop };
  const tip = { x: right ? to.x : to.x + to.width, y: to.y + drop };
  const end = { x: tip.x - sign * 6, y: tip.y };
  const turn = atEnd ? start.x + sign * BEND : end.x - sign * BEND;
  const [one, other] = atEnd ? [start.x, turn] : [turn, end.x];
  const middle = (one + other) / 2;
  const curve = `C${middle} ${start.y} ${middle} ${end.y} ${other} ${end.y}`;
  const line = svg("path", { d: `M${start.x} ${start.y}H${one}${curve}H${end.x}`, class: "line" });
  const head = svg("path", { d: `M${tip.x} ${tip.y}l${-sign * 8} -4v8z`, class: "head" });
  const alone = from.degree === 1 && to.degree === 1;
  const straight = alone ? [start.x, end.x] : atEnd ? [turn, end.x] : [start.x, turn];
  const words = [...labels].join(", ");
  const shown = fit(words, FONT.edge, Math.abs(straight[1] - straight[0]) - 10);
  const [x, y, width] = [(straight[0] + straight[1]) / 2, atEnd ? end.y : start.y, widthOf(shown, FONT.edge) + 8];
  const gap = svg("rect", { x: x - width / 2, y: y - 8, width, height: 16, class: "gap" });
  const name = svg("text", { x, y: y + 4, class: "name" }, shown);
  const title = svg("title", {}, `${from.label} ${words} ${to.label}${disputed ? " (sources differ)" : ""}`);
  return svg("g", { class: disputed ? "edge disputed" : "edge" }, title, line, head, ...(named ? [gap, name] : []));
}

function drawNode({ label, iri, literal, shown, x, y, width }, endpoint) {
  const box = svg("rect", { x, y: y - NODE.height / 2, width, height: NODE.height, rx: literal ? 4 : NODE.height / 2 });
  const text = svg("text", { x: x + width / 2, y: y + 4.5 }, shown);
  const node = svg("g", { class: literal ? "node literal" : "node" }, svg("title", {}, label), box, text);
  const href = entityPage(iri, endpoint);
  return href ? svg("a", { href, "aria-label": label }, node) : node;
}
