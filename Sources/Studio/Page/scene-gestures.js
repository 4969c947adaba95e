import { lengthEdit, lengthsOf, transitionEdits, transitionLengthsOf } from "./scenes.js";
import { rounded } from "./tracks.js";

/** Pixels after which a press is a drag, and within which an end snaps. */
const threshold = 4;
const reach = 7;

/** The actions of the pointer on the scenes' blocks: an end changes a length, a block goes to another place, a click goes there. */
export class SceneGestures {
  #lane;
  #parts;
  #count = 0;

  constructor(lane, parts) {
    [this.#lane, this.#parts] = [lane, parts];
    lane.element.addEventListener("pointerdown", (event) => { if (event.button === 0) this.#press(event); });
    // The pointer was captured, so the event itself does not tell the block.
    lane.element.addEventListener("dblclick", ({ clientX, clientY }) => {
      const block = document.elementsFromPoint(clientX, clientY).find((each) => each.matches(".scene-block"));
      if (block) lane.enter(Number(block.dataset.index));
    });
  }

  #press(down) {
    const index = Number(down.target.closest("[data-index]")?.dataset.index ?? NaN);
    if (Number.isNaN(index)) return;
    const { target } = down;
    if (target.closest(".scene-end")) return this.#dragEnd(down, index);
    if (target.closest(".scene-transition-end")) return this.#dragTransition(down, index);
    // What lies over two blocks belongs to the later one.
    this.#dragBlock(down, index);
  }

  /** Follows the pointer until it is released, with its place in the lane, in CSS pixels. */
  #follow(down, move, end = () => {}) {
    const { element } = this.#lane;
    const { scale, view } = this.#parts;
    scale.hold();
    const { left } = element.getBoundingClientRect();
    const at = (event) => move(event.clientX - left, event);
    const stop = (event) => {
      element.removeEventListener("pointermove", at);
      for (const name of ["pointerup", "pointercancel"]) element.removeEventListener(name, stop);
      end(event.clientX - left, event);
      scale.release();
      view.repaint();
    };
    element.setPointerCapture(down.pointerId);
    element.addEventListener("pointermove", at);
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, stop);
  }

  /** The frame at `x`, or of what it snaps to: the playhead or a beat. */
  #frame(x, { altKey }) {
    const { view, scale, clock } = this.#parts;
    const time = scale.time(x);
    const near = view.isSnapping && !altKey
      ? [clock.time, ...view.beats].filter((moment) => Math.abs(moment - time) < reach * scale.secondsPerPixel)
        .sort((one, other) => Math.abs(one - time) - Math.abs(other - time)) : [];
    return Math.round((near[0] ?? time) * clock.framesPerSecond);
  }

  #dragEnd(down, index) {
    const { document, clock } = this.#parts;
    const { places } = this.#lane;
    const { least, most } = lengthsOf(document.film, places, index, clock.framesPerSecond);
    this.#count += 1;
    const gesture = `scene ${this.#count}`;
    this.#follow(down, (x, event) => {
      const frames = Math.min(most, Math.max(least, this.#frame(x, event) - places[index].start));
      document.edit((document) => [lengthEdit(document, index, frames, clock.framesPerSecond)], { label: "Change a scene's length", gesture });
    });
  }

  #dragTransition(down, index) {
    const { document, clock } = this.#parts;
    const { places } = this.#lane;
    const { least, most } = transitionLengthsOf(document.film, places, index);
    const length = this.#lengthAt(places, index, document.film.scenes[index].transition.kind);
    const path = ["scenes", index, "transition"];
    this.#count += 1;
    const gesture = `transition ${this.#count}`;
    this.#follow(down, (x, event) => {
      const frames = Math.min(most, Math.max(least, length(this.#frame(x, event))));
      const duration = rounded(frames / clock.framesPerSecond, 1e-5);
      document.edit(
        (document) => transitionEdits(document, index, { ...document.value(path), duration }), { label: "Change a transition's length", gesture });
    });
  }

  /** How long a transition is whose line is at a frame. A dissolve ends with the scene before; a fade has its middle where its scene begins. */
  #lengthAt(places, index, kind) {
    if (kind === "dissolve") return (frame) => places[index - 1].end - frame;
    return (frame) => (index > 0 ? 2 : 1) * (frame - places[index].start);
  }

  #dragBlock(down, index) {
    const start = down.clientX;
    let isDragged = false;
    const block = this.#lane.element.querySelector(`.scene-block[data-index="${index}"]`);
    this.#follow(
      down,
      (x, event) => {
        isDragged ||= Math.abs(event.clientX - start) > threshold;
        if (!isDragged) return;
        block.classList.add("is-dragged");
        this.#lane.markPlace(this.#placeAt(x));
      },
      (x, { type }) => {
        block.classList.remove("is-dragged");
        this.#lane.markPlace(null);
        if (type === "pointercancel") return;
        block.focus({ preventScroll: true, focusVisible: false });
        if (!isDragged) return this.#lane.goTo(index);
        // Before itself and behind itself are the same place.
        const place = this.#placeAt(x);
        this.#lane.move(index, place > index ? place - 1 : place);
      });
  }

  /** The place between scenes that is nearest to `x`: 0 is before the first one. */
  #placeAt(x) {
    const { scale, clock } = this.#parts;
    const frame = scale.time(x) * clock.framesPerSecond;
    const after = this.#lane.places.findIndex(({ start, end }) => frame < (start + end) / 2);
    return after < 0 ? this.#lane.places.length : after;
  }
}
