// Colours that the common kinds of colour blindness leave distinct, and that carry on a projector.

export const INK = "#1F2933";
export const SOFT = "#52606D";
export const FAINT = "#D5DBE1";
export const POLICY = "#0060A0";
export const TWIN = "#6B7280";
export const FIRST = "#7B3FA0";
export const GRUDGE = "#9B1232";
export const PRICE = "#C04A00";
export const WELL = "#00795A";
export const BADLY = "#C04A00";
export const GUESS = "#7B3FA0";

/** Morale at which the colours end: what lies beyond is drawn like the end. */
export const LOWEST = 0.2;
export const HIGHEST = 0.8;

// From dark orange over pale grey to dark blue: two hues, each darker outward.
const STOPS = ["#8C3A00", "#DE7E12", "#F6C98B", "#E3E7EA", "#9CCBE8", "#2F86C5", "#08407E"];

/** How many colours are drawn between the ends: fewer than the eye parts, so that a floor is few strokes. */
export const SHADES = 36;

const parts = (colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));

function mixed(place) {
  const at = place * (STOPS.length - 1);
  const first = Math.min(Math.floor(at), STOPS.length - 2);
  const [low, high] = [parts(STOPS[first]), parts(STOPS[first + 1])];
  return `rgb(${low.map((part, k) => Math.round(part + (high[k] - part) * (at - first))).join(",")})`;
}

/** The colours of morale, from the lowest to the highest. */
export const MORALE = Array.from({ length: SHADES }, (_, k) => mixed(k / (SHADES - 1)));

/** The number of the colour of a morale in 0 to 1. */
export function shade(morale) {
  const place = (morale - LOWEST) / (HIGHEST - LOWEST);
  return Math.min(SHADES - 1, Math.max(0, Math.floor(place * SHADES)));
}

/** The colours as a gradient, for the legend. */
export const GRADIENT = `linear-gradient(90deg, ${STOPS.join(", ")})`;
