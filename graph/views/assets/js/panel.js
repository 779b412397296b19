// The panel: an overview, one actor, one edge with its quotes, or the paths between two actors.

const MOST_ROWS = 40;
let showing = 0; // what was asked for last: answers that come later are dropped

async function renderPanel() {
  showing += 1;
  const turn = showing;
  const actor = actorById.get(state.node);
  const edge = edgeById.get(state.edge);
  let content;
  if (state.path) content = await pathView();
  else if (edge) content = await edgeView(edge);
  else if (actor) content = actorView(actor);
  else content = overview();
  if (turn !== showing) return;
  const panel = byId('panel');
  panel.replaceChildren(...content.flat().filter(Boolean));
  panel.scrollTop = 0;
  panel.dataset.shows = state.path ? 'path' : edge ? 'edge' : actor ? 'actor' : 'overview';
}

// ---- parts

const actorButton = (actor, more = {}) =>
  el('button', { type: 'button', class: 'actor', dir: 'auto', title: actor.name, onclick: () => select({ node: actor.id }), ...more }, flagOf(actor), shorten(actor.label, 60));

/** A flag as a small canvas; nothing where there is none. */
function flagOf(actor, height = 12) {
  if (actor.flag === undefined || !FLAG.picture) return null;
  const canvas = el('canvas', { width: FLAG.width, height: FLAG.height, class: 'flag', 'aria-hidden': 'true' });
  canvas.style.height = `${height}px`;
  canvas.getContext('2d').drawImage(
    FLAG.picture,
    (actor.flag % FLAG.columns) * FLAG.width,
    Math.floor(actor.flag / FLAG.columns) * FLAG.height,
    FLAG.width, FLAG.height, 0, 0, FLAG.width, FLAG.height,
  );
  return canvas;
}

const badge = (edge) => (edge.status === 'asserted' ? null : el('span', { class: `badge ${edge.status}` }, edge.status === 'planned' ? 'only planned' : 'denied'));

const changeBadge = (edge) => (edge.change && edge.change !== 'stayed' ? el('span', { class: `badge ${edge.change}` }, edge.change) : null);

const section = (title, ...content) => el('section', {}, el('h3', {}, title), ...content);

function closeButton() {
  return el('button', { type: 'button', class: 'close', 'aria-label': 'Back to the overview', onclick: () => {
    select({});
    showSheet(null);
  } }, '×');
}

/** A row that leads to an edge: who, when, by how many sources. */
function edgeRow(edge, actor) {
  const other = otherEnd(edge, actor);
  const more = [edge.role === 'member' ? null : edge.role, period(edge), edge.disputed && 'disputed', said(edge)].filter(Boolean).map((part) => shorten(part, 100)).join(' · ');
  return el(
    'li',
    { class: edge.status },
    actorButton(other),
    el('button', { type: 'button', class: 'more', 'aria-label': `${sentence(edge)}: ${more}`, onclick: () => select({ edge: edge.id }) }, more, badge(edge), changeBadge(edge)),
  );
}

function edgeList(list, actor) {
  const rows = list.slice(0, MOST_ROWS).map((edge) => edgeRow(edge, actor));
  const items = el('ul', { class: 'edges' }, rows);
  if (list.length <= MOST_ROWS) return items;
  const rest = el('button', { type: 'button', class: 'rest', onclick: () => {
    items.append(...list.slice(MOST_ROWS).map((edge) => edgeRow(edge, actor)));
    rest.remove();
  } }, `Show ${(list.length - MOST_ROWS).toLocaleString('en')} more`);
  return [items, rest];
}

const newestFirst = (a, b) => (b.day ?? '').localeCompare(a.day ?? '') || b.independent - a.independent || a.index - b.index;

// ---- the overview

function overview() {
  if (!actors.length) return [el('p', { class: 'hint' }, `This page is empty: ${whyEmpty}.`)];
  const told = shown.edges.filter((edge) => edge.origin !== 'reference');
  const important = actors.filter((actor) => actor.weight > 0 && !actor.off).sort((a, b) => b.count - a.count || a.rank - b.rank).slice(0, 8);
  const most = important[0]?.count ?? 1;
  const newest = told.filter((edge) => edge.last_reported && edge.relation !== 'holds_office')
    .sort((a, b) => b.last_reported.localeCompare(a.last_reported) || LAYER_ORDER.indexOf(a.kind.layer) - LAYER_ORDER.indexOf(b.kind.layer) || a.index - b.index);
  const best = told.filter((edge) => edge.independent > 1 && edge.relation !== 'holds_office').sort((a, b) => b.independent - a.independent || a.index - b.index).slice(0, 5);
  return [
    el('h2', {}, 'At a glance'),
    el('p', { class: 'hint' }, 'Choose an actor or a line to see who says so: every line rests on quoted sentences.'),
    important.length > 0 && section('Most relations in the news', el('ol', { class: 'bars' }, important.map((actor) =>
      el('li', {}, actorButton(actor), el('span', { class: 'bar', 'aria-hidden': 'true' }, meter(actor.count / most)), el('span', { class: 'number', title: count(actor.count, 'relation') }, actor.count.toLocaleString('en')))))),
    newest.length > 0 && section('Newest reports', el('ul', { class: 'news' }, groupNews(newest.slice(0, 60)).slice(0, 7).map(newsRow))),
    best.length > 0 && section('Best attested', el('ul', { class: 'news' }, best.map((edge) => newsRow([edge])))),
  ];
}

function meter(share) {
  const fill = el('i');
  fill.style.width = `${Math.round(share * 100)}%`;
  return fill;
}

/** Reports of one day that differ in one end only, as one line: "Mali, Niger and 2 more signed … Russia". */
function groupNews(list) {
  const groups = [];
  for (const edge of list) {
    const alike = groups.find(([first]) => first.relation === edge.relation && first.status === edge.status &&
      first.last_reported === edge.last_reported && (first.b === edge.b || first.a === edge.a));
    if (alike && (alike.length === 1 || alike[0].b === alike[1].b ? alike[0].b === edge.b : alike[0].a === edge.a)) alike.push(edge);
    else groups.push([edge]);
  }
  return groups;
}

function newsSentence(group) {
  const [first, second] = group;
  if (!second) return sentence(first);
  const sameTarget = first.b === second.b;
  const names = group.map((edge) => (sameTarget ? edge.a : edge.b).label);
  const listed = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const verb = sameTarget ? first.words.replace(/^is an? (\w+) of$/, 'are $1s of').replace(/^is /, 'are ').replace(/^(offer|provide|hold)s /, '$1 ') : first.words;
  const words = { asserted: '', planned: ' (planned)', denied: ' (denied)' }[first.status];
  return sameTarget ? `${listed} ${verb} ${first.b.label}${words}` : `${first.a.label} ${verb} ${listed}${words}`;
}

const newsRow = (group) => {
  const [edge] = group;
  return el('li', {}, el('button', { type: 'button', class: 'news', onclick: () => select({ edge: edge.id }) },
    el('span', { class: 'sample', colour: relationColour(edge.kind), 'aria-hidden': 'true' }),
    el('span', {}, shorten(newsSentence(group), 150)), el('small', {}, [edge.last_reported, said(edge)].filter(Boolean).join(' · '))));
};

const LAYER_ORDER = ['deal', 'alliance', 'aid', 'membership', 'meeting', 'office'];

// ---- one actor

function actorView(actor) {
  const own = actor.edges.filter((edge) => state.depth === 0 || shown.edgeSet.has(edge));
  const passing = own.filter((edge) => edge.status === 'asserted' && passesPanel(edge));
  const groups = relations.filter((r) => r.layer !== 'office' && r.name !== 'member_of')
    .flatMap((relation) => directions(relation, passing, actor));
  const names = [...new Set([actor.official, ...actor.aliases])].filter((name) => name && name !== actor.name && name !== actor.label);
  const facts = [{ country: 'Country', bloc: 'Bloc', minister: 'Minister' }[actor.kind], actor.region, actor.bloc_kind,
    actor.founded && `founded ${actor.founded}`, actor.dissolved && `dissolved ${actor.dissolved}`];
  const apart = (status) => actor.edges.filter((edge) => edge.status === status).sort(newestFirst);
  return [
    closeButton(),
    el('h2', { dir: 'auto' }, flagOf(actor, 20), shorten(actor.name, 200)),
    el('p', { class: 'facts' }, shorten(facts.filter(Boolean).join(' · '), 300)),
    names.length > 0 && el('p', { class: 'names', dir: 'auto' }, `Also: ${shorten(names.join(', '), 300)}`),
    depthControl(actor),
    actor.page && el('p', { class: 'names' }, el('a', { href: actor.page }, `All about ${shorten(actor.label, 40)}`)),
    ...groups,
    membershipSection(actor, passing),
    officeSection(actor, passing),
    ...['planned', 'denied'].map((status) => apart(status).length > 0 &&
      el('section', { class: `apart ${status}` }, el('h3', {}, { planned: 'Only planned', denied: 'Denied' }[status]), groupedByRelation(apart(status), actor))),
    passing.length === 0 && el('p', { class: 'hint' }, actor.edges.length ? 'Nothing passes the filters.' : 'Nothing is told about it yet.'),
  ];
}

/** The panel follows all filters but those of status, which it shows apart, and of relation layers. */
const passesPanel = (edge) => passes({ ...edge, status: 'asserted' }) || !state.statuses.has('asserted');

function directions(relation, list, actor) {
  const own = list.filter((edge) => edge.kind === relation).sort(newestFirst);
  const parts = relation.directed ? [own.filter((e) => e.a === actor), own.filter((e) => e.b === actor)] : [own];
  return parts.filter((part) => part.length).map((part) => relationSection(part, actor));
}

function relationSection(list, actor) {
  const { kind } = list[0];
  return el('section', { class: 'relation', colour: relationColour(kind) },
    el('h3', {}, lineSample(kind), el('span', {}, reading(list[0], actor)), el('span', { class: 'number' }, list.length.toLocaleString('en'))),
    edgeList(list, actor));
}

function groupedByRelation(list, actor) {
  return relations.flatMap((relation) => {
    const own = list.filter((edge) => edge.kind === relation);
    return own.length ? [el('h4', {}, reading(own[0], actor)), edgeList(own, actor)].flat() : [];
  });
}

/** Memberships, or a bloc's members: full ones, then other ties, then what is over; each counts actors, not periods. */
function membershipSection(actor, list) {
  const own = list.filter((edge) => edge.relation === 'member_of');
  return [
    [['Memberships', 'Other ties to blocs', 'Earlier memberships'], own.filter((edge) => edge.a === actor)],
    [['Members', 'Other ties', 'In earlier times'], own.filter((edge) => edge.b === actor)],
  ].flatMap(([titles, part]) => [part.filter(isMember), part.filter((edge) => !isMember(edge) && !isOver(edge)), part.filter(isOver)]
    .map((found, i) => [titles[i], found])).filter(([, part]) => part.length).map(([title, part]) => {
    const others = new Set(part.map((edge) => otherEnd(edge, actor)));
    return section([title, el('span', { class: 'number' }, others.size.toLocaleString('en'))], edgeList(part.sort(byMember(actor)), actor));
  });
}

const byMember = (actor) => (a, b) => (b.origin !== 'reference') - (a.origin !== 'reference') ||
  otherEnd(a, actor).rank - otherEnd(b, actor).rank || (b.since_day ?? '').localeCompare(a.since_day ?? '');

function officeSection(actor, list) {
  const own = list.filter((edge) => edge.relation === 'holds_office').sort(newestFirst);
  return own.length > 0 && section(actor.kind === 'minister' ? 'Offices' : 'In office', edgeList(own, actor));
}

function depthControl(actor) {
  const choose = (depth) => {
    state.depth = depth;
    refresh();
    fit({ animate: true });
    renderPanel();
  };
  const names = ['All', '1 step', '2 steps', '3 steps'];
  return el('div', { class: 'depth' },
    el('div', { class: 'segments', role: 'group', 'aria-label': `Neighbourhood of ${shorten(actor.label, 40)}` },
      names.map((name, depth) => el('button', { type: 'button', 'data-depth': depth, 'aria-pressed': String(state.depth === depth), onclick: () => choose(depth) }, name))),
    el('button', { type: 'button', class: 'path-from', onclick: () => openPaths(actor) }, 'Path to …'));
}

// ---- one edge

async function edgeView(edge) {
  const quotes = await quotesOf(edge);
  const others = edge.a.edges.filter((other) => other !== edge && other.pair === edge.pair);
  const facts = [
    ['Status', STATUSES[edge.status]],
    ['Role', edge.role],
    [edge.kind.state ? 'Period' : 'Date', edge.since || edge.until ? period(edge) : 'not given'],
    ['Reported', [...new Set([edge.first_reported, edge.last_reported])].filter(Boolean).join(' – ')],
    ['Sources', edge.origin === 'reference' ? 'reference data' : `${count(edge.sources, 'article')}, ${edge.independent} independent${edge.origin === 'both' ? ', and reference data' : ''}`],
    ['Disputed', edge.disputed ? 'yes' : null],
    ['Confidence', edge.confidence === undefined ? null : edge.confidence.toFixed(2)],
  ].filter(([, value]) => value).map(([name, value]) => [name, shorten(value, 200)]);
  return [
    closeButton(),
    el('h2', { class: 'edge', colour: relationColour(edge.kind) }, actorButton(edge.a), el('span', { class: 'verb' }, lineSample(edge.kind, edge.status), ` ${edge.words} `), actorButton(edge.b)),
    badge(edge),
    changeBadge(edge),
    el('dl', { class: 'facts' }, facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    quotes.length > 0 ? section('What the articles say', quotes.map(quoteCard))
      : el('p', { class: 'hint' }, 'From the reference data; no article here says so.'),
    others.length > 0 && section('Also between these two', el('ul', { class: 'news' }, others.map((other) =>
      el('li', {}, el('button', { type: 'button', class: 'news', onclick: () => select({ edge: other.id }) }, lineSample(other.kind, other.status), el('span', {}, sentence(other)), el('small', {}, [period(other), said(other)].filter(Boolean).join(' · '))))))),
  ];
}

function quoteCard(quote) {
  const by = actorById.get(quote.via);
  const money = quote.amount !== undefined && `${quote.amount.toLocaleString('en')} ${quote.currency ?? ''}`;
  const notes = [
    quote.date && `on ${quote.date}`, quote.stage, quote.certainty, quote.detail, money,
    quote.attribution && `says ${quote.attribution}`, by && `through ${by.label}`, quote.office,
  ].filter(Boolean).map((note) => shorten(note, 200));
  const title = shorten(quote.title || quote.outlet || 'article', 300);
  return el('figure', { class: `quote ${quote.status}` },
    el('blockquote', { dir: 'auto' }, quote.quote),
    notes.length > 0 && el('p', { class: 'notes' }, notes.join(' · ')),
    el('figcaption', {},
      quote.url ? el('a', { href: quote.url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, title) : el('span', { dir: 'auto' }, title),
      el('span', { class: 'outlet', dir: 'auto' }, shorten(quote.outlet || '', 100)), el('time', {}, quote.published ?? 'no date')));
}
