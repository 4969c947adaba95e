import { PlanesToPixels } from "./bt709.js";
import { element } from "./element.js";
import { settingEdit } from "./json-path.js";
import { hasScenes } from "./scenes.js";

const size = Object.freeze({ width: 128, height: 72 });

/** A small picture of the frame at the playhead for each shading. */
export class ShadingGallery {
  element = element("div", { class: "shadings", role: "group", "aria-label": "Shadings of this frame" });
  #api;
  #document;
  #clock;
  #toPixels = new PlanesToPixels();
  #buttons = new Map();
  #timer = null;
  #run = 0;

  constructor({ api, document, clock, schema }) {
    [this.#api, this.#document, this.#clock] = [api, document, clock];
    const shading = schema.field(schema.root, "shading").kinds[0].schema;
    for (const name of schema.field(shading, "algorithm").kinds[0].values) {
      const canvas = element("canvas", { ...size, "aria-hidden": "true" });
      const made = element(
        "button", { type: "button", class: "shading", onclick: () => document.edit((document) => this.#edits(document, name), { label: `Shading ${name}` }) },
        canvas, element("span", {}, name));
      this.#buttons.set(name, { made, canvas });
      this.element.append(made);
    }
    document.changed.listen(() => this.#later());
    clock.changed.listen(() => { if (!clock.isPlaying) this.#later(); });
    new IntersectionObserver(() => this.#later()).observe(this.element);
  }

  /** The edits for another shading; a density written for the current one is removed, since it does not suit the next. */
  #edits({ own, preset }, name) {
    const edits = [settingEdit(own, preset, ["shading", "algorithm"], name)];
    const isOther = name !== (preset.shading?.algorithm ?? "smooth");
    if (isOther && own.shading?.density !== undefined && typeof own.shading.density !== "object") edits.push({ path: ["shading", "density"], remove: true });
    return edits;
  }

  #later() {
    clearTimeout(this.#timer);
    for (const [name, { made }] of this.#buttons) made.setAttribute("aria-pressed", name === (this.#document.preset.shading?.algorithm ?? "smooth"));
    if (this.element.offsetParent !== null) this.#timer = setTimeout(() => this.#draw(), 350);
  }

  /** One after the other, so that edits have priority. */
  async #draw() {
    if (!this.#document.film || this.#document.own === null || hasScenes(this.#document.preset)) return;
    this.#run += 1;
    const run = this.#run;
    const request = { revision: this.#document.filmRevision, frames: [this.#clock.frame], ...size, samples: 1, channel: "shadings" };
    for (const [name, { canvas }] of this.#buttons) {
      const edits = this.#document.placed(this.#edits(this.#document, name));
      const pictures = await this.#api.pictures({ ...request, edits }).catch(() => null);
      // Of another text, of a scene or of the whole film, pictures are drawn later, where they have a meaning.
      if (run !== this.#run || request.revision !== this.#document.filmRevision || this.#document.own === null) return;
      canvas.classList.toggle("is-missing", pictures === null);
      if (pictures) canvas.getContext("2d").putImageData(this.#toPixels.image(pictures[0]), 0, 0);
    }
  }
}
