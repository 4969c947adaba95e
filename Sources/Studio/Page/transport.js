import { button, element, glyph } from "./element.js";

/** Play, pause, step, loop; the position in the film, and the frame rate reached. */
export class Transport {
  #clock;
  #playback;
  #playButton;
  #loopButton;
  #sound;
  #soundButton;
  #time;
  #frame;
  #rate;
  #scrubber;
  #tail;
  #lastFigures = "";

  constructor({ clock, playback, sound, guides, shortcuts }) {
    this.#clock = clock;
    this.#sound = sound;
    this.#playback = playback;
    this.#playButton = button("Play", () => clock.toggle(), { icon: "play", key: "Space", class: "bare" });
    this.#loopButton = button("Loop", () => this.#toggleLoop(), { icon: "loop", key: "O", class: "bare", "aria-pressed": "true" });
    this.#soundButton = button("Sound", () => sound.toggle(), { icon: "sound", key: "M", class: "bare" });
    this.#time = this.#field("Time in seconds", (text) => clock.seek(Number(text)));
    this.#frame = this.#field("Frame", (text) => clock.seekFrame(Math.round(Number(text))));
    this.#rate = element("output", { class: "rate quiet small", "aria-label": "Rate" });
    this.#scrubber = element("input", {
      type: "range", class: "scrubber", min: 0, max: 1, value: 0, "aria-label": "Playhead", tabIndex: 0,
      oninput: () => clock.seekFrame(Number(this.#scrubber.value)),
      onpointerdown: () => clock.hold(), onpointerup: () => clock.release(), onpointercancel: () => clock.release(),
    });
    this.#tail = element("div", { class: "row tight tail" }, this.#rate, guides.menu);
    const go = (label, icon, key, action) => button(label, action, { icon, key, class: "bare" });
    this.element = element(
      "div", { class: "transport" }, this.#scrubber,
      element(
        "div", { class: "transport-row" },
        element(
          "div", { class: "row tight readout" }, this.#time, element("span", { class: "quiet" }, "s"), this.#frame,
          element("span", { class: "quiet" }, "frame")),
        element(
          "div", { class: "row tight" },
          go("To the start", "first", "Home", () => clock.seekFrame(0)),
          go("One frame back", "back", "←", () => clock.step(-1)),
          this.#playButton,
          go("One frame on", "forward", "→", () => clock.step(1)),
          go("To the end", "last", "End", () => clock.seekFrame(clock.frameCount - 1)),
          this.#loopButton, this.#soundButton),
        this.#tail));
    clock.changed.listen(() => this.#refresh());
    sound.changed.listen(() => this.#showSound());
    this.#showSound();
    this.#bind(shortcuts);
  }

  /** Adds a control at the end of the row. */
  addTool(tool) { this.#tail.append(tool); }

  /** Shows the rate; called once per screen refresh while the film plays. */
  tick() {
    const figures = this.#playback.figures;
    if (!figures || performance.now() - this.#lastTick < 250) return;
    this.#lastTick = performance.now();
    const dropped = figures.dropped > 0 ? ` · ${figures.dropped} dropped` : "";
    const text = `${figures.rate.toFixed(0)} fps${dropped}`;
    if (text !== this.#lastFigures) this.#rate.textContent = text;
    this.#lastFigures = text;
  }

  #lastTick = 0;

  #field(label, seek) {
    const field = element("input", {
      type: "text", inputMode: "decimal", "aria-label": label, title: label,
      onfocus: () => field.select(),
      onchange: () => { if (field.value.trim() !== "" && Number.isFinite(Number(field.value))) seek(field.value); },
      onkeydown: (event) => { if (event.key === "Enter") field.blur(); },
    });
    return field;
  }

  #toggleLoop() {
    this.#clock.isLooping = !this.#clock.isLooping;
    this.#loopButton.setAttribute("aria-pressed", this.#clock.isLooping);
  }

  #showSound() {
    const { exists, isOn } = this.#sound;
    this.#soundButton.hidden = !exists;
    this.#soundButton.setAttribute("aria-pressed", isOn);
    this.#soundButton.replaceChildren(glyph(isOn ? "sound" : "silence"));
  }

  #refresh() {
    const clock = this.#clock;
    this.#playButton.replaceChildren(glyph(clock.isPlaying ? "pause" : "play"));
    this.#playButton.setAttribute("aria-label", clock.isPlaying ? "Pause" : "Play");
    if (document.activeElement !== this.#time) this.#time.value = clock.time.toFixed(3);
    if (document.activeElement !== this.#frame) this.#frame.value = clock.frame;
    this.#scrubber.max = clock.frameCount - 1;
    this.#scrubber.value = clock.frame;
    this.#scrubber.setAttribute("aria-valuetext", `frame ${clock.frame} of ${clock.frameCount}, ${clock.time.toFixed(2)} seconds`);
    if (!clock.isPlaying) this.#rate.textContent = `${Number(clock.framesPerSecond.toFixed(3))} fps · ${clock.frameCount} frames`;
    else if (Math.abs(clock.rate) !== 1) this.#rate.textContent = `${clock.rate}×`;
    this.#lastFigures = "";
  }

  #bind(shortcuts) {
    const clock = this.#clock;
    shortcuts.add("Picture", " ", "Play, pause", () => clock.toggle());
    shortcuts.add("Picture", "k", "Pause", () => clock.pause());
    shortcuts.add("Picture", "l", "Play; again: faster", () => clock.shuttle(1));
    shortcuts.add("Picture", "j", "Play backwards; again: faster", () => clock.shuttle(-1));
    shortcuts.add("Picture", "ArrowRight", "One frame on", () => clock.step(1));
    shortcuts.add("Picture", "ArrowLeft", "One frame back", () => clock.step(-1));
    shortcuts.add("Picture", "Shift+ArrowRight", "Ten frames on", () => clock.step(10));
    shortcuts.add("Picture", "Shift+ArrowLeft", "Ten frames back", () => clock.step(-10));
    shortcuts.add("Picture", "Home", "To the start", () => clock.seekFrame(0));
    shortcuts.add("Picture", "End", "To the end", () => clock.seekFrame(clock.frameCount - 1));
    shortcuts.add("Picture", "m", "Sound on or off", () => this.#sound.toggle());
    shortcuts.add("Picture", "o", "Loop, or play once", () => this.#toggleLoop());
  }
}
