import { element, glyph } from "./element.js";

const crops = Object.freeze([
  { id: "9:16", shape: 9 / 16 }, { id: "1:1", shape: 1 }, { id: "4:5", shape: 4 / 5 }, { id: "16:9", shape: 16 / 9 }, { id: "2.39:1", shape: 2.39 },
]);

/** Lines over the picture that are not part of the film: thirds, the title-safe area (SMPTE ST 2046-1: 90 %), and crops to other shapes. */
export class Guides {
  #chosen = new Set();

  constructor(canvas) {
    this.canvas = canvas;
    const choice = (id, label) =>
      element(
        "label", {},
        element("input", { type: "checkbox", onchange: (event) => this.#choose(id, event.target.checked) }), label);
    this.menu = element(
      "details", { class: "menu" },
      element("summary", { class: "button bare", title: "Guides", "aria-label": "Guides" }, glyph("grid")),
      element(
        "div", {}, choice("thirds", "Thirds"), choice("title", "Title-safe"),
        ...crops.map(({ id }) => choice(id, `Crop to ${id}`))));
    this.menu.addEventListener("focusout", (event) => {
      if (!this.menu.contains(event.relatedTarget)) this.menu.open = false;
    });
  }

  resize({ width, height }) {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#draw();
  }

  #choose(id, isOn) {
    if (isOn) this.#chosen.add(id);
    else this.#chosen.delete(id);
    this.#draw();
  }

  #draw() {
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    const line = (draw) => {
      for (const [color, thickness] of [["rgb(0 0 0 / 0.55)", 3], ["rgb(255 255 255 / 0.9)", 1]]) {
        context.strokeStyle = color;
        context.lineWidth = thickness * devicePixelRatio;
        context.beginPath();
        draw();
        context.stroke();
      }
    };
    for (const { id, shape } of crops) {
      if (!this.#chosen.has(id)) continue;
      const [w, h] = width / height > shape ? [height * shape, height] : [width, width / shape];
      context.fillStyle = "rgb(0 0 0 / 0.5)";
      context.beginPath();
      context.rect(0, 0, width, height);
      context.rect((width - w) / 2, (height - h) / 2, w, h);
      context.fill("evenodd");
      line(() => context.rect((width - w) / 2, (height - h) / 2, w, h));
    }
    if (this.#chosen.has("title")) line(() => context.rect(0.05 * width, 0.05 * height, 0.9 * width, 0.9 * height));
    if (!this.#chosen.has("thirds")) return;
    line(() => {
      for (const share of [1 / 3, 2 / 3]) {
        context.moveTo(share * width, 0);
        context.lineTo(share * width, height);
        context.moveTo(0, share * height);
        context.lineTo(width, share * height);
      }
    });
  }
}
