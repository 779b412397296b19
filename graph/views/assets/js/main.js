// The start, and what ties the parts together.

let land = [];

function dateline() {
  const outlets = head.outlets ? ` from ${count(head.outlets, 'outlet')}` : '';
  const few = head.quoted < (head.articles ?? 0) ? `${head.quoted.toLocaleString('en')} of ` : '';
  const parts = [head.newest && `newest report ${head.newest}`, head.articles !== null && `${few}${count(head.articles ?? 0, 'article')}${outlets}`];
  return parts.filter(Boolean).join(' · ');
}

/** Applies the filters and brings every part of the page in line with them. */
function refresh({ panel = false } = {}) {
  applyFilters();
  shown.buckets = arrange(shown.edges);
  shown.hulls = state.face === 'network' ? chooseHulls() : [];
  placeBodies();
  updateLegend();
  repaint();
  renderTable();
  sayNothing();
  if (panel) panelSoon();
  keepAddress();
}

/** An empty picture says why it is empty. */
function sayNothing() {
  byId('nothing').hidden = shown.actors.length > 0;
  setText(byId('nothing'), edges.length ? 'Nothing passes the filters.' : `There is nothing to draw: ${whyEmpty}.`);
}

let waiting = 0;

/** The picture comes first: while filters move, the panel follows a moment later, once. */
function panelSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(renderPanel, 90);
}

/** Selects an actor, an edge, a path, or with `{}` nothing. */
function select({ node = null, edge = null, path = null }, { step = true } = {}) {
  const narrowed = state.depth > 0;
  Object.assign(state, { node, edge, path });
  if (narrowed && !node) state.depth = 0;
  if (narrowed) refresh();
  renderPanel();
  if (node || edge || path) showSheet('panel');
  moveAbovePanel();
  requestFrame();
  keepAddress({ step });
}

function setFace(face, { keepPlace = false } = {}) {
  state.face = face;
  document.body.dataset.view = face;
  for (const button of document.querySelectorAll('[data-face]')) button.setAttribute('aria-pressed', String(button.dataset.face === face));
  byId('table').hidden = face !== 'table';
  byId('network').hidden = byId('zoom').hidden = face === 'table';
  sheet = null;
  refresh();
  if (!keepPlace) fit();
}

/** On a narrow screen filters and details are sheets over the picture. */
function showSheet(name) {
  document.body.dataset.sheet = name ?? '';
  byId('open-filters').setAttribute('aria-expanded', String(name === 'filters'));
}

let noticing = 0;

function notice(text) {
  byId('notice').textContent = text;
  clearTimeout(noticing);
  noticing = setTimeout(() => { byId('notice').textContent = ''; }, 4000);
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    notice('The address is copied.');
  } catch {
    notice('The address above is the link to this view.');
  }
}

function recolour() {
  readColours();
  buildLegend();
  updateLegend();
  renderPanel();
  renderTable();
  sheet = null;
  repaint();
}

function turnTheme() {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  recolour();
}

// ---- keys

/** Goes to the next or the previous neighbour of what is selected, else to the most important actor. */
let walked = { centre: null, at: -1 };

function walk(step) {
  const from = actorById.get(state.node);
  if (!from) {
    const first = shown.actors[0];
    if (first) select({ node: first.id });
    walked = { centre: first, at: -1 };
    return;
  }
  const centre = walked.centre && walked.list?.[walked.at] === from ? walked.centre : from;
  const list = walked.centre === centre && walked.list ? walked.list
    : [...new Set(centre.edges.filter((edge) => shown.edgeSet.has(edge)).map((edge) => otherEnd(edge, centre)))].sort((a, b) => a.rank - b.rank);
  if (!list.length) return;
  const at = (walked.centre === centre && walked.list ? walked.at + step : step > 0 ? 0 : -1) + list.length;
  walked = { centre, list, at: at % list.length };
  select({ node: list[walked.at].id });
}

const STAGE_KEYS = {
  ArrowLeft: () => moveBy(-1, 0),
  ArrowRight: () => moveBy(1, 0),
  ArrowUp: () => moveBy(0, -1),
  ArrowDown: () => moveBy(0, 1),
  '+': () => zoomBy(1.25),
  '=': () => zoomBy(1.25),
  '-': () => zoomBy(0.8),
  0: () => fit({ animate: true }),
  n: () => walk(1),
  p: () => walk(-1),
  Enter: () => byId('panel').focus(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches('input, textarea, select');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    byId('search').focus();
  } else if (event.key === 'Escape' && !typing) {
    if (document.body.dataset.sheet) showSheet(null);
    select({});
  } else if (event.target === byId('network') && event.key in STAGE_KEYS) {
    event.preventDefault();
    STAGE_KEYS[event.key]();
  }
}

function listen() {
  document.querySelector('.search').append(combobox({
    id: 'search',
    label: 'Find a country, bloc or minister',
    placeholder: 'Find a country, bloc or minister  ( / )',
    chosen: (actor) => {
      if (actor.off) state.kinds.add(actor.kind);
      select({ node: actor.id });
      refresh();
      if (state.face !== 'table') flyTo([actor, ...actor.edges.filter((e) => shown.edgeSet.has(e)).map((e) => otherEnd(e, actor))]);
      byId('panel').focus({ preventScroll: true });
    },
  }));
  for (const button of document.querySelectorAll('[data-face]')) button.addEventListener('click', () => setFace(button.dataset.face));
  const clicks = {
    skip: () => byId('panel').focus(),
    'open-filters': () => showSheet(document.body.dataset.sheet === 'filters' ? null : 'filters'),
    'open-paths': () => openPaths(),
    'save-png': savePng,
    'save-svg': saveSvg,
    'save-csv': saveCsv,
    'copy-link': copyLink,
    theme: turnTheme,
    'zoom-in': () => zoomBy(1.3),
    'zoom-out': () => zoomBy(1 / 1.3),
    'zoom-fit': () => fit({ animate: true }),
  };
  for (const [id, act] of Object.entries(clicks)) byId(id).addEventListener('click', act);
  document.addEventListener('keydown', onKey);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
  addEventListener('hashchange', takeAddress);
  addEventListener('popstate', takeAddress);
}

function takeAddress() {
  if (location.hash === lastHash || (location.hash === '' && lastHash === '')) return;
  const face = state.face;
  state = fromHash(location.hash);
  lastHash = toHash();
  setFace(state.face, { keepPlace: face === state.face });
  renderPanel();
}

const STRETCH = 1.5; // at most: distances stay comparable

/** Layouts are wider than high: on a tall stage they are laid on their side, and on any drawn out to fill it. */
function fillStage() {
  const { clientWidth: w, clientHeight: h } = byId('stage');
  if (h > w * 1.2) for (const actor of actors) [actor.x, actor.y] = [-actor.y, actor.x];
  const span = (axis) => {
    const values = actors.filter((actor) => !actor.home).map((actor) => actor[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const [wide, high] = [span('x'), span('y')];
  if (!(wide > 0 && high > 0)) return;
  const { padX, padY } = rims();
  const slack = (wide / high) * ((h - 2 * padY) / Math.max(1, w - 2 * padX));
  const axis = slack > 1 ? 'y' : 'x';
  const factor = Math.min(STRETCH, Math.max(slack, 1 / slack));
  for (const actor of actors) actor[axis] *= factor;
}

async function start() {
  readColours();
  const [nodes, links, kinds, options, shapes] = await Promise.all([
    unpack('data-nodes'), unpack('data-edges'), unpack('data-relations'), unpack('data-options'), unpack('data-land'), loadFlags(),
  ]);
  land = shapes;
  takeData(nodes, fromColumns(links), kinds);
  const asked = location.hash;
  state = fromHash(asked);
  byId('dateline').textContent = dateline();
  listen();
  buildLegend();
  applyFilters();
  shown.buckets = arrange(shown.edges);
  shown.hulls = [];
  fillStage();
  makeStage(JSON.parse(options));
  setFace(state.face);
  if (state.node || state.edge) showSheet('panel');
  await renderPanel();
  moveAbovePanel();
  repaint({ now: true });
  const wanted = /[#&]picture=(svg|png)\b/.exec(asked)?.[1];
  if (wanted) await leavePicture(wanted);
  document.documentElement.dataset.ready = 'yes';
  performance.mark('ready');
  setTimeout(prepareSpare, 150);
}

start();
