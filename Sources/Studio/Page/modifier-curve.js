import { colorsOf, fitCanvas, onSchemeChange } from "./drawing.js";
import { element } from "./element.js";
import { isObject, valueAt } from "./json-path.js";
import { PictureQueue } from "./pictures.js";
import { position } from "./timeline-scale.js";

const count = 240;
const height = 54;
/** How much of the film is drawn: some periods of a wave, or seconds of a song. */
const periods = 4;
const secondsOfSong = 8;
/** Milliseconds after the last change until the curve is requested. */
const restingTime = 120;

/** The values of one track round the playhead, so near that periods and beats are seen. */
export class ModifierCurve {
  #canvas = element("canvas", { class: "modifier-canvas", role: "img" });
  #words = element("div", { class: "quiet small" });
  element = element("div", { class: "modifier-curve" }, this.#canvas, this.#words);
  #parts;
  #queue;
  #timer = null;
  #shown = null;

  constructor(parts) {
    this.#parts = parts;
    this.#queue = new PictureQueue((request) => parts.api.curves(request));
    new ResizeObserver(() => this.#draw()).observe(this.element);
    onSchemeChange(() => this.#draw());
  }

  update() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#request(), restingTime);
  }

  async #request() {
    const { document, clock, track } = this.#parts;
    if (!document.film || this.element.offsetParent === null) return;
    const { duration } = document.film;
    const value = valueAt(document.preset, track.path);
    const wanted = isObject(value) && value.wave !== undefined ? periods * Number(value.period) : secondsOfSong;
    const length = Math.min(duration, Math.max(wanted, 4 / clock.framesPerSecond));
    const start = Math.min(Math.max(0, clock.time - length / 2), duration - length);
    const times = Array.from({ length: count }, (_, index) => start + (index * length) / (count - 1));
    const answer = await this.#queue.request({ revision: document.filmRevision, times }).catch(() => null);
    if (!answer) return;
    this.#shown = { times: answer.times, values: answer.tracks[track.id], start, length };
    this.#draw();
  }

  #draw() {
    if (!this.#shown || this.element.clientWidth === 0) return;
    const { times, values, start, length } = this.#shown;
    const { clock, track } = this.#parts;
    const width = this.element.clientWidth;
    fitCanvas(this.#canvas, { clientWidth: width, clientHeight: height });
    const [context, colors] = [this.#canvas.getContext("2d"), colorsOf(this.#canvas)];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const [low, high] = [position(track, least), position(track, most)];
    const x = (time) => ((time - start) / length) * width;
    const y = (value) => (high - low > 1e-12 ? height - 5 - ((position(track, value) - low) / (high - low)) * (height - 10) : height / 2);
    context.fillStyle = colors.well;
    context.fillRect(0, 0, width, height);
    context.fillStyle = colors.accent;
    context.fillRect(Math.round(x(clock.time)), 0, 1, height);
    context.strokeStyle = colors.curve1;
    context.lineWidth = 1.5;
    context.beginPath();
    values.forEach((value, index) => context.lineTo(x(times[index]), y(value)));
    context.stroke();
    const short = (number) => Number(number.toPrecision(4));
    this.#words.textContent = `${short(least)} to ${short(most)}, from ${start.toFixed(1)} to ${(start + length).toFixed(1)} s`;
    this.#canvas.setAttribute("aria-label", `${track.label}: ${this.#words.textContent}`);
    Object.assign(this.#canvas.dataset, { least, most });
  }
}
