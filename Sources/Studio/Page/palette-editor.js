import { button, element } from "./element.js";
import { longColor } from "./fields.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";
import { paletteColor } from "./oklab.js";
import { PaletteSwatches, pathOfPalette } from "./palette-swatches.js";
import { enterScene } from "./scene-entry.js";
import { hasScenes, sceneAt } from "./scenes.js";

/** The palette: its stops for editing, and colours from the picture for them; below, palettes to take as they are. */
export class PaletteEditor {
  #document;
  #picture;
  #fallback;
  #bar = element("canvas", { class: "palette-bar", width: 512, height: 1, "aria-hidden": "true" });
  #stops = element("div", { class: "palette-stops" });
  #detail = element("div", { class: "row palette-detail" });
  #swatches;
  #cyclic;
  #editor;
  #hint;
  #chosen = 0;
  #count = 0;
  #shown = "";

  constructor(root, { api, document, clock, library, schema, picture, notices }) {
    [this.#document, this.#picture] = [document, picture];
    this.#swatches = new PaletteSwatches({ api, document, notices, library: library.palettes });
    const shading = schema.field(schema.root, "shading").kinds[0].schema;
    this.#fallback = schema.field(schema.field(shading, "palette").kinds.find(({ type }) => type === "object").schema, "stops").fallback;
    this.#cyclic = element("input", { type: "checkbox", onchange: () => this.#write({ cyclic: this.#cyclic.checked }) });
    this.#editor = element(
      "div", { class: "palette" },
      element("h3", {}, "Stops"),
      element("div", { class: "palette-frame", ondblclick: (event) => this.#add(event) }, this.#bar, this.#stops),
      this.#detail,
      element("div", { class: "row" },
        element("label", { class: "row" }, this.#cyclic, "Cyclic: the end leads to the start"),
        element("span", { class: "spring" }),
        button("Add a stop", () => this.#addAt(this.#freePlace()), { icon: "plus" }),
        button("Reverse", () => this.#reverse()),
        button("Pick from the picture", () => this.#pick(notices))),
      ...this.#swatches.elements);
    this.#hint = element(
      "div", { class: "palette" }, element("p", { class: "quiet" }, "Each scene has its own colours."),
      element("div", { class: "row" }, button("Edit the scene at the playhead", () => enterScene(document, clock, sceneAt(document.film, clock.frame)))));
    root.append(this.#editor, this.#hint);
    document.changed.listen(() => this.#refresh());
    this.#refresh();
  }

  /** The effective palette, at the start of the film where it changes: `{ cyclic, stops }`. */
  get #palette() {
    const written = valueAt(this.#document.preset, pathOfPalette(this.#document.preset));
    const value = Array.isArray(written?.keyframes) ? written.keyframes[0]?.value : written;
    if (typeof value === "string") return { name: value, ...this.#swatches.paletteOf(value) };
    const stops = Array.isArray(value?.stops) ? value.stops : this.#fallback;
    return { cyclic: value?.cyclic ?? true, stops: stops.map(({ at, color }) => ({ at: Number(at), color: longColor(color) })) };
  }

  #write(change, gesture, label = "Change the palette") {
    this.#document.edit(
      ({ own, preset }) => {
        const place = pathOfPalette(preset);
        const value = valueAt(preset, place);
        if (Array.isArray(value?.keyframes)) throw new Error("This palette changes over time: its keys are edited under Text; a palette below takes their place");
        if (isObject(value) && Array.isArray(value.stops)) {
          return Object.entries(change).map(([key, part]) => settingEdit(own, preset, [...place, key], part));
        }
        const { cyclic, stops } = this.#palette;
        return [settingEdit(own, preset, place, { cyclic, stops, ...change })];
      },
      { label, gesture });
  }

  #refresh() {
    const isOfScenes = hasScenes(this.#document.preset);
    [this.#editor.hidden, this.#hint.hidden] = [isOfScenes, !isOfScenes];
    const palette = this.#palette;
    const shown = JSON.stringify([palette, this.#chosen]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#cyclic.checked = palette.cyclic;
    this.#chosen = Math.min(this.#chosen, palette.stops.length - 1);
    const context = this.#bar.getContext("2d");
    for (let column = 0; column < 512; column += 1) {
      context.fillStyle = paletteColor(palette.stops, palette.cyclic, column / 512);
      context.fillRect(column, 0, 1, 1);
    }
    this.#showStops(palette);
    this.#showDetail(palette);
    this.#swatches.show(palette.name);
  }

  /** The handles remain the same elements while one is dragged. */
  #showStops({ stops }) {
    while (this.#stops.children.length > stops.length) this.#stops.lastChild.remove();
    while (this.#stops.children.length < stops.length) this.#stops.append(this.#handle(this.#stops.children.length));
    stops.forEach(({ at, color }, index) => {
      const handle = this.#stops.children[index];
      handle.style.left = `${100 * at}%`;
      handle.style.setProperty("--color", color);
      handle.setAttribute("aria-label", `Stop ${index + 1} at ${at.toFixed(3)}, ${color}`);
      handle.setAttribute("aria-pressed", index === this.#chosen);
    });
  }

  #handle(index) {
    const handle = element("button", {
      type: "button", class: "palette-stop", onfocus: () => this.#choose(index),
      onkeydown: (event) => {
        const steps = { ArrowLeft: -0.005, ArrowRight: 0.005 }[event.key];
        if (steps) this.#move(index, this.#palette.stops[index].at + steps * (event.shiftKey ? 10 : 1), "palette arrows");
        else if (event.key === "Delete" || event.key === "Backspace") this.#remove();
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    });
    handle.addEventListener("pointerdown", (down) => {
      handle.setPointerCapture(down.pointerId);
      this.#count += 1;
      const gesture = `palette ${this.#count}`;
      this.#choose(index);
      const { left, width } = this.#bar.getBoundingClientRect();
      const move = (event) => { if (Math.abs(event.clientX - down.clientX) > 2 || move.hasMoved) { move.hasMoved = true; this.#move(index, (event.clientX - left) / width, gesture); } };
      handle.addEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, () => handle.removeEventListener("pointermove", move), { once: true });
    });
    return handle;
  }

  /** A stop stays between its neighbours. */
  #move(index, at, gesture) {
    const { stops } = this.#palette;
    const [low, high] = [(stops[index - 1]?.at ?? -0.002) + 0.002, (stops[index + 1]?.at ?? 1.001) - 0.001];
    const place = Math.round(1000 * Math.min(high, Math.max(low, at, 0))) / 1000;
    this.#writeStop(index, { at: Math.min(1, place) }, gesture);
  }

  #writeStop(index, change, gesture) {
    this.#write({ stops: this.#palette.stops.map((stop, place) => (place === index ? { ...stop, ...change } : stop)) }, gesture);
  }

  #choose(index) {
    this.#chosen = index;
    this.#refresh();
  }

  #showDetail({ stops }) {
    if (this.#detail.contains(document.activeElement)) return;
    const index = this.#chosen;
    const stop = stops[index];
    let gesture = "";
    const color = element("input", {
      type: "color", value: stop.color.slice(0, 7), "aria-label": "Colour of the stop",
      onfocus: () => { this.#count += 1; gesture = `palette ${this.#count}`; },
      oninput: () => this.#writeStop(index, { color: color.value + stop.color.slice(7) }, gesture),
    });
    const text = element("input", {
      type: "text", value: stop.color, "aria-label": "Colour as text", class: "hex-field",
      onchange: () => { if (/^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text.value)) this.#writeStop(index, { color: text.value }); },
    });
    const at = element("input", {
      type: "text", inputMode: "decimal", value: String(stop.at), "aria-label": "Position of the stop", class: "hex-field",
      onchange: () => { if (Number.isFinite(Number(at.value))) this.#move(index, Number(at.value)); },
    });
    this.#detail.replaceChildren(
      element("span", { class: "quiet small" }, `Stop ${index + 1} of ${stops.length}`), color, text,
      element("span", { class: "quiet small" }, "at"), at,
      button("Remove this stop", () => this.#remove(), { icon: "cross", class: "bare", disabled: stops.length < 2 }));
  }

  #add(event) {
    if (event.target.closest(".palette-stop")) return;
    const { left, width } = this.#bar.getBoundingClientRect();
    this.#addAt((event.clientX - left) / width);
  }

  /** The middle of the widest gap. */
  #freePlace() {
    const { stops } = this.#palette;
    const gaps = stops.map(({ at }, index) => ({ at, width: (stops[index + 1]?.at ?? 1) - at }));
    const widest = gaps.reduce((best, gap) => (gap.width > best.width ? gap : best));
    return widest.at + widest.width / 2;
  }

  #addAt(place) {
    const { stops, cyclic } = this.#palette;
    const at = Math.round(1000 * Math.min(1, Math.max(0, place))) / 1000;
    if (stops.some((stop) => Math.abs(stop.at - at) < 0.001)) return;
    const added = [...stops, { at, color: paletteColor(stops, cyclic, at) }].sort((one, other) => one.at - other.at);
    this.#chosen = added.findIndex((stop) => stop.at === at);
    this.#write({ stops: added }, undefined, "Add a stop");
  }

  #remove() {
    const { stops } = this.#palette;
    if (stops.length < 2) return;
    this.#write({ stops: stops.filter((_, index) => index !== this.#chosen) }, undefined, "Remove a stop");
  }

  #reverse() {
    const turned = this.#palette.stops.map(({ at, color }) => ({ at: Math.round(1e6 * ((1 - at) % 1)) / 1e6, color }));
    this.#write({ stops: turned.sort((one, other) => one.at - other.at) }, undefined, "Reverse the palette");
  }

  #pick(notices) {
    notices.tell("Click the picture to give its colour to the selected stop");
    this.#picture.pickColor((color) => this.#writeStop(this.#chosen, { color }));
  }
}
