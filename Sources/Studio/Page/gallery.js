/** Pictures of each film: the whole of it in fast motion. */
const count = 32;
const size = Object.freeze({ width: 160, height: 90 });

/** A new film: c goes once around a circle. */
export const blank = `{
  "version": 1,
  "title": "My film",
  "duration": 10,
  "loop": "wrap",
  "output": { "width": 1920, "height": 1080, "frameRate": 60 },
  "c": { "path": "circle", "radius": 0.7885 }
}
`;

/** The shipped films: their texts, and small moving pictures, each asked for once. */
export class Gallery {
  #api;
  #document;
  #texts = new Map();
  #stills = new Map();
  #pictures = new Map();

  constructor({ api, document }) {
    [this.#api, this.#document] = [api, document];
  }

  /** The text of the film `name`; of a new one for null. */
  text(name) {
    return kept(this.#texts, name, async () => (name ? (await this.#api.libraryPreset(name)).text : blank));
  }

  /** Whether something of a film is measured before it is drawn. */
  async isSlow(name) { return /"visual"|"histogram"/.test(await this.text(name)); }

  /** Moments of the film `name` at equal distances, in order. */
  pictures(name) {
    return kept(this.#pictures, name, () => this.#moments(name, Array.from({ length: count }, (_, index) => index / count)));
  }

  /** One moment of it, which is there sooner. */
  still(name) { return kept(this.#stills, name, () => this.#moments(name, [0.4])); }

  /** The moments at `shares` of the film. */
  async #moments(name, shares) {
    const value = JSON.parse(await this.text(name));
    const times = shares.map((share) => share * value.duration);
    return this.#api.pictures({ revision: this.#document.wholeRevision, edits: [{ path: [], value }], times, ...size, samples: 1, channel: "library" });
  }
}

/** What `map` has at `key`, or what `make` makes; what has failed is made again. */
function kept(map, key, make) {
  if (!map.has(key)) {
    const made = make();
    made.catch(() => map.delete(key));
    map.set(key, made);
  }
  return map.get(key);
}
