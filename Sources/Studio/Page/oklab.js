/** Oklab by Björn Ottosson (https://bottosson.github.io/posts/oklab/), for showing palettes as the film mixes them. */
const toLinear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toSignal = (part) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);

/** Oklab of "#rrggbb". */
export function oklabOf(hex) {
  const [red, green, blue] = [1, 3, 5].map((place) => toLinear(parseInt(hex.slice(place, place + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** "#rrggbb" of Oklab, with components outside sRGB clipped. */
export function hexOf([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const code = (part) => Math.round(255 * toSignal(Math.min(1, Math.max(0, part)))).toString(16).padStart(2, "0");
  return `#${linear.map(code).join("")}`;
}

/** The colour of a palette of `stops` at a position 0…1. */
export function paletteColor(stops, isCyclic, place) {
  const after = stops.findIndex(({ at }) => at > place);
  let [low, high] = after < 0 ? [stops.at(-1), isCyclic ? stops[0] : stops.at(-1)] : [stops[after - 1] ?? (isCyclic ? stops.at(-1) : stops[0]), stops[after]];
  const span = (((high.at - low.at) % 1) + 1) % 1 || 1;
  const share = low === high ? 0 : ((((place - low.at) % 1) + 1) % 1) / span;
  const [from, to] = [oklabOf(low.color), oklabOf(high.color)];
  return hexOf(from.map((part, index) => part + Math.min(1, share) * (to[index] - part)));
}
