/** What is shown of a graph: on a day, of a layer, at some levels. Pure functions of what `GET /graph` gives. */

/** Tell whether one of a fact's statements holds on `day` (YYYY-MM-DD); without a day, every fact does. */
export function holds(fact, day) {
  return !day || fact.periods.some(({ since, until }) => (since ?? "") <= day && !(until && until <= day));
}

/** Return the IRI of the level of an entity on `day`: the one that came last by then; null where none is told. */
export function levelOn(entity, day) {
  const told = entity.stages.filter(({ since, until }) => !day || ((since ?? "") <= day && !(until && until <= day)));
  return told.at(-1)?.level ?? null;
}

/**
 * Return the entities and facts to show, each entity with its `level`.
 *
 * `hiddenLevels` holds IRIs, and null for things without a level; `layer` is an IRI. Boxes stay where their things go.
 */
export function viewOf(graph, { day = null, layer = null, hiddenLevels = new Set() }) {
  const byIri = new Map(graph.entities.map((entity) => [entity.iri, entity]));
  const layerOf = (entity) => {
    for (let box = entity, steps = 0; box && steps < 3; box = byIri.get(box.within), steps += 1) {
      if (box.role === "layer") return box.iri;
    }
    return null;
  };
  const entities = graph.entities
    .map((entity) => ({ ...entity, level: levelOn(entity, day), layer: layerOf(entity) }))
    .filter((entity) => {
      if (entity.iri === graph.around) return true;
      if (day && entity.since > day) return false;
      if (layer && !graph.around && entity.layer !== layer) return false;
      return entity.role !== "thing" || !hiddenLevels.has(entity.level);
    });
  const shown = new Set(entities.map(({ iri }) => iri));
  const facts = graph.facts.filter((fact) => shown.has(fact.subject) && shown.has(fact.object) && holds(fact, day));
  if (!graph.around) return { entities, facts, layer };
  const joined = new Set(facts.flatMap(({ subject, object }) => [subject, object]));
  return { entities: entities.filter(({ iri }) => iri === graph.around || joined.has(iri)), facts, layer: null };
}

/** Return the last days of the months from the first to the last day that the graph tells of. */
export function monthsOf(days) {
  if (!days) return [];
  const [year, month] = days.first.split("-").map(Number);
  const [lastYear, lastMonth] = days.last.split("-").map(Number);
  const count = (lastYear - year) * 12 + ((lastMonth || 12) - (month || 1));
  return Array.from({ length: Math.max(0, Math.min(count, 1200)) + 1 }, (_, index) =>
    new Date(Date.UTC(year, (month || 1) + index, 0)).toISOString().slice(0, 10),
  );
}

/** Return how a fact reads from one of its ends: the relation, the other end, and whether it leads there. */
export function readFrom(fact, iri) {
  return { leads: fact.subject === iri, other: fact.subject === iri ? fact.object : fact.subject };
}
