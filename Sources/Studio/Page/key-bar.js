import { button, element } from "./element.js";
import { easingNames, handlesOf } from "./easing.js";
import { editsOfKeys, keyEdits, shiftedKeys } from "./keys.js";
import { keysOf, rounded, trackNamed, valueOfKey } from "./tracks.js";

/** The selected keys of the timeline as numbers to edit, and how keys move. */
export class KeyBar {
  #parts;
  #fields = element("div", { class: "row tight key-fields" });
  #shown = "";

  constructor(parts) {
    this.#parts = parts;
    const toggle = (label, title, name) => {
      const made = button(label, () => {
        parts.view[name] = !parts.view[name];
        made.setAttribute("aria-pressed", parts.view[name]);
      }, { class: "bare small", "aria-pressed": String(parts.view[name]) });
      made.title = title;
      return made;
    };
    this.element = element(
      "div", { class: "key-bar row tight" }, element("h2", {}, "Timeline"),
      toggle("Snap", "Keys snap to frames, the playhead and other keys (hold Alt to disable)", "isSnapping"),
      toggle("Ripple", "Everything that follows moves too", "isRippling"),
      this.#fields);
    parts.selection.changed.listen(() => this.#refresh());
    parts.document.changed.listen(() => this.#refresh());
    this.#refresh();
  }

  #refresh() {
    const { selection, document } = this.#parts;
    const chosen = selection.only();
    const track = chosen && trackNamed(chosen.trackID);
    const key = track && keysOf(track, document.preset).find((key) => Number(key.time) === chosen.time);
    const shown = JSON.stringify([chosen, key, this.#hint()]);
    if (shown === this.#shown || this.#fields.contains(globalThis.document.activeElement)) return;
    this.#shown = shown;
    if (key) this.#fields.replaceChildren(...this.#fieldsOf(track, key));
    else {
      this.#fields.replaceChildren(element("span", { class: "quiet small" }, this.#hint()));
    }
  }

  #hint() {
    const { selection, document } = this.#parts;
    if (selection.size > 1) return `${selection.size} keys`;
    // Otherwise nothing tells why a key of c and what is seen at its time disagree.
    const isEven = document.preset?.timing === "visual";
    return isEven
      ? "Visual timing: c reaches its keys when the picture has changed evenly, not at their written times"
      : "Double-click a row, or press its diamond, to set a key";
  }

  #fieldsOf(track, key) {
    const value = track.isZoom ? key.width : valueOfKey(track, key);
    const numbers = Array.isArray(value) ? value : [value];
    return [
      element("span", { class: "small" }, track.label),
      this.#field("Time", key.time, (time) => this.#move(track, key, time), "s"),
      ...numbers.map((number, part) =>
        this.#field(track.parts[part], number, (typed) => this.#setValue(track, key, part, typed), track.unit)),
      this.#easing(track, key),
      button("Delete this key", () => this.#parts.view.deleteChosen(), { icon: "cross", class: "bare" }),
    ];
  }

  #field(label, value, take, unit) {
    const field = element("input", {
      type: "text", inputMode: "decimal", value: String(value), "aria-label": label, title: label, class: "key-field",
      onfocus: () => field.select(),
      onkeydown: (event) => { if (event.key === "Enter") field.blur(); },
      onchange: () => {
        const isNumber = field.value.trim() !== "" && Number.isFinite(Number(field.value));
        field.setAttribute("aria-invalid", !isNumber);
        if (isNumber) take(field.value.trim());
      },
      onblur: () => queueMicrotask(() => this.#refresh()),
    });
    return element("label", { class: "key-label" }, element("span", { class: "quiet small" }, label), field, unit ? element("span", { class: "quiet small" }, unit) : null);
  }

  #easing(track, key) {
    const isOther = key.easing !== undefined && !easingNames.includes(key.easing);
    const text = typeof key.easing === "string" ? key.easing : handlesOf(key.easing) ? "by sides" : "";
    const option = (value, label) => element("option", { value, selected: (key.easing ?? "") === value }, label);
    return element(
      "select",
      {
        class: "key-easing", "aria-label": "Easing to the next key", title: "The pace to the next key",
        onchange: (event) => this.#setEasing(track, key, event.target.value),
      },
      option("", "no easing"), ...easingNames.map((name) => option(name, name)),
      isOther ? element("option", { value: "as it is", selected: true }, text) : null);
  }

  #change(track, key, change, label) {
    this.#parts.document.edit(
      (document) => keyEdits(document, track, keysOf(track, document.preset).map((each) => (Number(each.time) === Number(key.time) ? change(each) : each))),
      { label });
  }

  #setEasing(track, key, name) {
    if (name === "as it is") return;
    this.#change(track, key, ({ easing: _, ...rest }) => (name ? { ...rest, easing: name } : rest), "Change easing");
  }

  #setValue(track, key, part, typed) {
    // More digits than a number of this page can hold stay as typed.
    const value = String(Number(typed)) === typed || typed.replace(/[-.0]/g, "").length < 16 ? Number(typed) : typed;
    this.#change(
      track, key,
      (each) => {
        if (track.isZoom) return { ...each, width: value };
        return { ...each, value: Array.isArray(each.value) ? each.value.with(part, value) : value };
      },
      "Change a key");
  }

  #move(track, key, typed) {
    const { selection, document } = this.#parts;
    const time = rounded(Number(typed), 1e-5);
    const moved = [{ trackID: track.id, time: Number(key.time) }];
    const byTrack = shiftedKeys(document.preset, moved, time - Number(key.time));
    document
      .edit((document) => editsOfKeys(document, byTrack), { label: "Move a key" })
      .then(() => selection.replace([{ trackID: track.id, time }]));
  }
}
