import { element } from "./element.js";
import { isObject, settingEdit, valueAt } from "./json-path.js";

const path = Object.freeze(["audio", "file"]);

/** The film's song: a file beside the preset, typed or chosen from those that are there; an empty name takes the sound away. */
export class SongField {
  element;
  #api;
  #document;
  #input;
  #songs = element("datalist", { id: "songs-in-folder" });

  constructor({ api, document, field, label }) {
    [this.#api, this.#document] = [api, document];
    this.#input = element("input", {
      type: "text", list: "songs-in-folder", spellcheck: false, placeholder: "none", "aria-label": label,
      title: `${field.description}\nThe file lies beside the preset`,
      onfocus: () => this.#offer(), onchange: () => this.#take(this.#input.value.trim()),
      onkeydown: (event) => { if (event.key === "Enter") this.#input.blur(); },
    });
    this.element = element("div", { class: "song-field" }, this.#input, this.#songs);
  }

  show(value) { if (document.activeElement !== this.#input) this.#input.value = value ?? ""; }

  async #offer() {
    const { songs } = await this.#api.songs().catch(() => ({ songs: [] }));
    this.#songs.replaceChildren(...songs.map((value) => element("option", { value })));
  }

  #take(file) {
    this.#document.edit(
      ({ own, preset }) => {
        if (file) return [settingEdit(own, preset, path, file)];
        if (!isObject(preset.audio)) return [];
        // What an extended preset brings is taken away by null.
        const isOwn = valueAt(own, ["audio"]) !== undefined;
        return [isOwn ? { path: ["audio"], remove: true } : { path: ["audio"], value: null }];
      },
      { label: file ? `Song ${file}` : "No song" });
  }
}
