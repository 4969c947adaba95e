import { Pace, pictureSize } from "./pace.js";
import { PictureQueue } from "./pictures.js";
import { Signal } from "./signal.js";

/** Milliseconds after the last change until the exact picture is requested. */
const settlingTime = 80;

/**
 * The picture at the playhead while nothing plays. During changes: one sample per pixel, as large as can be rendered
 * quickly. At rest: the film's own samples at full size.
 */
export class LivePicture {
  /** After each picture: `{ picture, isExact, revision, milliseconds }`. */
  shown = new Signal();
  failed = new Signal();

  #api;
  #canvas;
  #pace = new Pace();
  #queue;
  #asked = 0;
  #drawn = 0;
  #settling = null;
  /** The last request, as a text. */
  #wanted = "";

  constructor(api, canvas) {
    this.#api = api;
    this.#canvas = canvas;
    this.#queue = new PictureQueue((request) => this.#load(request), 2);
  }

  get pace() { return this.#pace; }

  /** Shows frame `frame` of the film `revision` in a room of `room` device pixels; `film` has the shape. */
  ask(wanted) {
    const text = JSON.stringify([wanted.revision, wanted.frame, wanted.room, wanted.film.width, wanted.film.height]);
    if (text === this.#wanted) return;
    this.#wanted = text;
    clearTimeout(this.#settling);
    // The first picture does not wait for things to come to rest.
    if (this.#asked === 0) this.#request(wanted, true);
    else this.#settling = setTimeout(() => this.#request(wanted, true), settlingTime);
    this.#request(wanted, false);
  }

  /** Cancels the pending exact picture. */
  stop() {
    clearTimeout(this.#settling);
    this.#wanted = "";
  }

  async #request({ revision, frame, film, room }, isExact) {
    const pixels = room.width * room.height;
    const scale = isExact ? 1 : this.#pace.scale(pixels);
    const size = pictureSize(film.width, film.height, room.width, room.height, scale);
    this.#asked += 1;
    const request = { revision, frame, size, isExact, number: this.#asked };
    try {
      const loaded = await this.#queue.request(request);
      // A picture is shown unless a newer one already is.
      if (!loaded || loaded.number < this.#drawn) return;
      this.#drawn = loaded.number;
      this.#canvas.draw(loaded.picture);
      const milliseconds = performance.now() - loaded.start;
      if (!isExact) this.#pace.note(size.width * size.height, milliseconds);
      this.shown.send({ picture: loaded.picture, isExact, revision, milliseconds });
    } catch (error) {
      this.#wanted = "";
      this.failed.send(error.message);
    }
  }

  async #load({ revision, frame, size, isExact, number }) {
    const start = performance.now();
    const [picture] = await this.#api.pictures(
      { revision, frames: [frame], ...size, samples: isExact ? "film" : 1, channel: "main" });
    return { picture, number, start };
  }
}
