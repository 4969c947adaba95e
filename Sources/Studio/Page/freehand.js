import { distance } from "./plane-geometry.js";

/**
 * The centripetal Catmull–Rom curve through `points` from point `index` to the next, at a share 0…1 of its knots. This is the preset's
 * interpolation "catmull-rom" (Docs/Theory.md).
 */
function curvePoint(points, index, share, isClosed) {
  const count = points.length;
  const point = (place) => {
    if (isClosed) return points[((place % count) + count) % count];
    // Beyond an end the curve continues as a mirror image.
    if (place < 0) return points[0].map((part, axis) => 2 * part - points[1][axis]);
    if (place >= count) return points[count - 1].map((part, axis) => 2 * part - points[count - 2][axis]);
    return points[place];
  };
  const p = [point(index - 1), point(index), point(index + 1), point(index + 2)];
  const knots = [0];
  for (let place = 0; place < 3; place += 1) knots.push(knots[place] + Math.max(1e-9, Math.sqrt(distance(p[place], p[place + 1]))));
  const t = knots[1] + share * (knots[2] - knots[1]);
  const mix = (a, b, from, to) => a.map((part, axis) => ((to - t) * part + (t - from) * b[axis]) / (to - from));
  const first = [0, 1, 2].map((place) => mix(p[place], p[place + 1], knots[place], knots[place + 1]));
  const second = [0, 1].map((place) => mix(first[place], first[place + 1], knots[place], knots[place + 2]));
  return mix(second[0], second[1], knots[1], knots[2]);
}

/**
 * Indices of a few points of `drawn` such that the curve through them stays within `tolerance` of all of it. A point is
 * added where it is farthest away, until it is close enough or there are `most`.
 */
export function fittedPoints(drawn, tolerance, { isClosed = false, most = 40 } = {}) {
  const chosen = isClosed ? [0, Math.floor(drawn.length / 3), Math.floor((2 * drawn.length) / 3)] : [0, drawn.length - 1];
  while (chosen.length < Math.min(most, drawn.length)) {
    const worst = farthest(drawn, chosen, isClosed);
    if (worst.distance <= tolerance) break;
    chosen.push(worst.index);
    chosen.sort((one, other) => one - other);
  }
  return chosen;
}

/** The distance of `point` from the line through `points`. */
function distanceToLine(point, points) {
  let nearest = Infinity;
  for (let index = 1; index < points.length; index += 1) {
    const [[x0, y0], [x1, y1]] = [points[index - 1], points[index]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const share = Math.min(1, Math.max(0, ((point[0] - x0) * dx + (point[1] - y0) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, distance(point, [x0 + share * dx, y0 + share * dy]));
  }
  return nearest;
}

function farthest(drawn, chosen, isClosed) {
  const points = chosen.map((index) => drawn[index]);
  let worst = { distance: 0, index: 0 };
  const segments = isClosed ? chosen.length : chosen.length - 1;
  for (let segment = 0; segment < segments; segment += 1) {
    const curve = Array.from({ length: 25 }, (_, step) => curvePoint(points, segment, step / 24, isClosed));
    const end = segment + 1 < chosen.length ? chosen[segment + 1] : drawn.length;
    for (let index = chosen[segment] + 1; index < end; index += 1) {
      const nearest = distanceToLine(drawn[index], curve);
      if (nearest > worst.distance) worst = { distance: nearest, index };
    }
  }
  return worst;
}

/** The drawn line as keys of c over `duration` seconds, at constant speed along it. */
export function keysOfDrawing(drawn, { duration, tolerance, isClosed, digits }) {
  const lengths = [0];
  for (let index = 1; index < drawn.length; index += 1) lengths.push(lengths[index - 1] + distance(drawn[index - 1], drawn[index]));
  const closing = isClosed ? distance(drawn.at(-1), drawn[0]) : 0;
  const whole = lengths.at(-1) + closing;
  const round = (number) => Number(number.toFixed(digits));
  return fittedPoints(drawn, tolerance, { isClosed }).map((index) => ({
    time: Math.round((1000 * duration * lengths[index]) / whole) / 1000,
    value: drawn[index].map(round),
  }));
}
