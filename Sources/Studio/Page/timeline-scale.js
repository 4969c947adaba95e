import { keysOf, kindOf, numbersOf, tracksOf, valueOfKey } from "./tracks.js";

/** The height of a row; the next is the margin above and below its curve. */
const rowHeight = 46;
const rowMargin = 9;
/** The margin left and right of the film, so that keys at its ends can be grabbed. */
const margin = 14;

/** The visible range of time, and its mapping to the screen. */
export class TimeScale {
  start = 0;
  end = 1;
  width = 100;
  #duration = 1;
  /** Whether the whole film was visible when the range was held; null while it is not. */
  #wasWhole = null;

  get secondsPerPixel() { return (this.end - this.start) / Math.max(1, this.width - 2 * margin); }
  x(time) { return margin + (time - this.start) / this.secondsPerPixel; }
  time(x) { return this.start + (x - margin) * this.secondsPerPixel; }

  /** Takes over the film's length; a film that was visible as a whole stays so. */
  follow(duration) {
    const isWhole = this.#isWhole;
    this.#duration = duration;
    if (this.#wasWhole !== null) return;
    if (isWhole || this.end > duration) [this.start, this.end] = [0, duration];
  }

  /** Keeps the range while the film's length is dragged, so that it follows the pointer; `release` shows the whole film again. */
  hold() { this.#wasWhole = this.#isWhole; }
  release() {
    if (this.#wasWhole || this.end > this.#duration) this.showAll();
    this.#wasWhole = null;
  }

  get #isWhole() { return this.start === 0 && this.end === this.#duration; }

  showAll() { [this.start, this.end] = [0, this.#duration]; }

  /** Shows `factor` times as much; the time at `x` stays in place. */
  zoom(factor, x) {
    const anchor = this.time(x);
    const length = Math.min(this.#duration, Math.max(this.#duration * 1e-4, (this.end - this.start) * factor));
    const share = (anchor - this.start) / (this.end - this.start);
    this.#showFrom(anchor - share * length, length);
  }

  pan(pixels) { this.#showFrom(this.start + pixels * this.secondsPerPixel, this.end - this.start); }

  #showFrom(start, length) {
    this.start = Math.min(Math.max(0, start), this.#duration - length);
    this.end = this.start + length;
  }

  /** Round times at least `pixels` apart. */
  ticks(pixels = 74) {
    const least = this.secondsPerPixel * pixels;
    const power = 10 ** Math.floor(Math.log10(least));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least);
    const ticks = [];
    for (let index = Math.ceil(this.start / step); index * step <= this.end + 1e-9; index += 1) ticks.push(index * step);
    return { ticks, digits: Math.max(0, -Math.floor(Math.log10(step))) };
  }
}

/** The rows: one for each track, with the range of its values. */
export function rowsOf(preset, samples, fallbackDuration) {
  return tracksOf(preset).map((track, index) => {
    const keys = keysOf(track, preset);
    const curve = samples.tracks[track.isZoom ? "camera.width" : track.id] ?? [];
    const lines = track.parts.map((_, part) => curve.map((value) => position(track, Array.isArray(value) ? value[part] : value)));
    const ofKeys = keys.flatMap((key) => numbersOf(track, valueOfKey(track, key)).map((number) => position(track, number)));
    let [low, high] = [Infinity, -Infinity];
    for (const value of [...lines.flat(), ...ofKeys]) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const top = index * rowHeight;
    const y = (value) => {
      if (!(high - low > 1e-12 * Math.max(1, Math.abs(high)))) return top + rowHeight / 2;
      return top + rowHeight - rowMargin - ((value - low) / (high - low)) * (rowHeight - 2 * rowMargin);
    };
    return { track, kind: kindOf(track, preset), keys, lines, top, height: rowHeight, y, duration: fallbackDuration };
  });
}

/** The position of a value on the curve's scale. */
export function position(track, number) {
  return track.isRatio ? Math.log(Math.max(1e-300, number)) : number;
}

/** The place of a key: on its curve, or for a point in the middle of the row. */
export function keyPlace(row, key, scale) {
  const x = scale.x(Number(key.time));
  const numbers = numbersOf(row.track, valueOfKey(row.track, key));
  return [x, numbers.length > 1 ? row.top + row.height / 2 : row.y(position(row.track, numbers[0]))];
}

/**
 * The box for the easing handles between `key` and `next`: its left, and the y of 0 % and 100 % of the change. If the
 * value hardly changes, and for points, the row's own height represents the change.
 */
export function easingBox(row, key, next, scale) {
  const [x0, y0] = keyPlace(row, key, scale);
  const [x1, y1] = keyPlace(row, next, scale);
  const isFlat = row.track.parts.length > 1 || Math.abs(y1 - y0) < 10;
  return isFlat
    ? { x0, x1, y0: row.top + row.height - rowMargin, y1: row.top + rowMargin, isFlat }
    : { x0, x1, y0, y1, isFlat };
}
