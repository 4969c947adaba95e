import { button, element } from "./element.js";
import { fitCanvas, Repaint } from "./drawing.js";
import { HoverJulia } from "./hover-julia.js";
import { isObject } from "./json-path.js";
import { handlesOfPath } from "./path-handles.js";
import { PlaneDrawing } from "./plane-drawing.js";
import { PlaneWindow } from "./plane-geometry.js";
import { PlaneGestures } from "./plane-gestures.js";
import { PlaneGround } from "./plane-ground.js";
import { keysOf, kindOf, numbersOf, trackNamed } from "./tracks.js";

const track = trackNamed("c");

/** The Mandelbrot set with c's path, and all controls for c. */
export class PlaneView {
  #document;
  #clock;
  #curves;
  #selection;
  #canvas = element("canvas", {
    class: "plane-canvas", tabIndex: 0, role: "application",
    "aria-label": "Plane. Arrow keys move c at the playhead, plus and minus zoom, Alt with arrow keys moves the view.",
  });
  #ground;
  #window = new PlaneWindow();
  #repaint = new Repaint(() => this.#draw());
  #gestures;
  /** The buttons of the modes, by their names. */
  #modes = new Map();
  #present = element("div", { class: "plane-present" });
  #place = element("output", { class: "plane-place small" });

  constructor(root, { api, document, clock, curves, selection, shortcuts, notices }) {
    [this.#document, this.#clock, this.#curves, this.#selection] = [document, clock, curves, selection];
    this.#ground = new PlaneGround(api);
    const hover = new HoverJulia(api);
    const stage = element("div", { class: "plane-stage" }, this.#canvas, this.#present, hover.element);
    this.#gestures = new PlaneGestures(this.#canvas, {
      view: this, plane: this.#window, document, clock, curves, selection, hover, notices, place: this.#place,
    });
    root.append(stage, this.#toolbar(shortcuts));
    for (const source of [this.#ground.changed, selection.changed]) source.listen(() => this.repaint());
    // The formula may have changed, too.
    curves.changed.listen(() => this.repaint({ isMoved: true }));
    clock.changed.listen(() => this.#movePresent());
    new ResizeObserver(() => this.#resize(stage)).observe(stage);
  }

  get window() { return this.#window; }

  /** The formula whose set is the ground; a p that moves is that of the start. */
  #fractal() {
    const fractal = this.#document.value(["fractal"]);
    if (!isObject(fractal)) return undefined;
    const { formula, degree, p } = fractal;
    const start = isObject(p) ? p.keyframes?.[0]?.value : p;
    return { formula, degree: degree && Number(degree), p: Array.isArray(start) ? start.map(Number) : undefined };
  }

  /** Redraws everything, the ground only if another part of it is visible. */
  repaint({ isMoved = false } = {}) {
    if (isMoved) this.#ground.update(this.#window, devicePixelRatio, this.#fractal());
    this.#repaint.ask();
  }

  /** The handles of c's path, including those of its parts: `{ name, at, path, set }`. */
  handles() {
    const c = this.#document.value(["c"]);
    const points = this.#curves.samples.tracks.c;
    if (!isObject(c) || !points?.length) return [];
    if (c.path === "follow") return this.#handlesOfParts(c, points);
    const ends = { start: points[0], end: points.at(-1) };
    return handlesOfPath(c, ends).map((handle) => ({ ...handle, path: ["c"] }));
  }

  #handlesOfParts(c, points) {
    const parts = Array.isArray(c.parts) ? c.parts : [];
    const lengths = parts.map((part) => (Number(part.duration) || 1) + (Number(part.join) || 0));
    const whole = lengths.reduce((sum, length) => sum + length, 0);
    let passed = 0;
    return parts.flatMap((part, index) => {
      const at = (seconds) => points[Math.min(points.length - 1, Math.round((seconds / whole) * (points.length - 1)))];
      const ends = { start: at(passed), end: at(passed + (Number(part.duration) || 1)) };
      passed += lengths[index];
      const path = ["c", "parts", index, "c"];
      if (Array.isArray(part.c)) {
        return [{ name: `Part ${index + 1}`, at: part.c.map(Number), path, setsWhole: true, set: (point) => point }];
      }
      return handlesOfPath(part.c, ends).map((handle) => ({ ...handle, name: `Part ${index + 1}: ${handle.name}`, path }));
    });
  }

  keys() { return keysOf(track, this.#document.preset); }

  #toolbar(shortcuts) {
    const modes = [["set", "Set c", "target", "C"], ["pan", "Move the view", "hand", "H"], ["draw", "Draw a path", "pen", "D"]];
    for (const [mode, label, icon, key] of modes) {
      this.#modes.set(mode, button(label, () => this.choose(mode), { icon, key, class: "bare", "aria-pressed": String(mode === "set") }));
      shortcuts.add("Plane", key.toLowerCase(), label, () => this.choose(mode));
    }
    const fit = button("Show the whole path", () => this.fit(), { icon: "fit", key: "F", class: "bare" });
    shortcuts.add("Plane", "f", "Show the whole path", () => this.fit());
    return element(
      "div", { class: "plane-bar row tight" }, ...this.#modes.values(), fit, element("span", { class: "spring" }), this.#place);
  }

  /** Lets the pointer set c, move the view or draw a path: `mode` is "set", "pan" or "draw". */
  choose(mode) {
    this.#gestures.mode = mode;
    for (const [name, made] of this.#modes) made.setAttribute("aria-pressed", name === mode);
  }

  fit() {
    const points = this.#curves.samples.tracks.c;
    if (!points?.length) return;
    this.#window.fit(points, 0.02);
    this.repaint({ isMoved: true });
  }

  #resize(stage) {
    fitCanvas(this.#canvas, stage);
    this.#window.size = { width: stage.clientWidth, height: stage.clientHeight };
    this.#ground.update(this.#window, devicePixelRatio, this.#fractal());
    this.#draw();
  }

  #draw() {
    const context = this.#canvas.getContext("2d");
    const { width, height } = this.#window.size;
    context.fillStyle = "#12141b";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingEnabled = true;
    this.#ground.draw(context, this.#window);
    const { film, preset } = this.#document;
    const points = this.#curves.samples.tracks.c;
    if (!film || !points?.length) return;
    const drawing = new PlaneDrawing(context, this.#window);
    const kind = kindOf(track, preset);
    if (kind !== "constant") for (const part of this.#parts(points)) drawing.path(part, film.isLoop);
    const hovered = this.#gestures.hovered;
    for (const key of this.keys()) {
      const isChosen = this.#selection.has("c", key.time);
      const isHovered = hovered?.key !== undefined && Number(hovered.key.time) === Number(key.time);
      drawing.key(numbersOf(track, key.value), { isChosen, isHovered, share: key.time / film.duration, isLoop: film.isLoop });
    }
    for (const handle of this.handles()) drawing.handle(handle.at, { ...handle, isHovered: hovered?.handle?.name === handle.name });
    if (this.#gestures.drawn) drawing.stroke(this.#gestures.drawn);
    this.#movePresent();
  }

  /** The parts of c's path, one for each scene: at a cut it goes nowhere. */
  #parts(points) {
    const { scenes } = this.#document.film;
    if (scenes.length === 0) return [points];
    const { times } = this.#curves.samples;
    const starts = scenes.map(({ frames: [start] }) => times.findIndex((time) => time * this.#clock.framesPerSecond >= start - 1e-6));
    return starts.map((start, index) => points.slice(start, starts[index + 1])).filter(({ length }) => length > 1);
  }

  /** The current position of c; not part of the canvas, so that nothing is redrawn while the film plays. */
  #movePresent() {
    const now = this.#curves.near("c", this.#clock.time);
    this.#present.hidden = !now;
    if (!now) return;
    const [x, y] = this.#window.toScreen(now);
    this.#present.style.transform = `translate(${x}px, ${y}px)`;
  }
}
