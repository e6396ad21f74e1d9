/** Where things stand in a picture: computed, not simulated, so that the same graph always looks the same. */

const CELL = { width: 150, height: 44 };
const CARD = { width: 138, height: 32 };
const BOX = { padding: 12, letter: 11.8, line: 25, gap: 16 };
const BAND = { padding: 16, title: 60, letter: 14.5, gap: 22 };
const ROW = 38;
const SIDE = { gap: 16, reach: 320 };
const LETTER = 7.4;

/** Return the width of a label in a pill. */
export function widthOf(label) {
  return Math.min(240, Math.max(60, label.length * LETTER + 26));
}

/**
 * Place the landscape: layers as bands, categories as boxes in them, things in rows in these, the best known first.
 *
 * `aspect` is width by height of the frame. Returns `places`, IRI -> { x, y, width, height } with x, y the middle, and
 * `extra`, boxes that are no entities.
 */
export function placeLandscape(entities, aspect) {
  const bands = toBands(entities, toBoxes(entities));
  for (const band of bands) {
    const inner = shelveWell(band.boxes, band.entity ? 1.3 : 2.4, BOX.gap);
    band.width = Math.max(inner.width, band.title.length * BAND.letter) + 2 * BAND.padding;
    band.height = inner.height + BAND.title + BAND.padding;
  }
  shelveWell(bands, aspect, BAND.gap);
  const places = new Map();
  const extra = [];
  for (const band of bands) {
    putBackdrop(band, { x: 0, y: 0 }, "band", places, extra);
    for (const box of band.boxes) fillBox(box, { x: band.x + BAND.padding, y: band.y + BAND.title }, places, extra);
  }
  return { places, extra };
}

/** Set x and y of boxes, in rows of the width that shows them largest in a frame of that aspect; return their size. */
function shelveWell(boxes, aspect, gap) {
  const widest = Math.max(...boxes.map(({ width }) => width));
  const whole = boxes.reduce((sum, { width }) => sum + width + gap, 0);
  const limits = Array.from({ length: 40 }, (_, index) => widest + ((whole - widest) * index) / 39);
  const sizeFor = ({ width, height }) => Math.max(width / aspect, height);
  const best = limits.reduce((one, other) => (sizeFor(shelve(boxes, other, gap)) < sizeFor(shelve(boxes, one, gap)) ? other : one));
  return shelve(boxes, best, gap);
}

/** Set x and y (of the corner) of boxes, in rows no wider than `limit`; return the size of the whole. */
function shelve(boxes, limit, gap) {
  let [x, y, tallest, widest] = [0, 0, 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.width > limit + 1) [x, y, tallest] = [0, y + tallest + gap, 0];
    Object.assign(box, { x, y });
    widest = Math.max(widest, x + box.width);
    x += box.width + gap;
    tallest = Math.max(tallest, box.height);
  }
  return { width: widest, height: y + tallest };
}

/** Place a band or a box whose corner stands at its own x and y from `corner`. */
function putBackdrop({ entity, title, x, y, width, height, head }, corner, kind, places, extra) {
  const place = { x: corner.x + x + width / 2, y: corner.y + y + height / 2, width, height, head };
  if (entity) places.set(entity.iri, place);
  else extra.push({ ...place, id: `${kind}:${title}`, label: title, kind });
}

/** Return a box for each category, and one for each kind of thing outside of all categories. */
function toBoxes(entities) {
  const inside = new Map();
  const loose = new Map();
  const known = new Set(entities.map(({ iri }) => iri));
  for (const entity of entities.filter(({ role }) => role === "thing")) {
    const [groups, key] = known.has(entity.within) ? [inside, entity.within] : [loose, entity.type_label];
    groups.set(key, [...(groups.get(key) ?? []), entity]);
  }
  const categories = entities.filter(({ role }) => role === "category");
  return [
    ...categories.map((entity) => toBox(entity.label, inside.get(entity.iri) ?? [], entity)),
    ...[...loose].sort(([one], [other]) => one.localeCompare(other)).map(([label, things]) => toBox(label, things, null)),
  ];
}

function toBox(title, things, entity) {
  // cards are wider than high: few columns make a box that is near to square
  const columns = Math.max(1, Math.ceil(Math.sqrt(things.length * (entity ? 0.4 : 1.2))));
  const rows = Math.ceil(things.length / columns);
  const inner = Math.max(columns * CELL.width, Math.min(title.length, 17) * BOX.letter, ...title.split(" ").map((word) => word.length * BOX.letter));
  const lines = Math.ceil((title.length * BOX.letter * (title.length * BOX.letter > inner ? 1.25 : 1)) / inner);
  const head = lines * BOX.line + 18;
  return { title, things, entity, columns, head, width: inner + 2 * BOX.padding, height: head + rows * CELL.height + BOX.padding };
}

/** Return the layers with their boxes, the fullest first, then the boxes of no layer, then those of no category. */
function toBands(entities, boxes) {
  const layers = entities.filter(({ role }) => role === "layer");
  const bands = layers.map((entity) => ({ entity, title: entity.label, boxes: boxes.filter((box) => box.entity?.within === entity.iri) }));
  const known = new Set(layers.map(({ iri }) => iri));
  const adrift = boxes.filter((box) => box.entity && !known.has(box.entity.within));
  const loose = boxes.filter((box) => !box.entity);
  const sized = (band) => band.boxes.reduce((sum, box) => sum + box.things.length, 0);
  bands.sort((one, other) => sized(other) - sized(one) || one.title.localeCompare(other.title));
  if (adrift.length) bands.push({ title: layers.length ? "In no layer" : "Categories", boxes: adrift });
  if (loose.length) bands.push({ title: bands.length ? "In no category" : "What the documents tell of", boxes: loose });
  for (const band of bands) band.boxes.sort((one, other) => other.height - one.height || other.width - one.width || one.title.localeCompare(other.title));
  return bands.filter((band) => band.boxes.length);
}

function fillBox(box, corner, places, extra) {
  putBackdrop(box, corner, "box", places, extra);
  const columns = Math.min(box.columns, box.things.length);
  const left = corner.x + box.x + (box.width - columns * CELL.width) / 2;
  const sorted = [...box.things].sort((one, other) => other.facts - one.facts || one.label.localeCompare(other.label));
  sorted.forEach(({ iri }, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const middle = { x: left + (column + 0.5) * CELL.width, y: corner.y + box.y + box.head + (row + 0.5) * CELL.height };
    places.set(iri, { ...middle, ...CARD });
  });
}

/**
 * Place an entity in the middle and its neighbours in two columns, grouped by relation, those it leads to on the right.
 *
 * A group changes sides where that makes the columns more even; arrows tell the direction.
 */
export function placeAround(entities, facts, centre) {
  const groups = groupNeighbours(entities, facts, centre);
  const sides = { right: [], left: [] };
  const rows = (side) => sides[side].reduce((sum, group) => sum + group.members.length, 0);
  for (const group of [...groups].sort((one, other) => other.members.length - one.members.length)) {
    const wanted = group.leads ? "right" : "left";
    const other = group.leads ? "left" : "right";
    sides[rows(wanted) > rows(other) + 2 ? other : wanted].push(group);
  }
  const places = new Map([[centre.iri, { x: 0, y: 0, width: widthOf(centre.label) + 24, height: 44, side: "middle" }]]);
  for (const [side, sign] of [["right", 1], ["left", -1]]) {
    const members = sides[side].sort((one, other) => one.key.localeCompare(other.key));
    const height = rows(side) * ROW + Math.max(0, members.length - 1) * SIDE.gap;
    let y = -height / 2 + ROW / 2;
    for (const { members: entities } of members) {
      for (const entity of entities) {
        const width = widthOf(entity.label);
        places.set(entity.iri, { x: sign * (places.get(centre.iri).width / 2 + SIDE.reach + width / 2), y, width, height: 28, side });
        y += ROW;
      }
      y += SIDE.gap;
    }
  }
  return { places, extra: [] };
}

function groupNeighbours(entities, facts, centre) {
  const groups = new Map();
  const byIri = new Map(entities.map((entity) => [entity.iri, entity]));
  const seen = new Set([centre.iri]);
  const ordered = [...facts].sort((one, other) => one.label.localeCompare(other.label));
  for (const fact of ordered) {
    const leads = fact.subject === centre.iri;
    const other = byIri.get(leads ? fact.object : fact.subject);
    if (!other || seen.has(other.iri)) continue;
    seen.add(other.iri);
    const key = `${fact.label} ${leads}`;
    if (!groups.has(key)) groups.set(key, { key, leads, members: [] });
    groups.get(key).members.push(other);
  }
  for (const group of groups.values()) group.members.sort((one, other) => one.label.localeCompare(other.label));
  return [...groups.values()];
}
