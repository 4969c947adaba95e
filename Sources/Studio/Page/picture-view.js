import { button, element } from "./element.js";
import { CameraGestures } from "./camera-gestures.js";
import { Guides } from "./guides.js";
import { LivePicture } from "./live-picture.js";
import { pictureSize } from "./pace.js";
import { PictureCanvas } from "./picture-canvas.js";
import { Playback } from "./playback.js";
import { Signal } from "./signal.js";
import { Transport } from "./transport.js";

/** The picture at the playhead, and the controls that move the playhead. */
export class PictureView {
  /** After each displayed picture: `{ picture, revision, isExact }`. */
  shown = new Signal();
  failed = new Signal();

  #document;
  #clock;
  #stage;
  #canvasElement;
  #canvas;
  #live;
  #playback;
  #guides;
  #transport;
  #comparedRevision = null;
  #picking = null;

  constructor(root, { api, document, clock, curves, sound, shortcuts }) {
    this.#document = document;
    this.#clock = clock;
    this.#canvasElement = element("canvas", { class: "picture-canvas", "aria-hidden": "true" });
    const guideCanvas = element("canvas", { class: "picture-guides", "aria-hidden": "true" });
    this.badge = element("div", { class: "picture-badge", hidden: true });
    this.#stage = element(
      "div",
      {
        class: "picture-stage", tabIndex: 0, role: "application",
        "aria-label": "Picture. Arrow keys move the camera, plus and minus zoom, comma and full stop turn it.",
      },
      this.#canvasElement, guideCanvas, this.badge);
    this.#canvas = new PictureCanvas(this.#canvasElement);
    this.#live = new LivePicture(api, this.#canvas);
    this.#playback = new Playback(api, this.#canvas, clock);
    this.#guides = new Guides(guideCanvas);
    this.#transport = new Transport({ clock, playback: this.#playback, sound, guides: this.#guides, shortcuts });
    root.append(this.#stage, this.#transport.element);

    const gestures = new CameraGestures(this.#stage, this.#canvasElement, { document, clock, curves });
    gestures.failed.listen((message) => this.failed.send(message));
    this.#live.shown.listen((shown) => this.#note(shown));
    this.#playback.shown.listen((shown) => this.#note({ ...shown, isExact: false }));
    for (const source of [this.#live, this.#playback]) source.failed.listen((message) => this.failed.send(message));
    document.changed.listen(() => this.#refresh());
    clock.changed.listen(() => this.#clockChanged());
    new ResizeObserver(() => this.#resize()).observe(this.#stage);
    this.#stage.addEventListener("pointerdown", (event) => this.#pick(event), { capture: true });
  }

  /** The state of the canvas, for tests: the method, the picture's size, and its pixels. */
  get canvas() { return this.#canvas; }
  get playback() { return this.#playback; }

  /** Called once per screen refresh while the film plays. */
  tick() {
    this.#clock.tick();
    this.#playback.tick();
    this.#transport.tick();
  }

  /** Shows the film `revision` instead of the current one; null for the current one. */
  compare(revision) {
    this.#comparedRevision = revision;
    this.badge.textContent = revision ? "Last saved" : "";
    this.#refresh();
  }

  /** Adds a control beside those of the playhead. */
  addTool(tool) { this.#transport.addTool(tool); }

  /** Passes the colour at the next click on the picture to `take`. */
  pickColor(take) { this.#pickNext(take && ((event) => this.#takeColor(event, take))); }

  /** Passes the place of the next click on the picture to `take`: how far right of the middle and up, in widths of the picture. */
  pickPlace(take) { this.#pickNext(take && ((event) => this.#takePlace(event, take))); }

  #pickNext(pick) {
    this.#picking = pick;
    this.#stage.classList.toggle("is-picking", pick !== null);
  }

  #pick(event) {
    if (!this.#picking) return;
    event.stopImmediatePropagation();
    const pick = this.#picking;
    this.#pickNext(null);
    pick(event);
  }

  #takePlace({ clientX, clientY }, take) {
    const { left, top, width, height } = this.#canvasElement.getBoundingClientRect();
    take({ right: (clientX - left - width / 2) / width, up: (top + height / 2 - clientY) / width });
  }

  #takeColor(event, take) {
    const { left, top, width, height } = this.#canvasElement.getBoundingClientRect();
    const picture = this.#canvas.picture;
    const column = Math.floor(((event.clientX - left) / width) * picture.width);
    const row = Math.floor(((event.clientY - top) / height) * picture.height);
    const isInside = column >= 0 && row >= 0 && column < picture.width && row < picture.height;
    const pixels = this.#canvas.pixels();
    const place = 4 * (row * picture.width + column);
    const hex = [...pixels.slice(place, place + 3)].map((code) => code.toString(16).padStart(2, "0")).join("");
    if (isInside) take(`#${hex}`);
  }

  #room() {
    const ratio = devicePixelRatio;
    const { clientWidth, clientHeight } = this.#stage;
    return { width: Math.max(2, clientWidth * ratio), height: Math.max(2, clientHeight * ratio) };
  }

  #wanted() {
    const revision = this.#comparedRevision ?? this.#document.filmRevision;
    return { revision, frame: this.#clock.frame, film: this.#document.film, room: this.#room() };
  }

  #resize() {
    if (!this.#document.film) return;
    const { film, room } = this.#wanted();
    const size = pictureSize(film.width, film.height, room.width, room.height);
    for (const canvas of [this.#canvasElement, this.#guides.canvas]) {
      canvas.style.width = `${size.width / devicePixelRatio}px`;
      canvas.style.height = `${size.height / devicePixelRatio}px`;
    }
    this.#guides.resize(size);
    this.#refresh();
  }

  #refresh() {
    const { film, isValid } = this.#document;
    this.#stage.classList.toggle("is-stale", !isValid && !this.#comparedRevision);
    this.badge.hidden = isValid && !this.#comparedRevision;
    if (!this.#comparedRevision) this.badge.textContent = film ? "Last valid film" : "No film yet: the text has errors";
    if (!film) return;
    if (this.#shape !== `${film.width}:${film.height}`) {
      this.#shape = `${film.width}:${film.height}`;
      this.#resize();
      return;
    }
    if (!this.#clock.isPlaying) this.#live.ask(this.#wanted());
  }

  #shape = "";

  #clockChanged() {
    if (!this.#document.film) return;
    const isStarting = this.#clock.isPlaying && !this.#wasPlaying;
    const isStopping = !this.#clock.isPlaying && this.#wasPlaying;
    const hasChanged = isStarting || isStopping || this.#clock.rate !== this.#lastRate;
    this.#wasPlaying = this.#clock.isPlaying;
    this.#lastRate = this.#clock.rate;
    if (this.#clock.isPlaying) {
      this.#live.stop();
      if (hasChanged || this.#clock.serial === 0) this.#playback.start(() => this.#wanted());
      return;
    }
    if (isStopping) this.#playback.stop();
    this.#live.ask(this.#wanted());
  }

  #wasPlaying = false;
  #lastRate = 1;

  #note({ picture, revision, isExact }) {
    this.#canvasElement.dataset.frame = picture.frame;
    this.#canvasElement.dataset.exact = isExact;
    this.#canvasElement.dataset.revision = revision;
    this.#canvasElement.dispatchEvent(
      new CustomEvent("picture-shown", { bubbles: true, detail: { frame: picture.frame, revision, isExact, width: picture.width } }));
    this.shown.send({ picture, revision, isExact });
  }
}
