import { button } from "./element.js";
import { isObject } from "./json-path.js";
import { ModifierFields } from "./modifier-fields.js";

/** What is added to a number, below its line in the form, behind a button; open where something is. */
export class ModifierRow {
  element;
  #fields;
  #toggle;
  #isOpen;

  /** `parts`: those of `ModifierFields`; `opened`, the tracks that are shown open though nothing is added. */
  constructor(line, { opened, ...parts }) {
    const { id } = parts.track;
    this.#fields = new ModifierFields(parts);
    this.element = this.#fields.element;
    this.#isOpen = (value) => opened.has(id) || (isObject(value) && Object.hasOwn(value, "base"));
    this.#toggle = button(`${parts.label}: waves and song`, () => {
      if (!opened.delete(id)) opened.add(id);
      this.show(parts.document.value(parts.track.path));
    }, { icon: "wave", class: "bare modifier-button" });
    line.querySelector(".field-control").append(this.#toggle);
  }

  show(value) {
    const isOpen = this.#isOpen(value);
    this.element.hidden = !isOpen;
    this.#toggle.setAttribute("aria-pressed", isOpen);
    if (isOpen) this.#fields.show(value);
  }
}
