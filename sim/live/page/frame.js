// Binary frames, little endian: see sim/live/frames.py, which writes them.

import { SIDES } from "./history.js";

const MAGIC = 0x314d4953; // "SIM1"
const HEADER = 32;

/** Bits of a person's flags. */
export const VACANT = 1;
export const NEWCOMER = 2;
export const QUIT = 4;
export const CHEATED = 8;

/** Kinds of pulses. */
export const ASKED = 0;
export const WELL_SERVED = 1;
export const BADLY_SERVED = 2;
export const WAITS = 3;

/** The days of work at which a pile is drawn in full. */
export const FULL_PILE = 10;

const aligned = (at) => (at + 3) & ~3;

function marks(view, at, size, read) {
  const shown = view.getUint16(at, true);
  const all = view.getUint32(at + 2, true);
  const made = [];
  for (let k = 0, place = at + 6; k < shown; k += 1, place += size) made.push(read(place));
  return [{ all, shown: made }, at + 6 + shown * size];
}

function office(buffer, view, start, people) {
  let at = start;
  const plane = () => new Uint8Array(buffer, (at += people) - people, people);
  const made = { morale: plane(), cynicism: plane(), pile: plane(), flags: plane() };
  [made.pulses, at] = marks(view, at, 6, (k) => ({
    tie: view.getUint32(k, true), kind: view.getUint8(k + 4), strength: view.getUint8(k + 5) / 255,
  }));
  [made.grudges, at] = marks(view, at, 5, (k) => ({ tie: view.getUint32(k, true), animosity: view.getUint8(k + 4) / 255 }));
  return [made, at];
}

/**
 * Read a frame.
 * @param {ArrayBuffer} buffer as it came
 * @returns {{number, day, playing, people, offices, columns, rows: Array<{day, values: Float32Array}>}}
 *   offices: planes of bytes by person, pulses and grudges; rows: values of four offices (policy, twin, first run, its twin) by column
 */
export function decode(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw new Error("This is not a frame of the live view.");
  const frame = {
    number: view.getUint32(4, true), day: view.getInt32(8, true), playing: (view.getUint8(19) & 1) === 1, anew: (view.getUint8(19) & 2) === 2,
    people: view.getUint32(20, true), columns: view.getUint8(24), offices: [], rows: [],
  };
  const count = view.getUint16(16, true);
  let at = HEADER;
  for (let k = 0; k < view.getUint8(18); k += 1) {
    let made;
    [made, at] = office(buffer, view, at, frame.people);
    frame.offices.push(made);
  }
  at = aligned(at);
  const width = SIDES * frame.columns;
  for (let k = 0; k < count; k += 1, at += 4 + 4 * width) {
    frame.rows.push({ day: view.getInt32(at, true), values: new Float32Array(buffer.slice(at + 4, at + 4 + 4 * width)) });
  }
  return frame;
}
