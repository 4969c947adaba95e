import { element } from "./element.js";
import { controlFor, pairField } from "./fields.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";
import { ModifierCurve } from "./modifier-curve.js";

const keysOfWave = Object.freeze(["wave", "period", "amplitude", "phase"]);
/** How much a new wave or song adds at most: a part of the value, or where that tells nothing an amount. */
const amounts = Object.freeze({
  "camera.width": { share: 0.1 }, "camera.rotation": { amount: 5 }, "shading.density": { share: 0.1 }, "shading.phase": { amount: 0.1 },
  "shading.light.direction": { amount: 20 }, "shading.light.height": { amount: 10 },
});
/** About how long a period is at first, in seconds. */
const usualPeriod = 2;

/** What is added to a number that may change over time: a wave, and what follows the film's song; with the curve that comes of it. */
export class ModifierFields {
  element = element("div", { class: "modifiers" });
  #parts;
  #curve;
  #controls = [];
  #structure = null;

  /** `parts`: the document, clock, curves and schema; the number's track, and its field in the schema; `clearing`, edits that go before. */
  constructor(parts) {
    this.#parts = parts;
    this.#curve = new ModifierCurve(parts);
  }

  /** Whether numbers of `field` may have a wave or follow a song. */
  static fits(field) { return field.kinds.some(({ schema }) => schema && Object.hasOwn(schema.properties ?? {}, "wave")); }

  show(value) {
    const has = (key) => isObject(value) && value[key] !== undefined;
    const hasSong = Boolean(this.#parts.document.film?.hasSound);
    const structure = JSON.stringify([has("wave"), has("audio"), hasSong, value?.audio?.feature === "band"]);
    if (structure !== this.#structure) this.#build(has, hasSong, value?.audio?.feature);
    this.#structure = structure;
    for (const { control, path, field } of this.#controls) {
      const part = valueAt(value, path);
      control.show(part ?? field.fallback, part === undefined);
    }
    this.#curve.update();
  }

  #build(has, hasSong, feature) {
    this.#controls = [];
    const { field, schema } = this.#parts;
    const ofWave = field.kinds.find((kind) => kind.schema && Object.hasOwn(kind.schema.properties, "wave")).schema;
    const ofSong = schema.field(ofWave, "audio").kinds.find(({ type }) => type === "object").schema;
    const keysOfSong = ["feature", ...(feature === "band" ? ["band"] : []), "attack", "release", "to", "integrate"];
    const rows = [element(
      "div", { class: "row modifier-kinds" }, this.#switch("Wave", "a wave", has("wave"), true, () => this.#toggleWave(has("wave"))),
      this.#switch("Follows the song", "follows the song", has("audio"), hasSong || has("audio"), () => this.#toggleSong(has("audio"))))];
    if (has("wave")) rows.push(...keysOfWave.map((key) => this.#row(ofWave, [key])));
    if (has("audio")) rows.push(...keysOfSong.map((key) => this.#row(ofSong, ["audio", key])));
    if (has("wave") || has("audio")) rows.push(this.#curve.element);
    this.element.replaceChildren(...rows);
  }

  #switch(label, name, isOn, isPossible, onchange) {
    const input = element("input", { type: "checkbox", checked: isOn, disabled: !isPossible, "aria-label": `${this.#parts.label}: ${name}`, onchange });
    return element("label", { class: "row", title: isPossible ? "" : "The film has no sound: audio, in the text" }, input, label);
  }

  #row(schema, path) {
    const { document, track, labelOf, label: name } = this.#parts;
    const key = path.at(-1);
    const field = this.#parts.schema.field(schema, key);
    const label = `${name}: ${labelOf(key).toLowerCase()}`;
    const take = (value, gesture) => document.edit(
      ({ own, preset }) => {
        const edit = settingEdit(own, preset, [...track.path, ...path], value);
        // A band goes with its own feature only.
        const band = [...track.path, "audio", "band"];
        if (key !== "feature") return [edit];
        if (value === "band") return [edit, settingEdit(own, preset, band, [30, 150])];
        return valueAt(own, band) === undefined ? [edit] : [edit, { path: band, remove: true }];
      },
      { label, gesture });
    const control = key === "band" ? pairField({ label, parts: ["from", "to"], kind: { least: 0, most: 24000 }, take, description: field.description })
      : key === "to" ? pairField({ label, parts: ["quiet", "loud"], kind: {}, take, description: field.description })
        : controlFor(field, label, take);
    this.#controls.push({ control, path, field });
    return element(
      "div", { class: "field", "data-modifier": path.join(".") }, element("div", { class: "field-label" }, control.label?.(labelOf(key)) ?? labelOf(key)),
      element("div", { class: "field-control" }, control.element, field.unit && field.unit !== "periods" ? element("span", { class: "unit quiet small" }, field.unit) : null));
  }

  /** The value with a base, to which something may be added. */
  #withBase(preset) {
    const { track, curves, clock } = this.#parts;
    const value = valueAt(preset, track.path);
    if (isObject(value) && Object.hasOwn(value, "base")) return value;
    return { base: value ?? Number((curves.near(track.id, clock.time) ?? track.fallback).toPrecision(6)) };
  }

  #amount(base) {
    const { share, amount } = amounts[this.#parts.track.id];
    const size = Math.abs(Number(isObject(base) ? base.keyframes?.[0]?.value : base)) || 1;
    return Number((amount ?? share * size).toPrecision(3));
  }

  #toggleWave(isOn) {
    this.#write(isOn ? "No wave" : "Wave", (preset) => {
      const value = this.#withBase(preset);
      if (isOn) return Object.fromEntries(Object.entries(value).filter(([key]) => !keysOfWave.includes(key)));
      // A loop's length is a multiple of the period.
      const count = Math.max(1, Math.round(preset.duration / usualPeriod)) || 1;
      const period = Number.isFinite(preset.duration) ? Number((preset.duration / count).toPrecision(12)) : usualPeriod;
      return { base: value.base, wave: "sine", period, amplitude: this.#amount(value.base), ...value };
    });
  }

  #toggleSong(isOn) {
    this.#write(isOn ? "Do not follow the song" : "Follow the song", (preset) => {
      const value = this.#withBase(preset);
      const { audio: _, ...rest } = value;
      return isOn ? rest : { ...value, audio: { feature: "level", to: [0, this.#amount(value.base)] } };
    });
  }

  /** Writes the value that `change` makes; a base alone is no object. */
  #write(label, change) {
    const { document, track, clearing } = this.#parts;
    document.edit(
      (document) => {
        const value = change(document.preset);
        const isBase = Object.keys(value).length === 1;
        return [...clearing(document), settingEdit(document.own, document.preset, track.path, isBase ? value.base : value)];
      },
      { label: `${this.#parts.label}: ${label.toLowerCase()}` });
  }
}
