import { PlanesToPixels } from "./bt709.js";
import { PictureQueue } from "./pictures.js";
import { Signal } from "./signal.js";

/** The Mandelbrot set, or that of the film's formula, behind the path: the existing drawing is moved and scaled until the new picture arrives. */
export class PlaneGround {
  changed = new Signal();
  #queue;
  #toPixels = new PlanesToPixels();
  #canvas = document.createElement("canvas");
  #shown = null;
  #asked = "";

  constructor(api) {
    this.#queue = new PictureQueue((request) => api.plane(request).then((picture) => ({ picture, request })));
  }

  /** Requests the ground for `plane` and the film's `fractal`. */
  async update(plane, ratio, fractal) {
    const even = (length) => Math.max(2, 2 * Math.round((length * ratio) / 2));
    const pixels = [even(plane.size.width), even(plane.size.height)];
    const request = { center: plane.center, width: plane.width, pixels, fractal, channel: "plane" };
    const name = JSON.stringify(request);
    if (name === this.#asked) return;
    this.#asked = name;
    const answer = await this.#queue.request(request).catch(() => null);
    if (!answer) return;
    const { picture } = answer;
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    this.#canvas.getContext("2d").putImageData(this.#toPixels.image(picture), 0, 0);
    this.#shown = answer.request;
    this.changed.send();
  }

  draw(context, plane) {
    if (!this.#shown) return;
    const { center, width, pixels } = this.#shown;
    const height = (width * pixels[1]) / pixels[0];
    const [left, top] = plane.toScreen([center[0] - width / 2, center[1] + height / 2]);
    context.drawImage(this.#canvas, left, top, width / plane.step, height / plane.step);
  }
}
