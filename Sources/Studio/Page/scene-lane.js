import { element } from "./element.js";
import { enterScene } from "./scene-entry.js";
import { SceneGestures } from "./scene-gestures.js";
import { hasScenes, moveEdits, sceneAt, scenePlaces } from "./scenes.js";

/** The scenes of a film as blocks above the timeline, with their transitions where both scenes are seen. */
export class SceneLane {
  element = element("div", { class: "scene-lane", role: "list", "aria-label": "Scenes", hidden: true });
  #document;
  #clock;
  #scale;
  #blocks = [];
  #mark = element("div", { class: "scene-mark", hidden: true });
  #structure = "";

  /** `parts`: the timeline's view, its scale, and its contents. */
  constructor(parts) {
    [this.#document, this.#clock, this.#scale] = [parts.document, parts.clock, parts.scale];
    new SceneGestures(this, parts);
    parts.clock.changed.listen(() => this.#showPresent());
    parts.shortcuts.tell("Scenes", "Enter", "Go to the scene; E or a double click: enter it");
    parts.shortcuts.tell("Scenes", "Shift+ArrowLeft", "One place earlier; → later");
    parts.shortcuts.tell("Scenes", "Delete", "Remove the scene");
  }

  get exists() { return hasScenes(this.#document.preset) && (this.#document.film?.scenes.length ?? 0) > 0; }
  get places() { return scenePlaces(this.#document.film, this.#clock.framesPerSecond); }

  /** Puts the blocks where the scale has their times. */
  layOut() {
    this.element.hidden = !this.exists;
    if (!this.exists) return;
    const { film } = this.#document;
    const structure = JSON.stringify(film.scenes.map(({ name, title, transition }) => [name, title, transition]));
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.#build(film.scenes);
    }
    const x = (frame) => this.#scale.x(frame / this.#clock.framesPerSecond);
    this.places.forEach(({ start, end, entrance }, index) => {
      const { block, length, transition } = this.#blocks[index];
      place(block, x(start), x(end));
      // The name stands where the scene is alone.
      block.style.paddingLeft = `${x(start + entrance) - x(start) + 8}px`;
      length.textContent = `${Number(((end - start) / this.#clock.framesPerSecond).toFixed(2))} s`;
      if (!transition) return;
      // A fade begins in the scene before.
      const isFade = film.scenes[index].transition.kind === "fade";
      place(transition, x(isFade && index > 0 ? start - this.places[index - 1].exit : start), x(start + entrance));
    });
    this.#showPresent();
  }

  /** Goes to the first frame that shows scene `index` alone. */
  goTo(index) {
    const { start, entrance } = this.places[index];
    this.#clock.pause();
    this.#clock.seekFrame(start + entrance);
  }

  /** Shows and edits scene `index` alone. */
  enter(index) { enterScene(this.#document, this.#clock, index); }

  /** Moves scene `from` to place `to`. */
  move(from, to) {
    if (to === from || to < 0 || to >= this.#blocks.length) return;
    this.#document.edit((document) => moveEdits(document, from, to), { label: "Move a scene" });
  }

  remove(index) {
    if (this.#blocks.length < 2) return this.#document.failed.send("A film with scenes has at least one; under Film it becomes one without scenes");
    const edits = ({ own, preset }) =>
      Array.isArray(own?.scenes) ? [{ path: ["scenes", index], remove: true }] : [{ path: ["scenes"], value: preset.scenes.toSpliced(index, 1) }];
    this.#document.edit(edits, { label: "Remove a scene" });
  }

  /** Marks the place `index`, before which a scene would come; null for none. */
  markPlace(index) {
    this.#mark.hidden = index === null;
    if (index === null) return;
    const places = this.places;
    const frame = index < places.length ? places[index].start : places.at(-1).end;
    this.#mark.style.transform = `translateX(${this.#scale.x(frame / this.#clock.framesPerSecond)}px)`;
  }

  #build(scenes) {
    this.#blocks = scenes.map(({ name, title, transition }, index) => {
      const length = element("span", { class: "quiet" });
      const label = name || title || `Scene ${index + 1}`;
      const block = element(
        "div",
        {
          class: "scene-block", role: "button", tabIndex: 0, "data-index": index, "aria-label": `Scene ${index + 1}: ${label}`,
          title: `${label}\nDouble-click to edit it; drag it to another place, or its end for another length`,
          onkeydown: (event) => this.#press(event, index),
        },
        element("span", { class: "scene-name" }, label), length, element("span", { class: "scene-end", "aria-hidden": "true" }));
      const shown = transition && element(
        "div", { class: `scene-transition is-${transition.kind}`, "data-index": index, style: { "--color": transition.color } },
        element("span", { class: "scene-transition-end", title: `${transition.kind}, ${transition.duration} s\nDrag for another length` }));
      return { block, length, transition: shown };
    });
    this.element.replaceChildren(
      ...this.#blocks.map(({ block }) => element("div", { role: "listitem" }, block)),
      ...this.#blocks.flatMap(({ transition }) => transition ?? []), this.#mark);
  }

  #press(event, index) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.goTo(index);
    else if (event.key === "e") this.enter(index);
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(index);
    else if (step && event.shiftKey) this.move(index, index + step);
    else if (step) this.#blocks[Math.min(this.#blocks.length - 1, Math.max(0, index + step))].block.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #showPresent() {
    if (!this.exists) return;
    const present = sceneAt(this.#document.film, this.#clock.frame);
    this.#blocks.forEach(({ block }, index) => block.setAttribute("aria-current", index === present));
  }
}

function place(block, left, right) {
  block.style.left = `${left}px`;
  block.style.width = `${Math.max(2, right - left)}px`;
}
