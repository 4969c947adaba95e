import { PlanesToPixels } from "./bt709.js";
import { element } from "./element.js";
import { PictureQueue } from "./pictures.js";

/** The Julia set of the point under the mouse, shown in a corner. */
export class HoverJulia {
  #queue;
  #toPixels = new PlanesToPixels();
  #canvas = element("canvas", { width: 2, height: 2, "aria-hidden": "true" });
  #text = element("div", { class: "small" });
  #isOver = false;

  constructor(api) {
    this.#queue = new PictureQueue((request) => api.pictures(request));
    this.element = element("div", { class: "hover-julia", hidden: true }, this.#canvas, this.#text);
  }

  hide() {
    this.#isOver = false;
    this.element.hidden = true;
  }

  /** Shows the picture of `film` at `frame` with the constant `c`; `isRight`: in the right corner, away from the pointer. */
  async show({ revision, frame, film, c, text, isRight }) {
    this.#isOver = true;
    this.element.classList.toggle("is-right", isRight);
    this.#text.textContent = text;
    const height = 2 * Math.round((176 * film.height) / film.width / 2) || 2;
    const scale = Math.min(2, devicePixelRatio);
    const size = { width: 2 * Math.round(88 * scale), height: 2 * Math.round((height * scale) / 2) };
    const answer = await this.#queue
      .request({ revision, frames: [frame], ...size, samples: 1, c, channel: "hover" })
      .catch(() => null);
    if (!answer || !this.#isOver) return;
    const [picture] = answer;
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    this.#canvas.getContext("2d").putImageData(this.#toPixels.image(picture), 0, 0);
    this.element.hidden = false;
  }
}
