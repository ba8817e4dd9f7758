// How things look on the floor: rooms, people, piles, grudges, pulses. One path for everything of one colour.

import { BADLY, FAINT, GRUDGE, INK, MORALE, shade, SHADES, SOFT, WELL } from "./colours.js";
import { ASKED, BADLY_SERVED, CHEATED, NEWCOMER, QUIT, VACANT, WAITS, WELL_SERVED } from "./frame.js";

const ROUND = 2 * Math.PI;
const GRUDGE_WIDTHS = [0.7, 1.2, 1.8, 2.6]; // pixels, for a grudge of up to a quarter, a half, three quarters, all

/** Rooms with their names: what does not change. */
export function drawRooms(pen, plan) {
  for (const room of plan.rooms) {
    pen.fillStyle = "#F6F8FA";
    pen.strokeStyle = "#9AA5B1";
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(room.x, room.y, room.w, room.h, 5);
    pen.fill();
    pen.stroke();
    if (room.facing) drawDoor(pen, room);
  }
}

/** The names of the rooms, above what crosses them. */
export function drawNames(pen, plan) {
  const type = Math.max(11, Math.min(17, 24 * plan.scale));
  pen.textBaseline = "top";
  pen.font = `600 ${type}px system-ui, sans-serif`;
  pen.lineJoin = "round";
  for (const room of plan.rooms) {
    const place = [room.name, room.x + 5, room.y + 2, room.w - 10];
    rim(pen, place);
    pen.fillStyle = INK;
    pen.fillText(...place);
  }
}

/** A rim of paper around a text. */
function rim(pen, place) {
  pen.strokeStyle = "rgba(246, 248, 250, 0.85)";
  pen.lineWidth = 4;
  pen.strokeText(...place);
}

/** The door through which customers come. */
function drawDoor(pen, room) {
  pen.fillStyle = WELL;
  pen.fillRect(room.x + room.w * 0.3, room.y + room.h - 2.5, room.w * 0.4, 5);
}

/** Everybody at their desks, coloured by morale; `level` says how far between two frames we are. */
export function drawPeople(pen, plan, office, morale) {
  const size = plan.radius;
  const shapes = Array.from({ length: SHADES }, () => null);
  const marks = { empty: new Path2D(), fresh: new Path2D(), cheated: new Path2D(), quit: new Path2D(), pile: new Path2D() };
  for (let k = 0; k < plan.x.length; k += 1) {
    const [x, y, flags] = [plan.x[k], plan.y[k], office.flags[k]];
    if (flags & QUIT) cross(marks.quit, x, y, size);
    if (flags & VACANT) {
      person(marks.empty, plan.boss[k], x, y, size * 0.8);
      continue;
    }
    person((shapes[shade(morale[k] / 255)] ??= new Path2D()), plan.boss[k], x, y, size);
    if (flags & NEWCOMER) dot(marks.fresh, x, y, size * 0.36);
    if (flags & CHEATED) person(marks.cheated, plan.boss[k], x, y, size + 1.6);
    pile(marks.pile, x, y, size, office.pile[k]);
  }
  stroke(pen, marks.empty, "#7B8794", 1.2, [2, 2]);
  shapes.forEach((shape, k) => {
    if (!shape) return;
    pen.fillStyle = MORALE[k];
    pen.fill(shape);
    stroke(pen, shape, "#3E4C59", size > 4 ? 1 : 0.6);
  });
  stroke(pen, marks.cheated, GRUDGE, size > 4 ? 2 : 1.2);
  fill(pen, marks.fresh, "#FFFFFF");
  stroke(pen, marks.fresh, INK, 0.8);
  fill(pen, marks.pile, INK);
  stroke(pen, marks.quit, INK, 2);
}

/** A circle; a square for a boss. */
function person(path, isBoss, x, y, size) {
  if (isBoss) path.rect(x - size * 1.05, y - size * 1.05, size * 2.1, size * 2.1);
  else dot(path, x, y, size);
}

function dot(path, x, y, size) {
  path.moveTo(x + size, y);
  path.arc(x, y, size, 0, ROUND);
}

function cross(path, x, y, size) {
  path.moveTo(x - size, y - size);
  path.lineTo(x + size, y + size);
  path.moveTo(x + size, y - size);
  path.lineTo(x - size, y + size);
}

/** Papers that lie below a person, a sheet for every two days of work. */
function pile(path, x, y, size, level) {
  const sheets = Math.round((level / 255) * 5);
  const thick = Math.max(1, size * 0.2);
  for (let k = 0; k < sheets; k += 1) path.rect(x - size * 0.8, y + size * 1.15 + k * thick * 1.6, size * 1.6, thick);
}

function stroke(pen, path, colour, width, dashes = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.stroke(path);
  pen.setLineDash([]);
}

function fill(pen, path, colour) {
  pen.fillStyle = colour;
  pen.fill(path);
}

/** Grudges along their ties, the stronger the wider. */
export function drawGrudges(pen, plan, grudges) {
  const paths = GRUDGE_WIDTHS.map(() => null);
  for (const { tie, animosity } of grudges) {
    const [from, to] = plan.ends(tie);
    const path = (paths[Math.min(3, Math.floor(animosity * 4))] ??= new Path2D());
    path.moveTo(plan.x[from], plan.y[from]);
    path.quadraticCurveTo(...plan.bend(from, to), plan.x[to], plan.y[to]);
  }
  const thin = Math.min(1, Math.max(0.5, plan.radius / 7)); // where people are small, so are lines
  paths.forEach((path, k) => {
    pen.globalAlpha = 0.25 + 0.1 * k;
    if (path) stroke(pen, path, GRUDGE, thin * GRUDGE_WIDTHS[k]);
  });
  pen.globalAlpha = 1;
}

/** Pulses on their way: dots ask, large dots with a rim are good answers, diamonds bad ones, rings wait. */
export function drawPulses(pen, plan, pulses, now) {
  const paths = new Map([ASKED, WELL_SERVED, BADLY_SERVED, WAITS].map((kind) => [kind, new Path2D()]));
  const size = Math.max(2.4, Math.min(4.5, plan.radius * 0.5));
  for (const pulse of pulses) {
    const part = Math.min(1, Math.max(0, (now - pulse.since) / pulse.lasts));
    const [client, provider] = plan.ends(pulse.tie);
    const asks = pulse.kind === ASKED || pulse.kind === WAITS;
    const [x, y] = plan.along(client, provider, pulse.kind === WAITS ? 0.82 : asks ? part : 1 - part);
    const path = paths.get(pulse.kind);
    if (pulse.kind === BADLY_SERVED) diamond(path, x, y, size * 1.5);
    else if (path) dot(path, x, y, pulse.kind === WELL_SERVED ? size * 1.15 : size * 0.85);
  }
  stroke(pen, paths.get(WAITS), SOFT, 1.4);
  fill(pen, paths.get(ASKED), INK);
  stroke(pen, paths.get(ASKED), "#FFFFFF", 0.8);
  for (const [kind, colour] of [[WELL_SERVED, WELL], [BADLY_SERVED, BADLY]]) {
    fill(pen, paths.get(kind), colour);
    stroke(pen, paths.get(kind), "#FFFFFF", 1);
  }
}

function diamond(path, x, y, size) {
  path.moveTo(x, y - size);
  path.lineTo(x + size, y);
  path.lineTo(x, y + size);
  path.lineTo(x - size, y);
  path.closePath();
}

/** What the pointer or the keyboard has chosen. */
export function drawChosen(pen, plan, chosen, colour = INK) {
  if (!chosen) return;
  const path = new Path2D();
  if (chosen.what === "person") dot(path, plan.x[chosen.who], plan.y[chosen.who], plan.radius + 5);
  if (chosen.what === "department") {
    const room = plan.rooms[chosen.who];
    path.rect(room.x - 1, room.y - 1, room.w + 2, room.h + 2);
  }
  if (chosen.what === "tie") {
    const [from, to] = plan.ends(chosen.who);
    path.moveTo(plan.x[from], plan.y[from]);
    path.quadraticCurveTo(...plan.bend(from, to), plan.x[to], plan.y[to]);
  }
  stroke(pen, path, "#FFFFFF", 6);
  stroke(pen, path, colour, 3);
}

/** An empty floor, before the first frame. */
export function drawEmpty(pen, plan) {
  const path = new Path2D();
  for (let k = 0; k < plan.x.length; k += 1) dot(path, plan.x[k], plan.y[k], plan.radius * 0.8);
  stroke(pen, path, FAINT, 1);
}
