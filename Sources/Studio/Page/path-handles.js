import { isObject } from "./json-path.js";
import { degrees, distance, outsideOf, squareRoot } from "./plane-geometry.js";
import { rounded } from "./tracks.js";

const defaults = Object.freeze({
  circle: { center: [0, 0], radius: 0.7885, phase: 0 },
  cardioid: { factor: 1, phase: 0 },
  bulb: { factor: 1, phase: 0 },
  lissajous: { center: [0, 0], amplitude: [0.5, 0.5] },
  ray: { from: 1, to: 0.001 },
  equipotential: { potential: 0.1, phase: 0 },
});

const polar = (radius, angle) => [radius * Math.cos((angle * Math.PI) / 180), radius * Math.sin((angle * Math.PI) / 180)];
const plus = ([a, b], [c, d]) => [a + c, b + d];
const minus = ([a, b], [c, d]) => [a - c, b - d];
const round3 = (number) => Math.round(number * 1000) / 1000;

/**
 * The handles that change the path of c in the plane: `{ name, at, set(point, step) }`, where `set` returns the path's
 * keys that a drag to `point` changes, rounded to a visible length `step`. `ends` are the places of c at the start and
 * the end. There are none where a number of the path follows a song.
 */
export function handlesOfPath(c, ends) {
  if (!isObject(c) || !defaults[c.path]) return [];
  // What follows a song has no one place, and a drag would take the song from it.
  if (Object.values(c).some(isObject)) return [];
  const path = { ...defaults[c.path], ...c };
  return makers[c.path](numeric(path), ends);
}

/** Converts numbers that are written as text. */
function numeric(path) {
  const number = (value) => (Array.isArray(value) ? value.map(Number) : Number(value));
  return Object.fromEntries(Object.entries(path).map(([key, value]) => [key, key === "path" || key === "angle" ? value : number(value)]));
}

const makers = {
  circle({ center, radius, phase }) {
    const opposite = plus(center, polar(radius, phase + 180));
    return [
      { name: "Centre", at: center, set: (point, step) => ({ center: point.map((part) => rounded(part, step)) }) },
      { name: "Radius", at: opposite, set: (point, step) => ({ radius: rounded(distance(point, center), step) }) },
      {
        name: "Radius and start", at: plus(center, polar(radius, phase)),
        set: (point, step) => ({ radius: rounded(distance(point, center), step), phase: Math.round(10 * degrees(minus(point, center))) / 10 }),
      },
    ];
  },

  cardioid({ factor, phase }) {
    const u = polar(factor, phase);
    const square = [u[0] ** 2 - u[1] ** 2, 2 * u[0] * u[1]];
    const at = [u[0] / 2 - square[0] / 4, u[1] / 2 - square[1] / 4];
    return [{
      name: "Start and distance", at,
      set: (point) => {
        // c = u/2 − u²/4, so u = 1 − √(1 − 4c).
        const root = squareRoot([1 - 4 * point[0], -4 * point[1]]);
        const place = [1 - root[0], -root[1]];
        return { factor: round3(Math.min(2, Math.hypot(...place))), phase: Math.round(10 * degrees(place)) / 10 };
      },
    }];
  },

  bulb({ factor, phase }) {
    const u = polar(factor, phase);
    return [{
      name: "Start and distance", at: [u[0] / 4 - 1, u[1] / 4],
      set: ([re, im]) => {
        const place = [4 * (re + 1), 4 * im];
        return { factor: round3(Math.min(2, Math.hypot(...place))), phase: Math.round(10 * degrees(place)) / 10 };
      },
    }];
  },

  lissajous({ center, amplitude }) {
    return [
      { name: "Centre", at: center, set: (point, step) => ({ center: point.map((part) => rounded(part, step)) }) },
      {
        name: "Amplitude", at: plus(center, amplitude),
        set: (point, step) => ({ amplitude: minus(point, center).map((part) => rounded(Math.abs(part), step)) }),
      },
    ];
  },

  ray(_, { start, end }) {
    const least = 1e-9;
    return [
      {
        name: "Angle", at: start,
        set: (point) => {
          const outside = outsideOf(point);
          return outside ? { angle: Math.round(outside.turns * 1e5) / 1e5, from: round3(Math.min(1.15, outside.potential)) } : {};
        },
      },
      {
        name: "How near it comes", at: end,
        set: (point) => {
          const outside = outsideOf(point);
          return { to: Number(Math.min(1.15, Math.max(least, outside?.potential ?? least)).toPrecision(3)) };
        },
      },
    ];
  },

  equipotential(_, { start }) {
    return [{
      name: "Start and potential", at: start,
      set: (point) => {
        const outside = outsideOf(point);
        if (!outside) return {};
        return { potential: Number(Math.min(1.15, Math.max(1e-9, outside.potential)).toPrecision(3)), phase: Math.round(outside.turns * 3600) / 10 };
      },
    }];
  },
};
