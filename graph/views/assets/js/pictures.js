// What is shown, to take away: PNG, SVG and CSV.

const FOOT = 26;

/** Title, relations and date below a picture, so that it can stand alone. */
function footLines(width) {
  const present = shown.buckets.length ? relations.filter((r) => shown.buckets.some((bucket) => bucket.relation === r)) : [];
  const items = present.map((relation) => ({ relation, width: 46 + textWidth(relation.label, `400 12px ${FONT}`) + 18 }));
  const lines = [[]];
  let room = width - 24;
  for (const item of items) {
    if (item.width > room && lines.at(-1).length) {
      lines.push([]);
      room = width - 24;
    }
    lines.at(-1).push(item);
    room -= item.width;
  }
  return lines;
}

function drawFoot(pen, width, top, lines) {
  pen.globalAlpha = 1;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, top, width, footHeight(lines));
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.setLineDash([]);
  pen.font = `650 14px ${FONT}`;
  pen.fillStyle = colours.ink;
  const title = shorten(head.title, 90);
  pen.fillText(title, 12, top + FOOT / 2);
  pen.font = `400 12px ${FONT}`;
  pen.fillStyle = colours.muted;
  pen.fillText(dateline(), 12 + textWidth(title, `650 14px ${FONT}`) + 14, top + FOOT / 2);
  lines.forEach((line, row) => {
    let x = 12;
    const y = top + FOOT * (row + 1.5);
    for (const { relation, width: step } of line) {
      pen.strokeStyle = pen.fillStyle = relationColour(relation);
      pen.lineWidth = 2.4;
      pen.setLineDash(relation.dash);
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x + 36, y);
      pen.stroke();
      pen.setLineDash([]);
      pen.fillStyle = colours.ink;
      pen.fillText(relation.label, x + 44, y);
      x += step;
    }
  });
}

const footHeight = (lines) => FOOT * (lines.length + 1) + 6;

function drawPicture(pen, view, lines) {
  for (const _ of paint(pen, view)); // eslint-disable-line
  const focus = currentFocus();
  if (focus) paintFocus(pen, view, focus);
  drawFoot(pen, view.w, view.h, lines);
}

function pictureView() {
  if (state.face === 'table') return null;
  return currentView();
}

function pngPicture(sharpness = 2) {
  const view = pictureView();
  const lines = footLines(view.w);
  const canvas = el('canvas', { width: view.w * sharpness, height: (view.h + footHeight(lines)) * sharpness });
  const pen = canvas.getContext('2d');
  pen.scale(sharpness, sharpness);
  drawPicture(pen, view, lines);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function svgPicture() {
  const view = pictureView();
  const lines = footLines(view.w);
  const pen = new SvgPen(view.w, view.h + footHeight(lines));
  drawPicture(pen, view, lines);
  return pen.toString();
}

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvCell(value) {
  let text = String(value ?? '');
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function csvText() {
  await loadEvidence();
  const titles = [...COLUMNS.map(([, title]) => title), 'Quote', 'Article', 'Address'];
  const rows = sortedEdges().map((edge) => {
    const first = edge.proof === undefined ? null : toQuote(evidence.evidence[edge.proof][0]);
    return [...COLUMNS.map(([, , value]) => value(edge)), first?.quote, first?.title, first?.url];
  });
  return [titles, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

/** For programs that open the page without a window: `#picture=svg` or `png` leaves nothing but the picture. */
async function leavePicture(format) {
  const text = format === 'svg' ? svgPicture() : await pngPicture(2).then(inBase64);
  document.body.replaceChildren(el('pre', { id: 'picture' }, text));
}

const inBase64 = (blob) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(reader.result.split(',')[1]));
  reader.readAsDataURL(blob);
});

async function savePng() {
  if (!pictureView()) return notice('Pictures are of the network and the map.');
  download('alliances.png', await pngPicture());
}

function saveSvg() {
  if (!pictureView()) return notice('Pictures are of the network and the map.');
  download('alliances.svg', new Blob([svgPicture()], { type: 'image/svg+xml' }));
}

async function saveCsv() {
  download('alliances.csv', new Blob(['\ufeff', await csvText()], { type: 'text/csv;charset=utf-8' }));
}
