// The picture: what is drawn where, in pixels of the screen, with either pen.

// Without a GPU a line of one pixel costs a tenth of a wider one, and wider ones cost less in short paths.
const CROWDED = 500; // edges: above, the ordinary line is one pixel wide
const CHUNK = { hairline: 150, wide: 10 }; // edges to a stroke
const TINY = 5.2; // pixels: smaller blocs are drawn without their name
const LONGEST = 12; // letters: longer names of blocs stand beside the sign
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
  for (const name of ['paper', 'ink', 'muted', 'faint', 'land', 'coast', 'bloc', 'bloc-ink', 'minister', 'accent', 'appeared', 'denied']) {
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

/** Where an actor is on the screen; a minister stays as near to its country as the signs are large. */
function inPixels(actor, view) {
  const orbits = actor.home && state.face === 'network';
  const middle = toPixels(view, place(orbits ? actor.home : actor));
  if (!orbits) return middle;
  const wide = growth(view);
  return { x: middle.x + actor.orbit.x * wide, y: middle.y + actor.orbit.y * wide };
}

/** Signs grow more slowly than the picture, so that they can be told at any distance. */
function growth(view) {
  if (state.face === 'map') return Math.min(2.2, Math.max(0.3, 0.5 * Math.sqrt(view.scale / 0.3)));
  return Math.min(2.6, Math.max(0.24, view.scale ** (view.scale < 1 ? 0.48 : 0.6)));
}

/** The sign of an actor on the screen: its middle, half its width and half its height. */
function sign(actor, view) {
  const spot = place(actor);
  if (!spot) return null;
  const { x, y } = inPixels(actor, view);
  const r = Math.max(1.6, actor.size * growth(view));
  if (actor.kind !== 'bloc') return { x, y, r, w: r, h: r, kind: actor.kind };
  if (r < TINY) return dot(x, y, r);
  const size = Math.min(22, Math.max(8.5, r * 0.72));
  const font = `700 ${size.toFixed(1)}px ${FONT}`;
  if (actor.label.length > LONGEST) return dot(x, y, r);
  const name = actor.label;
  return { x, y, r, w: textWidth(name, font) / 2 + size * 0.55, h: size * 0.85, font, name, kind: 'bloc' };
}

/** The sign of a bloc that has no room for its name inside. */
const dot = (x, y, r) => ({ x, y, r: Math.min(r, 8), w: Math.min(r, 8), h: Math.min(r, 8) * 0.8, kind: 'bloc' });

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
  if (edge.a === edge.b || !place(edge.a) || !place(edge.b)) return null;
  const a = inPixels(edge.a, view);
  const b = inPixels(edge.b, view);
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

/** Of several periods of one membership in the reference only the last is drawn; the panel lists them all. */
function withoutHistory(list) {
  if (state.change === 'changes') return list; // a member that was suspended: one period ended, one began
  const last = new Map();
  const isKnown = (edge) => edge.relation === 'member_of' && edge.origin === 'reference';
  for (const edge of list) {
    if (!isKnown(edge)) continue;
    const other = last.get(edge.pair);
    if (!other || isOver(other) > isOver(edge) || (isOver(other) === isOver(edge) && (other.since_day ?? '') <= (edge.since_day ?? ''))) last.set(edge.pair, edge);
  }
  return list.filter((edge) => !isKnown(edge) || last.get(edge.pair) === edge);
}

/** Edges of one look, to be stroked together; faint ones first, so that what matters lies on top. */
function arrange(all) {
  const list = withoutHistory(all);
  fanOut(list);
  const sizes = new Map();
  for (const edge of list) {
    if (edge.relation === 'member_of') sizes.set(edge.b, (sizes.get(edge.b) ?? 0) + 1);
  }
  const buckets = new Map();
  for (const edge of list) {
    const known = edge.origin === 'reference';
    if (known && edge.relation === 'member_of' && sizes.get(edge.b) > LARGE_BLOC) continue;
    if (state.face === 'map' && edge.kind.layer === 'membership') continue; // land is lit instead, when a bloc is chosen
    if (edge.a.far || (state.face === 'map' && edge.a.kind === 'minister')) continue;
    intoBucket(buckets, edge, (known ? 0 : 8) + (edge.relation === 'met_with' ? 0 : 4) + edge.strength);
  }
  return [...buckets.keys()].sort().map((key) => buckets.get(key));
}

/** Adds an edge to those of its look. */
function intoBucket(buckets, edge, rank = 0) {
  const { kind: relation, status, strength, loose } = edge;
  const [known, over] = [edge.origin === 'reference', isOver(edge)];
  const change = state.change === 'changes' ? edge.change : null;
  const key = [rank + 10, status, relation.name, strength, known, over, Boolean(loose), change].join(' ');
  if (!buckets.has(key)) buckets.set(key, { relation, status, strength, known, over, loose, change, edges: [] });
  buckets.get(key).edges.push(edge);
}

const crowding = (number) => Math.min(0.92, Math.max(0.13, 8.5 / Math.sqrt(number + 1)));

/** The colour, width and dash of a bucket; `alpha` is that of an ordinary edge. */
function applyLook(pen, bucket, { alpha, crowded }) {
  const { relation, status, known, strength, over, loose } = bucket;
  pen.strokeStyle = pen.fillStyle = status === 'denied' ? colours.muted : relationColour(relation);
  pen.lineWidth = known ? 0.9 : crowded && strength < 2 ? 1 : WIDTHS[strength];
  pen.setLineDash(status !== 'asserted' ? [] : loose ? [2, 4] : relation.dash);
  pen.globalAlpha = Math.min(1, alpha * (known ? 0.5 : 1 + strength * 0.25) * (over ? 0.4 : 1));
  pen.lineCap = 'butt';
}

/** Draws a bucket bit by bit. Planned edges are hollow, denied ones thin with a cross: never as done. */
function* strokeBucket(pen, bucket, view, look) {
  const { edges: list, status, relation } = bucket;
  applyLook(pen, bucket, look);
  const chunk = pen.lineWidth <= 1 && status === 'asserted' ? CHUNK.hairline : CHUNK.wide;
  for (let first = 0; first < list.length; first += chunk) {
    const lines = [];
    for (const edge of list.slice(first, first + chunk)) {
      const line = bow(edge, view);
      if (line && inView(line, view)) lines.push([edge, line]);
    }
    if (first) applyLook(pen, bucket, look);
    if (status === 'planned') pen.lineWidth = 4.2;
    if (status === 'denied') pen.lineWidth = 1;
    pen.beginPath();
    for (const [, line] of lines) trace(pen, line);
    pen.stroke();
    if (status === 'planned') hollowOut(pen, lines);
    if (status === 'denied') cross(pen, lines);
    if (bucket.change) tellChange(pen, lines, bucket.change, look.many ? 3.2 : 5);
    if (look.arrows && relation.directed && POINTED.has(relation.layer)) for (const [edge, line] of lines) arrow(pen, edge, line, view);
    yield;
  }
}

/** Who is a member or in office of what needs no arrow. */
const POINTED = new Set(['aid', 'deal', 'alliance', 'meeting']);

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

/** Between two days: a plus on what appeared, a minus on what ended, where the line is long enough for it. */
function tellChange(pen, lines, change, r) {
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  for (const [, line] of lines) {
    if (Math.hypot(line.bx - line.ax, line.by - line.ay) < 26) continue;
    const { x, y } = onBow(line, 0.5);
    pen.beginPath();
    pen.arc(x, y, r, 0, 7);
    pen.fillStyle = colours.paper;
    pen.fill();
    pen.strokeStyle = change === 'appeared' ? colours.appeared : colours.denied;
    pen.lineWidth = 1;
    pen.stroke();
    pen.lineWidth = r * 0.32;
    pen.beginPath();
    pen.moveTo(x - r * 0.6, y);
    pen.lineTo(x + r * 0.6, y);
    if (change === 'appeared') {
      pen.moveTo(x, y - r * 0.6);
      pen.lineTo(x, y + r * 0.6);
    }
    pen.stroke();
  }
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

/** The blocs that get an area: what the articles speak of, with at least three members that stand together. */
function chooseHulls() {
  const countries = shown.actors.filter((actor) => actor.kind === 'country');
  const wide = scatter(countries);
  const chosen = [];
  for (const bloc of actors) {
    bloc.tint = null;
    if (bloc.kind !== 'bloc' || bloc.off || !bloc.weight || chosen.length >= HULL_TINTS.length) continue;
    const members = membersOf(bloc);
    if (members.length < 3 || members.length > Math.max(6, countries.length * 0.4)) continue;
    if (scatter(members) > 0.6 * wide) continue;
    bloc.tint = HULL_TINTS[chosen.length];
    chosen.push({ bloc, members });
  }
  return chosen;
}

/** How far actors stand from their middle, as a root mean square. */
function scatter(list) {
  const mean = (axis) => list.reduce((sum, actor) => sum + actor[axis], 0) / list.length;
  const [x, y] = [mean('x'), mean('y')];
  return Math.sqrt(list.reduce((sum, actor) => sum + (actor.x - x) ** 2 + (actor.y - y) ** 2, 0) / list.length);
}

const membersOf = (bloc) => [
  ...new Set(
    bloc.edges
      .filter((e) => e.b === bloc && isMember(e) && shown.edgeSet.has(e))
      .map((e) => e.a),
  ),
];

/** A thick soft line through the members (their minimum spanning tree), without leaps across the picture. */
function drawHull(pen, { bloc, members }, view, alpha) {
  const points = [...members, bloc].map((actor) => toPixels(view, place(actor)));
  const inside = new Set([...members, bloc]);
  const strangers = shown.actors.filter((actor) => !inside.has(actor) && actor.kind !== 'minister')
    .map((actor) => ({ ...toPixels(view, place(actor)), r: actor.size * growth(view) }));
  const links = spanningTree(points);
  const lengths = links.map(([, , length]) => length).sort((a, b) => a - b);
  const longest = Math.max(110, (lengths[lengths.length >> 1] ?? 0) * 2.6);
  pen.save();
  pen.globalAlpha = alpha;
  pen.strokeStyle = bloc.tint;
  pen.setLineDash([]);
  pen.lineCap = pen.lineJoin = 'round';
  pen.lineWidth = Math.max(20, 62 * growth(view));
  const reach = pen.lineWidth / 2;
  pen.beginPath();
  const linked = new Set();
  for (const [one, other, length] of links) {
    if (length > longest) continue;
    linked.add(one).add(other);
    roundAbout(pen, points[one], points[other], strangers, reach);
  }
  points.forEach((point, index) => {
    if (linked.has(index) || index === points.length - 1) return;
    pen.moveTo(point.x, point.y);
    pen.lineTo(point.x + 0.1, point.y);
  });
  pen.stroke();
  pen.restore();
}

/** A line that bends around the strangers in its way, to the side where they push it. */
function roundAbout(pen, from, to, strangers, reach) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  let push = 0;
  for (const { x, y, r } of strangers) {
    const along = ((x - from.x) * dx + (y - from.y) * dy) / length / length;
    if (along < 0.12 || along > 0.88) continue;
    const aside = ((x - from.x) * -dy + (y - from.y) * dx) / length;
    const needed = reach + r - Math.abs(aside);
    if (needed > Math.abs(push)) push = aside > 0 ? -needed : needed;
  }
  push = Math.max(-length * 0.6, Math.min(length * 0.6, push * 2));
  pen.moveTo(from.x, from.y);
  pen.quadraticCurveTo((from.x + to.x) / 2 - (dy / length) * push, (from.y + to.y) / 2 + (dx / length) * push, to.x, to.y);
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
  const flagged = r > 3.4 && actor.flag !== undefined && drawFlag(pen, actor.flag, x, y, r);
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
  if (!mark.name) return;
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

const IMPORTANT = 12; // the names of so many actors may lie over the signs of unimportant ones

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
        if (other.owner === owner || (other.sign && owner.rank < IMPORTANT && other.owner.rank > 3 * IMPORTANT)) continue;
        if (box.x < other.x + other.w && box.x + box.w > other.x && box.y < other.y + other.h && box.y + box.h > other.y) return false;
      }
    }
    return true;
  }

  take(box, owner, sign = false) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ ...box, owner, sign });
    }
  }
}

/** Long names stand in two lines, broken where they come out most even. */
function inLines(name) {
  if (name.length <= 18 || !name.includes(' ')) return [name];
  const breaks = [...name.matchAll(/ /g)].map((found) => found.index);
  const middle = breaks.reduce((best, at) => (Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2) ? at : best));
  return [name.slice(0, middle), name.slice(middle + 1)];
}

function labelLook(actor) {
  if (actor.kind === 'minister') return { size: 10.5, weight: 400, colour: colours.muted };
  if (actor.kind === 'bloc') return { size: 10.5, weight: 600, colour: colours.bloc };
  const share = Math.min(1, (actor.size - 9) / 19);
  return { size: 11 + 4 * share, weight: share > 0.35 ? 650 : 500, colour: colours.ink };
}

/** Writes names, the most important first, each at the first free side of its sign. */
function* writeLabels(pen, marks, view, { all = false } = {}) {
  const ground = new Ground();
  for (const [actor, mark] of marks) {
    if (mark.kind === 'minister') continue; // a name may lie over these small signs
    ground.take({ x: mark.x - mark.w, y: mark.y - mark.h, w: 2 * mark.w, h: 2 * mark.h }, actor, true);
  }
  let written = 0;
  for (const [actor, mark] of marks) {
    if (mark.name || (mark.kind === 'minister' && !all && view.scale < 0.9 && marks.length > 80)) continue;
    const look = labelLook(actor);
    const names = inLines(shorten(actor.label, 48));
    const font = `${look.weight} ${look.size.toFixed(1)}px ${FONT}`;
    const w = Math.max(...names.map((name) => textWidth(name, font)));
    const spot = freeSide(ground, actor, mark, { w, size: look.size, lines: names.length, inner: view.inner });
    if (!spot) continue;
    ground.take(spot.box, actor);
    pen.globalAlpha = 1;
    pen.font = font;
    pen.textAlign = spot.align;
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.setLineDash([]);
    pen.lineWidth = 3.5;
    pen.strokeStyle = state.face === 'map' ? colours.land : colours.paper;
    pen.fillStyle = look.colour;
    const step = look.size * 1.15;
    const rows = names.map((name, i) => [name, spot.y + (i - (names.length - 1) / 2) * step]);
    for (const [name, y] of rows) pen.strokeText(name, spot.x, y);
    for (const [name, y] of rows) pen.fillText(name, spot.x, y);
    written += 1;
    if (written % 40 === 0) yield;
  }
}

/** The first side without a collision where the rim of the screen does not cut the name. */
function freeSide(ground, actor, mark, { w, size, lines, inner }) {
  const h = size * 1.15 * lines;
  const sides = [
    [mark.x, mark.y + mark.h + 2 + h / 2, 'center', -w / 2],
    [mark.x + mark.w + 4, mark.y, 'left', 0],
    [mark.x - mark.w - 4, mark.y, 'right', -w],
    [mark.x, mark.y - mark.h - 2 - h / 2, 'center', -w / 2],
  ];
  for (const [x, y, align, shift] of sides) {
    const box = { x: x + shift - 2, y: y - h / 2, w: w + 4, h };
    const cut = inner && ((box.x < inner.left && box.x + box.w > inner.left) || (box.x < inner.right && box.x + box.w > inner.right));
    if (!cut && ground.free(box, actor)) return { x, y, align, box };
  }
  return null;
}

// ---- the map

let landPaths = null;

function* drawLand(pen, view) {
  landPaths ??= land.map(([id, text]) => ({ id, text, path: new Path2D(text) }));
  const most = Math.max(1, ...shown.actors.filter((a) => a.kind === 'country').map((a) => shown.degree.get(a) ?? 0));
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  for (const shape of landPaths) {
    const actor = actorById.get(shape.id);
    const ties = actor && !actor.off ? shown.degree.get(actor) ?? 0 : 0;
    drawOutline(pen, shape, view, shade(ties / most));
  }
  yield;
}

function drawOutline(pen, shape, view, fill) {
  pen.fillStyle = fill;
  pen.strokeStyle = colours.coast;
  pen.lineWidth = 0.6;
  if (pen instanceof SvgPen) {
    pen.outline(shape, view);
    return;
  }
  pen.save();
  pen.translate(view.w / 2 - view.cx * view.scale, view.h / 2 - view.cy * view.scale);
  pen.scale(view.scale, view.scale);
  pen.lineWidth = 0.6 / view.scale;
  pen.fill(shape.path);
  pen.stroke(shape.path);
  pen.restore();
}

/** On the map the land of what is selected is lit: a bloc's members, a minister's country. */
function drawLit(pen, view, focus) {
  const lit = new Set();
  for (const actor of focus.main) {
    if (actor.kind === 'bloc') for (const member of membersOf(actor)) lit.add(member.id);
    else if (actor.kind === 'minister') for (const edge of actor.edges) lit.add(edge.b.id);
    else lit.add(actor.id);
  }
  pen.globalAlpha = 1;
  for (const shape of landPaths) if (lit.has(shape.id)) drawOutline(pen, shape, view, shade(0.8));
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

/** A bloc keeps its name inside only where that hides no sign of somebody more important; `signs` grows. */
function makeRoom(mark, signs) {
  if (!mark || mark.kind === 'minister') return mark;
  const hides = ({ x, y, w, h, name }) => (name
    ? Math.abs(x - mark.x) < w + mark.w && Math.abs(y - mark.y) < h + mark.h
    : Math.abs(x - mark.x) < w * 0.2 + mark.w && Math.abs(y - mark.y) < h * 0.2 + mark.h);
  const kept = mark.name && signs.some(hides) ? dot(mark.x, mark.y, mark.r) : mark;
  signs.push(kept);
  return kept;
}

/** The signs within the view. Of ministers, only the nearest show where there is room, but all that are selected. */
function visibleMarks(list, view) {
  const marks = [];
  const signs = [];
  const few = growth(view) > 0.5;
  for (const actor of list) {
    if (actor.kind === 'minister' && (state.face === 'map' || !((few && !actor.far) || list !== shown.actors))) continue;
    const mark = makeRoom(sign(actor, view), signs);
    if (mark && mark.x + mark.w > 0 && mark.y + mark.h > 0 && mark.x - mark.w < view.w && mark.y - mark.h < view.h) {
      marks.push([actor, mark]);
    }
  }
  return marks;
}

/** Draws the whole picture bit by bit; who drives it decides when to pause. Names may go to a pen of their own. */
function* paint(pen, view, namePen = pen) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, view.w, view.h);
  if (state.face === 'map') yield* drawLand(pen, view);
  else for (const hull of shown.hulls) drawHull(pen, hull, view, colours.dark ? 0.17 : 0.13);
  const drawn = shown.buckets.reduce((sum, bucket) => sum + bucket.edges.length, 0);
  const look = { alpha: crowding(drawn), arrows: drawn < 400, crowded: drawn > CROWDED, many: drawn > 150 };
  for (const bucket of shown.buckets) yield* strokeBucket(pen, bucket, view, look);
  const marks = visibleMarks(shown.actors, view);
  let number = 0;
  for (const [actor, mark] of [...marks].reverse()) {
    drawSign(pen, actor, mark);
    number += 1;
    if (number % 100 === 0) yield;
  }
  yield* writeLabels(namePen, marks, view);
}

/** Draws what is selected over the rest, which steps back. */
function paintFocus(pen, view, focus) {
  pen.globalAlpha = (focus.soft ? 0.55 : 0.8) - (state.face === 'map' ? 0.15 : 0);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, view.w, view.h);
  if (state.face === 'map') drawLit(pen, view, focus);
  const buckets = new Map();
  for (const edge of focus.edges) {
    edge.bend ??= 0;
    intoBucket(buckets, edge);
  }
  for (const bucket of buckets.values()) {
    for (const _ of strokeBucket(pen, bucket, view, { alpha: 0.95, arrows: true })); // eslint-disable-line
  }
  const marks = visibleMarks([...focus.actors].sort((a, b) => focus.main.has(b) - focus.main.has(a) || a.rank - b.rank), view);
  for (const [actor, mark] of [...marks].reverse()) {
    drawSign(pen, actor, mark, { ring: focus.main.has(actor) ? colours.accent : null });
    if (focus.main.has(actor)) mark.h += 4; // the ring's
  }
  for (const _ of writeLabels(pen, marks, view, { all: true })); // eslint-disable-line
}
