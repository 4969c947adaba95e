import { button, element } from "./element.js";
import { controlFor, hasKeys } from "./fields.js";
import { groups, keysWithMeaning, labelOf, placesWithout } from "./form-groups.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";
import { editsOfValue } from "./keys.js";
import { ModifierFields } from "./modifier-fields.js";
import { ModifierRow } from "./modifier-row.js";
import { MotionField } from "./motion-field.js";
import { SceneFields } from "./scene-fields.js";
import { misplacedKey } from "./scenes.js";
import { SongField } from "./song-field.js";
import { tracks } from "./tracks.js";

/** The preset as a form, from its JSON Schema. */
export class Inspector {
  #document;
  #clock;
  #curves;
  #schema;
  #rows = [];
  #structure = "";
  #root;
  #api;
  #addScene;
  /** The tracks whose waves and songs are shown though they have none. */
  #opened = new Set();
  #folded = new Set(groups.filter(({ isFolded }) => isFolded).map(({ title }) => title));

  constructor(root, { api, document, clock, curves, schema, shadings, addScene }) {
    [this.#api, this.#addScene] = [api, addScene];
    [this.#root, this.#document, this.#clock, this.#curves, this.#schema] = [root, document, clock, curves, schema];
    this.shadings = shadings;
    document.changed.listen(() => this.#refresh());
    curves.changed.listen(() => this.#showValues());
    clock.changed.listen(() => { if (!clock.isPlaying) this.#showValues(); });
    this.#refresh();
  }

  #refresh() {
    const { preset } = this.#document;
    const shown = groups.filter((group) => (!group.isShown || group.isShown(preset, this.#document)) && (group.title === "Scene" || this.#keysOf(group).length > 0));
    const structure = JSON.stringify(shown.map((group) => this.#structureOf(group)));
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.#rows = [];
      const scroll = this.#root.scrollTop;
      this.#root.replaceChildren(...shown.map((group) => this.#group(group)));
      this.#root.scrollTop = scroll;
    }
    this.#showValues();
  }

  #structureOf(group) {
    const { preset } = this.#document;
    const value = valueAt(preset, group.path);
    return [group.title, value?.formula, group.isOptional && value !== undefined, preset.c?.path ?? typeof preset.c, hasKeys(preset.c), value?.interior?.by,
      group.title === "Shading" && value?.algorithm, this.#keysOf(group).map((key) => hasKeys(value?.[key]))];
  }

  #schemaOf(group) {
    let place = this.#schema.root;
    for (const step of group.path) place = this.#schema.field(place, step).kinds.find(({ type }) => type === "object").schema;
    return place;
  }

  #keysOf(group) {
    const { preset } = this.#document;
    const all = group.title === "Scene" ? [] : group.keys ?? Object.keys(this.#schemaOf(group).properties);
    const keys = all.filter((key) => !misplacedKey(preset, [{ path: [...group.path, key] }]));
    return keysWithMeaning(group, keys, preset);
  }

  #group(group) {
    if (group.title === "Scene") return this.#details(group, [this.#scene()]);
    const schema = this.#schemaOf(group);
    const isOn = !group.isOptional || isObject(valueAt(this.#document.preset, group.path));
    const rows = isOn ? this.#keysOf(group).flatMap((key) => this.#row(group, schema, key)) : [];
    const details = this.#details(group, rows);
    if (group.isOptional) details.append(this.#optional(group, isOn));
    if (group.title === "Shading" && this.shadings) details.append(this.shadings.element);
    if (group.title === "Camera" && Array.isArray(this.#document.value(["camera", "zoomTo"]))) {
      details.append(element("p", { class: "quiet small" }, "Centre and width follow the views of the row Zoom in the timeline."));
    }
    return details;
  }

  #details({ title }, rows) {
    const details = element("details", { class: "group", open: !this.#folded.has(title) }, element("summary", {}, title), ...rows);
    details.addEventListener("toggle", () => (details.open ? this.#folded.delete(title) : this.#folded.add(title)));
    return details;
  }

  /** The scene at the playhead. */
  #scene() {
    const fields = new SceneFields({ document: this.#document, clock: this.#clock, schema: this.#schema, labelOf, addScene: this.#addScene });
    this.#rows.push({ control: fields, path: ["scenes"], field: {} });
    return fields.element;
  }

  #optional(group, isOn) {
    const set = () => (isOn ? this.#document.remove(group.path, { label: `No ${group.title.toLowerCase()}` }) : this.#document.set(group.path, {}, { label: group.title }));
    return element("label", { class: "row optional" }, element("input", { type: "checkbox", checked: isOn, onchange: set }), isOn ? "On" : "Off");
  }

  #row(group, schema, key) {
    const field = this.#schema.field(schema, key);
    const path = [...group.path, key];
    if (path.join() === "c") return [this.#motion(field)];
    const track = tracks.find((candidate) => candidate.path.join() === path.join());
    const label = labelOf(key);
    if (key === "interior") return this.#interior(field, path);
    if (path.join() === "audio,file") return [this.#song(field, label, path)];
    const excluded = ({ own }, value) => placesWithout(path, value)
      .filter((place) => valueAt(own, place) !== undefined).map((place) => ({ path: place, remove: true }));
    const take = (value, gesture) => {
      const time = this.#clock.time;
      return this.#document.edit(
        (document) => {
          const edits = track ? editsOfValue(document, track, time, value) : [settingEdit(document.own, document.preset, path, value)];
          return [...excluded(document, value), ...edits];
        },
        { label, gesture });
    };
    const control = controlFor(field, label, take);
    if (!control) return [];
    this.#rows.push({ control, path, field, track });
    const line = this.#line(field, label, control, path);
    if (!track || !ModifierFields.fits(field)) return [line];
    const row = new ModifierRow(line, {
      api: this.#api, document: this.#document, clock: this.#clock, curves: this.#curves, schema: this.#schema, labelOf, track, field, label,
      clearing: excluded, opened: this.#opened,
    });
    this.#rows.push({ control: row, path, field: {} });
    return [line, row.element];
  }

  #line(field, label, control, path) {
    const name = control.label?.(label) ?? element("span", { title: field.description }, label);
    const mark = element("span", { class: "key-mark", title: "Changes over time: a value set here sets the key at the playhead" });
    const reset = field.isRequired ? null : button(
      `${label}: back to the default`, () => this.#document.remove(path, { label: `Default of ${label.toLowerCase()}` }), { icon: "cross", class: "bare reset" });
    return element(
      "div", { class: "field", "data-path": path.join(".") }, element("div", { class: "field-label" }, name, mark),
      element("div", { class: "field-control" }, control.element, field.unit ? element("span", { class: "unit quiet small" }, unitText(field.unit)) : null), reset);
  }

  /** The interior: one colour, or colours by a property of each orbit. */
  #interior(field, path) {
    const value = this.#document.value(path);
    const choices = ["one colour", "period", "convergence", "nearest"];
    const select = element(
      "select",
      {
        "aria-label": "Interior", title: field.description,
        onchange: () => this.#document.set(path, select.value === choices[0] ? "#000000" : { by: select.value }, { label: "Interior" }),
      },
      ...choices.map((choice) => element("option", { selected: choice === (value?.by ?? choices[0]) }, choice)));
    const rows = [element("div", { class: "field" }, element("div", { class: "field-label" }, "Interior"), element("div", { class: "field-control" }, select))];
    if (!isObject(value)) {
      const control = controlFor({ ...field, kinds: field.kinds.filter(({ type }) => type === "string") }, "Interior colour", (color, gesture) =>
        this.#document.set(path, color, { label: "Interior colour", gesture }));
      this.#rows.push({ control, path, field });
      rows[0].querySelector(".field-control").append(control.element);
    } else if (value.by !== undefined) {
      const { schema } = field.kinds.find(({ type, schema }) => type === "object" && Object.hasOwn(schema.properties, "by"));
      rows.push(...this.#row({ path }, schema, "density"));
    }
    return rows;
  }

  #song(field, label, path) {
    const song = new SongField({ api: this.#api, document: this.#document, field, label });
    this.#rows.push({ control: song, path, field });
    return this.#line(field, label, song, path);
  }

  #motion(field) {
    const motion = new MotionField({ document: this.#document, clock: this.#clock, curves: this.#curves, schema: this.#schema, field, labelOf });
    this.#rows.push({ control: motion, path: ["c"], field });
    return motion.element;
  }

  #showValues() {
    for (const { control, path, field, track } of this.#rows) {
      const value = this.#document.value(path);
      const isDefault = value === undefined;
      const row = control.element.closest(".field");
      const base = isObject(value) ? value.base : undefined;
      if (track && base !== undefined && !isObject(base)) {
        control.show(base, false);
      } else if (track && (isObject(value) || isDefault)) {
        const now = this.#curves.near(track.id, this.#clock.time);
        control.show(now === null ? field.fallback : short(now), isDefault);
      } else {
        control.show(isDefault ? field.fallback : value, isDefault);
      }
      row?.classList.toggle("has-keys", hasKeys(value));
      row?.classList.toggle("is-set", !isDefault);
    }
  }
}

function short(value) {
  return Array.isArray(value) ? value.map(short) : Number(value.toPrecision(6));
}

function unitText(unit) {
  return { degrees: "°", "cycles/value": "cyc", cycles: "cyc", iterations: "", "frames/s": "fps" }[unit] ?? unit;
}

