import { button, element } from "./element.js";
import { choiceField, numberField } from "./fields.js";

const sizes = Object.freeze(["1280x720", "1920x1080", "2560x1440", "3840x2160", "1080x1920", "1080x1080"]);
const endings = Object.freeze({ h264: "mp4", hevc: "mp4", av1: "mp4", prores: "mov", ffv1: "mkv", vp9: "webm" });

/** Renders of this film: the order form, the queue, and the finished films. */
export class RenderPanel {
  #api;
  #document;
  #notices;
  #list = element("div", { class: "renders" });
  #renders = new Map();
  #films = new Map();
  #output;
  #hasNamed = false;
  #form;

  constructor(root, { api, document, schema, notices, events }) {
    [this.#api, this.#document, this.#notices] = [api, document, notices];
    const output = schema.field(schema.root, "output").kinds[0].schema;
    this.#form = this.#makeForm(schema, output);
    root.append(this.#form, this.#list);
    document.changed.listen(() => this.#suggest());
    events.rendered.listen((render) => this.#show(render));
    api.renders().then((renders) => renders.forEach((render) => this.#show(render)), () => {});
    this.#suggest();
  }

  #makeForm(schema, output) {
    this.#output = element("input", { type: "text", name: "output", "aria-label": "File", oninput: () => { this.#hasNamed = true; } });
    const size = element(
      "input", { type: "text", name: "size", "aria-label": "Size", list: "render-sizes", placeholder: "the preset's", pattern: "\\d+x\\d+" });
    const frames = element("input", { type: "text", name: "frames", "aria-label": "Frames", placeholder: "all, or 0-99" });
    const codecField = schema.field(output, "codec");
    const codec = choiceField({
      label: "Codec", description: codecField.description, kind: { values: ["", ...codecField.kinds[0].values] },
      take: () => this.#suggest(),
    });
    codec.element.name = "codec";
    codec.element.options[0].textContent = "the preset's";
    const quality = numberField({ label: "Quality", description: schema.field(output, "quality").description, kind: { least: 0, most: 100 }, take: () => {} });
    quality.element.placeholder = "the preset's";
    quality.element.name = "quality";
    const line = (label, control, note) =>
      element("label", { class: "field" }, element("div", { class: "field-label" }, label), element("div", { class: "field-control" }, control, note));
    return element(
      "form", { class: "render-form", onsubmit: (event) => { event.preventDefault(); this.#start(); } },
      line("File", this.#output), line("Size", size), line("Frames", frames), line("Codec", codec.element), line("Quality", quality.element),
      element("datalist", { id: "render-sizes" }, ...sizes.map((value) => element("option", { value }))),
      element("div", { class: "row" }, element("button", { type: "submit", class: "button main" }, "Render"),
        element("span", { class: "quiet small" }, "The file is written beside the preset.")));
  }

  #suggest() {
    if (this.#hasNamed) return;
    const { file, film } = this.#document;
    const codec = this.#form.elements.codec.value || film?.codec || "h264";
    const name = file.name?.replace(/\.json$/i, "") ?? "film";
    this.#output.value = `${name}.${endings[codec] ?? "mp4"}`;
  }

  async #start() {
    const { elements } = this.#form;
    const request = { revision: this.#document.wholeRevision, output: this.#output.value.trim() };
    for (const name of ["size", "frames", "codec"]) if (elements[name].value.trim()) request[name] = elements[name].value.trim();
    if (elements.quality.value.trim()) request.quality = Number(elements.quality.value);
    await this.#ask(() => this.#api.render(request));
  }

  async #ask(call) {
    try {
      this.#show(await call());
    } catch (error) {
      this.#notices.fail(error.message);
    }
  }

  #show(render) {
    let card = this.#renders.get(render.id);
    if (!card) {
      card = { element: element("article", { class: "render", "data-id": render.id }), state: null };
      this.#renders.set(render.id, card);
      this.#list.prepend(card.element);
    }
    if (card.state !== render.state) this.#build(card, render);
    card.state = render.state;
    card.bar.value = render.finishedFrames;
    card.bar.max = Math.max(1, render.frameCount);
    card.text.textContent = this.#text(render);
  }

  #text({ state, finishedFrames, frameCount, framesPerSecond, secondsLeft, limit, error, byteCount }) {
    if (state === "failed") return error ?? "Failed";
    if (state === "finished") {
      const size = byteCount === null ? "" : `, ${sizeText(byteCount)}`;
      return `Finished: ${frameCount} frames${size}, beside the preset`;
    }
    if (state === "waiting") return "Waiting";
    const parts = [`${finishedFrames} of ${frameCount} frames`];
    if (state === "cancelled") return [...parts, "cancelled; what is finished is kept"].join(" · ");
    if (framesPerSecond) parts.push(`${framesPerSecond.toFixed(1)} fps`);
    if (Number.isFinite(secondsLeft)) parts.push(`${timeText(secondsLeft)} left`);
    if (limit) parts.push(limit);
    return parts.join(" · ");
  }

  #build(card, render) {
    card.bar = element("progress", { "aria-label": `Progress of ${render.output}` });
    card.text = element("p", { class: "small quiet" });
    const actions = [];
    if (render.state === "rendering" || render.state === "waiting") {
      actions.push(button("Cancel", () => this.#ask(() => this.#api.cancelRender(render.id))));
    }
    if (render.state === "cancelled" || render.state === "failed") {
      actions.push(button("Resume", () => this.#ask(() => this.#api.resumeRender(render.id))));
    }
    const room = element("div", { class: "render-film" });
    if (render.state === "finished") actions.push(button("Watch", () => this.#watch(render, room), { class: "main" }));
    card.element.className = `render is-${render.state}`;
    card.element.replaceChildren(
      element("div", { class: "row" }, element("strong", {}, render.output), element("span", { class: "spring" }), ...actions),
      card.bar, card.text, room);
    card.bar.hidden = render.state === "finished";
  }

  /** Plays the finished film. */
  async #watch({ id, output }, room) {
    try {
      if (!this.#films.has(id)) this.#films.set(id, URL.createObjectURL(await this.#api.film(id)));
      const video = element("video", { src: this.#films.get(id), controls: true, loop: true, "aria-label": output });
      video.addEventListener("error", () => this.#notices.fail(`This browser does not play ${output}; the file is finished and in its folder`));
      room.replaceChildren(video);
      await video.play().catch(() => {});
    } catch (error) {
      this.#notices.fail(error.message);
    }
  }
}

function sizeText(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function timeText(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
