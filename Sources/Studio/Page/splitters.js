/** Bars between panels, moved by dragging or the arrow keys. Sizes are kept for the next visit. */
export class Splitters {
  #studio;
  #storage;

  constructor(studio, storage) {
    [this.#studio, this.#storage] = [studio, storage];
    for (const splitter of studio.querySelectorAll(".splitter")) this.#prepare(splitter);
  }

  #prepare(splitter) {
    const { panel } = splitter.dataset;
    const isUpright = splitter.classList.contains("upright");
    const kept = Number(this.#storage.getItem(`juliareel.size.${panel}`));
    if (kept > 0) this.#set(panel, kept);
    // The panel before the plane's bar grows with it, those after the other bars shrink.
    const sign = panel === "plane" ? 1 : -1;
    const size = () => {
      const box = document.getElementById(panel).getBoundingClientRect();
      return isUpright ? box.width : box.height;
    };
    splitter.addEventListener("pointerdown", (down) => {
      splitter.setPointerCapture(down.pointerId);
      const start = size();
      const move = (event) => this.#set(panel, start + sign * (isUpright ? event.clientX - down.clientX : event.clientY - down.clientY), true);
      splitter.addEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) {
        splitter.addEventListener(name, () => splitter.removeEventListener("pointermove", move), { once: true });
      }
    });
    splitter.addEventListener("dblclick", () => {
      this.#studio.style.removeProperty(`--${panel}`);
      this.#storage.removeItem(`juliareel.size.${panel}`);
    });
    splitter.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -16, ArrowUp: -16, ArrowRight: 16, ArrowDown: 16 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      this.#set(panel, size() + sign * step, true);
    });
  }

  #set(panel, pixels, isKept = false) {
    const room = panel === "timeline" ? innerHeight : innerWidth;
    const size = Math.round(Math.min(0.6 * room, Math.max(80, pixels)));
    this.#studio.style.setProperty(`--${panel}`, `${size}px`);
    if (isKept) this.#storage.setItem(`juliareel.size.${panel}`, size);
  }
}
