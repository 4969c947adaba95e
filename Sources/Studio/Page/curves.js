import { Signal } from "./signal.js";
import { PictureQueue } from "./pictures.js";

/** Number of moments at which the film's values are known between requests. */
const count = 400;

/** The film's changing values at many moments: for the curves, and for the values at the playhead. */
export class Curves {
  changed = new Signal();
  #api;
  #document;
  #queue;
  #samples = { times: [], tracks: {}, song: null };

  constructor(api, document) {
    this.#api = api;
    this.#document = document;
    this.#queue = new PictureQueue((request) => api.curves(request));
    document.changed.listen(() => this.update());
  }

  get samples() { return this.#samples; }

  async update() {
    const revision = this.#document.filmRevision;
    const { film } = this.#document;
    if (!film || revision === this.#samples.revision) return;
    const times = Array.from({ length: count }, (_, index) => (index * film.duration) / (count - 1));
    const answer = await this.#queue.request({ revision, times, song: true }).catch(() => null);
    if (!answer) return;
    this.#samples = { revision, times: answer.times, tracks: { ...answer.tracks, c: answer.c }, song: answer.song };
    this.changed.send(this);
  }

  /** The exact values at `time`, by track. */
  async at(time) {
    const { c, tracks } = await this.#api.curves({ revision: this.#document.filmRevision, times: [time] });
    return Object.fromEntries(Object.entries({ ...tracks, c }).map(([id, values]) => [id, values[0]]));
  }

  /** The value of a track at `time`, interpolated between the known moments; null if there are none. */
  near(id, time) {
    const { times, tracks } = this.#samples;
    const values = tracks[id];
    if (!values || times.length === 0) return null;
    let [low, high] = [0, times.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= time) low = middle;
      else high = middle;
    }
    const span = times[high] - times[low];
    const share = span > 0 ? Math.min(1, Math.max(0, (time - times[low]) / span)) : 0;
    const mix = (a, b) => a + share * (b - a);
    if (!Array.isArray(values[low])) return mix(values[low], values[high]);
    return values[low].map((part, index) => mix(part, values[high][index]));
  }
}
