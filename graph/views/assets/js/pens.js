// What the picture is drawn with: the canvas, or a pen of the same calls that writes SVG.

const ruler = document.createElement('canvas').getContext('2d');
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const widths = new Map();

/** The width of a text in pixels, measured once for each font. */
function textWidth(text, font) {
  const key = `${font}\0${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = font;
    width = ruler.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

const escapeXml = (text) =>
  String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');

const fixed = (number) => Number(number.toFixed(1));

/** The part of CanvasRenderingContext2D that the picture uses, written as SVG. */
class SvgPen {
  constructor(width, height) {
    Object.assign(this, { width, height, parts: [], clips: 0, path: '', dash: [] });
    Object.assign(this, { globalAlpha: 1, fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, font: '' });
    Object.assign(this, { textAlign: 'left', textBaseline: 'alphabetic', lineCap: 'butt', lineJoin: 'miter' });
    this.stack = [];
    this.usesFlags = false;
  }

  save() {
    const { globalAlpha, fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, lineCap, lineJoin, dash } = this;
    this.stack.push({ globalAlpha, fillStyle, strokeStyle, lineWidth, font, textAlign, textBaseline, lineCap, lineJoin, dash });
  }

  restore() {
    Object.assign(this, this.stack.pop());
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.path = '';
  }

  moveTo(x, y) {
    this.path += `M${fixed(x)} ${fixed(y)}`;
  }

  lineTo(x, y) {
    this.path += `L${fixed(x)} ${fixed(y)}`;
  }

  quadraticCurveTo(cx, cy, x, y) {
    this.path += `Q${fixed(cx)} ${fixed(cy)} ${fixed(x)} ${fixed(y)}`;
  }

  closePath() {
    this.path += 'Z';
  }

  arc(x, y, r) {
    const [left, top, right] = [fixed(x - r), fixed(y), fixed(x + r)];
    this.path += `M${left} ${top}A${fixed(r)} ${fixed(r)} 0 1 1 ${right} ${top}A${fixed(r)} ${fixed(r)} 0 1 1 ${left} ${top}Z`;
  }

  rect(x, y, w, h) {
    this.path += `M${fixed(x)} ${fixed(y)}h${fixed(w)}v${fixed(h)}h${fixed(-w)}Z`;
  }

  roundRect(x, y, w, h, r) {
    const [a, b, c] = [fixed(w - 2 * r), fixed(h - 2 * r), fixed(r)];
    this.path += `M${fixed(x + r)} ${fixed(y)}h${a}a${c} ${c} 0 0 1 ${c} ${c}v${b}a${c} ${c} 0 0 1 ${-c} ${c}h${-a}a${c} ${c} 0 0 1 ${-c} ${-c}v${-b}a${c} ${c} 0 0 1 ${c} ${-c}Z`;
  }

  fill() {
    this.parts.push(`<path d="${this.path}" fill="${this.fillStyle}"${this.opacity('fill')}/>`);
  }

  stroke() {
    if (this.path) this.parts.push(`<path d="${this.path}" fill="none"${this.strokes()}/>`);
  }

  strokes() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(fixed).join(' ')}"` : '';
    const ends = this.lineCap === 'round' ? ' stroke-linecap="round" stroke-linejoin="round"' : '';
    return ` stroke="${this.strokeStyle}" stroke-width="${fixed(this.lineWidth)}"${dash}${ends}${this.opacity('stroke')}`;
  }

  opacity(what) {
    return this.globalAlpha < 1 ? ` ${what}-opacity="${Number(this.globalAlpha.toFixed(2))}"` : '';
  }

  fillRect(x, y, w, h) {
    this.parts.push(
      `<rect x="${fixed(x)}" y="${fixed(y)}" width="${fixed(w)}" height="${fixed(h)}" fill="${this.fillStyle}"${this.opacity('fill')}/>`,
    );
  }

  text(text, x, y, paint) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font) ?? [null, '400', '12'];
    const anchor = { center: 'middle', left: 'start', right: 'end' }[this.textAlign];
    const baseline = { middle: 0.35, top: 0.8, alphabetic: 0 }[this.textBaseline] * size;
    this.parts.push(
      `<text x="${fixed(x)}" y="${fixed(y + baseline)}" font-family="sans-serif" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"${paint}>${escapeXml(text)}</text>`,
    );
  }

  fillText(text, x, y) {
    this.text(text, x, y, ` fill="${this.fillStyle}"${this.opacity('fill')}`);
  }

  strokeText(text, x, y) {
    this.text(text, x, y, ` fill="none" stroke-linejoin="round"${this.strokes()}`);
  }

  /** An outline of the map, given as a path of its own in the units of the world. */
  outline(path, view) {
    const move = `translate(${fixed(view.w / 2 - view.cx * view.scale)} ${fixed(view.h / 2 - view.cy * view.scale)}) scale(${view.scale.toFixed(4)})`;
    this.parts.push(
      `<path d="${path.text}" transform="${move}" vector-effect="non-scaling-stroke" fill="${this.fillStyle}" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"/>`,
    );
  }

  flag(number, x, y, r) {
    this.usesFlags = true;
    this.clips += 1;
    const scale = (2 * r) / FLAG.height;
    const left = x - (FLAG.width * scale) / 2 - (number % FLAG.columns) * FLAG.width * scale;
    const top = y - r - Math.floor(number / FLAG.columns) * FLAG.height * scale;
    this.parts.push(
      `<clipPath id="c${this.clips}"><circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(r)}"/></clipPath>` +
        `<g clip-path="url(#c${this.clips})"><use href="#flags" transform="translate(${fixed(left)} ${fixed(top)}) scale(${scale.toFixed(3)})"/></g>`,
    );
  }

  toString() {
    const flags = this.usesFlags
      ? `<defs><image id="flags" href="${FLAG.address()}" width="${FLAG.picture.naturalWidth}" height="${FLAG.picture.naturalHeight}"/></defs>`
      : '';
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">${flags}${this.parts.join('\n')}</svg>\n`;
  }
}

// ---- flags: one picture that holds them all

const FLAG = {
  width: 40,
  height: 30,
  columns: 16,
  picture: null,
  address: () => `data:image/webp;base64,${byId('data-flags').textContent.trim()}`,
};

async function loadFlags() {
  const picture = new Image();
  picture.src = FLAG.address();
  try {
    await picture.decode();
    FLAG.picture = picture;
  } catch {
    FLAG.picture = null; // a browser without WebP shows plain discs
  }
}

function drawFlag(pen, number, x, y, r) {
  if (!FLAG.picture) return false;
  if (pen instanceof SvgPen) {
    pen.flag(number, x, y, r);
    return true;
  }
  const side = FLAG.height;
  const left = (number % FLAG.columns) * FLAG.width + (FLAG.width - side) / 2;
  pen.save();
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.clip();
  pen.drawImage(FLAG.picture, left, Math.floor(number / FLAG.columns) * FLAG.height, side, side, x - r, y - r, 2 * r, 2 * r);
  pen.restore();
  return true;
}
