// The picture: what is drawn where, in pixels of the screen, with either pen.

const CHUNK = 150; // edges to a stroke: longer paths are slower to fill, shorter ones cost calls
const LARGE_BLOC = 25; // memberships of larger blocs are drawn only for what is selected
const HULL_TINTS = ['#c77d2e', '#2f7fb8', '#4d9a52', '#a9568f', '#7a6fc0', '#b8524b', '#2d9d93', '#8a8a3a'];

let colours = {};

const isDark = () => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = { dark: isDark() };
  for (const name of ['paper', 'ink', 'muted', 'faint', 'land', 'coast', 'bloc', 'bloc-ink', 'minister', 'accent']) {
    colours[name] = get(name);
  }
}

const relationColour = (relation) => (colours.dark ? relation.dark : relation.light);

// ---- where things are

/** The place of an actor in the face that is shown, in units of the layout; null where it has none. */
function place(actor) {
  if (state.face !== 'map') return actor;
  return actor.gx === undefined ? null : actor.map ?? (actor.map = { x: actor.gx, y: actor.gy });
}

const toPixels = (view, point) => ({
  x: (point.x - view.cx) * view.scale + view.w / 2,
  y: (point.y - view.cy) * view.scale + view.h / 2,
});

/** Signs grow more slowly than the picture, so that they can be told at any distance. */
function growth(view) {
  if (state.face === 'map') return Math.min(2.2, Math.max(0.3, 0.5 * Math.sqrt(view.scale / 0.3)));
  return Math.min(2.6, Math.max(0.24, view.scale ** 0.6));
}

/** The sign of an actor on the screen: its middle, half its width and half its height. */
function sign(actor, view) {
  const spot = place(actor);
  if (!spot) return null;
  const { x, y } = toPixels(view, spot);
  const r = Math.max(actor.kind === 'minister' ? 2.2 : 3.2, actor.size * growth(view));
  if (actor.kind !== 'bloc') return { x, y, r, w: r, h: r, kind: actor.kind };
  const size = Math.min(22, Math.max(8.5, r * 0.72));
  const font = `700 ${size.toFixed(1)}px ${FONT}`;
  const name = shorten(actor.label, 14);
  return { x, y, r, w: textWidth(name, font) / 2 + size * 0.55, h: size * 0.85, font, name, kind: 'bloc' };
}

/** Fans out parallel edges: how far each bends, in steps, and towards which side. */
function fanOut(list) {
  const total = new Uint16Array(pairs.size);
  const taken = new Uint16Array(pairs.size);
  for (const edge of list) total[edge.pair] += 1;
  for (const edge of list) {
    const bend = taken[edge.pair] - (total[edge.pair] - 1) / 2;
    taken[edge.pair] += 1;
    edge.bend = edge.forward ? bend : -bend;
  }
}

/** An edge on the screen, as ends and the middle of its bow. */
function bow(edge, view) {
  const one = place(edge.a);
  const other = place(edge.b);
  if (!one || !other || one === other) return null;
  const a = toPixels(view, one);
  const b = toPixels(view, other);
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const lift = state.face === 'map' ? Math.min(90, length * 0.16) * (edge.forward ? 1 : -1) : 0;
  const off = lift + edge.bend * Math.min(26, 8 + length * 0.08);
  return { ax: a.x, ay: a.y, bx: b.x, by: b.y, cx: (a.x + b.x) / 2 - (dy / length) * off, cy: (a.y + b.y) / 2 + (dx / length) * off, straight: off === 0 };
}

function trace(pen, line) {
  pen.moveTo(line.ax, line.ay);
  if (line.straight) pen.lineTo(line.bx, line.by);
  else pen.quadraticCurveTo(line.cx, line.cy, line.bx, line.by);
}

const onBow = (line, t) => ({
  x: (1 - t) ** 2 * line.ax + 2 * t * (1 - t) * line.cx + t * t * line.bx,
  y: (1 - t) ** 2 * line.ay + 2 * t * (1 - t) * line.cy + t * t * line.by,
});

// ---- edges

const WIDTHS = [1.2, 1.9, 2.8, 4];

/** Edges of one look, to be stroked together; faint ones first, so that what matters lies on top. */
function arrange(list) {
  fanOut(list);
  const sizes = new Map();
  for (const edge of list) {
    if (edge.relation === 'member_of') sizes.set(edge.b, (sizes.get(edge.b) ?? 0) + 1);
  }
  const buckets = new Map();
  for (const edge of list) {
    const known = edge.origin === 'reference';
    if (known && edge.relation === 'member_of' && sizes.get(edge.b) > LARGE_BLOC) continue;
    const rank = (known ? 0 : 1) * 8 + (edge.relation === 'met_with' ? 0 : 4) + edge.strength;
    const key = [rank + 10, edge.status, edge.relation].join(' ');
    if (!buckets.has(key)) buckets.set(key, { relation: edge.kind, status: edge.status, known, strength: edge.strength, edges: [] });
    buckets.get(key).edges.push(edge);
  }
  return [...buckets.keys()].sort().map((key) => buckets.get(key));
}

const crowding = (number) => Math.min(0.92, Math.max(0.13, 8.5 / Math.sqrt(number + 1)));

/** The colour, width and dash of a bucket; `alpha` is that of an ordinary edge. */
function applyLook(pen, bucket, alpha) {
  const { relation, status, known, strength } = bucket;
  pen.strokeStyle = pen.fillStyle = status === 'denied' ? colours.muted : relationColour(relation);
  pen.lineWidth = known ? 0.9 : WIDTHS[strength];
  pen.setLineDash(status === 'asserted' ? relation.dash : []);
  pen.globalAlpha = Math.min(1, alpha * (known ? 0.55 : 1 + strength * 0.25));
  pen.lineCap = 'butt';
}

/** Draws a bucket bit by bit. Planned edges are hollow, denied ones thin with a cross: never as done. */
function* strokeBucket(pen, bucket, view, { alpha, arrows }) {
  const { edges: list, status, relation } = bucket;
  for (let first = 0; first < list.length; first += CHUNK) {
    const lines = [];
    for (const edge of list.slice(first, first + CHUNK)) {
      const line = bow(edge, view);
      if (line && inView(line, view)) lines.push([edge, line]);
    }
    applyLook(pen, bucket, alpha);
    if (status === 'planned') pen.lineWidth = 4.2;
    if (status === 'denied') pen.lineWidth = 1;
    pen.beginPath();
    for (const [, line] of lines) trace(pen, line);
    pen.stroke();
    if (status === 'planned') hollowOut(pen, lines);
    if (status === 'denied') cross(pen, lines);
    if (arrows && relation.directed) for (const [edge, line] of lines) arrow(pen, edge, line, view);
    yield;
  }
}

function inView(line, view) {
  const left = Math.min(line.ax, line.bx, line.cx);
  const top = Math.min(line.ay, line.by, line.cy);
  return left < view.w && top < view.h && Math.max(line.ax, line.bx, line.cx) > 0 && Math.max(line.ay, line.by, line.cy) > 0;
}

function hollowOut(pen, lines) {
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.paper;
  pen.lineWidth = 2.2;
  pen.beginPath();
  for (const [, line] of lines) trace(pen, line);
  pen.stroke();
}

function cross(pen, lines) {
  pen.globalAlpha = 1;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const [, line] of lines) {
    const { x, y } = onBow(line, 0.5);
    pen.moveTo(x - 4.5, y - 4.5);
    pen.lineTo(x + 4.5, y + 4.5);
    pen.moveTo(x - 4.5, y + 4.5);
    pen.lineTo(x + 4.5, y - 4.5);
  }
  pen.stroke();
}

function arrow(pen, edge, line, view) {
  const mark = sign(edge.b, view);
  const angle = Math.atan2(line.by - line.cy, line.bx - line.cx);
  const reach = mark.kind === 'bloc' ? boxReach(mark, angle) : mark.r;
  const size = 5 + pen.lineWidth * 1.6;
  const x = line.bx - Math.cos(angle) * (reach + 1.5);
  const y = line.by - Math.sin(angle) * (reach + 1.5);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  pen.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  pen.closePath();
  pen.fill();
}

/** From the middle of a box to its rim, in that direction. */
const boxReach = (box, angle) =>
  Math.min(box.w / Math.max(1e-6, Math.abs(Math.cos(angle))), box.h / Math.max(1e-6, Math.abs(Math.sin(angle))));

// ---- blocs as soft areas around their members

/** The blocs that get an area: what the articles speak of, with at least three members, not half the world. */
function chooseHulls() {
  const countries = shown.actors.filter((actor) => actor.kind === 'country').length;
  const chosen = [];
  for (const bloc of actors) {
    bloc.tint = null;
    if (bloc.kind !== 'bloc' || bloc.off || !bloc.weight || chosen.length >= HULL_TINTS.length) continue;
    const members = membersOf(bloc);
    if (members.length < 3 || members.length > Math.max(6, countries * 0.4)) continue;
    bloc.tint = HULL_TINTS[chosen.length];
    chosen.push({ bloc, members });
  }
  return chosen;
}

const membersOf = (bloc) => [
  ...new Set(
    bloc.edges
      .filter((e) => e.relation === 'member_of' && e.b === bloc && e.status === 'asserted' && shown.edgeSet.has(e))
      .map((e) => e.a),
  ),
];

/** A thick soft line through the members (their minimum spanning tree), without leaps across the picture. */
function drawHull(pen, { bloc, members }, view, alpha) {
  const points = [...members, bloc].map((actor) => place(actor)).filter(Boolean).map((spot) => toPixels(view, spot));
  const links = spanningTree(points);
  const lengths = links.map(([, , length]) => length).sort((a, b) => a - b);
  const longest = Math.max(110, (lengths[lengths.length >> 1] ?? 0) * 2.6);
  pen.save();
  pen.globalAlpha = alpha;
  pen.strokeStyle = bloc.tint;
  pen.setLineDash([]);
  pen.lineCap = pen.lineJoin = 'round';
  pen.lineWidth = Math.max(26, 72 * growth(view));
  pen.beginPath();
  const linked = new Set();
  for (const [one, other, length] of links) {
    if (length > longest) continue;
    linked.add(one).add(other);
    pen.moveTo(points[one].x, points[one].y);
    pen.lineTo(points[other].x, points[other].y);
  }
  points.forEach((point, index) => {
    if (linked.has(index) || index === points.length - 1) return;
    pen.moveTo(point.x, point.y);
    pen.lineTo(point.x + 0.1, point.y);
  });
  pen.stroke();
  pen.restore();
}

/** Prim (1957): [[index, index, length], …]. */
function spanningTree(points) {
  const best = points.map(() => [Infinity, -1]);
  const left = new Set(points.keys());
  const links = [];
  let last = 0;
  left.delete(0);
  while (left.size) {
    let next = -1;
    for (const index of left) {
      const length = Math.hypot(points[index].x - points[last].x, points[index].y - points[last].y);
      if (length < best[index][0]) best[index] = [length, last];
      if (next < 0 || best[index][0] < best[next][0]) next = index;
    }
    links.push([best[next][1], next, best[next][0]]);
    left.delete(next);
    last = next;
  }
  return links;
}

// ---- actors

function drawSign(pen, actor, mark, { ring = null } = {}) {
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  if (mark.kind === 'bloc') drawPill(pen, actor, mark);
  else if (mark.kind === 'minister') drawDiamond(pen, mark);
  else drawCountry(pen, actor, mark);
  if (!ring) return;
  pen.strokeStyle = ring;
  pen.lineWidth = 2.5;
  pen.beginPath();
  if (mark.kind === 'bloc') pen.roundRect(mark.x - mark.w - 3, mark.y - mark.h - 3, 2 * mark.w + 6, 2 * mark.h + 6, 8);
  else pen.arc(mark.x, mark.y, mark.r + 3, 0, 7);
  pen.stroke();
}

function drawCountry(pen, actor, { x, y, r }) {
  const flagged = r > 4.5 && actor.flag !== undefined && drawFlag(pen, actor.flag, x, y, r);
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  if (!flagged) {
    pen.fillStyle = colours.muted;
    pen.fill();
  }
  pen.strokeStyle = flagged ? (colours.dark ? '#ffffff55' : '#00000055') : colours.paper;
  pen.lineWidth = 1;
  pen.stroke();
}

function drawPill(pen, actor, mark) {
  pen.beginPath();
  pen.roundRect(mark.x - mark.w, mark.y - mark.h, 2 * mark.w, 2 * mark.h, Math.min(6, mark.h));
  pen.fillStyle = colours.bloc;
  pen.fill();
  pen.strokeStyle = actor.tint ?? colours.paper;
  pen.lineWidth = actor.tint ? 2 : 1;
  pen.stroke();
  pen.font = mark.font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = colours['bloc-ink'];
  pen.fillText(mark.name, mark.x, mark.y + 0.5);
}

function drawDiamond(pen, { x, y, r }) {
  pen.beginPath();
  pen.moveTo(x, y - r * 1.15);
  pen.lineTo(x + r * 1.15, y);
  pen.lineTo(x, y + r * 1.15);
  pen.lineTo(x - r * 1.15, y);
  pen.closePath();
  pen.fillStyle = colours.minister;
  pen.fill();
  pen.strokeStyle = colours.paper;
  pen.lineWidth = 1;
  pen.stroke();
}

// ---- labels that do not collide

class Ground {
  constructor() {
    this.cells = new Map();
  }

  *keys(box) {
    for (let i = Math.floor(box.x / 64); i <= Math.floor((box.x + box.w) / 64); i += 1) {
      for (let j = Math.floor(box.y / 24); j <= Math.floor((box.y + box.h) / 24); j += 1) yield i * 65536 + j;
    }
  }

  free(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.owner === owner) continue;
        if (box.x < other.x + other.w && box.x + box.w > other.x && box.y < other.y + other.h && box.y + box.h > other.y) return false;
      }
    }
    return true;
  }

  take(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ ...box, owner });
    }
  }
}

function labelLook(actor) {
  if (actor.kind === 'minister') return { size: 10.5, weight: 400, colour: colours.muted };
  const share = Math.min(1, (actor.size - 9) / 19);
  return { size: 11 + 4 * share, weight: share > 0.35 ? 650 : 500, colour: colours.ink };
}

/** Writes names, the most important first, each at the first free side of its sign. */
function* writeLabels(pen, marks, view, { all = false } = {}) {
  const ground = new Ground();
  for (const [actor, mark] of marks) {
    ground.take({ x: mark.x - mark.w, y: mark.y - mark.h, w: 2 * mark.w, h: 2 * mark.h }, actor);
  }
  let written = 0;
  for (const [actor, mark] of marks) {
    if (mark.kind === 'bloc' || (mark.kind === 'minister' && !all && view.scale < 0.9 && marks.length > 80)) continue;
    const look = labelLook(actor);
    const name = shorten(actor.label, 28);
    const font = `${look.weight} ${look.size.toFixed(1)}px ${FONT}`;
    const w = textWidth(name, font);
    const spot = freeSide(ground, actor, mark, w, look.size);
    if (!spot) continue;
    ground.take(spot.box, actor);
    pen.globalAlpha = 1;
    pen.font = font;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.setLineDash([]);
    pen.lineWidth = 3.5;
    pen.strokeStyle = state.face === 'map' ? colours.land : colours.paper;
    pen.strokeText(name, spot.x, spot.y);
    pen.fillStyle = look.colour;
    pen.fillText(name, spot.x, spot.y);
    written += 1;
    if (written % 40 === 0) yield;
  }
}

function freeSide(ground, actor, mark, w, size) {
  const h = size * 1.15;
  const sides = [
    [mark.x - w / 2, mark.y + mark.h + 2 + h / 2],
    [mark.x + mark.w + 4, mark.y],
    [mark.x - mark.w - 4 - w, mark.y],
    [mark.x - w / 2, mark.y - mark.h - 2 - h / 2],
  ];
  for (const [x, y] of sides) {
    const box = { x: x - 2, y: y - h / 2, w: w + 4, h };
    if (ground.free(box, actor)) return { x, y, box };
  }
  return null;
}

// ---- the map

let landPaths = null;

function* drawLand(pen, view) {
  landPaths ??= land.map(([id, text]) => ({ id, text, path: new Path2D(text) }));
  const most = Math.max(1, ...shown.actors.filter((a) => a.kind === 'country').map((a) => shown.degree.get(a) ?? 0));
  const lit = highlightedCountries();
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  for (const shape of landPaths) {
    const actor = actorById.get(shape.id);
    const ties = actor && !actor.off ? shown.degree.get(actor) ?? 0 : 0;
    pen.fillStyle = lit?.has(shape.id) ? colours.accent : shade(ties / most);
    pen.strokeStyle = colours.coast;
    pen.lineWidth = 0.6;
    if (pen instanceof SvgPen) {
      pen.outline(shape, view);
      continue;
    }
    pen.save();
    pen.translate(view.w / 2 - view.cx * view.scale, view.h / 2 - view.cy * view.scale);
    pen.scale(view.scale, view.scale);
    pen.lineWidth = 0.6 / view.scale;
    pen.fill(shape.path);
    pen.stroke(shape.path);
    pen.restore();
  }
  yield;
}

/** Members of a selected bloc, and the home of a selected minister, are lit on the map. */
function highlightedCountries() {
  const selected = actorById.get(state.node);
  if (!selected || selected.kind === 'country') return null;
  const near = selected.kind === 'bloc' ? membersOf(selected) : selected.edges.map((edge) => edge.b);
  return new Set(near.map((actor) => actor.id));
}

/** Land by the number of relations shown: from its own colour towards the accent. */
function shade(share) {
  if (!share) return colours.land;
  const part = 0.1 + 0.34 * Math.sqrt(share);
  const mix = [1, 3, 5].map((i) => {
    const from = Number.parseInt(colours.land.slice(i, i + 2), 16);
    const to = Number.parseInt(colours.accent.slice(i, i + 2), 16);
    return Math.round(from + (to - from) * part).toString(16).padStart(2, '0');
  });
  return `#${mix.join('')}`;
}

// ---- all of it

function visibleMarks(list, view) {
  const marks = [];
  for (const actor of list) {
    if (state.face === 'map' && actor.kind === 'minister') continue;
    const mark = sign(actor, view);
    if (mark && mark.x + mark.w > 0 && mark.y + mark.h > 0 && mark.x - mark.w < view.w && mark.y - mark.h < view.h) {
      marks.push([actor, mark]);
    }
  }
  return marks;
}

/** Draws the whole picture bit by bit; who drives it decides when to pause. */
function* paint(pen, view) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, view.w, view.h);
  if (state.face === 'map') yield* drawLand(pen, view);
  else for (const hull of shown.hulls) drawHull(pen, hull, view, colours.dark ? 0.17 : 0.13);
  const drawn = shown.buckets.reduce((sum, bucket) => sum + bucket.edges.length, 0);
  const look = { alpha: crowding(drawn), arrows: drawn < 400 };
  for (const bucket of shown.buckets) yield* strokeBucket(pen, bucket, view, look);
  const marks = visibleMarks(shown.actors, view);
  let number = 0;
  for (const [actor, mark] of [...marks].reverse()) {
    drawSign(pen, actor, mark);
    number += 1;
    if (number % 100 === 0) yield;
  }
  yield* writeLabels(pen, marks, view);
}

/** Draws what is selected over the rest, which steps back. */
function paintFocus(pen, view, focus) {
  pen.globalAlpha = focus.soft ? 0.55 : 0.8;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, view.w, view.h);
  const buckets = new Map();
  for (const edge of focus.edges) {
    const key = `${edge.status} ${edge.relation} ${edge.strength} ${edge.origin === 'reference'}`;
    if (!buckets.has(key)) {
      buckets.set(key, { relation: edge.kind, status: edge.status, known: edge.origin === 'reference', strength: edge.strength, edges: [] });
    }
    buckets.get(key).edges.push(edge);
    edge.bend ??= 0;
  }
  for (const bucket of buckets.values()) {
    for (const _ of strokeBucket(pen, bucket, view, { alpha: 0.95, arrows: true })); // eslint-disable-line
  }
  const marks = visibleMarks([...focus.actors].sort((a, b) => focus.main.has(b) - focus.main.has(a) || a.rank - b.rank), view);
  for (const [actor, mark] of [...marks].reverse()) {
    drawSign(pen, actor, mark, { ring: focus.main.has(actor) ? colours.accent : null });
  }
  for (const _ of writeLabels(pen, marks, view, { all: true })); // eslint-disable-line
}
