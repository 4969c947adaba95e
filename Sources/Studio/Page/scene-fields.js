import { button, element } from "./element.js";
import { controlFor } from "./fields.js";
import { settingEdit } from "./json-path.js";
import { enterScene } from "./scene-entry.js";
import { hasOneScene, textWithoutScenes } from "./scene-making.js";
import { hasScenes, sceneAt, transitionEdits } from "./scenes.js";

const cut = "cut";

/** The scene at the playhead: its name, its part of its own film, and its transition; of a film without scenes, how it gets some. */
export class SceneFields {
  element = element("div", { class: "scene-fields" });
  #document;
  #clock;
  #schema;
  #labelOf;
  #add;
  #controls = [];
  #structure = "";

  /** `addScene` lets a scene be chosen that comes after the given one. */
  constructor({ document, clock, schema, labelOf, addScene }) {
    [this.#document, this.#clock, this.#schema, this.#labelOf, this.#add] = [document, clock, schema, labelOf, addScene];
  }

  show() {
    const { film } = this.#document;
    if (!film) return;
    if (!hasScenes(this.#document.preset) || film.scenes.length === 0) return this.#offer();
    const index = sceneAt(film, this.#clock.frame);
    const kind = film.scenes[index].transition?.kind ?? cut;
    const structure = `${index} ${film.scenes.length} ${kind}`;
    if (structure !== this.#structure) this.#build(index, kind);
    this.#structure = structure;
    for (const { control, path, field } of this.#controls) {
      const value = this.#document.value(path);
      control.show(value ?? this.#usual(index, path) ?? field.fallback, value === undefined);
    }
  }

  /** What a film without scenes has in their place. */
  #offer() {
    if (this.#structure === "none") return;
    this.#structure = "none";
    this.#controls = [];
    this.element.replaceChildren(element(
      "div", { class: "row" }, element("span", { class: "quiet small" }, "The film has one scene."), element("span", { class: "spring" }),
      button("Add a scene…", () => this.#add(0))));
  }

  /** The length of a scene that is not told. */
  #usual(index, path) {
    if (path.length > 3 || path.at(-1) !== "duration") return undefined;
    const [first, end] = this.#document.film.scenes[index].frames;
    return Number(((end - first) / this.#clock.framesPerSecond).toFixed(5));
  }

  #build(index, kind) {
    const scenes = this.#schema.field(this.#schema.root, "scenes");
    const scene = this.#schema.itemOf(scenes);
    const place = ["scenes", index];
    this.#controls = [];
    const rows = ["name", "start", "duration"].flatMap((key) => this.#row(scene, [...place, key]));
    const transition = this.#schema.field(scene, "transition");
    const parts = transition.kinds.find(({ type }) => type === "object").schema;
    const kinds = this.#schema.field(parts, "kind").kinds[0].values.filter((each) => index > 0 || each !== "dissolve");
    const select = element(
      "select", { "aria-label": "Transition", title: transition.description, onchange: () => this.#choose(index, select.value) },
      ...[cut, ...kinds].map((each) => element("option", { value: each, selected: each === kind }, each)));
    rows.push(this.#line("Transition", select));
    if (kind !== cut) {
      const keys = kind === "fade" ? ["duration", "color"] : ["duration"];
      rows.push(...keys.flatMap((key) => this.#row(parts, [...place, "transition", key], key === "duration" ? "Takes" : undefined)));
    }
    this.element.replaceChildren(
      element(
        "div", { class: "row" }, element("span", { class: "quiet small" }, `Scene ${index + 1} of ${this.#document.film.scenes.length}`),
        element("span", { class: "spring" }), button("Add a scene after it", () => this.#add(index), { icon: "plus", class: "bare" }),
        button("Edit this scene", () => enterScene(this.#document, this.#clock, index))),
      ...rows,
      hasOneScene(this.#document)
        ? element(
          "div", { class: "row" },
          button("Make it a film without scenes", () => this.#document.remake(textWithoutScenes, { label: "A film without scenes" })))
        : "");
  }

  #row(schema, path, label = this.#labelOf(path.at(-1))) {
    const field = this.#schema.field(schema, path.at(-1));
    const take = (value, gesture) => this.#document.edit(
      ({ own, preset }) => (value === "" ? [{ path, remove: true }] : [settingEdit(own, preset, path, value)]), { label, gesture });
    const control = controlFor(field, label, take);
    if (!control) return [];
    this.#controls.push({ control, path, field });
    return [this.#line(control.label?.(label) ?? label, control.element, field)];
  }

  #line(label, control, { unit = "", description = "" } = {}) {
    return element(
      "div", { class: "field" }, element("div", { class: "field-label", title: description }, label),
      element("div", { class: "field-control" }, control, unit ? element("span", { class: "unit quiet small" }, unit) : null));
  }

  /** Another kind of transition takes as long as the present one, as far as both scenes have room for it. */
  #choose(index, kind) {
    const { film } = this.#document;
    const room = [index - 1, index].filter((each) => each >= 0).map((each) => film.scenes[each].frames[1] - film.scenes[each].frames[0]);
    const usual = Math.min(1, Math.max(1, Math.floor(Math.min(...room) / 3)) / this.#clock.framesPerSecond);
    const duration = this.#document.value(["scenes", index, "transition", "duration"]) ?? Number(usual.toFixed(3));
    this.#document.edit(
      (document) => transitionEdits(document, index, kind === cut ? null : { kind, duration }), { label: `Transition: ${kind}` });
  }
}
