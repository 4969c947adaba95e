import { APIError } from "./api.js";
import { History } from "./history.js";
import { mergedEdits, settingEdit, valueAt } from "./json-path.js";
import { Signal } from "./signal.js";

/**
 * The preset: its text, what the server says of it, and what may be taken back.
 *
 * Changes go to the server one after the other, each with the revision that it builds on. Of changes by one gesture that wait, only the
 * newest is made. Each is a function of what the text says when its turn comes.
 */
export class FilmDocument {
  /** After each change of the text, of what the server says of it, or of what is saved. */
  changed = new Signal();
  /** A sentence on what could not be done. */
  failed = new Signal();
  /** The text was changed elsewhere, too: `{ text, revision }` of there. */
  conflicted = new Signal();

  #api;
  #history = new History();
  #waiting = [];
  #isSending = false;
  #gesture = null;
  #withdrawnGesture = null;
  #diskRevision = null;

  constructor(api, session) {
    this.#api = api;
    this.#take(session);
    this.file = session.file;
    this.savedRevision = session.savedRevision;
    this.version = session.version;
  }

  get film() { return this.state.film; }
  get isValid() { return this.state.isValid; }
  get isSaved() { return this.revision === this.savedRevision; }
  /** The revision whose pictures are shown: the present one, or the last that was valid. */
  get filmRevision() { return this.isValid ? this.revision : this.state.filmRevision ?? this.#lastValid; }
  /** What the preset says, all that it extends included. */
  get preset() { return this.#preset; }
  /** What its own text says, or null while that is no JSON. */
  get own() { return this.#own; }
  get history() { return this.#history; }

  #preset = {};
  #own = null;
  #lastValid = null;

  value(path) { return valueAt(this.#preset, path); }

  /**
   * Makes the edits that `edits` gives, a list or a function of this document.
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
        return list.length === 0 ? null : this.#api.edit(this.revision, mergedEdits(list));
      },
    });
  }

  /** Gives `path` the value `value`. */
  set(path, value, { label = `Change ${path.at(-1)}`, gesture } = {}) {
    return this.edit((document) => [settingEdit(document.own, document.preset, path, value)], { label, gesture });
  }

  /** Takes what is at `path` out of the text, so that its default holds. */
  remove(path, { label = `Remove ${path.at(-1)}` } = {}) {
    return this.edit(
      (document) => (valueAt(document.own, path) === undefined ? [] : [{ path, remove: true }]), { label });
  }

  /** Replaces the text. */
  replaceText(text, { label = "Edit text", gesture } = {}) {
    return this.#change({
      gesture, label,
      send: async () => {
        if (text === this.text) return null;
        return { text, state: await this.#api.putPreset(this.revision, text) };
      },
    });
  }

  undo() { return this.#travel((history, text) => history.undo(text)); }
  redo() { return this.#travel((history, text) => history.redo(text)); }

  /** A gesture begins: what was changed before it is not its own. */
  beginGesture() { this.#gesture = null; }

  /** Takes back what the gesture under way has changed, and makes nothing of what it may still ask for. */
  withdrawGesture() {
    const gesture = this.#gesture;
    if (gesture === null) return Promise.resolve(false);
    this.#withdrawnGesture = gesture;
    const isOver = (change) => change.gesture === gesture;
    this.#waiting.filter(isOver).forEach((change) => change.resolve(false));
    this.#waiting = this.#waiting.filter((change) => !isOver(change));
    return this.#travel((history) => history.withdraw(gesture));
  }

  /** Saves; true where the file now has this text. */
  async save(name) {
    await this.#finished();
    const request = { revision: this.revision };
    if (name) request.name = name;
    if (this.#diskRevision) request.overDiskRevision = this.#diskRevision;
    try {
      const { savedRevision, file } = await this.#api.save(request);
      this.#diskRevision = null;
      this.savedRevision = savedRevision;
      this.file = file;
      this.changed.send(this);
      return true;
    } catch (error) {
      if (error instanceof APIError && error.status === 409 && error.answer.diskText !== undefined) {
        this.conflicted.send({ text: error.answer.diskText, revision: error.answer.diskRevision });
      } else {
        this.failed.send(error.message);
      }
      return false;
    }
  }

  /** The file has changed on disk: it is shown, or where this text has changes that are not saved, a choice. */
  async diskChanged({ diskText, diskRevision }) {
    await this.#finished();
    if (diskRevision === this.savedRevision) return;
    if (diskRevision === this.revision || this.isSaved) return this.takeDisk(diskText, diskRevision);
    this.conflicted.send({ text: diskText, revision: diskRevision });
  }

  /** Shows what the disk has; undo comes back to what was shown. */
  async takeDisk(text, revision) {
    await this.replaceText(text, { label: "Change on disk" });
    this.#diskRevision = null;
    this.savedRevision = revision;
    this.changed.send(this);
  }

  /** Keeps this text; the next save replaces what the disk had at `revision`. */
  keepOverDisk(revision) {
    this.#diskRevision = revision;
    this.savedRevision = null;
    this.changed.send(this);
  }

  /** Replaces the text by what `find` takes out of the history. */
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
    return new Promise((resolve) => {
      const last = this.#waiting.at(-1);
      if (last && change.gesture !== undefined && last.gesture === change.gesture) {
        this.#waiting.pop();
        last.resolve(false);
      }
      this.#waiting.push({ ...change, resolve });
      this.#sendNext();
    });
  }

  async #sendNext() {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#waiting.length > 0) {
      const change = this.#waiting.shift();
      change.resolve(await this.#make(change));
    }
    this.#isSending = false;
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
    // Another window has changed the text. Its text is shown; what this window had is one undo away.
    const before = this.text;
    this.#waiting.splice(0).forEach((change) => change.resolve(false));
    const session = await this.#api.session();
    this.#history.note(before, "Change in another window");
    this.#take(session);
    this.savedRevision = session.savedRevision;
    this.changed.send(this);
    this.failed.send("The text was changed in another window; undo restores this one's");
  }

  #take({ text, state, revision }) {
    this.text = text;
    this.state = state;
    this.revision = state.revision ?? revision;
    if (state.isValid) this.#lastValid = this.revision;
    try {
      this.#own = JSON.parse(text);
    } catch {
      this.#own = null;
    }
    this.#preset = state.film?.preset ?? (state.isValid ? this.#own : this.#preset);
  }

  /** Returns when all changes so far are made. */
  #finished() { return this.#change({ send: () => null }); }
}
