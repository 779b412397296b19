// The actors and edges of the page, and how they hang together.

const head = JSON.parse(byId('data-head').textContent);
/** Why a page has nobody on it. */
const whyEmpty = head.articles ? 'nothing in the graph was chosen for this page' : 'no article has been read yet';
const KINDS = { country: 'Countries', bloc: 'Blocs', minister: 'Ministers' };
const STATUSES = { asserted: 'Done or in force', planned: 'Only planned', denied: 'Denied' };
const LAYERS = {
  deal: 'Deals',
  alliance: 'Alliances',
  aid: 'Assistance',
  meeting: 'Meetings',
  membership: 'Membership',
  office: 'Offices',
};

let actors = [];
let edges = [];
let relations = [];
const actorById = new Map();
const edgeById = new Map();
const relationByName = new Map();
/** Every pair of actors that has an edge: its number by "one\0other". */
const pairs = new Map();

const REPEATED = { since_day: 'since', until_day: 'until', last_reported: 'first_reported' };

/** Edges out of one list a field; what is null is absent, what repeats another field was left out. */
function fromColumns(columns) {
  const names = Object.keys(columns);
  const list = (columns.id ?? []).map(() => ({}));
  let proof = -1;
  list.forEach((edge, i) => {
    for (const name of names) if (columns[name][i] !== null) edge[name] = columns[name][i];
    if (edge.proof !== undefined) edge.proof = proof += edge.proof;
    for (const [name, other] of Object.entries(REPEATED)) {
      if (edge[name] === undefined && edge[other]?.length === 10) edge[name] = edge[other];
    }
  });
  return list;
}

function takeData(nodeRecords, edgeRecords, relationRecords) {
  relations = relationRecords;
  relations.forEach((relation, index) => {
    relation.index = index;
    relationByName.set(relation.name, relation);
  });
  actors = nodeRecords;
  for (const actor of nodeRecords) actorById.set(actor.id, actor);
  actors.forEach((actor, rank) => {
    actor.rank = rank;
    actor.edges = [];
    actor.aliases ??= [];
    actor.name ??= actor.label;
    actor.searched = [actor.name, actor.label, ...actor.aliases, actor.official ?? '', actor.iso2 ?? '', actor.id]
      .map(fold);
    actor.home = actorById.get(actor.serves) ?? null;
    if (!actor.home) return;
    actor.orbit = { x: actor.x - actor.home.x, y: actor.y - actor.home.y };
    actor.home.moons = (actor.home.moons ?? 0) + 1;
    actor.far = actor.home.moons > head.moons;
  });
  edges = edgeRecords;
  edges.forEach(takeEdge);
}

function takeEdge(edge, index) {
  edge.index = index;
  edge.a = actorById.get(edge.from);
  edge.b = actorById.get(edge.to);
  edge.status ??= 'asserted';
  edge.origin ??= 'articles';
  edge.kind = relationByName.get(edge.relation);
  edge.day = edge.since_day ?? edge.first_reported ?? null;
  edge.sources ??= 0;
  edge.independent = edge.independent_sources ?? edge.sources;
  edge.strength = edge.independent >= 8 ? 3 : edge.independent >= 4 ? 2 : edge.independent >= 2 ? 1 : 0;
  edge.loose = edge.relation === 'member_of' && edge.role && edge.role !== 'member';
  edge.words = (edge.relation === 'member_of' && ROLES[edge.role]) || edge.kind.label;
  edge.forward = edge.from <= edge.to;
  const key = edge.forward ? `${edge.from}\0${edge.to}` : `${edge.to}\0${edge.from}`;
  if (!pairs.has(key)) pairs.set(key, pairs.size);
  edge.pair = pairs.get(key);
  edge.a.edges.push(edge);
  if (edge.b !== edge.a) edge.b.edges.push(edge);
  edgeById.set(edge.id, edge);
}

/** Memberships that are not full ones, in words. */
const ROLES = {
  suspended: 'is suspended from',
  observer: 'is an observer of',
  associate: 'is an associate of',
  candidate: 'is a candidate for',
  partner: 'is a partner of',
  invited: 'is invited to join',
  declined: 'declined to join',
};

/** Whether it has ended by the day that is looked at, else by the newest report: the page has no clock. */
const isOver = (edge) => Boolean(edge.until_day) && edge.until_day <= (state.day ?? head.newest ?? '');

const isMember = (edge) => edge.relation === 'member_of' && !edge.loose && edge.status === 'asserted' && !isOver(edge);

const otherEnd = (edge, actor) => (edge.a === actor ? edge.b : edge.a);

/** How the edge reads: "Russia offers assistance to AES". */
function sentence(edge) {
  const words = { asserted: '', planned: ' (planned)', denied: ' (denied)' }[edge.status];
  return `${edge.a.label} ${edge.words} ${edge.b.label}${words}`;
}

/** The part of `sentence` between the ends, seen from one of them. */
function reading(edge, actor) {
  if (edge.a === actor || !edge.kind.directed) return edge.kind.label;
  return PASSIVE[edge.relation] ?? `… ${edge.kind.label}`;
}

const PASSIVE = {
  member_of: 'has as a member',
  offers_assistance_to: 'is offered assistance by',
  provides_assistance_to: 'receives assistance from',
  applied_to: 'received an application from',
  withdrew_from: 'was left by',
  suspended_from: 'suspended',
  founded: 'was founded by',
  holds_office: 'has in office',
};

function period(edge) {
  const { since, until } = edge;
  if (edge.kind.state) {
    if (since && until) return `${since} – ${until}`;
    return since ? `since ${since}` : until ? `until ${until}` : '';
  }
  if (until) return `${since ?? '…'} – ${until}`;
  return since ?? (edge.first_reported ? `reported ${edge.first_reported}` : '');
}

const said = (edge) =>
  edge.origin === 'reference' ? 'reference' : count(edge.independent, 'source');

// ---- evidence: unpacked the first time that somebody asks for it

let evidence = null;

/** The quotes behind an edge: [{title, outlet, url, published, quote, …}]. */
async function quotesOf(edge) {
  await loadEvidence();
  return edge.proof === undefined ? [] : evidence.evidence[edge.proof].map(toQuote);
}

function loadEvidence() {
  evidence ??= unpack('data-evidence').then((value) => {
    evidence = value;
    return value;
  });
  return evidence;
}

function toQuote([article, quote, details]) {
  const [title, outlet, url, published] = evidence.articles[article];
  return { title, outlet, url: webAddress(url), published, quote, status: 'asserted', ...details };
}
