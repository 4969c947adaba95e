import { APIError } from "./api.js";
import { Signal } from "./signal.js";

/** The preset's file on disk: what it holds as far as is known, and what becomes of the text when both change. */
export class FilmFile {
  /** The file was also changed elsewhere: `{ text, revision }` from there. */
  conflicted = new Signal();
  /** The file's name; null before it is saved for the first time. */
  name = null;
  /** The revision of the text that it holds; null if that is not known, or another one that is to be overwritten. */
  savedRevision = null;
  #api;
  #document;
  #diskRevision = null;

  constructor(api, document, session) {
    [this.#api, this.#document] = [api, document];
    this.follow(session);
  }

  get isSaved() { return this.#document.revision === this.savedRevision; }

  /** Takes over what the server knows of it. */
  follow({ file, savedRevision }) { [this.name, this.savedRevision] = [file?.name ?? null, savedRevision]; }

  /** Saves; true if the file now has this text. */
  async save(name) {
    const film = this.#document;
    await film.finished();
    const request = { revision: film.revision };
    if (name) request.name = name;
    if (this.#diskRevision) request.overDiskRevision = this.#diskRevision;
    try {
      this.follow(await this.#api.save(request));
      this.#diskRevision = null;
      film.changed.send(film);
      if (!film.isValid) film.failed.send("Saved as it is, but the text has an error, and makes no film");
      return true;
    } catch (error) {
      if (error instanceof APIError && error.status === 409 && error.answer.diskText !== undefined) {
        this.conflicted.send({ text: error.answer.diskText, revision: error.answer.diskRevision });
      } else {
        film.failed.send(error.message);
      }
      return false;
    }
  }

  /** The file has changed on disk: shows it or, if this text has unsaved changes, a choice. A text of null: it is gone. */
  async changed({ diskText, diskRevision }) {
    await this.#document.finished();
    if (diskText === null) return this.#lose();
    if (diskRevision === this.savedRevision) return;
    if (diskRevision === this.#document.revision || this.isSaved) return this.take(diskText, diskRevision);
    this.conflicted.send({ text: diskText, revision: diskRevision });
  }

  /** Shows the version on disk; undo returns to the previous text. */
  async take(text, revision) {
    await this.#document.replaceText(text, { label: "Change on disk" });
    this.#diskRevision = null;
    this.savedRevision = revision;
    this.#document.changed.send(this.#document);
  }

  /** Keeps this text; the next save replaces the version on disk with `revision`. */
  keepOver(revision) {
    this.#diskRevision = revision;
    this.savedRevision = null;
    this.#document.changed.send(this.#document);
  }

  /** What was in the file is still here. */
  #lose() {
    this.savedRevision = null;
    this.#document.changed.send(this.#document);
    this.#document.failed.send(`${this.name} is gone from the disk; Save writes it again`);
  }
}
