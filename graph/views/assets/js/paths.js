// Paths between two actors over the relations that are shown.

const MOST_PATHS = 6;
let pathEdges = [];

function openPaths(from = null) {
  state.path = null;
  const panel = byId('panel');
  panel.replaceChildren(...pathForm(from ?? actorById.get(state.node) ?? null, null));
  panel.dataset.shows = 'path';
  showSheet('panel');
  byId(from ? 'path-to' : 'path-from').focus();
}

function pathForm(from, to) {
  const ends = [from, to];
  const pick = (index) => (actor) => {
    ends[index] = actor;
    if (ends[0] && ends[1] && ends[0] !== ends[1]) select({ path: ends.map((end) => end.id) });
  };
  const form = [
    closeButton(),
    el('h2', {}, 'Paths between two actors'),
    el('div', { class: 'ends' },
      combobox({ id: 'path-from', label: 'From', placeholder: 'From …', keep: true, chosen: pick(0) }),
      combobox({ id: 'path-to', label: 'To', placeholder: 'To …', keep: true, chosen: pick(1) })),
  ];
  form[2].querySelectorAll('input').forEach((input, index) => {
    input.value = ends[index]?.label ?? '';
  });
  return form;
}

/** What a step costs: a deal 1, a meeting more, and a membership the more the larger the bloc is. */
function costs(list) {
  const sizes = new Map();
  for (const edge of list) if (edge.relation === 'member_of') sizes.set(edge.b, (sizes.get(edge.b) ?? 0) + 1);
  return (edge) => {
    if (edge.relation === 'member_of') return 1 + Math.log2(1 + sizes.get(edge.b)) / 3;
    return edge.relation === 'met_with' ? 1.4 : 1;
  };
}

/** Every cheapest path (Dijkstra, 1959), up to MOST_PATHS, each as [actor, edges, actor, …]. */
function findPaths(from, to) {
  const list = shown.edges.filter((edge) => edge.status === 'asserted');
  const cost = costs(list);
  const steps = new Map();
  for (const edge of list) {
    for (const [one, other] of [[edge.a, edge.b], [edge.b, edge.a]]) {
      if (!steps.has(one)) steps.set(one, new Map());
      const ways = steps.get(one);
      if (!ways.has(other)) ways.set(other, { cost: Infinity, edges: [] });
      const way = ways.get(other);
      way.edges.push(edge);
      way.cost = Math.min(way.cost, cost(edge));
    }
  }
  const before = cheapest(from, steps);
  return trails(to, from, before).map((trail) => trail.map((actor, i) => (i ? steps.get(trail[i - 1]).get(actor).edges : null)).flatMap((way, i) => (way ? [way, trail[i]] : [trail[i]])));
}

/** For each actor those before it on a cheapest way from the start. */
function cheapest(from, steps) {
  const distance = new Map([[from, 0]]);
  const before = new Map();
  const open = new Set([from]);
  const done = new Set();
  while (open.size) {
    let next = null;
    for (const actor of open) if (!next || distance.get(actor) < distance.get(next)) next = actor;
    open.delete(next);
    done.add(next);
    for (const [other, way] of steps.get(next) ?? []) {
      const reached = distance.get(next) + way.cost;
      const known = distance.get(other) ?? Infinity;
      if (reached < known - 1e-9) {
        distance.set(other, reached);
        before.set(other, [next]);
        if (!done.has(other)) open.add(other);
      } else if (Math.abs(reached - known) < 1e-9 && other !== from) {
        before.get(other).push(next);
      }
    }
  }
  return before;
}

function trails(actor, from, before) {
  if (actor === from) return [[from]];
  const found = [];
  for (const earlier of before.get(actor) ?? []) {
    for (const trail of trails(earlier, from, before)) {
      found.push([...trail, actor]);
      if (found.length === MOST_PATHS) return found;
    }
  }
  return found;
}

async function pathView() {
  const [from, to] = state.path.map((id) => actorById.get(id));
  const found = findPaths(from, to);
  pathEdges = [...new Set(found.flatMap((path) => path.filter(Array.isArray).flat()))];
  requestFrame();
  const intro = found.length
    ? `${count(found.length, 'way', 'ways')} over the relations shown, deals and alliances before large organisations`
    : 'No way over the relations shown: loosen the filters.';
  return [...pathForm(from, to), el('p', { class: 'hint', id: 'path-result' }, intro), el('ol', { class: 'paths' }, found.map(pathItem))];
}

function pathItem(path) {
  const parts = path.map((part) => (Array.isArray(part)
    ? el('span', { class: 'step' }, part.slice(0, 3).map((edge) =>
      el('button', { type: 'button', class: 'step', title: sentence(edge), onclick: () => select({ edge: edge.id }) }, lineSample(edge.kind), edge.kind.label)))
    : actorButton(part)));
  return el('li', {}, parts);
}

function pathFocus() {
  const main = new Set(state.path.map((id) => actorById.get(id)));
  const around = new Set([...main, ...pathEdges.flatMap((edge) => [edge.a, edge.b])]);
  return { edges: pathEdges, actors: around, main };
}
