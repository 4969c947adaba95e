import { PlanesToPixels } from "./bt709.js";
import { openDialog } from "./dialogs.js";
import { element } from "./element.js";
import { addingEdits } from "./scenes.js";

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

/** The shipped films, of which one becomes a scene after scene `index`; the empty one is written out, all others by their names. */
export function openScenes(parts, index) {
  const { document: film, gallery } = parts;
  openGallery("Add a scene", parts, async (name) => {
    // The film's file is its own, and not a scene's.
    const { output: _, ...empty } = JSON.parse(await gallery.text(null));
    await film.edit((document) => addingEdits(document, index + 1, { preset: name ?? empty }), { label: "Add a scene" });
  });
}

/** Shows all films under `title`; `choose` is called with the name of the one that is chosen, null for the empty one. */
function openGallery(title, { gallery, library, notices }, choose) {
  const start = (name) => {
    shown.close();
    choose(name).catch((error) => notices.fail(error.message));
  };
  const cards = new Map();
  const card = (title, description, name) => {
    const canvas = element("canvas", { width: 160, height: 90, "aria-hidden": "true" });
    const made = element(
      "button", { type: "button", class: "library-card", onclick: () => start(name) },
      canvas, element("strong", {}, title), element("span", { class: "quiet small" }, description));
    cards.set(canvas, { name, card: made });
    return made;
  };
  const shown = openDialog(
    title,
    element(
      "div", { class: "library" }, card("An empty film", "c goes once around a circle; the rest is up to you", null),
      ...library.presets.map(({ name, title, description }) => card(title, description, name))));
  new MovingCards(gallery, cards).run();
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
