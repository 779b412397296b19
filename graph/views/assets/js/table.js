// The table face: every relation that is shown, sortable, with its outlets.

const COLUMNS = [
  ['from', 'From', (edge) => edge.a.name],
  ['relation', 'Relation', (edge) => edge.words],
  ['to', 'To', (edge) => edge.b.name],
  ...(head.changes ? [['change', 'Between the days', (edge) => edge.change]] : []),
  ['since', 'Since', (edge) => edge.since ?? ''],
  ['until', 'Until', (edge) => edge.until ?? ''],
  ['last', 'Last reported', (edge) => edge.last_reported ?? ''],
  ['sources', 'Sources', (edge) => edge.independent],
  ['outlets', 'Outlets', (edge) => outletsOf(edge).join(', ')],
  ['status', 'Status', (edge) => edge.status],
  ['role', 'Role', (edge) => edge.role ?? ''],
  ['first', 'First reported', (edge) => edge.first_reported ?? ''],
  ['confidence', 'Confidence', (edge) => edge.confidence ?? ''],
];
const ROWS = 200;
let rowsShown = ROWS;

function outletsOf(edge) {
  if (edge.origin === 'reference') return ['reference'];
  if (!evidence?.evidence || edge.proof === undefined) return [];
  return [...new Set(evidence.evidence[edge.proof].map(([article]) => evidence.articles[article][1]).filter(Boolean))];
}

/** What articles report comes first, then who is in office, then the reference. */
const layer = (edge) => (edge.origin === 'reference' ? 2 : edge.relation === 'holds_office' ? 1 : 0);

/** By the chosen column; at first the newest report on top. */
function sortedEdges() {
  const descending = state.sort?.startsWith('-');
  const column = COLUMNS.find(([key]) => key === state.sort?.replace('-', ''));
  if (!column) return [...shown.edges].sort((a, b) => layer(a) - layer(b) || (b.last_reported ?? '').localeCompare(a.last_reported ?? '') || a.index - b.index);
  const [, , value] = column;
  const keyed = shown.edges.map((edge) => [value(edge), edge]);
  keyed.sort(([a, one], [b, other]) => {
    if (a === b) return one.index - other.index;
    if (a === '') return 1;
    if (b === '') return -1;
    return (a < b ? -1 : 1) * (descending ? -1 : 1);
  });
  return keyed.map(([, edge]) => edge);
}

async function renderTable() {
  if (state.face !== 'table') return;
  await loadEvidence();
  if (state.face !== 'table') return;
  const list = sortedEdges();
  const body = el('tbody', {}, list.slice(0, rowsShown).map(tableRow));
  const table = el('table', {}, el('caption', {}, `${count(list.length, 'relation')} shown`), el('thead', {}, el('tr', {}, COLUMNS.map(heading))), body);
  const more = list.length > rowsShown && el('button', { type: 'button', class: 'rest', onclick: () => {
    rowsShown += ROWS * 5;
    renderTable();
  } }, `Show more of ${list.length.toLocaleString('en')}`);
  byId('table').replaceChildren(table, ...(more ? [more] : []));
}

function heading([key, title]) {
  const own = state.sort?.replace('-', '') === key;
  const direction = own ? (state.sort.startsWith('-') ? 'descending' : 'ascending') : null;
  return el('th', { scope: 'col', 'aria-sort': direction }, el('button', { type: 'button', 'data-sort': key, onclick: () => {
    state.sort = own && !state.sort.startsWith('-') ? `-${key}` : key;
    keepAddress();
    renderTable().then(() => document.querySelector(`[data-sort="${key}"]`).focus());
  } }, title, el('span', { class: 'order', 'aria-hidden': 'true' }, direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : '')));
}

function tableRow(edge) {
  const cells = COLUMNS.map(([key, , value]) => {
    if (key === 'from') return el('th', { scope: 'row' }, actorButton(edge.a));
    if (key === 'to') return el('td', {}, actorButton(edge.b));
    if (key === 'relation') return el('td', {}, el('button', { type: 'button', class: 'link', onclick: () => select({ edge: edge.id }) }, lineSample(edge.kind, edge.status), edge.words));
    if (key === 'confidence') return el('td', { class: 'figure' }, edge.confidence === undefined ? '' : edge.confidence.toFixed(2));
    return el('td', { class: key === 'sources' ? 'figure' : null, dir: key === 'outlets' ? 'auto' : null }, shorten(String(value(edge)), 120));
  });
  return el('tr', { class: edge.status, 'data-edge': edge.id }, cells);
}
