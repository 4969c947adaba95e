/// A file of the page, in the binary: these are all that the studio serves without the token.
struct PageFile: Sendable {
  let name: String
  let bytes: [UInt8]

  /// All of them, in alphabetical order; a test compares the list with the folder `Page`.
  static let all = [
    PageFile(name: "api.js", bytes: PackageResources.api_js),
    PageFile(name: "bt709.js", bytes: PackageResources.bt709_js),
    PageFile(name: "camera-gestures.js", bytes: PackageResources.camera_gestures_js),
    PageFile(name: "clock.js", bytes: PackageResources.clock_js),
    PageFile(name: "controls.css", bytes: PackageResources.controls_css),
    PageFile(name: "curves.js", bytes: PackageResources.curves_js),
    PageFile(name: "dialogs.js", bytes: PackageResources.dialogs_js),
    PageFile(name: "drawing.js", bytes: PackageResources.drawing_js),
    PageFile(name: "easing.js", bytes: PackageResources.easing_js),
    PageFile(name: "element.js", bytes: PackageResources.element_js),
    PageFile(name: "events.js", bytes: PackageResources.events_js),
    PageFile(name: "fields.js", bytes: PackageResources.fields_js),
    PageFile(name: "film-document.js", bytes: PackageResources.film_document_js),
    PageFile(name: "freehand.js", bytes: PackageResources.freehand_js),
    PageFile(name: "guides.js", bytes: PackageResources.guides_js),
    PageFile(name: "history.js", bytes: PackageResources.history_js),
    PageFile(name: "hover-julia.js", bytes: PackageResources.hover_julia_js),
    PageFile(name: "icon.svg", bytes: PackageResources.icon_svg),
    PageFile(name: "index.html", bytes: PackageResources.index_html),
    PageFile(name: "inspector.js", bytes: PackageResources.inspector_js),
    PageFile(name: "json-lines.js", bytes: PackageResources.json_lines_js),
    PageFile(name: "json-path.js", bytes: PackageResources.json_path_js),
    PageFile(name: "key-bar.js", bytes: PackageResources.key_bar_js),
    PageFile(name: "keys.js", bytes: PackageResources.keys_js),
    PageFile(name: "live-picture.js", bytes: PackageResources.live_picture_js),
    PageFile(name: "main.js", bytes: PackageResources.main_js),
    PageFile(name: "measure-panel.js", bytes: PackageResources.measure_panel_js),
    PageFile(name: "motion-field.js", bytes: PackageResources.motion_field_js),
    PageFile(name: "notices.js", bytes: PackageResources.notices_js),
    PageFile(name: "oklab.js", bytes: PackageResources.oklab_js),
    PageFile(name: "pace.js", bytes: PackageResources.pace_js),
    PageFile(name: "palette-editor.js", bytes: PackageResources.palette_editor_js),
    PageFile(name: "path-handles.js", bytes: PackageResources.path_handles_js),
    PageFile(name: "picture-canvas.js", bytes: PackageResources.picture_canvas_js),
    PageFile(name: "picture-view.js", bytes: PackageResources.picture_view_js),
    PageFile(name: "pictures.js", bytes: PackageResources.pictures_js),
    PageFile(name: "plane-drawing.js", bytes: PackageResources.plane_drawing_js),
    PageFile(name: "plane-geometry.js", bytes: PackageResources.plane_geometry_js),
    PageFile(name: "plane-gestures.js", bytes: PackageResources.plane_gestures_js),
    PageFile(name: "plane-ground.js", bytes: PackageResources.plane_ground_js),
    PageFile(name: "plane-view.js", bytes: PackageResources.plane_view_js),
    PageFile(name: "playback.js", bytes: PackageResources.playback_js),
    PageFile(name: "render-panel.js", bytes: PackageResources.render_panel_js),
    PageFile(name: "schema.js", bytes: PackageResources.schema_js),
    PageFile(name: "shading-gallery.js", bytes: PackageResources.shading_gallery_js),
    PageFile(name: "shortcuts.js", bytes: PackageResources.shortcuts_js),
    PageFile(name: "signal.js", bytes: PackageResources.signal_js),
    PageFile(name: "splitters.js", bytes: PackageResources.splitters_js),
    PageFile(name: "strip-view.js", bytes: PackageResources.strip_view_js),
    PageFile(name: "studio.css", bytes: PackageResources.studio_css),
    PageFile(name: "tabs.js", bytes: PackageResources.tabs_js),
    PageFile(name: "text-editor.js", bytes: PackageResources.text_editor_js),
    PageFile(name: "theme.css", bytes: PackageResources.theme_css),
    PageFile(name: "timeline-drawing.js", bytes: PackageResources.timeline_drawing_js),
    PageFile(name: "timeline-gestures.js", bytes: PackageResources.timeline_gestures_js),
    PageFile(name: "timeline-keyboard.js", bytes: PackageResources.timeline_keyboard_js),
    PageFile(name: "timeline-scale.js", bytes: PackageResources.timeline_scale_js),
    PageFile(name: "timeline-view.js", bytes: PackageResources.timeline_view_js),
    PageFile(name: "top-bar.js", bytes: PackageResources.top_bar_js),
    PageFile(name: "tracks.js", bytes: PackageResources.tracks_js),
    PageFile(name: "transport.js", bytes: PackageResources.transport_js),
    PageFile(name: "views.css", bytes: PackageResources.views_css),
  ]

  private static let byPath: [String: PageFile] = {
    let files = Dictionary(uniqueKeysWithValues: all.map { ("/" + $0.name, $0) })
    return files.merging(files["/index.html"].map { ["/": $0] } ?? [:]) { $1 }
  }()

  /// The file that a browser finds at `path`.
  static func at(_ path: String) -> PageFile? { byPath[path] }

  /// What the file is, by its name.
  var contentType: String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}
