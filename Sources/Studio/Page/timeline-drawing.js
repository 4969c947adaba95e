import { handlesOf } from "./easing.js";
import { easingBox, keyPlace } from "./timeline-scale.js";

const keySize = 5;

/** Draws the timeline's rows: grid, curves, keys, handles, playhead. */
export class TimelineDrawing {
  #context;
  #scale;
  #colors;
  #stamps;

  /** `stamps` keeps drawn diamonds from one drawing to the next. */
  constructor(context, scale, colors, stamps = new Map()) {
    [this.#context, this.#scale, this.#colors, this.#stamps] = [context, scale, colors, stamps];
  }

  ground(rows, height, { focusedRow, film }) {
    const context = this.#context;
    const { width } = this.#scale;
    context.fillStyle = this.#colors.panel;
    context.fillRect(0, 0, width, height);
    const [start, end] = [this.#scale.x(0), this.#scale.x(film.duration)];
    rows.forEach((row, index) => {
      context.fillStyle = index === focusedRow ? this.#colors.raised : index % 2 ? this.#colors.panel : this.#colors.ground;
      context.fillRect(start, row.top, end - start, row.height);
    });
    context.fillStyle = this.#colors.line;
    for (const tick of this.#scale.ticks().ticks) context.fillRect(Math.round(this.#scale.x(tick)), 0, 1, height);
  }

  /** The beats of the film's song, over all rows, where they are not too near to one another. */
  beats(song, height) {
    const { beats } = song;
    const step = beats.length > 1 ? (this.#scale.x(beats.at(-1)) - this.#scale.x(beats[0])) / (beats.length - 1) : Infinity;
    if (step < 4) return;
    const context = this.#context;
    context.globalAlpha = 0.28;
    context.fillStyle = this.#colors.accent;
    for (const beat of beats) context.fillRect(Math.round(this.#scale.x(beat)), 0, 1, height);
    context.globalAlpha = 1;
  }

  /** How loud the song is, as hills behind the ruler's numbers. */
  #song(song, times, height) {
    const context = this.#context;
    context.globalAlpha = 0.35;
    context.fillStyle = this.#colors.curve1;
    context.beginPath();
    context.moveTo(this.#scale.x(times[0]), height);
    song.levels.forEach((level, index) => context.lineTo(this.#scale.x(times[index]), height - 1 - level * (height - 4)));
    context.lineTo(this.#scale.x(times.at(-1)), height);
    context.fill();
    context.globalAlpha = 1;
  }

  curves(row, times) {
    const context = this.#context;
    const colors = [this.#colors.curve1, this.#colors.curve2];
    row.lines.forEach((line, part) => {
      context.strokeStyle = colors[part];
      context.globalAlpha = row.kind === "nothing" || row.kind === "constant" ? 0.45 : 1;
      context.lineWidth = 1.5;
      context.beginPath();
      line.forEach((value, index) => context.lineTo(this.#scale.x(times[index]), row.y(value)));
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  /** All keys of a row. */
  keys(row, selection) {
    const chosen = [];
    const others = [];
    const columns = new Set();
    for (const key of row.keys) {
      const [x, y] = keyPlace(row, key, this.#scale);
      if (x < -keySize || x > this.#scale.width + keySize) continue;
      if (selection.has(row.track.id, key.time)) chosen.push([x, y]);
      else {
        // Of overlapping keys, only one is drawn.
        const column = Math.round(x / 2) * 4096 + Math.round(y / 2);
        if (!columns.has(column)) others.push([x, y]);
        columns.add(column);
      }
    }
    this.#diamonds(others, this.#colors.ink, this.#colors.panel);
    this.#diamonds(chosen, this.#colors.accent, this.#colors.ink);
  }

  /** One diamond is copied to all places: a path for thousands is slow. */
  #diamonds(places, fill, edge) {
    if (places.length === 0) return;
    const half = keySize + 1;
    const name = [fill, edge, devicePixelRatio].join();
    if (!this.#stamps.has(name)) this.#stamps.set(name, TimelineDrawing.#stamp(fill, edge));
    const stamp = this.#stamps.get(name);
    for (const [x, y] of places) this.#context.drawImage(stamp, x - half, y - half, 2 * half, 2 * half);
  }

  static #stamp(fill, edge) {
    const ratio = devicePixelRatio;
    const half = keySize + 1;
    const stamp = new OffscreenCanvas(Math.ceil(2 * half * ratio), Math.ceil(2 * half * ratio));
    const context = stamp.getContext("2d");
    context.scale(ratio, ratio);
    context.translate(half, half);
    context.beginPath();
    for (const [x, y] of [[0, -keySize], [keySize, 0], [0, keySize], [-keySize, 0]]) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = 1.5;
    context.stroke();
    context.fill();
    return stamp;
  }

  /** The easing handles between `key` and `next`. */
  handles(row, key, next) {
    const box = easingBox(row, key, next, this.#scale);
    const handles = handlesOf(key.easing) ?? [1 / 3, 1 / 3, 2 / 3, 2 / 3];
    const context = this.#context;
    const place = (x, y) => [box.x0 + x * (box.x1 - box.x0), box.y0 + y * (box.y1 - box.y0)];
    const [first, second] = [place(handles[0], handles[1]), place(handles[2], handles[3])];
    context.strokeStyle = this.#colors.accent;
    context.globalAlpha = key.easing === undefined ? 0.55 : 1;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(box.x0, box.y0);
    context.lineTo(...first);
    context.moveTo(box.x1, box.y1);
    context.lineTo(...second);
    if (box.isFlat) {
      context.moveTo(box.x0, box.y0);
      context.bezierCurveTo(...first, ...second, box.x1, box.y1);
    }
    context.stroke();
    for (const [x, y] of [first, second]) {
      context.beginPath();
      context.arc(x, y, 4, 0, 2 * Math.PI);
      context.fillStyle = this.#colors.panel;
      context.fill();
      context.stroke();
    }
    context.globalAlpha = 1;
    return { first, second, box };
  }

  box({ x, y, width, height }) {
    const context = this.#context;
    context.strokeStyle = this.#colors.accent;
    context.fillStyle = this.#colors.accent;
    context.lineWidth = 1;
    context.globalAlpha = 0.14;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
    context.strokeRect(x + 0.5, y + 0.5, width, height);
  }

  ruler(height, time, film, { song, times }) {
    const context = this.#context;
    const { width } = this.#scale;
    context.fillStyle = this.#colors.panel;
    context.fillRect(0, 0, width, height);
    if (song) this.#song(song, times, height);
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    const { ticks, digits } = this.#scale.ticks();
    for (const tick of ticks) {
      const x = Math.round(this.#scale.x(tick));
      context.fillStyle = this.#colors.line;
      context.fillRect(x, height - 6, 1, 6);
      context.fillStyle = this.#colors.quiet;
      const label = `${tick.toFixed(digits)} s`;
      const isLast = x + 6 + context.measureText(label).width > width;
      context.textAlign = isLast ? "right" : "left";
      context.fillText(label, isLast ? x - 4 : x + 4, height / 2);
    }
    context.fillStyle = this.#colors.line;
    context.fillRect(this.#scale.x(0), height - 1, this.#scale.x(film.duration) - this.#scale.x(0), 1);
    const x = this.#scale.x(time);
    context.fillStyle = this.#colors.accent;
    context.beginPath();
    context.moveTo(x - 6, height - 12);
    context.lineTo(x + 6, height - 12);
    context.lineTo(x + 6, height - 7);
    context.lineTo(x, height);
    context.lineTo(x - 6, height - 7);
    context.closePath();
    context.fill();
  }
}
