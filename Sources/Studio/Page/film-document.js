import { APIError } from "./api.js";
import { ChangeQueue } from "./change-queue.js";
import { FilmFile } from "./film-file.js";
import { History } from "./history.js";
import { mergedEdits, settingEdit, valueAt } from "./json-path.js";
import { durationEdits } from "./keys.js";
import { ownOfScene, placedInScene, presetOfScene } from "./scene-entry.js";
import { misplacedKey } from "./scenes.js";
import { Signal } from "./signal.js";

/**
 * The preset: its text, the server's answers about it, and the undo history.
 *
 * Changes are sent to the server one after the other, each with the revision on which it is based. Of waiting changes
 * by one gesture, only the newest is sent. Each is a function of the text at the time when it is sent.
 *
 * One scene of a film can be entered: then `film`, `preset`, `own` and the paths of edits are those of the scene's own film.
 */
export class FilmDocument {
  /** After each change of the text, of the server's answer about it, or of what is saved. */
  changed = new Signal();
  /** A sentence about a failure. */
  failed = new Signal();
  /** Its file on disk. */
  file;

  #api;
  #history = new History();
  #changes = new ChangeQueue((change) => this.#make(change));
  #gesture = null;
  #withdrawnGesture = null;

  constructor(api, session) {
    this.#api = api;
    this.#take(session);
    this.file = new FilmFile(api, this, session);
    this.version = session.version;
  }

  get film() { return this.#scene === null ? this.wholeFilm : this.wholeFilm.scenes[this.#scene].film; }
  get wholeFilm() { return this.state.film; }
  /** The number of the scene that is entered; null for the whole film. */
  get scene() { return this.#scene; }
  get isValid() { return this.state.isValid; }
  /** The revision whose pictures are shown: the current one, or the last valid one. */
  get filmRevision() { return this.shownRevision(this.wholeRevision); }
  get wholeRevision() { return this.state.filmRevision; }
  /** What is shown of the film `revision`: all of it, or the scene that is entered. */
  shownRevision(revision) { return this.#scene === null ? revision : `${revision}:${this.#scene}`; }
  /** The resolved preset, including everything that it extends. */
  get preset() { return this.#scene === null ? this.#preset : presetOfScene(this.#whole, this.#scene); }
  /** The preset's own text, parsed, or null while it is not JSON. */
  get own() { return this.#scene === null ? this.#own : ownOfScene(this.#whole, this.#scene); }
  /** That of the whole film. */
  get wholePreset() { return this.#preset; }
  get history() { return this.#history; }

  get #whole() { return { own: this.#own, preset: this.#preset }; }

  #scene = null;
  #preset = {};
  #own = null;

  value(path) { return valueAt(this.preset, path); }

  /** Shows and edits scene `index` as a film of its own; null: the whole film again. */
  enter(index) {
    this.#scene = index;
    this.changed.send(this);
  }

  /** The edits of the text that make `edits` of what is shown. */
  placed(edits) {
    if (this.#scene !== null) return placedInScene(this.#whole, this.#scene, edits);
    const key = misplacedKey(this.#preset, edits);
    if (key) throw new Error(`This film has scenes, and ${key} is each scene's own: enter the scene by a double click on its block`);
    return edits;
  }

  /**
   * Applies the edits in `edits`, a list or a function of this document.
   *
   * - label: the change in words, for undo.
   * - gesture: changes with the same gesture are one step.
   */
  edit(edits, { label, gesture } = {}) {
    return this.#change({
      gesture, label,
      send: () => {
        if (this.#own === null) throw new Error("The text has an error; fix it or undo the last change first");
        const list = typeof edits === "function" ? edits(this) : edits;
        return list.length === 0 ? null : this.#api.edit(this.revision, mergedEdits(this.placed(list)));
      },
    });
  }

  /** Sets the value at `path` to `value`. */
  set(path, value, { label = `Change ${path.at(-1)}`, gesture } = {}) {
    const isDuration = path.length === 1 && path[0] === "duration";
    return this.edit(
      (document) => (isDuration ? durationEdits(document, value) : [settingEdit(document.own, document.preset, path, value)]),
      { label, gesture });
  }

  /** Removes the value at `path` from the text, so that its default applies. */
  remove(path, { label = `Remove ${path.at(-1)}` } = {}) {
    return this.edit(
      (document) => (valueAt(document.own, path) === undefined ? [] : [{ path, remove: true }]), { label });
  }

  /** Replaces the text by `text`, which may be a function of this document. */
  replaceText(text, { label = "Edit text", gesture } = {}) {
    return this.#change({
      gesture, label,
      send: async () => {
        const next = typeof text === "function" ? text(this) : text;
        if (next === this.text) return null;
        return { text: next, state: await this.#api.putPreset(this.revision, next) };
      },
    });
  }

  /** Replaces the text by what `make` makes of this document; takes that back if it makes no film, and says why. */
  async remake(make, { label }) {
    const wasMade = await this.replaceText(
      (document) => {
        if (document.own === null || !document.isValid) throw new Error("The text has an error; fix it or undo the last change first");
        return make(document);
      }, { label });
    if (!wasMade || this.isValid) return wasMade;
    const [{ message }] = this.state.diagnostics;
    await this.undo();
    this.failed.send(`${label}: ${message}`);
    return false;
  }

  undo() { return this.#travel((history, text) => history.undo(text)); }
  redo() { return this.#travel((history, text) => history.redo(text)); }

  /** Begins a gesture: earlier changes are not part of it. */
  beginGesture() { this.#gesture = null; }

  /** Undoes the changes of the current gesture, and ignores those that it may still request. */
  withdrawGesture() {
    const gesture = this.#gesture;
    if (gesture === null) return Promise.resolve(false);
    this.#withdrawnGesture = gesture;
    this.#changes.drop(gesture);
    return this.#travel((history) => history.withdraw(gesture));
  }

  /** Shows what the studio has: another window may have changed the text, or the song on disk be another one, which makes another film of it. */
  catchUp() {
    return this.#change({
      label: "Change in another window",
      send: async () => {
        const session = await this.#api.session();
        if (session.revision !== this.revision) {
          this.file.follow(session);
          return session;
        }
        if (session.state.songChanges === this.state.songChanges) return null;
        this.#take(session);
        this.changed.send(this);
        return null;
      },
    });
  }

  /** Replaces the text by the one that `find` takes from the history. */
  #travel(find) {
    return this.#change({
      isTravel: true,
      send: async () => {
        const text = find(this.#history, this.text);
        return text === null ? null : { text, state: await this.#api.putPreset(this.revision, text) };
      },
    });
  }

  #change(change) {
    if (change.gesture !== undefined) {
      if (change.gesture === this.#withdrawnGesture) return Promise.resolve(false);
      this.#gesture = change.gesture;
    }
    return this.#changes.add(change);
  }

  async #make({ send, label, gesture, isTravel }) {
    try {
      const before = this.text;
      const answer = await send();
      if (!answer || answer.text === before) return false;
      if (!isTravel) this.#history.note(before, label, gesture);
      this.#take({ text: answer.text, state: answer.state });
      this.changed.send(this);
      return true;
    } catch (error) {
      await this.#refused(error);
      return false;
    }
  }

  async #refused(error) {
    if (!(error instanceof APIError) || error.status !== 412) return this.failed.send(error.message);
    // Another window has changed the text. Its text is shown; this window's text is one undo away.
    const before = this.text;
    this.#changes.drop();
    const session = await this.#api.session();
    this.#history.note(before, "Change in another window");
    this.#take(session);
    this.file.follow(session);
    this.changed.send(this);
    this.failed.send("The text was changed in another window; undo restores this one's");
  }

  #take({ text, state, revision }) {
    this.text = text;
    this.state = state;
    this.revision = state.revision ?? revision;
    try {
      this.#own = JSON.parse(text);
    } catch {
      this.#own = null;
    }
    this.#preset = state.film?.preset ?? (state.isValid ? this.#own : this.#preset);
    // A scene may go, by undo for example.
    if (this.#scene !== null && !this.wholeFilm?.scenes[this.#scene]) this.#scene = null;
  }

  /** Returns when all changes so far are applied. */
  finished() { return this.#change({ send: () => null }); }
}
