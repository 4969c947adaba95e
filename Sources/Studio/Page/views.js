import { openHelp } from "./dialogs.js";
import { Gallery } from "./gallery.js";
import { Inspector } from "./inspector.js";
import { KeySelection } from "./keys.js";
import { openLibrary, openScenes } from "./library-dialog.js";
import { MeasurePanel } from "./measure-panel.js";
import { PaletteEditor } from "./palette-editor.js";
import { PlaneView } from "./plane-view.js";
import { PointCatcher } from "./point-catcher.js";
import { RenderPanel } from "./render-panel.js";
import { ShadingGallery } from "./shading-gallery.js";
import { StripView } from "./strip-view.js";
import { Tabs } from "./tabs.js";
import { TextEditor } from "./text-editor.js";
import { TimelineView } from "./timeline-view.js";
import { TopBar } from "./top-bar.js";

const root = (id) => document.getElementById(id);

/** Assembles the views besides `picture`, each in its place; `shared` is what all of them know. The tabs of the side, and what opens the gallery. */
export function openViews(shared, picture) {
  const { api, document: film, shortcuts } = shared;
  const parts = { ...shared, gallery: new Gallery({ api, document: film }), selection: new KeySelection() };
  new PointCatcher({ ...parts, picture });
  new PlaneView(root("plane"), parts);
  new StripView(root("strip"), parts);
  new TimelineView(root("timeline"), parts);
  const tabs = new Tabs(root("side"));
  new Inspector(tabs.add("film", "Film"), { ...parts, shadings: new ShadingGallery(parts), addScene: (index) => openScenes(parts, index) });
  new PaletteEditor(tabs.add("colors", "Colours"), { ...parts, picture });
  const text = new TextEditor(tabs.add("text", "Text"), parts);
  const showText = () => {
    tabs.show("text");
    const [first] = film.state.diagnostics;
    if (first?.line) text.goTo(first.line, first.column);
  };
  new RenderPanel(tabs.add("render", "Render"), parts);
  new MeasurePanel(tabs.add("measure", "Measure"), parts);
  new TopBar(root("bar"), {
    ...parts, storage: localStorage,
    openLibrary: () => openLibrary(parts),
    openHelp: () => openHelp({ shortcuts, version: film.version, method: picture.canvas.method }),
    showText,
  });
  if (!film.film) showText();
  return { tabs, openLibrary: () => openLibrary(parts) };
}
