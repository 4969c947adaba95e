import { button, element } from "./element.js";
import { colorsOf, fitCanvas, onSchemeChange, Repaint } from "./drawing.js";
import { KeyBar } from "./key-bar.js";
import { copiedKeys, editsOfDeletion, editsOfKeys, editsOfValue, pastedKeys, shiftBounds, shiftedKeys } from "./keys.js";
import { TimelineDrawing } from "./timeline-drawing.js";
import { TimelineGestures } from "./timeline-gestures.js";
import { TimelineKeyboard } from "./timeline-keyboard.js";
import { SceneLane } from "./scene-lane.js";
import { rowsOf, TimeScale } from "./timeline-scale.js";
import { kindOf, rounded } from "./tracks.js";

const rulerHeight = 24;
/** The height of the scenes' blocks above it, if there are any. */
const laneHeight = 36;

/** A row for each track, its curve and its keys. */
export class TimelineView {
  isSnapping = true;
  isRippling = false;
  rows = [];
  /** The displayed handles, and their key. */
  handles = null;
  focusedRow = 0;
  #document;
  #clock;
  #curves;
  #selection;
  #scale = new TimeScale();
  #ruler = element("canvas", { class: "timeline-ruler", "aria-hidden": "true" });
  #canvas = element("canvas", {
    class: "timeline-canvas", tabIndex: 0, role: "application",
    "aria-label": "Keys. Up and down choose a row, square brackets the next key, left and right move selected keys, I sets a key, Delete removes them.",
  });
  #labels = element("div", { class: "timeline-labels", role: "list" });
  #body = element("div", { class: "timeline-body" });
  #area = element("div", { class: "timeline-area" });
  #playhead = element("div", { class: "timeline-playhead" });
  #gestures;
  #lane;
  #stamps = new Map();
  #repaint = new Repaint(() => this.#draw());

  constructor(root, { document, clock, curves, selection, shortcuts, notices }) {
    [this.#document, this.#clock, this.#curves, this.#selection] = [document, clock, curves, selection];
    const parts = { view: this, scale: this.#scale, document, clock, curves, selection, shortcuts, notices };
    this.#gestures = new TimelineGestures(this.#canvas, this.#ruler, parts);
    new TimelineKeyboard(this.#canvas, parts, shortcuts);
    this.#lane = new SceneLane(parts);
    this.#area.append(this.#lane.element, this.#ruler, this.#canvas, this.#playhead);
    this.#body.append(this.#labels, this.#area);
    root.append(new KeyBar(parts).element, this.#body);
    document.changed.listen(() => {
      this.#follow();
      this.#selection.keepThoseOf(this.#document.preset);
    });
    for (const source of [curves.changed, selection.changed]) source.listen(() => this.repaint());
    clock.changed.listen(() => this.#movePlayhead());
    new ResizeObserver(() => this.repaint()).observe(this.#area);
    onSchemeChange(() => this.repaint());
    this.#follow();
  }

  get scale() { return this.#scale; }
  /** The moments of the song's beats. */
  get beats() { return this.#curves.samples.song?.beats ?? []; }
  repaint() { this.#repaint.ask(); }
  rowAt(y) { return this.rows.find((row) => y >= row.top && y < row.top + row.height) ?? null; }

  focusRow(row) {
    this.focusedRow = Math.max(0, this.rows.indexOf(row));
    this.repaint();
  }

  /** Creates a key of `track` at `time` with the current value there. */
  async makeKey(track, time) {
    if (!["constant", "nothing", "keys"].includes(kindOf(track, this.#document.preset))) {
      this.#document.failed.send(`${track.label} follows a path; turn it into keys in the plane first`);
      return;
    }
    const values = await this.#curves.at(time);
    const value = track.isZoom
      ? { center: values["camera.center"], width: Number(values["camera.width"].toPrecision(6)) }
      : this.#written(track, values[track.id] ?? track.fallback);
    await this.#document.edit(
      (document) => editsOfValue(document, track, time, value, { asKey: true }), { label: `Key for ${track.label}` });
    this.#selection.replace([{ trackID: track.id, time: rounded(time, 1e-5) }]);
  }

  #written(track, value) {
    const round = (number) => (track.isRatio ? Number(number.toPrecision(6)) : rounded(number, 1e-5));
    return Array.isArray(value) ? value : round(value);
  }

  deleteChosen() {
    this.#document.edit((document) => editsOfDeletion(document, this.#selection), { label: "Delete keys" });
  }

  /** Moves the selected keys by `frames`. */
  nudge(frames) {
    const moved = this.#selection.list();
    if (moved.length === 0) return;
    const { preset } = this.#document;
    const options = { ripple: this.isRippling };
    const { least, most } = shiftBounds(preset, moved, options);
    const shift = Math.min(most, Math.max(least, frames / this.#clock.framesPerSecond));
    const byTrack = shiftedKeys(preset, moved, shift, options);
    this.#document.edit((document) => editsOfKeys(document, byTrack, { mayGrow: options.ripple }), { label: "Move keys" });
    this.#selection.replace(moved.map((key) => ({ ...key, time: rounded(key.time + shift, 1e-5) })));
  }

  copy() { return copiedKeys(this.#document.preset, this.#selection); }

  paste(text) {
    const pasted = pastedKeys(this.#document.preset, text, this.#clock.time);
    if (!pasted) return false;
    this.#document
      .edit((document) => editsOfKeys(document, pasted.byTrack), { label: "Paste keys" })
      .then(() => this.#selection.replace(pasted.chosen));
    return true;
  }

  #follow() {
    const { film } = this.#document;
    if (!film) return;
    this.#scale.follow(film.duration);
    this.#refreshLabels();
    this.repaint();
  }

  #refreshLabels() {
    const { preset } = this.#document;
    this.rows = rowsOf(preset, this.#curves.samples);
    const names = this.rows.map(({ track, kind }) => `${track.id} ${kind}`).join();
    if (names === this.#labels.dataset.names) return;
    this.#labels.dataset.names = names;
    this.#labels.replaceChildren(
      element("div", { class: "timeline-corner" }),
      ...this.rows.map(({ track, kind }) =>
        element(
          "div", { class: `timeline-label is-${kind}`, role: "listitem" }, element("span", {}, track.label),
          button(`Make a key for ${track.label} at the playhead`, () => this.makeKey(track, this.#clock.time), {
            icon: "key", class: "bare", disabled: kind === "path",
          }))));
  }

  #draw() {
    const { film, preset } = this.#document;
    if (!film) return;
    this.rows = rowsOf(preset, this.#curves.samples);
    this.#scale.width = this.#area.clientWidth;
    this.#lane.layOut();
    this.#body.classList.toggle("has-scenes", this.#lane.exists);
    const height = this.rows.length * (this.rows[0]?.height ?? 0);
    fitCanvas(this.#ruler, { clientWidth: this.#scale.width, clientHeight: rulerHeight });
    fitCanvas(this.#canvas, { clientWidth: this.#scale.width, clientHeight: height });
    const colors = colorsOf(this.#canvas);
    const drawing = new TimelineDrawing(this.#canvas.getContext("2d"), this.#scale, colors, this.#stamps);
    drawing.ground(this.rows, height, { focusedRow: this.focusedRow, film });
    const { song } = this.#curves.samples;
    this.#ruler.dataset.beats = song?.beats.length ?? 0;
    if (song) drawing.beats(song, height);
    for (const row of this.rows) {
      drawing.curves(row, this.#curves.samples.times);
      drawing.keys(row, this.#selection);
    }
    this.handles = this.#drawHandles(drawing);
    if (this.#gestures.box) drawing.box(this.#gestures.box);
    this.#playhead.style.height = `${(this.#lane.exists ? laneHeight : 0) + rulerHeight + height}px`;
    this.#rulerDrawing = new TimelineDrawing(this.#ruler.getContext("2d"), this.#scale, colors);
    this.#movePlayhead();
  }

  #rulerDrawing = null;

  /** The playhead is not part of the canvas: while the film plays, nothing else is redrawn. */
  #movePlayhead() {
    const { film } = this.#document;
    if (!film || !this.#rulerDrawing) return;
    this.#playhead.style.transform = `translateX(${this.#scale.x(this.#clock.time)}px)`;
    this.#rulerDrawing.ruler(rulerHeight, this.#clock.time, film, this.#curves.samples);
  }

  #drawHandles(drawing) {
    const chosen = this.#selection.only();
    const row = chosen && this.rows.find(({ track }) => track.id === chosen.trackID);
    const place = row ? row.keys.findIndex((key) => Number(key.time) === chosen.time) : -1;
    if (place < 0 || place + 1 >= row.keys.length) return null;
    const key = row.keys[place];
    return { ...drawing.handles(row, key, row.keys[place + 1]), row, key };
  }
}
