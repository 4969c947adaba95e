import { button, element } from "./element.js";
import { openDialog } from "./dialogs.js";
import { leaveScene } from "./scene-entry.js";

/** The film's name and state, and the controls for the whole page. */
export class TopBar {
  #document;
  #title = element("span", { class: "film-title" });
  #scene;
  #file = element("span", { class: "film-file small" });
  #state = element("button", { type: "button", class: "button bare state" });
  #undo;
  #redo;
  #save;

  constructor(root, { document: film, clock, shortcuts, storage, openLibrary, openHelp, showText }) {
    this.#document = film;
    this.#undo = button("Undo", () => film.undo(), { icon: "undo", key: "Ctrl+Z", class: "bare" });
    this.#redo = button("Redo", () => film.redo(), { icon: "redo", key: "Ctrl+Shift+Z", class: "bare" });
    this.#save = button("Save", () => this.save(), { key: "Ctrl+S", class: "main" });
    this.#scene = button("Back to the whole film", () => leaveScene(film, clock), { class: "scene-entered", hidden: true });
    this.#state.addEventListener("click", showText);
    const theme = new ThemeChoice(storage);
    root.append(
      element("div", { class: "name" }, element("img", { src: "/icon.svg", alt: "" }), this.#title, this.#scene, this.#file),
      this.#state, element("span", { class: "spring" }),
      this.#undo, this.#redo,
      button("New or shipped film…", openLibrary),
      this.#save,
      button("Light or dark", () => theme.next(), { icon: "theme", class: "bare" }),
      button("Keys", openHelp, { icon: "help", key: "?", class: "bare" }));
    shortcuts.add("Film", "Mod+z", "Undo", () => film.undo(), { isForFields: true });
    shortcuts.add("Film", "Mod+Shift+z", "Redo", () => film.redo(), { isForFields: true });
    shortcuts.add("Film", "Mod+y", "Redo", () => film.redo(), { isForFields: true });
    shortcuts.add("Film", "Mod+s", "Save", () => this.save(), { isForFields: true });
    shortcuts.add("Film", "?", "These keys", openHelp);
    film.changed.listen(() => this.#refresh());
    this.#refresh();
  }

  /** Saves; asks for a name if the film is new. */
  save() {
    if (this.#document.file.name !== null) return this.#document.file.save();
    const name = element("input", { type: "text", value: this.#suggestedName(), "aria-label": "File name", autofocus: true, onfocus: () => name.select() });
    const save = () => {
      shown.close();
      const typed = name.value.trim();
      if (typed) this.#document.file.save(/\.json$/i.test(typed) ? typed : `${typed}.json`);
    };
    name.addEventListener("keydown", (event) => { if (event.key === "Enter") save(); });
    const shown = openDialog("Save as", element("label", {}, "The file is written into the folder in which the studio was started.", name), []);
    shown.dialog.append(element("footer", {}, button("Save", save, { class: "main" })));
    shown.dialog.classList.add("is-small");
    name.focus();
  }

  #suggestedName() {
    const title = String(this.#document.wholeFilm?.title ?? "film").toLowerCase().normalize("NFKD");
    return `${title.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "film"}.json`;
  }

  #refresh() {
    const { wholeFilm: film, scene, file, state, history } = this.#document;
    const { isSaved } = file;
    const title = film?.title ?? (file.name === null ? "New film" : "No film yet");
    this.#title.textContent = title;
    this.#scene.hidden = scene === null;
    if (scene !== null) this.#scene.textContent = `‹ Scene ${film.scenes[scene].name || film.scenes[scene].title}`;
    this.#file.textContent = `${file.name ?? "not saved yet"}${isSaved ? "" : " •"}`;
    this.#file.title = isSaved ? "Saved" : "Unsaved changes";
    document.title = `${isSaved ? "" : "• "}${title} – juliareel studio`;
    const counts = ["error", "warning"].map((severity) => state.diagnostics.filter((each) => each.severity === severity).length);
    const words = [[counts[0], "error"], [counts[1], "warning"]].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}${count > 1 ? "s" : ""}`);
    this.#state.textContent = words.join(", ");
    this.#state.hidden = words.length === 0;
    this.#state.title = state.diagnostics.map(({ line, message }) => `${line ? `Line ${line}: ` : ""}${message}`).join("\n");
    this.#state.classList.toggle("has-faults", counts[0] > 0);
    this.#state.classList.toggle("has-warnings", counts[0] === 0 && counts[1] > 0);
    this.#undo.disabled = !history.canUndo;
    this.#undo.title = history.canUndo ? `Undo: ${history.undoLabel} (Ctrl+Z)` : "Undo";
    this.#redo.disabled = !history.canRedo;
    this.#redo.title = history.canRedo ? `Redo: ${history.redoLabel} (Ctrl+Shift+Z)` : "Redo";
    this.#save.disabled = isSaved && file.name !== null;
  }
}

/** The colour scheme: the system's, light, or dark. */
class ThemeChoice {
  #storage;

  constructor(storage) {
    this.#storage = storage;
    this.#apply(storage.getItem("juliareel.theme"));
  }

  next() {
    const isDark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    this.#apply(isDark ? "light" : "dark");
    this.#storage.setItem("juliareel.theme", isDark ? "light" : "dark");
  }

  #apply(theme) {
    if (theme !== "light" && theme !== "dark") return;
    document.documentElement.dataset.theme = theme;
    // Canvases use the scheme's colours.
    dispatchEvent(new Event("schemechange"));
  }
}
