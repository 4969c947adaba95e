import { button, element } from "./element.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";

const path = Object.freeze(["shading", "palette"]);
/** An interior that is coloured by a property of its orbits may have a palette of its own. */
const pathOfInterior = Object.freeze(["shading", "interior", "palette"]);

/** Where `preset` has its palette: at its key, or beside what follows a song. */
export function pathOfPalette(preset) {
  const value = valueAt(preset, path);
  return isObject(value) && value.base !== undefined ? [...path, "base"] : path;
}

/** Palettes to take as they are: the shipped ones as swatches, and those in files, of palettes or of pictures. */
export class PaletteSwatches {
  elements;
  #document;
  #api;
  #notices;
  #library;
  #swatches = element("div", { class: "swatches" });

  /** `library`: the shipped palettes, of each its `name`, `colors`, `isCyclic` and `stops`. */
  constructor({ api, document, library, notices }) {
    [this.#api, this.#document, this.#library, this.#notices] = [api, document, library, notices];
    const file = element("input", { type: "file", class: "file-input", "aria-label": "Palette or picture file", onchange: () => this.#import(file) });
    this.#swatches.append(...library.map((palette) => this.#swatch(palette)));
    this.elements = [
      element("h3", {}, "Palettes"), this.#swatches,
      element("div", { class: "row" }, button("Import a palette or a picture…", () => file.click()), file),
      element("p", { class: "quiet small" }, "GIMP, Fractint, Ultra Fractal, GMT, CSS gradients …; or the colours of a photograph."),
    ];
  }

  /** Marks the shipped palette `name`; undefined if the film has another one. */
  show(name) {
    for (const swatch of this.#swatches.children) swatch.setAttribute("aria-pressed", swatch.dataset.name === name);
  }

  /** The shipped palette `name` as a film would have it written: `{ cyclic, stops }`. */
  paletteOf(name) {
    const { isCyclic, stops } = this.#library.find((palette) => palette.name === name) ?? { isCyclic: true, stops: [{ at: 0, color: "#000000" }] };
    return { cyclic: isCyclic, stops };
  }

  #swatch({ name, colors }) {
    const canvas = element("canvas", { width: colors.length, height: 1 });
    const context = canvas.getContext("2d");
    colors.forEach((color, column) => {
      context.fillStyle = color;
      context.fillRect(column, 0, 1, 1);
    });
    return element(
      "button", { type: "button", class: "swatch", "data-name": name, onclick: () => this.#use(name, `Palette ${name}`) }, canvas, element("span", {}, name));
  }

  /** Colours the film by `palette`, and with it an interior that had the same one. */
  #use(palette, label) {
    return this.#document.edit(({ own, preset }) => {
      const place = pathOfPalette(preset);
      const earlier = JSON.stringify(valueAt(preset, place));
      const paths = JSON.stringify(valueAt(preset, pathOfInterior)) === earlier && earlier ? [place, pathOfInterior] : [place];
      return paths.map((path) => settingEdit(own, preset, path, palette));
    }, { label });
  }

  async #import(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (let place = 0; place < bytes.length; place += 8192) text += String.fromCharCode(...bytes.subarray(place, place + 8192));
    try {
      const { palette } = await this.#api.importPalette(file.name, btoa(text));
      await this.#use(palette, `Import ${file.name}`);
    } catch (error) {
      this.#notices.fail(error.message);
    }
  }
}
