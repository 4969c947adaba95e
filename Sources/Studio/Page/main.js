import { Clock } from "./clock.js";
import { Curves } from "./curves.js";
import { openConflict } from "./dialogs.js";
import { escapeDrags } from "./drag-escape.js";
import { element } from "./element.js";
import { ServerEvents } from "./events.js";
import { FilmDocument } from "./film-document.js";
import { FilmSound } from "./film-sound.js";
import { api, firstAnswers } from "./first-requests.js";
import { Notices } from "./notices.js";
import { PictureView } from "./picture-view.js";
import { PresetSchema } from "./schema.js";
import { Shortcuts } from "./shortcuts.js";
import { Splitters } from "./splitters.js";

const root = (id) => document.getElementById(id);

/** The other views. Of the modules, those that the picture needs come first. */
const views = import("./views.js");
/** Milliseconds for which the other views, which take the page a while, wait for the first picture; what is measured first takes seconds. */
const patience = 150;

/** Assembles the page: what all views share and the picture, then the other views. */
async function open() {
  const notices = new Notices(root("notices"));
  if (!api) throw new Error("This address has no token. Open the one that `juliareel studio` printed");
  const session = await firstAnswers.session;

  const film = new FilmDocument(api, session);
  const clock = new Clock();
  follow(film, clock);
  const curves = new Curves(api, film);
  const shortcuts = new Shortcuts(window);
  const events = new ServerEvents(api);
  const sound = new FilmSound({ api, document: film, clock, storage: localStorage });
  new Splitters(root("studio"), localStorage);

  // The picture needs nothing else, and is requested while the rest of the page is assembled.
  const picture = new PictureView(root("picture"), { api, document: film, clock, curves, sound, shortcuts });
  const isShown = new Promise((resolve) => { for (const outcome of [picture.shown, picture.failed]) outcome.listen(resolve); });
  film.changed.send(film);
  const [{ openViews }, answer, library] = await Promise.all([views, firstAnswers.schema, firstAnswers.library]);
  const schema = new PresetSchema(answer);
  await Promise.race([isShown, new Promise((resolve) => setTimeout(resolve, film.film ? patience : 0))]);
  const { tabs, openLibrary } = openViews({ api, document: film, clock, curves, shortcuts, notices, library, schema, events }, picture);
  connect({ film, clock, picture, sound, notices, events, tabs });
  bindComparison(film, picture, shortcuts);
  escapeDrags(window, film);
  for (const [gesture, meaning] of [["Drag", "Pan"], ["Shift+Drag", "Rotate"], ["Wheel", "Zoom about the pointer"]]) {
    shortcuts.tell("Picture", gesture, meaning);
  }
  shortcuts.tell("Film", "Escape", "While dragging: as it was before");
  film.changed.send(film);
  events.listen();
  if (!session.file && !session.isChanged) openLibrary();
}

/** The clock learns of a new length before any view asks it for a frame. */
function follow(film, clock) {
  let shape = "";
  film.changed.listen(() => {
    if (!film.film) return;
    const { duration, frameCount, frameRate } = film.film;
    const newShape = [duration, frameCount, ...frameRate].join();
    if (newShape !== shape) clock.follow(film.film);
    shape = newShape;
  });
}

/** Connects the parts' signals. */
function connect({ film, clock, picture, sound, notices, events, tabs }) {
  film.changed.listen(() => tabs.mark("text", film.state.diagnostics.filter(({ severity }) => severity === "error").length));
  for (const source of [film, picture, sound]) source.failed.listen((message) => notices.fail(message));
  film.file.conflicted.listen((conflict) => showConflict(film, conflict));
  events.diskChanged.listen((change) => film.file.changed(change));
  events.connected.listen(({ isConnected, error }) => {
    root("banner").hidden = isConnected;
    root("banner").replaceChildren(element("p", {}, error?.status === 401
      ? "The studio was started again and does not know this page. Open the address that it has printed; what is not saved is still here, under Text."
      : "The studio does not answer. Retrying; nothing on this page is lost."));
  });
  // What has happened while nobody listened is made up for; another window may have changed the text.
  events.connected.listen(({ isConnected }) => { if (isConnected) film.catchUp(); });
  events.songChanged.listen(() => film.catchUp());
  window.addEventListener("focus", () => film.catchUp());
  const eachFrame = () => {
    picture.tick();
    if (clock.isPlaying) requestAnimationFrame(eachFrame);
    else isTicking = false;
  };
  let isTicking = false;
  clock.changed.listen(() => {
    if (!clock.isPlaying || isTicking) return;
    isTicking = true;
    requestAnimationFrame(eachFrame);
  });
  window.addEventListener("beforeunload", (event) => { if (!film.file.isSaved && film.history.canUndo) event.preventDefault(); });
}

function showConflict(film, { text, revision }) {
  openConflict({
    document: film, text, revision,
    keep: (revision) => film.file.keepOver(revision), take: (text, revision) => film.file.take(text, revision),
  });
}

/** Shows the last saved film while `b` is held. */
function bindComparison(film, picture, shortcuts) {
  shortcuts.add("Film", "b", "Held: the last saved film", (event) => {
    if (!event.repeat && film.file.savedRevision && !film.file.isSaved) picture.compare(film.shownRevision(film.file.savedRevision));
  });
  window.addEventListener("keyup", (event) => { if (event.key === "b") picture.compare(null); });
  window.addEventListener("blur", () => picture.compare(null));
}

open().catch((error) => {
  root("banner").hidden = false;
  root("banner").replaceChildren(element("p", {}, error.message));
});
