// The stage: vis-network moves and zooms the picture and drags its nodes; the picture itself is painted
// into a sheet somewhat larger than the stage, which is moved while the picture moves.

const MARGIN = 0.3; // of the stage on every side
const BUDGET = { moving: 9, waiting: 45 }; // milliseconds of painting in a frame; while someone waits for it
const FARTHEST = 0.01; // the smallest scale
const SETTLED = 140; // milliseconds without a change of scale until the sheet is painted anew

let net = null;
let hovered = null;
let sheet = null; // {picture, names, view}: two canvases, finished
let work = null; // {picture, names, view, steps}: those that are being painted
let spare = null; // canvases to paint on next
let settling = 0;
const stageSize = { w: 1, h: 1 };

function measureStage() {
  const { clientWidth, clientHeight } = byId('stage');
  Object.assign(stageSize, { w: clientWidth, h: clientHeight });
}

function makeStage(options) {
  measureStage();
  new ResizeObserver(() => {
    measureStage();
    sheet = null;
    requestFrame();
  }).observe(byId('stage'));
  const nodes = actors.map((actor) => ({
    id: actor.id,
    x: actor.x,
    y: actor.y,
    shape: 'custom',
    ctxRenderer: ({ x, y }) => onNodeMoved(actor, x, y),
  }));
  net = new vis.Network(byId('network'), { nodes: new vis.DataSet(nodes), edges: new vis.DataSet([]) }, options);
  for (const actor of actors) actor.body = net.body.nodes[actor.id];
  net.on('beforeDrawing', compose);
  net.on('click', (event) => chooseAt(event.pointer.DOM));
  net.on('doubleClick', (event) => goCloser(event.pointer.DOM));
  net.on('dragEnd', () => repaint());
  net.on('zoom', limitZoom);
  const canvas = byId('network').querySelector('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.addEventListener('mousemove', (event) => hoverAt({ x: event.offsetX, y: event.offsetY }));
  canvas.addEventListener('mouseleave', () => hover(null, null));
}

const unseen = { drawNode() {}, nodeDimensions: { width: 1, height: 1 } };

/** vis asks for each node in each frame; here it only tells where a dragged one has gone. */
function onNodeMoved(actor, x, y) {
  const spot = place(actor);
  if (!actor.off && !actor.home && spot && (spot.x !== x || spot.y !== y) && Math.abs(x) < 1e8) {
    spot.x = x;
    spot.y = y;
  }
  const size = Math.max(4, actor.size * growth({ scale: net ? net.getScale() : 1 })) / (net ? net.getScale() : 1);
  unseen.nodeDimensions.width = unseen.nodeDimensions.height = 2 * size;
  return unseen;
}

/** Puts vis's nodes where the face has them, and out of reach those that are not shown. */
function placeBodies() {
  for (const actor of actors) {
    const spot = actor.off || actor.home ? null : place(actor); // ministers move with their countries
    actor.body.x = spot ? spot.x : 1e9;
    actor.body.y = spot ? spot.y : 1e9;
  }
}

function currentView() {
  const { x, y } = net.getViewPosition();
  return { cx: x, cy: y, scale: net.getScale(), ...stageSize };
}

const density = () => net.canvas.pixelRatio || 1;

/** The same view with a margin on every side. */
function widened(view) {
  const w = Math.round(view.w * (1 + 2 * MARGIN));
  const left = (w - view.w) / 2;
  return { ...view, w, h: Math.round(view.h * (1 + 2 * MARGIN)), inner: { left, right: left + view.w } };
}

function begin(view) {
  const { picture, names } = spare ?? { picture: document.createElement('canvas'), names: document.createElement('canvas') };
  spare = null;
  const pens = [picture, names].map((canvas) => {
    const [w, h] = [view.w, view.h].map((side) => Math.max(1, Math.round(side * density())));
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    const pen = canvas.getContext('2d', { alpha: canvas === names });
    pen.setTransform(density(), 0, 0, density(), 0, 0);
    pen.clearRect(0, 0, view.w, view.h);
    return pen;
  });
  return { picture, names, view, steps: paint(pens[0], view, pens[1]) };
}

/** Makes the second pair of canvases while nobody waits for it. */
function prepareSpare() {
  if (sheet && !spare && !work) spare = begin(sheet.view);
}

/** Starts the picture anew: `now` finishes it at once, `moving` leaves most of each frame to the motion; else
    most pictures are finished at once too, and only very large ones take several frames. */
function repaint({ now = false, moving = false } = {}) {
  if (work) spare = work;
  work = begin(widened(currentView()));
  if (now || !moving) finish(now ? Infinity : BUDGET.waiting);
  requestFrame();
}

function finish(milliseconds) {
  const until = performance.now() + milliseconds;
  while (work && performance.now() < until) {
    if (work.steps.next().done) {
      spare = sheet;
      sheet = work;
      work = null;
      document.dispatchEvent(new Event('painted'));
    }
  }
}

const requestFrame = () => net.body.emitter.emit('_requestRedraw');

/** One frame: the sheet, moved to where the view is now, and over it what is selected. */
function compose(context) {
  const view = currentView();
  if (!sheet) repaint({ now: true });
  if (work) finish(BUDGET.moving);
  else if (!covers(sheet.view, view)) settle(view);
  context.save();
  context.setTransform(density(), 0, 0, density(), 0, 0);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, view.w, view.h);
  const focus = currentFocus();
  layDown(context, view, sheet.picture);
  if (!focus || focus.soft) layDown(context, view, sheet.names);
  if (focus) paintFocus(context, view, focus);
  context.restore();
  if (work) requestAnimationFrame(requestFrame);
}

function layDown(context, view, canvas) {
  const zoom = view.scale / sheet.view.scale;
  const x = view.w / 2 + (sheet.view.cx - view.cx) * view.scale - (sheet.view.w * zoom) / 2;
  const y = view.h / 2 + (sheet.view.cy - view.cy) * view.scale - (sheet.view.h * zoom) / 2;
  context.drawImage(canvas, x, y, sheet.view.w * zoom, sheet.view.h * zoom);
}

/** Whether the sheet has the scale of the view and reaches beyond its rims. */
function covers(painted, view) {
  if (Math.abs(painted.scale / view.scale - 1) > 1e-3) return false;
  const spareX = (painted.w - view.w) / 2;
  const spareY = (painted.h - view.h) / 2;
  return Math.abs(painted.cx - view.cx) * view.scale <= spareX && Math.abs(painted.cy - view.cy) * view.scale <= spareY;
}

/** Paints anew at once when the picture moves, and after a pause when it grows or shrinks. */
function settle(view) {
  clearTimeout(settling);
  if (Math.abs(sheet.view.scale / view.scale - 1) <= 1e-3) repaint({ moving: true });
  else settling = setTimeout(() => repaint(), SETTLED);
}

// ---- what is selected

function currentFocus() {
  if (state.path) return pathFocus();
  if (state.edge) {
    const edge = edgeById.get(state.edge);
    const ends = new Set([edge.a, edge.b]);
    return { edges: [edge], actors: ends, main: ends };
  }
  const actor = actorById.get(state.node) ?? hovered;
  if (!actor || actor.off) return null;
  const near = actor.edges.filter((edge) => shown.edgeSet.has(edge));
  const around = new Set([actor, ...near.map((edge) => otherEnd(edge, actor))]);
  return { edges: near, actors: around, main: new Set([actor]), soft: !state.node };
}

/** The actor whose sign lies at a point of the stage. */
function actorAt(point) {
  const view = currentView();
  let best = null;
  let nearest = Infinity;
  const focus = currentFocus();
  const list = focus && !focus.soft ? new Set([...focus.actors, ...shown.actors]) : shown.actors;
  for (const [actor, mark] of visibleMarks(list, view)) {
    const dx = Math.abs(point.x - mark.x);
    const dy = Math.abs(point.y - mark.y);
    const inside = mark.kind === 'bloc' ? dx <= mark.w + 3 && dy <= mark.h + 3 : Math.hypot(dx, dy) <= mark.r + 4;
    const distance = Math.hypot(dx, dy);
    if (inside && distance < nearest) [best, nearest] = [actor, distance];
  }
  return best;
}

/** The edge whose line passes within a few pixels of a point. */
function edgeAt(point, reach = 6) {
  const view = currentView();
  let best = null;
  let nearest = reach;
  const focus = currentFocus();
  for (const edge of focus && !focus.soft ? focus.edges : drawnEdges()) {
    const line = bow(edge, view);
    if (!line || !inView(line, view)) continue;
    const distance = distanceTo(line, point, nearest);
    if (distance < nearest) [best, nearest] = [edge, distance];
  }
  return best;
}

function* drawnEdges() {
  for (const bucket of shown.buckets) yield* bucket.edges;
}

function distanceTo(line, point, enough) {
  const left = Math.min(line.ax, line.bx, line.cx) - enough;
  const right = Math.max(line.ax, line.bx, line.cx) + enough;
  if (point.x < left || point.x > right) return Infinity;
  const steps = line.straight ? 1 : 10;
  let distance = Infinity;
  let from = { x: line.ax, y: line.ay };
  for (let step = 1; step <= steps; step += 1) {
    const to = line.straight ? { x: line.bx, y: line.by } : onBow(line, step / steps);
    distance = Math.min(distance, toSegment(point, from, to));
    from = to;
  }
  return distance;
}

function toSegment(point, from, to) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const t = length ? Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length)) : 0;
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

function chooseAt(point) {
  const actor = actorAt(point);
  if (actor) return select({ node: actor.id });
  const edge = edgeAt(point, 8);
  return edge ? select({ edge: edge.id }) : select({});
}

function goCloser(point) {
  const actor = actorAt(point);
  if (actor) flyTo([actor], { closest: Math.max(1.6, net.getScale()) });
}

let pointed = 0;

function hoverAt(point) {
  cancelAnimationFrame(pointed);
  pointed = requestAnimationFrame(() => {
    const actor = actorAt(point);
    hover(actor, actor ? null : edgeAt(point), point);
  });
}

function hover(actor, edge, point) {
  const tip = byId('tip');
  byId('network').classList.toggle('pointing', Boolean(actor ?? edge));
  tip.hidden = !(actor ?? edge);
  if (actor) tip.replaceChildren(el('b', {}, shorten(actor.name, 80)), ` · ${count(shown.degree.get(actor) ?? 0, 'relation')}`);
  else if (edge) tip.replaceChildren(`${shorten(sentence(edge), 160)} · ${said(edge)}`);
  if (!tip.hidden) {
    const box = byId('stage').getBoundingClientRect();
    tip.style.left = `${Math.min(point.x + 14, box.width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(point.y + 16, box.height - tip.offsetHeight - 8)}px`;
  }
  if (hovered !== actor) {
    hovered = actor;
    requestFrame();
  }
}

// ---- moving

function limitZoom() {
  const scale = net.getScale();
  if (scale < FARTHEST || scale > 9) net.moveTo({ scale: Math.min(9, Math.max(FARTHEST, scale)) });
}

function zoomBy(factor) {
  net.moveTo({ scale: Math.min(9, Math.max(FARTHEST, net.getScale() * factor)) });
  requestFrame();
}

function moveBy(x, y) {
  const { x: cx, y: cy } = net.getViewPosition();
  const step = 70 / net.getScale();
  net.moveTo({ position: { x: cx + x * step, y: cy + y * step } });
  requestFrame();
}

const WORLD = { left: -1480, right: 1480, top: -720, bottom: 760 };

function fit({ animate = false } = {}) {
  if (state.face === 'map') return show(worldShown(), { animate, padX: 0, padY: 0 });
  return flyTo(shown.actors, { animate, closest: 1.5 });
}

/** The part of the world where the actors are, never less than a continent. */
function worldShown() {
  const spots = shown.actors.map(place).filter(Boolean);
  if (!spots.length) return WORLD;
  const [x, y] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const box = { left: Math.min(...x) - 160, right: Math.max(...x) + 160, top: Math.min(...y) - 120, bottom: Math.max(...y) + 140 };
  const [w, h] = [Math.max(0, 1000 - (box.right - box.left)) / 2, Math.max(0, 700 - (box.bottom - box.top)) / 2];
  return {
    left: Math.max(WORLD.left, box.left - w),
    right: Math.min(WORLD.right, box.right + w),
    top: Math.max(WORLD.top, box.top - h),
    bottom: Math.min(WORLD.bottom, box.bottom + h),
  };
}

/** On a narrow screen the panel covers the lower part: what is selected moves above it. */
function moveAbovePanel() {
  if (!matchMedia('(max-width: 860px)').matches) return;
  const focus = currentFocus();
  const spots = focus ? [...focus.main].map(place).filter(Boolean) : [];
  if (!spots.length) return;
  const middle = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
  net.moveTo({ position: { x: middle('x'), y: middle('y') }, offset: { x: 0, y: -stageSize.h * 0.3 } });
}

function flyTo(list, { animate = true, closest = 1.4 } = {}) {
  const spots = list.map(place).filter(Boolean);
  if (!spots.length) return;
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  show(box, { animate, ...rims(), closest });
}

/** Pixels kept free at the rims of the stage, for signs and names. */
const rims = () => ({ padX: Math.min(96, byId('stage').clientWidth * 0.13), padY: 48 });

/** Moves the view to a box of the layout, with so many pixels free around it for names. */
function show(box, { animate, padX, padY, closest = 9 }) {
  const { w, h } = stageSize;
  const scale = Math.min(closest, (w - 2 * padX) / Math.max(1, box.right - box.left), (h - 2 * padY) / Math.max(1, box.bottom - box.top));
  net.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(FARTHEST, scale),
    animation: animate && !calm() ? { duration: 260, easingFunction: 'easeInOutQuad' } : false,
  });
  requestFrame();
}
