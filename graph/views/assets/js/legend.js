// The legend, which is also the filters.

/** A piece of the line that a relation is drawn with. */
function lineSample(relation, status = 'asserted') {
  const colour = status === 'denied' ? colours.muted : relationColour(relation);
  const picture = svg('svg', { width: 34, height: 12, viewBox: '0 0 34 12', class: 'line', 'aria-hidden': 'true' });
  const line = (width, stroke, dash) => svg('line', { x1: 1, y1: 6, x2: relation.directed ? 27 : 33, y2: 6, stroke, 'stroke-width': width, 'stroke-dasharray': dash });
  if (status === 'planned') picture.append(line(5, colour, ''), line(2.6, 'var(--card)', ''));
  else picture.append(line(status === 'denied' ? 1 : 2.4, colour, status === 'asserted' ? relation.dash.join(' ') : ''));
  if (status === 'denied') picture.append(svg('path', { d: 'M13 2l8 8M13 10l8-8', stroke: colour, 'stroke-width': 2 }));
  if (relation.directed) picture.append(svg('path', { d: 'M26 1.5L34 6L26 10.5Z', fill: colour }));
  return picture;
}

function check({ name, value, checked, content, number, change }) {
  const input = el('input', { type: 'checkbox', name, value, onchange: (event) => change(event.target.checked) });
  input.checked = checked;
  return el('label', {}, input, content, number === undefined ? null : el('span', { class: 'number', 'data-count': value }, number));
}

function toggle(set, value, on) {
  if (on) set.add(value);
  else set.delete(value);
  refresh({ panel: true });
}

function buildLegend() {
  byId('filters').replaceChildren(...[
    el('button', { type: 'button', class: 'close', id: 'close-filters', 'aria-label': 'Close the filters', onclick: () => showSheet(null) }, '×'),
    head.changes && changeControl(),
    edges.length > 0 && relationLegend(),
    statusLegend(),
    kindLegend(),
    dateFilter(),
    edges.length > 0 && dayFilter(),
    sourceFilter(),
    regionFilter(),
    el('section', { class: 'total' }, el('button', { type: 'button', id: 'reset', onclick: resetFilters }, 'Reset filters'), el('p', { id: 'total', role: 'status' })),
    signLegend(),
  ].filter(Boolean));
}

function changeControl() {
  const { before, after } = head.changes;
  const names = { before: `On ${before}`, after: `On ${after}`, changes: 'What differs' };
  return el('section', {}, el('h2', {}, 'Two days'),
    el('div', { class: 'segments column', role: 'group', 'aria-label': 'Which day' }, Object.entries(names).map(([key, name]) =>
      el('button', { type: 'button', 'data-change': key, 'aria-pressed': 'false', onclick: () => {
        state.change = state.change === key ? null : key;
        refresh({ panel: true });
      } }, name))),
    el('ul', { id: 'changes' }, Object.entries(CHANGES).map(([change, name]) => el('li', {}, changeSample(change), el('span', { class: 'text' }, name),
      el('span', { class: 'number' }, edges.filter((edge) => edge.change === change).length.toLocaleString('en'))))));
}

const CHANGES = { appeared: 'appeared between them', ended: 'ended between them' };

function changeSample(change) {
  const picture = svg('svg', { width: 34, height: 14, viewBox: '0 0 34 14', class: `line ${change}`, 'aria-hidden': 'true' });
  picture.append(svg('path', { d: 'M1 7H33', stroke: 'var(--muted)', 'stroke-width': 1.5 }), svg('circle', { cx: 17, cy: 7, r: 5.5, fill: 'var(--card)', stroke: 'currentColor' }),
    svg('path', { d: change === 'appeared' ? 'M13.5 7H20.5M17 3.5V10.5' : 'M13.5 7H20.5', stroke: 'currentColor', 'stroke-width': 1.8 }));
  return picture;
}

function relationLegend() {
  const groups = Object.entries(LAYERS).map(([layer, title]) => {
    const own = relations.filter((relation) => relation.layer === layer);
    return own.length ? [el('h3', {}, title), el('ul', {}, own.map(relationRow))] : [];
  });
  return el('section', { id: 'relations' }, el('h2', {}, 'Relations'), groups.flat());
}

function relationRow(relation) {
  const only = el('button', { type: 'button', class: 'only', 'aria-label': `Only ${relation.label}`, onclick: () => {
    state.relations = new Set([relation.name]);
    refresh({ panel: true });
  } }, 'only');
  return el('li', {}, check({
    name: 'relation',
    value: relation.name,
    checked: state.relations.has(relation.name),
    content: [lineSample(relation), el('span', { class: 'text' }, relation.label)],
    number: '',
    change: (on) => toggle(state.relations, relation.name, on),
  }), only);
}

function statusLegend() {
  const present = Object.keys(STATUSES).filter((status) => status === 'asserted' || edges.some((edge) => edge.status === status));
  if (present.length < 2) return null;
  const sample = relations.find((relation) => !relation.directed) ?? relations[0];
  return el('section', { id: 'statuses' }, el('h2', {}, 'Status'), el('ul', {}, present.map((status) => el('li', {}, check({
    name: 'status',
    value: status,
    checked: state.statuses.has(status),
    content: [lineSample({ ...sample, dash: [] }, status), el('span', { class: 'text' }, STATUSES[status])],
    number: '',
    change: (on) => toggle(state.statuses, status, on),
  })))));
}

function kindLegend() {
  const present = Object.entries(KINDS).filter(([kind]) => actors.some((actor) => actor.kind === kind));
  if (!present.length) return null;
  return el('section', { id: 'kinds' }, el('h2', {}, 'Actors'), el('ul', {}, present.map(([kind, name]) => el('li', {}, check({
    name: 'kind',
    value: kind,
    checked: state.kinds.has(kind),
    content: [kindSample(kind), el('span', { class: 'text' }, name)],
    number: actors.filter((actor) => actor.kind === kind).length.toLocaleString('en'),
    change: (on) => toggle(state.kinds, kind, on),
  })))));
}

function kindSample(kind) {
  const picture = svg('svg', { width: 34, height: 16, viewBox: '0 0 34 16', class: 'line', 'aria-hidden': 'true' });
  if (kind === 'country') picture.append(svg('circle', { cx: 17, cy: 8, r: 7, fill: 'var(--muted)' }));
  else if (kind === 'bloc') picture.append(svg('rect', { x: 4, y: 1.5, width: 26, height: 13, rx: 4, fill: 'var(--bloc)' }));
  else picture.append(svg('path', { d: 'M17 2.5L22.5 8L17 13.5L11.5 8Z', fill: 'var(--minister)' }));
  return picture;
}

function signLegend() {
  const rows = [
    ['Larger sign', 'more is told of it'],
    ['Wider line', 'more independent sources'],
    ['Tinted area', 'the members of a bloc'],
    ['Thin pale line', 'reference data, not from articles'],
    ['Dotted grey line', 'partner, observer or candidate'],
    ['Faded line', 'has ended'],
    ['Hollow line', 'only planned'],
    ['Thin line with a cross', 'denied'],
  ];
  return el('section', { id: 'signs' }, el('h2', {}, 'How to read it'), el('dl', {}, rows.flatMap(([sign, meaning]) => [el('dt', {}, sign), el('dd', {}, meaning)])));
}

// ---- dates

let bins = null;

/** Steps of time that hold the dates of what articles tell; the rare early ones share the first. */
function makeBins() {
  const days = edges.filter((edge) => edge.day && edge.origin !== 'reference').map((edge) => edge.day).sort();
  if (!days.length) return null;
  const last = days.at(-1);
  const early = days[Math.floor(days.length * 0.08)];
  const years = Number(last.slice(0, 4)) - Number(early.slice(0, 4));
  const start = (day) => (years > 5 ? day.slice(0, 4) : day.slice(0, 7));
  const list = [];
  for (let at = start(early); at <= start(last); at = following(at)) list.push(at);
  const numbers = list.map(() => 0);
  const first = list[0];
  const bars = list.map((_, i) => svg('rect', { x: i + 0.08, width: 0.84 }));
  return { list, numbers, bars, early: days[0] < first, start: (day) => Math.max(0, list.indexOf(start(day))) };
}

function following(step) {
  if (step.length === 4) return String(Number(step) + 1);
  const [year, month] = step.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

const firstDay = (step) => (step.length === 4 ? `${step}-01-01` : `${step}-01`);
/** Sets a text only where it differs: an unchanged page needs no new layout. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const lastDay = (step) => (step.length === 4 ? `${step}-12-31` : `${step}-31`);

function dateFilter() {
  bins = makeBins();
  if (!bins) return null;
  const last = bins.list.length - 1;
  const slider = (id, label) => el('input', { type: 'range', id, min: 0, max: last, step: 1, 'aria-label': label, oninput: onDates });
  return el('section', { id: 'dates' },
    el('h2', {}, 'Dates', el('output', { id: 'dates-shown', for: 'date-from date-to' })),
    el('div', { class: 'histogram', 'aria-hidden': 'true' }, svg('svg', { id: 'histogram', viewBox: `0 0 ${bins.list.length} 40`, preserveAspectRatio: 'none' }, ...bins.bars)),
    el('div', { class: 'range' }, slider('date-from', 'From'), slider('date-to', 'To')),
    el('ul', {}, el('li', {}, check({ name: 'undated', value: 'undated', checked: state.undated, content: el('span', { class: 'text' }, 'Undated too'), change: (on) => {
      state.undated = on;
      refresh({ panel: true });
    } }))));
}

function onDates() {
  const from = Number(byId('date-from').value);
  const to = Math.max(from, Number(byId('date-to').value));
  state.from = from === 0 ? null : firstDay(bins.list[from]);
  state.to = to === bins.list.length - 1 ? null : lastDay(bins.list[to]);
  refresh({ panel: true });
}

function drawHistogram() {
  if (!bins) return;
  bins.numbers.fill(0);
  for (const edge of edges) {
    if (edge.day && edge.origin !== 'reference' && state.relations.has(edge.relation) && state.statuses.has(edge.status)) bins.numbers[bins.start(edge.day)] += 1;
  }
  const most = Math.max(1, ...bins.numbers);
  const [from, to] = shownBins();
  bins.bars.forEach((bar, i) => {
    const height = bins.numbers[i] ? Math.max(1.5, (bins.numbers[i] / most) * 40) : 0;
    bar.setAttribute('y', 40 - height);
    bar.setAttribute('height', height);
    bar.setAttribute('class', i >= from && i <= to ? 'in' : 'out');
  });
  byId('date-from').value = from;
  byId('date-to').value = to;
  const early = bins.early && from === 0 ? 'earlier' : bins.list[from];
  byId('dates-shown').textContent = `${early} – ${bins.list[to]}`;
  byId('date-from').setAttribute('aria-valuetext', early);
  byId('date-to').setAttribute('aria-valuetext', bins.list[to]);
}

function shownBins() {
  const last = bins.list.length - 1;
  return [state.from === null ? 0 : bins.start(state.from), state.to === null ? last : bins.start(state.to)];
}

function dayFilter() {
  return el('section', { id: 'as-of' }, el('h2', {}, el('label', { for: 'day' }, 'As of')),
    el('div', { class: 'day' }, el('input', { type: 'date', id: 'day', min: '1800-01-01', max: '2199-12-31', onchange: (event) => {
      state.day = event.target.value || null;
      refresh({ panel: true });
    } }), el('button', { type: 'button', id: 'day-clear', onclick: () => {
      state.day = null;
      refresh({ panel: true });
    } }, 'Any day')),
    el('p', { class: 'hint' }, 'What held on that day, or had happened by then.'));
}

// ---- sources, regions

function sourceFilter() {
  const most = edges.reduce((high, edge) => Math.max(high, edge.independent), 0);
  if (!most) return null;
  const slider = (id, max, step, change) => el('input', { type: 'range', id, min: 0, max, step, oninput: (event) => {
    change(Number(event.target.value));
    refresh({ panel: true });
  } });
  return el('section', { id: 'sources' }, el('h2', {}, 'Sources'),
    el('label', { for: 'least-sources', class: 'slider' }, 'Independent sources, at least ', el('output', { id: 'sources-shown', for: 'least-sources' })),
    slider('least-sources', Math.min(10, most), 1, (value) => { state.sources = value; }),
    el('label', { for: 'least-confidence', class: 'slider' }, 'Confidence, at least ', el('output', { id: 'confidence-shown', for: 'least-confidence' })),
    slider('least-confidence', 1, 0.05, (value) => { state.confidence = value; }));
}

const regionNames = () => [...new Set(actors.map((actor) => actor.region).filter(Boolean))].sort();

function regionFilter() {
  const names = regionNames();
  if (names.length < 2) return null;
  const change = (name, on) => {
    state.regions ??= new Set(names);
    if (on) state.regions.add(name);
    else state.regions.delete(name);
    if (names.every((other) => state.regions.has(other))) state.regions = null;
    refresh({ panel: true });
  };
  const groups = new Map();
  for (const actor of actors) {
    if (!actor.region) continue;
    if (!groups.has(actor.continent)) groups.set(actor.continent, new Set());
    groups.get(actor.continent).add(actor.region);
  }
  const all = (own, on) => {
    for (const name of own) {
      state.regions ??= new Set(names);
      if (on) state.regions.add(name);
      else state.regions.delete(name);
    }
    if (names.every((other) => state.regions.has(other))) state.regions = null;
    refresh({ panel: true });
  };
  return el('section', { id: 'regions' }, el('details', {}, el('summary', {}, el('h2', {}, 'Region'), el('output', { id: 'regions-shown' })),
    [...groups.keys()].sort().map((group) => {
      const own = [...groups.get(group)].sort();
      return [el('div', { class: 'continent' }, el('h3', {}, group),
        el('button', { type: 'button', class: 'only', 'aria-label': `Only ${group}`, onclick: () => { state.regions = new Set(); all(own, true); } }, 'only')),
      el('ul', {}, own.map((name) => el('li', {}, check({ name: 'region', value: name, checked: true, content: el('span', { class: 'text' }, name), change: (on) => change(name, on) }))))];
    })));
}

// ---- what the filters say of themselves

function resetFilters() {
  const { face, node, edge, sort } = state;
  state = { ...freshState(), face, node, edge, sort };
  refresh({ panel: true });
}

/** Brings counts and controls in line with the state. */
function updateLegend() {
  const counts = new Map();
  const perStatus = new Map();
  for (const edge of edges) {
    if (passesOthers(edge)) counts.set(edge.relation, (counts.get(edge.relation) ?? 0) + 1);
    if (state.relations.has(edge.relation)) perStatus.set(edge.status, (perStatus.get(edge.status) ?? 0) + 1);
  }
  const setAll = (name, isOn, number) => {
    for (const input of document.querySelectorAll(`#filters input[name="${name}"]`)) {
      input.checked = isOn(input.value);
      const told = number && input.closest('label').querySelector('.number');
      if (told) setText(told, number(input.value).toLocaleString('en'));
    }
  };
  setAll('relation', (name) => state.relations.has(name), (name) => counts.get(name) ?? 0);
  setAll('status', (name) => state.statuses.has(name), (name) => perStatus.get(name) ?? 0);
  setAll('kind', (name) => state.kinds.has(name));
  setAll('region', (name) => !state.regions || state.regions.has(name));
  setAll('undated', () => state.undated);
  drawHistogram();
  if (byId('day')) byId('day').value = state.day ?? '';
  if (byId('sources')) {
    byId('least-sources').value = state.sources;
    byId('least-confidence').value = state.confidence;
    byId('sources-shown').textContent = state.sources;
    byId('confidence-shown').textContent = state.confidence.toFixed(2);
  }
  if (byId('regions')) byId('regions-shown').textContent = state.regions ? `${state.regions.size} of ${regionNames().length}` : 'all';
  for (const button of document.querySelectorAll('[data-change]')) button.setAttribute('aria-pressed', String(button.dataset.change === state.change));
  byId('total').textContent = `${shown.edges.length.toLocaleString('en')} of ${count(edges.length, 'relation')} shown`;
}
