import { PlanesToPixels } from "./bt709.js";
import { openDialog } from "./dialogs.js";
import { element } from "./element.js";
import { sourceOf } from "./json-source.js";
import { textWithScenes } from "./scene-making.js";
import { addingEdits, hasScenes, scenePlaces, usualTransition } from "./scenes.js";

/** Milliseconds that each moving picture is shown. */
const period = 100;

/** The shipped films, as starting points, moving. */
export function openLibrary(parts) {
  const { document: film, gallery, notices } = parts;
  openGallery("Start from", parts, async (name) => {
    const text = name ? withoutAuthor(await gallery.text(name)) : await gallery.text(null);
    await film.replaceText(text, { label: name ? `Start from ${name}` : "New film" });
    notices.tell("Undo restores the previous film");
  });
}

/**
 * The shipped films, of which one becomes a scene after scene `index`, or a copy of that; the empty one is written out, all others by their
 * names. A film without scenes becomes the first one.
 */
export function openScenes(parts, index) {
  const { document: film, clock, gallery } = parts;
  const add = async (preset, seconds) => {
    const label = "Add a scene";
    const transition = (document) => usualTransition(document, film.film, index, seconds, clock.framesPerSecond);
    const isAdded = hasScenes(film.preset)
      ? await film.edit(
        (document) => addingEdits(document, index + 1, { preset: preset ?? document.preset.scenes[index].preset, ...(transition(document) && { transition: transition(document) }) }),
        { label })
      : await film.remake((document) => textWithScenes(document, preset && { source: sourceOf(preset) }, transition(document)), { label });
    if (!isAdded || !film.film.scenes[index + 1]) return;
    const { start, entrance } = scenePlaces(film.film, clock.framesPerSecond)[index + 1];
    clock.pause();
    clock.seekFrame(start + entrance);
  };
  const { frames } = film.film.scenes[index] ?? { frames: [0, film.film.frameCount] };
  openGallery(
    "Add a scene", parts,
    async (name) => {
      // The film's file is its own, and not a scene's.
      const { output: _, ...preset } = JSON.parse(await gallery.text(name));
      await add(name ?? preset, preset.duration);
    },
    { title: hasScenes(film.preset) ? `A copy of scene ${index + 1}` : "A copy of this film", description: "The same once more, to be changed", make: () => add(null, (frames[1] - frames[0]) / clock.framesPerSecond) });
}

/**
 * Shows all films under `title`; `choose` is called with the name of the one that is chosen, null for the empty one. `copy`, what is shown
 * at present, comes first if it is given: `{ title, description, make }`.
 */
function openGallery(title, { gallery, library, notices }, choose, copy = null) {
  const take = (make) => {
    shown.close();
    make().catch((error) => notices.fail(error.message));
  };
  const cards = new Map();
  const card = (title, description, name) => {
    const canvas = element("canvas", { width: 160, height: 90, "aria-hidden": "true" });
    const made = element(
      "button", { type: "button", class: "library-card", onclick: () => take(() => choose(name)) },
      canvas, element("strong", {}, title), element("span", { class: "quiet small" }, description));
    cards.set(canvas, { name, card: made });
    return made;
  };
  const shown = openDialog(
    title,
    element(
      "div", { class: "library" }, copy && copyCard(copy, () => take(copy.make)), card("An empty film", "c goes once around a circle; the rest is up to you", null),
      ...library.presets.map(({ name, title, description }) => card(title, description, name))));
  new MovingCards(gallery, cards).run();
}

/** A card with the picture that the page shows. */
function copyCard({ title, description }, take) {
  const canvas = element("canvas", { width: 160, height: 90, "aria-hidden": "true" });
  const picture = document.querySelector(".picture-canvas");
  if (picture?.width) canvas.getContext("2d").drawImage(picture, 0, 0, 160, 90);
  return element(
    "button", { type: "button", class: "library-card", onclick: take }, canvas, element("strong", {}, title), element("span", { class: "quiet small" }, description));
}

/** The pictures of the cards: those that are in sight are drawn, one after the other, and move from then on. */
class MovingCards {
  #gallery;
  #cards;
  #toPixels = new PlanesToPixels();
  #isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #tick = 0;

  /** `cards`: by their canvases, `{ name, card }`. */
  constructor(gallery, cards) {
    [this.#gallery, this.#cards] = [gallery, cards];
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#cards.get(target).isSeen = isIntersecting;
    });
    for (const canvas of cards.keys()) observer.observe(canvas);
  }

  async run() {
    const timer = setInterval(() => this.#show(timer), period);
    await Promise.all([...this.#cards.values()].map(async (each) => { each.isSlow = await this.#gallery.isSlow(each.name).catch(() => true); }));
    while (this.#isOpen) {
      const [canvas, next] = this.#next() ?? [];
      if (!next) {
        if ([...this.#cards.values()].every(({ pictures }) => pictures)) return;
        await new Promise((resolve) => setTimeout(resolve, 2 * period));
        continue;
      }
      await this.#load(canvas, next);
    }
  }

  /** Loads the still of a card or, where it has that or is measured before it is drawn, its moving pictures. */
  async #load(canvas, card) {
    const isStill = !card.still && !card.isSlow;
    const pictures = await (isStill ? this.#gallery.still(card.name) : this.#gallery.pictures(card.name)).catch(() => []);
    if (isStill) card.still = pictures;
    else card.pictures = pictures;
    if (pictures.length > 0) this.#draw(canvas, pictures, Math.floor(0.4 * pictures.length));
    else if (!isStill) canvas.remove();
  }

  get #isOpen() { return this.#cards.values().next().value.card.isConnected; }

  /** A card in sight to be drawn: stills come first, then motion, and last what is measured before it is drawn. */
  #next() {
    const waiting = [...this.#cards].filter(([canvas, { isSeen, pictures }]) => canvas.isConnected && isSeen && !pictures);
    return waiting.find(([, { isSlow, still }]) => !isSlow && !still) ?? waiting.find(([, { isSlow }]) => !isSlow) ?? waiting[0];
  }

  #show(timer) {
    if (!this.#isOpen) return clearInterval(timer);
    this.#tick += 1;
    for (const [canvas, { isSeen, pictures, card }] of this.#cards) {
      if (!isSeen || !pictures?.length) continue;
      // Who does not want motion has it of the card that is pointed at.
      if (this.#isQuiet && !card.matches(":hover, :focus-visible")) continue;
      this.#draw(canvas, pictures, this.#tick % pictures.length);
    }
  }

  #draw(canvas, pictures, index) {
    canvas.dataset.index = index;
    canvas.getContext("2d").putImageData(this.#toPixels.image(pictures[index]), 0, 0);
  }
}

/** A shipped film's text without what is said of its maker and its picture, which is not true of another film. */
function withoutAuthor(text) { return text.replace(/^  "(author|description)": "[^"]*",\n/gm, ""); }
