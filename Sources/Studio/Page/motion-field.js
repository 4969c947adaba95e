import { element } from "./element.js";
import { controlFor } from "./fields.js";
import { isObject } from "./json-path.js";
import { editsOfValue } from "./keys.js";
import { trackNamed } from "./tracks.js";

const track = trackNamed("c");
const kinds = Object.freeze(["constant", "keys", "circle", "cardioid", "bulb", "lissajous", "ray", "equipotential", "follow"]);

/** The motion of c: its kind and its numbers. */
export class MotionField {
  element = element("div", { class: "motion" });
  #parts;
  #controls = [];
  #select;
  #structure = null;

  constructor(parts) {
    this.#parts = parts;
    this.#select = element(
      "select", { "aria-label": "How c moves", title: parts.field.description, onchange: () => this.#choose(this.#select.value) },
      ...kinds.map((kind) => element("option", { value: kind }, kind)));
  }

  show(value) {
    const kind = Array.isArray(value) ? "constant" : value?.keyframes ? "keys" : value?.path;
    if (kind !== this.#structure) this.#build(kind, value);
    this.#select.value = kind;
    for (const { control, key, field } of this.#controls) {
      if (key === null) control.show(kind === "keys" ? this.#now() : value, false);
      else control.show(value?.[key] ?? field.fallback, value?.[key] === undefined);
    }
  }

  #now() {
    const { curves, clock } = this.#parts;
    return curves.near("c", clock.time)?.map((part) => Number(part.toPrecision(9)));
  }

  #build(kind, value) {
    this.#structure = kind;
    this.#controls = [];
    const { document, clock, schema, field, labelOf } = this.#parts;
    const rows = [this.#line("Motion", this.#select)];
    if (kind === "constant" || kind === "keys") {
      const take = (point, gesture) => {
        const time = clock.time;
        document.edit((document) => editsOfValue(document, track, time, point), { label: "Set c", gesture });
      };
      const control = controlFor({ ...field, kinds: [{ type: "point" }] }, "c", take);
      this.#controls.push({ control, key: null, field });
      rows.push(this.#line(kind === "keys" ? "c now" : "c", control.element));
      if (kind === "keys") rows.push(...this.#ofObject(value, ["interpolation"]));
    } else if (kind === "follow") {
      rows.push(element("p", { class: "quiet small" }, `${value.parts?.length ?? 0} paths, one after the other: their handles are in the plane, their numbers in the text.`));
    } else if (isObject(value)) {
      rows.push(...this.#ofObject(value, Object.keys(schema.objectFor(field, value)?.properties ?? {}).filter((key) => key !== "path"), labelOf));
    }
    this.element.replaceChildren(...rows);
  }

  #ofObject(value, keys) {
    const { document, schema, field, labelOf } = this.#parts;
    const object = schema.objectFor(field, value);
    if (!object) return [];
    return keys.flatMap((key) => {
      const of = schema.field(object, key);
      const control = controlFor(of, labelOf(key), (set, gesture) => document.set(["c", key], set, { label: labelOf(key), gesture }));
      if (!control) return [];
      this.#controls.push({ control, key, field: of });
      return [this.#line(control.label?.(labelOf(key)) ?? labelOf(key), control.element, of)];
    });
  }

  #line(label, control, { unit = "", description = "" } = {}) {
    return element(
      "div", { class: "field" }, element("div", { class: "field-label", title: description }, label),
      element("div", { class: "field-control" }, control, unit ? element("span", { class: "unit quiet small" }, unit === "degrees" ? "°" : unit) : null));
  }

  /** Switches to another kind of motion, as close to the current one as possible. */
  #choose(kind) {
    const { document, curves, clock } = this.#parts;
    const now = (curves.near("c", clock.time) ?? [-0.4, 0.6]).map((part) => Number(part.toPrecision(6)));
    const radius = Number(Math.hypot(...now).toPrecision(4));
    const phase = Math.round((Math.atan2(now[1], now[0]) * 1800) / Math.PI) / 10;
    const values = {
      constant: now,
      keys: { keyframes: [{ time: 0, value: now }], interpolation: "catmull-rom" },
      circle: { path: "circle", radius, phase },
      cardioid: { path: "cardioid", factor: 1.05 },
      bulb: { path: "bulb", factor: 1.1 },
      lissajous: { path: "lissajous", center: now, amplitude: [0.1, 0.1] },
      ray: { path: "ray", angle: "1/7", from: 0.5, to: 0.01 },
      equipotential: { path: "equipotential", potential: 0.05 },
      follow: { path: "follow", parts: [{ c: { path: "ray", angle: "1/3", from: 0.5, to: 0.02 }, duration: 4, join: 1 }, { c: now, duration: 4 }] },
    };
    document.set(["c"], values[kind], { label: `c: ${kind}` });
  }
}
