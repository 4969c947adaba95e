import { element } from "./element.js";

/** Panels of which one is shown, with the keyboard control of the ARIA pattern for tabs. */
export class Tabs {
  #tabs = new Map();
  #list = element("div", { class: "tabs", role: "tablist", onkeydown: (event) => this.#press(event) });
  #room = element("div", { class: "tab-room" });
  #shown = null;

  constructor(root) {
    root.append(this.#list, this.#room);
  }

  /** Adds a panel with the name `label`. */
  add(id, label) {
    const panel = element("div", { class: "tab-panel", role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, hidden: true });
    const tab = element(
      "button", { type: "button", class: "tab", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, tabIndex: -1, onclick: () => this.show(id) }, label);
    this.#tabs.set(id, { tab, panel });
    this.#list.append(tab);
    this.#room.append(panel);
    if (this.#tabs.size === 1) this.show(id);
    return panel;
  }

  show(id) {
    this.#shown = id;
    for (const [name, { tab, panel }] of this.#tabs) {
      panel.hidden = name !== id;
      tab.setAttribute("aria-selected", name === id);
      tab.tabIndex = name === id ? 0 : -1;
    }
  }

  /** Shows a number beside a tab's name; none for 0. */
  mark(id, count) {
    const { tab } = this.#tabs.get(id);
    tab.querySelector(".count")?.remove();
    if (count > 0) tab.append(element("span", { class: "count" }, String(count)));
  }

  #press(event) {
    const names = [...this.#tabs.keys()];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = names.at((names.indexOf(this.#shown) + step) % names.length);
    this.show(next);
    this.#tabs.get(next).tab.focus();
  }
}
