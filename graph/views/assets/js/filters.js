// What is shown: the state of all filters, which edges pass them, and the address that keeps them.

const FACES = ['network', 'map', 'table'];

function freshState() {
  return {
    face: 'network',
    node: null,
    edge: null,
    path: null,
    depth: 0,
    relations: new Set(relations.map((r) => r.name).filter((name) => !head.hidden.includes(name))),
    statuses: new Set(head.statuses),
    kinds: new Set(Object.keys(KINDS)),
    regions: null,
    from: null,
    to: null,
    undated: true,
    day: null,
    sources: 0,
    confidence: 0,
    change: head.changes ? 'changes' : null,
    sort: null,
  };
}

let state = null;
/** The edges and actors that pass, renewed by `applyFilters`. */
const shown = { edges: [], edgeSet: new Set(), actors: [], degree: new Map() };

function holdsOn(edge, day) {
  const begun = edge.since_day ?? (edge.origin === 'articles' ? edge.first_reported : null) ?? '';
  return begun <= day && (!edge.until_day || day < edge.until_day);
}

/** States count where they hold at any time of the range, what happened where it falls into it. */
function inRange(edge) {
  if (state.from === null && state.to === null) return true;
  if (edge.day === null) return state.undated || edge.kind.state;
  const end = edge.kind.state ? edge.until_day ?? '9999' : edge.day;
  return (state.to === null || edge.day <= state.to) && (state.from === null || end >= state.from);
}

const inRegion = (actor) => !state.regions || state.regions.has(actor.region);

function regionPasses(edge) {
  if (!state.regions) return true;
  if (!edge.a.region && !edge.b.region) return true;
  return inRegion(edge.a) || inRegion(edge.b);
}

function attested(edge) {
  if (edge.origin !== 'articles') return true;
  return edge.independent >= state.sources && (edge.confidence ?? 1) >= state.confidence;
}

/** Whether the edge passes all filters but those of relation and neighbourhood. */
function passesOthers(edge) {
  return (
    state.statuses.has(edge.status) &&
    state.kinds.has(edge.a.kind) &&
    state.kinds.has(edge.b.kind) &&
    attested(edge) &&
    inRange(edge) &&
    (state.day === null || holdsOn(edge, state.day)) &&
    regionPasses(edge) &&
    changePasses(edge)
  );
}

/** Of a comparison: the state on one of both days, or what differs between them. */
function changePasses(edge) {
  if (!head.changes || !state.change) return true;
  if (state.change === 'before') return edge.change !== 'appeared';
  if (state.change === 'after') return edge.change !== 'ended';
  return edge.change !== 'stayed';
}

const passes = (edge) => state.relations.has(edge.relation) && passesOthers(edge);

function applyFilters() {
  let passing = edges.filter(passes);
  let near = null;
  if (state.depth && state.node) {
    near = neighbourhood(actorById.get(state.node), state.depth, passing);
    passing = passing.filter((edge) => near.has(edge.a) && near.has(edge.b));
  }
  shown.edges = passing;
  shown.edgeSet = new Set(passing);
  shown.degree = new Map();
  for (const edge of passing) {
    shown.degree.set(edge.a, (shown.degree.get(edge.a) ?? 0) + 1);
    if (edge.b !== edge.a) shown.degree.set(edge.b, (shown.degree.get(edge.b) ?? 0) + 1);
  }
  const selected = actorById.get(state.node);
  shown.actors = actors.filter((actor) => {
    if (near) return near.has(actor);
    if (shown.degree.has(actor) || actor === selected) return true;
    return actor.edges.length === 0 && state.kinds.has(actor.kind) && inRegion(actor);
  });
  for (const actor of actors) actor.off = true;
  for (const actor of shown.actors) actor.off = false;
}

/** The actors at most `depth` edges away. A bloc is reached, but does not lead on to all its members. */
function neighbourhood(start, depth, passing) {
  const live = new Set(passing);
  const found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const actor of rim) {
      for (const edge of actor.edges) {
        if (actor !== start && edge.relation === 'member_of' && edge.b === actor) continue;
        const other = otherEnd(edge, actor);
        if (found.has(other) || !live.has(edge)) continue;
        found.add(other);
        next.push(other);
      }
    }
    rim = next;
  }
  return found;
}

// ---- the address

const joined = (set) => [...set].join('.');

function toHash() {
  const fresh = freshState();
  const query = new URLSearchParams();
  const put = (name, value) => value !== null && value !== undefined && value !== '' && query.set(name, value);
  put('node', state.node);
  put('edge', state.edge);
  if (state.path) put('path', state.path.join('~'));
  if (state.face !== 'network') put('face', state.face);
  if (state.depth) put('depth', state.depth);
  for (const name of ['relations', 'statuses', 'kinds']) {
    const order = { relations: relations.map((r) => r.name), statuses: Object.keys(STATUSES), kinds: Object.keys(KINDS) };
    const on = order[name].filter((key) => state[name].has(key));
    if (on.join() !== order[name].filter((key) => fresh[name].has(key)).join()) query.set(name, joined(on));
  }
  if (state.regions) query.set('regions', [...state.regions].sort().join('~'));
  put('from', state.from);
  put('to', state.to);
  if (!state.undated) put('undated', 'no');
  put('as-of', state.day);
  if (state.sources) put('sources', state.sources);
  if (state.confidence) put('confidence', state.confidence);
  if (head.changes && state.change !== fresh.change) query.set('change', state.change ?? 'both');
  put('sort', state.sort);
  return query.size ? `#${query}` : '';
}

function fromHash(hash) {
  const query = new URLSearchParams(hash.slice(1));
  const wanted = freshState();
  const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text : null);
  const number = (text, most) => Math.min(most, Math.max(0, Number.parseFloat(text) || 0));
  if (actorById.has(query.get('node'))) wanted.node = query.get('node');
  if (edgeById.has(query.get('edge'))) wanted.edge = query.get('edge');
  const path = (query.get('path') ?? '').split('~');
  if (path.length === 2 && path.every((id) => actorById.has(id))) wanted.path = path;
  if (FACES.includes(query.get('face'))) wanted.face = query.get('face');
  wanted.depth = Math.round(number(query.get('depth'), 3));
  const known = { relations: relationByName, statuses: new Map(Object.entries(STATUSES)), kinds: new Map(Object.entries(KINDS)) };
  for (const [name, names] of Object.entries(known)) {
    if (query.has(name)) wanted[name] = new Set(query.get(name).split('.').filter((key) => names.has(key)));
  }
  if (query.has('regions')) wanted.regions = new Set(query.get('regions').split('~'));
  wanted.from = day(query.get('from'));
  wanted.to = day(query.get('to'));
  wanted.undated = query.get('undated') !== 'no';
  wanted.day = day(query.get('as-of'));
  wanted.sources = Math.round(number(query.get('sources'), 99));
  wanted.confidence = number(query.get('confidence'), 1);
  if (head.changes && query.has('change')) wanted.change = ['before', 'after'].includes(query.get('change')) ? query.get('change') : null;
  if (/^-?[a-z]+$/.test(query.get('sort') ?? '')) wanted.sort = query.get('sort');
  return wanted;
}

let lastHash = '';

/** Keeps the state in the address; a new selection can be gone back from. */
function keepAddress({ step = false } = {}) {
  const hash = toHash();
  if (hash === lastHash) return;
  lastHash = hash;
  if (step) history.pushState(null, '', hash || '#');
  else history.replaceState(null, '', hash || '#');
}
