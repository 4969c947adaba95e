import { PlanesToPixels } from "./bt709.js";
import { element } from "./element.js";
import { colorsOf, fitCanvas, onSchemeChange, Repaint } from "./drawing.js";
import { PictureQueue } from "./pictures.js";
import { Signal } from "./signal.js";
import { curveHeight, drawFigures, wordsOf } from "./strip-figures.js";

const count = 60;
/** The area of a small picture, in pixels: 160×90, in any shape. */
const area = 160 * 90;
const columnsOfAtlas = 10;
const gap = 1;
/** Milliseconds after the last change until slower data is requested: films whose timing or colours are measured first, and changes. */
const restingTime = 120;
/** Milliseconds after which a strip of an earlier text is shown greyed: most are replaced sooner. */
const staleTime = 250;
/** Milliseconds after the last change until flashes and idle passages are looked for, which takes seconds. */
const flashTime = 1500;

/** Sixty moments of the film, updated after every change, with how much the picture changes from each to the next. */
export class StripView {
  /** After each strip: its time, in milliseconds. */
  shown = new Signal();
  #document;
  #clock;
  #pictures;
  #changes;
  #canvas;
  #stage;
  #atlas = document.createElement("canvas");
  #toPixels = new PlanesToPixels();
  #image = null;
  #cell = null;
  #times = [];
  #figures = null;
  #text = element("span", { class: "strip-text small quiet" });
  #repaint = new Repaint(() => this.#draw());
  #rest = null;
  #late = null;

  constructor(root, { api, document, clock }) {
    [this.#document, this.#clock] = [document, clock];
    this.#pictures = new PictureQueue(async (request) => ({ request, start: performance.now(), pictures: await api.pictures(request) }));
    this.#changes = new PictureQueue((request) => api.changes(request));
    this.#canvas = element("canvas", {
      class: "strip-canvas", tabIndex: 0, role: "slider", "aria-label": "Film strip: sixty moments; left and right move between them",
      "aria-valuemin": "0", "aria-valuemax": "59",
    });
    this.#stage = element("div", { class: "strip-stage" }, this.#canvas);
    root.append(this.#stage, this.#text);
    document.changed.listen(() => this.update());
    clock.changed.listen(() => this.#clockChanged());
    new ResizeObserver(() => this.#resize(root)).observe(root);
    this.#canvas.addEventListener("pointerdown", (event) => { if (event.button === 0) this.#scrub(event); });
    this.#canvas.addEventListener("keydown", (event) => this.#press(event));
    onSchemeChange(() => this.#repaint.ask());
  }

  #root = null;

  /** Requests the strip of the current film. */
  async update() {
    const { film, filmRevision } = this.#document;
    if (!film) return;
    const scale = Math.sqrt(area / (film.width * film.height));
    const even = (length) => Math.max(2, 2 * Math.round((length * scale) / 2));
    const size = { width: even(film.width), height: even(film.height) };
    if (this.#cell?.width !== size.width || this.#cell?.height !== size.height) {
      this.#cell = size;
      this.#layOut();
    }
    const frames = this.#frames(film);
    this.#times = frames.map((frame) => frame / this.#clock.framesPerSecond);
    clearTimeout(this.#rest);
    const request = { revision: filmRevision, frames, ...size, samples: 1, channel: "strip" };
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#canvas.classList.add("is-stale"), staleTime);
    this.#rest = setTimeout(() => {
      this.#measure(filmRevision);
      if (film.isMeasured) this.#show({ ...request, isExact: true });
    }, restingTime);
    await this.#show(request);
  }

  async #show(request) {
    const answer = await this.#pictures.request(request).catch(() => null);
    if (!answer) return;
    if (answer.request.revision === this.#document.filmRevision) {
      clearTimeout(this.#late);
      this.#canvas.classList.remove("is-stale");
    }
    this.#paste(answer.pictures);
    this.#draw();
    const milliseconds = performance.now() - answer.start;
    this.#canvas.dataset.revision = answer.request.revision;
    this.#canvas.dispatchEvent(
      new CustomEvent("strip-shown", { bubbles: true, detail: { revision: answer.request.revision, milliseconds } }));
    this.shown.send(milliseconds);
  }

  /** A loop's end equals its start, so its last moment is one step earlier. */
  #frames({ frameCount, isLoop }) {
    const steps = isLoop ? count : count - 1;
    return Array.from({ length: count }, (_, index) => Math.min(frameCount - 1, Math.round((index * (isLoop ? frameCount : frameCount - 1)) / steps)));
  }

  /** Changes are requested at rest: they examine more than the strip shows. */
  async #measure(revision, flashes = false) {
    const figures = await this.#changes.request({ revision, count, flashes }).catch(() => null);
    if (!figures) return;
    if (!flashes) this.#rest = setTimeout(() => this.#measure(revision, true), flashTime);
    this.#figures = { ...figures, flashes: figures.flashes ?? [], idle: figures.idle ?? [] };
    this.#text.replaceChildren(...wordsOf(this.#figures, this.#document.film));
    this.#repaint.ask();
  }

  #paste(pictures) {
    const { width, height } = this.#cell;
    const context = this.#atlas.getContext("2d");
    if (this.#image?.width !== width || this.#image.height !== height) this.#image = new ImageData(width, height);
    pictures.forEach((picture, index) => {
      if (picture.width !== width || picture.height !== height) return;
      this.#toPixels.fill(this.#image.data, picture);
      context.putImageData(this.#image, (index % columnsOfAtlas) * width, Math.floor(index / columnsOfAtlas) * height);
    });
  }

  #resize(root) {
    this.#root = root;
    if (!this.#cell) return;
    this.#layOut();
    this.#draw();
  }

  /** As few rows as give recognisable pictures, using the full width. */
  #layOut() {
    const { width, height } = this.#cell;
    if (this.#atlas.width !== columnsOfAtlas * width || this.#atlas.height !== (count / columnsOfAtlas) * height) {
      this.#atlas.width = columnsOfAtlas * width;
      this.#atlas.height = (count / columnsOfAtlas) * height;
    }
    const room = (this.#root ?? this.#stage).clientWidth - 12;
    const least = Math.max(46, 0.062 * innerHeight);
    const rows = [1, 2, 3, 4, 5, 6].find((rows) => room / (count / rows) >= least) ?? 6;
    const columns = count / rows;
    const cellWidth = room / columns;
    const cellHeight = Math.round((cellWidth - gap) * (height / width));
    this.#grid = { rows, columns, cellWidth, cellHeight, rowHeight: cellHeight + curveHeight };
    this.#stage.style.height = `${rows * this.#grid.rowHeight}px`;
    fitCanvas(this.#canvas, { clientWidth: room, clientHeight: rows * this.#grid.rowHeight });
  }

  #grid = { rows: 1, columns: count, cellWidth: 1, cellHeight: 1, rowHeight: 1 };

  #draw() {
    if (!this.#cell) return;
    const { columns, rows, cellWidth, cellHeight, rowHeight } = this.#grid;
    const { width, height } = this.#cell;
    const context = this.#canvas.getContext("2d");
    const colors = colorsOf(this.#canvas);
    context.fillStyle = colors.panel;
    context.fillRect(0, 0, columns * cellWidth, rows * rowHeight);
    context.imageSmoothingQuality = "medium";
    const present = this.#presentIndex();
    for (let index = 0; index < count; index += 1) {
      const [x, y] = [(index % columns) * cellWidth, Math.floor(index / columns) * rowHeight];
      context.drawImage(
        this.#atlas, (index % columnsOfAtlas) * width, Math.floor(index / columnsOfAtlas) * height, width, height,
        x, y, cellWidth - gap, cellHeight);
    }
    if (this.#figures) drawFigures(context, colors, { grid: this.#grid, gap, figures: this.#figures, film: this.#document.film });
    context.strokeStyle = colors.accent;
    context.lineWidth = 2;
    const [x, y] = [(present % columns) * cellWidth, Math.floor(present / columns) * rowHeight];
    context.strokeRect(x + 1, y + 1, cellWidth - gap - 2, cellHeight - 2);
  }

  #presentIndex() {
    const time = this.#clock.time + 1e-6;
    const next = this.#times.findIndex((moment) => moment > time);
    return next < 0 ? count - 1 : Math.max(0, next - 1);
  }

  #lastIndex = -1;

  #clockChanged() {
    const index = this.#presentIndex();
    if (index === this.#lastIndex) return;
    this.#lastIndex = index;
    this.#canvas.setAttribute("aria-valuenow", index);
    this.#canvas.setAttribute("aria-valuetext", `${(this.#times[index] ?? 0).toFixed(2)} seconds`);
    this.#repaint.ask();
  }

  #scrub(down) {
    const canvas = this.#canvas;
    canvas.focus({ preventScroll: true, focusVisible: false });
    canvas.setPointerCapture(down.pointerId);
    this.#clock.hold();
    const seek = ({ offsetX, offsetY }) => {
      const { columns, rows, cellWidth, rowHeight } = this.#grid;
      const row = Math.min(rows - 1, Math.max(0, Math.floor(offsetY / rowHeight)));
      const column = Math.min(columns - 1e-6, Math.max(0, offsetX / cellWidth));
      const index = row * columns + Math.floor(column);
      const next = this.#times[index + 1] ?? this.#document.film.duration;
      this.#clock.seek(this.#times[index] + (column % 1) * (next - this.#times[index]));
    };
    seek(down);
    canvas.addEventListener("pointermove", seek);
    const end = () => {
      canvas.removeEventListener("pointermove", seek);
      this.#clock.release();
    };
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, end, { once: true });
  }

  #press(event) {
    const { columns } = this.#grid;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const index = Math.min(count - 1, Math.max(0, this.#presentIndex() + step));
    this.#clock.pause();
    this.#clock.seek(this.#times[index] + 1e-9);
  }
}
