/** The part of the plane that a canvas shows: the point in its middle, and the width, both in plane units. */
export class PlaneWindow {
  constructor(center = [-0.5, 0], width = 3.6) {
    this.center = center;
    this.width = width;
    this.size = { width: 1, height: 1 };
  }

  get step() { return this.width / this.size.width; }

  toScreen([re, im]) {
    return [this.size.width / 2 + (re - this.center[0]) / this.step, this.size.height / 2 - (im - this.center[1]) / this.step];
  }

  toPlane([x, y]) {
    return [this.center[0] + (x - this.size.width / 2) * this.step, this.center[1] - (y - this.size.height / 2) * this.step];
  }

  /** Shows `factor` times as much; the point at `place` stays in place. */
  zoom(factor, place) {
    const point = this.toPlane(place);
    this.width = Math.min(64, Math.max(1e-12, this.width * factor));
    const now = this.toPlane(place);
    this.center = [inside(this.center[0] + point[0] - now[0]), inside(this.center[1] + point[1] - now[1])];
  }

  pan([dx, dy]) { this.center = [inside(this.center[0] - dx * this.step), inside(this.center[1] + dy * this.step)]; }

  /** Shows all of `points`, and at least a width of `least`. */
  fit(points, least = 0) {
    const parts = [0, 1].map((part) => points.map((point) => point[part]));
    const [low, high] = [parts.map((list) => Math.min(...list)), parts.map((list) => Math.max(...list))];
    this.center = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
    const shape = this.size.width / Math.max(1, this.size.height);
    this.width = Math.max(least, 1.25 * Math.max(high[0] - low[0], (high[1] - low[1]) * shape));
  }
}

/** No c is farther away. */
const inside = (part) => Math.min(4, Math.max(-4, part));

export const distance = ([x, y], [u, v]) => Math.hypot(x - u, y - v);

/** The square root with a non-negative real part. */
export function squareRoot([re, im]) {
  const modulus = Math.hypot(re, im);
  const x = Math.sqrt((modulus + re) / 2);
  const y = Math.sqrt((modulus - re) / 2);
  return [x, im < 0 ? -y : y];
}

/** Degrees from 0 to 360. */
export function degrees([re, im]) {
  const angle = (Math.atan2(im, re) * 180) / Math.PI;
  return angle < 0 ? angle + 360 : angle;
}

/**
 * Potential and external angle, in turns, of a point outside the Mandelbrot set: log|φ(c)| and arg φ(c) with φ(c) =
 * c·∏(1 + c/zₙ²)^(1/2ⁿ) over the orbit of c (Docs/Theory.md). Null inside.
 */
export function outsideOf([a, b]) {
  let [x, y] = [a, b];
  let angle = Math.atan2(b, a);
  let power = 1;
  for (let step = 0; step < 2000; step += 1) {
    const squared = x * x + y * y;
    if (squared > 1e12) return { potential: (power * Math.log(squared)) / 2, turns: ((angle / (2 * Math.PI)) % 1 + 1) % 1 };
    const [sx, sy] = [x * x - y * y, 2 * x * y];
    const [zx, zy] = [sx + a, sy + b];
    power /= 2;
    // The argument of (z² + c)/z².
    angle += power * Math.atan2(zy * sx - zx * sy, zx * sx + zy * sy);
    [x, y] = [zx, zy];
  }
  return null;
}
