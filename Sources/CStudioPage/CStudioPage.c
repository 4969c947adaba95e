// The files of the studio's page, as in ../Studio/Page: everything that the studio serves without the token. The
// preprocessor embeds them (C23), because Swift takes a hundred times as long for the same bytes. A test compares this
// list with the folder.

#include "CStudioPage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t api_js[] = {
#embed "../Studio/Page/api.js"
};
static const uint8_t bt709_js[] = {
#embed "../Studio/Page/bt709.js"
};
static const uint8_t camera_gestures_js[] = {
#embed "../Studio/Page/camera-gestures.js"
};
static const uint8_t change_queue_js[] = {
#embed "../Studio/Page/change-queue.js"
};
static const uint8_t checkerboard_js[] = {
#embed "../Studio/Page/checkerboard.js"
};
static const uint8_t clock_js[] = {
#embed "../Studio/Page/clock.js"
};
static const uint8_t controls_css[] = {
#embed "../Studio/Page/controls.css"
};
static const uint8_t curves_js[] = {
#embed "../Studio/Page/curves.js"
};
static const uint8_t decimal_js[] = {
#embed "../Studio/Page/decimal.js"
};
static const uint8_t dialogs_js[] = {
#embed "../Studio/Page/dialogs.js"
};
static const uint8_t drag_escape_js[] = {
#embed "../Studio/Page/drag-escape.js"
};
static const uint8_t drawing_js[] = {
#embed "../Studio/Page/drawing.js"
};
static const uint8_t easing_js[] = {
#embed "../Studio/Page/easing.js"
};
static const uint8_t element_js[] = {
#embed "../Studio/Page/element.js"
};
static const uint8_t events_js[] = {
#embed "../Studio/Page/events.js"
};
static const uint8_t fields_js[] = {
#embed "../Studio/Page/fields.js"
};
static const uint8_t film_document_js[] = {
#embed "../Studio/Page/film-document.js"
};
static const uint8_t film_file_js[] = {
#embed "../Studio/Page/film-file.js"
};
static const uint8_t film_sound_js[] = {
#embed "../Studio/Page/film-sound.js"
};
static const uint8_t first_requests_js[] = {
#embed "../Studio/Page/first-requests.js"
};
static const uint8_t form_groups_js[] = {
#embed "../Studio/Page/form-groups.js"
};
static const uint8_t freehand_js[] = {
#embed "../Studio/Page/freehand.js"
};
static const uint8_t gallery_js[] = {
#embed "../Studio/Page/gallery.js"
};
static const uint8_t guides_js[] = {
#embed "../Studio/Page/guides.js"
};
static const uint8_t history_js[] = {
#embed "../Studio/Page/history.js"
};
static const uint8_t hover_julia_js[] = {
#embed "../Studio/Page/hover-julia.js"
};
static const uint8_t icon_svg[] = {
#embed "../Studio/Page/icon.svg"
};
static const uint8_t index_html[] = {
#embed "../Studio/Page/index.html"
};
static const uint8_t inspector_js[] = {
#embed "../Studio/Page/inspector.js"
};
static const uint8_t json_lines_js[] = {
#embed "../Studio/Page/json-lines.js"
};
static const uint8_t json_path_js[] = {
#embed "../Studio/Page/json-path.js"
};
static const uint8_t json_source_js[] = {
#embed "../Studio/Page/json-source.js"
};
static const uint8_t key_bar_js[] = {
#embed "../Studio/Page/key-bar.js"
};
static const uint8_t keys_js[] = {
#embed "../Studio/Page/keys.js"
};
static const uint8_t library_dialog_js[] = {
#embed "../Studio/Page/library-dialog.js"
};
static const uint8_t live_picture_js[] = {
#embed "../Studio/Page/live-picture.js"
};
static const uint8_t main_js[] = {
#embed "../Studio/Page/main.js"
};
static const uint8_t measure_panel_js[] = {
#embed "../Studio/Page/measure-panel.js"
};
static const uint8_t modifier_curve_js[] = {
#embed "../Studio/Page/modifier-curve.js"
};
static const uint8_t modifier_fields_js[] = {
#embed "../Studio/Page/modifier-fields.js"
};
static const uint8_t modifier_row_js[] = {
#embed "../Studio/Page/modifier-row.js"
};
static const uint8_t motion_field_js[] = {
#embed "../Studio/Page/motion-field.js"
};
static const uint8_t notices_js[] = {
#embed "../Studio/Page/notices.js"
};
static const uint8_t oklab_js[] = {
#embed "../Studio/Page/oklab.js"
};
static const uint8_t pace_js[] = {
#embed "../Studio/Page/pace.js"
};
static const uint8_t palette_editor_js[] = {
#embed "../Studio/Page/palette-editor.js"
};
static const uint8_t palette_swatches_js[] = {
#embed "../Studio/Page/palette-swatches.js"
};
static const uint8_t path_handles_js[] = {
#embed "../Studio/Page/path-handles.js"
};
static const uint8_t picture_canvas_js[] = {
#embed "../Studio/Page/picture-canvas.js"
};
static const uint8_t picture_view_js[] = {
#embed "../Studio/Page/picture-view.js"
};
static const uint8_t pictures_js[] = {
#embed "../Studio/Page/pictures.js"
};
static const uint8_t plane_drawing_js[] = {
#embed "../Studio/Page/plane-drawing.js"
};
static const uint8_t plane_geometry_js[] = {
#embed "../Studio/Page/plane-geometry.js"
};
static const uint8_t plane_gestures_js[] = {
#embed "../Studio/Page/plane-gestures.js"
};
static const uint8_t plane_ground_js[] = {
#embed "../Studio/Page/plane-ground.js"
};
static const uint8_t plane_view_js[] = {
#embed "../Studio/Page/plane-view.js"
};
static const uint8_t playback_js[] = {
#embed "../Studio/Page/playback.js"
};
static const uint8_t point_catcher_js[] = {
#embed "../Studio/Page/point-catcher.js"
};
static const uint8_t render_panel_js[] = {
#embed "../Studio/Page/render-panel.js"
};
static const uint8_t scene_entry_js[] = {
#embed "../Studio/Page/scene-entry.js"
};
static const uint8_t scene_fields_js[] = {
#embed "../Studio/Page/scene-fields.js"
};
static const uint8_t scene_gestures_js[] = {
#embed "../Studio/Page/scene-gestures.js"
};
static const uint8_t scene_lane_js[] = {
#embed "../Studio/Page/scene-lane.js"
};
static const uint8_t scene_making_js[] = {
#embed "../Studio/Page/scene-making.js"
};
static const uint8_t scenes_js[] = {
#embed "../Studio/Page/scenes.js"
};
static const uint8_t schema_js[] = {
#embed "../Studio/Page/schema.js"
};
static const uint8_t shading_gallery_js[] = {
#embed "../Studio/Page/shading-gallery.js"
};
static const uint8_t shortcuts_js[] = {
#embed "../Studio/Page/shortcuts.js"
};
static const uint8_t signal_js[] = {
#embed "../Studio/Page/signal.js"
};
static const uint8_t song_field_js[] = {
#embed "../Studio/Page/song-field.js"
};
static const uint8_t splitters_js[] = {
#embed "../Studio/Page/splitters.js"
};
static const uint8_t strip_figures_js[] = {
#embed "../Studio/Page/strip-figures.js"
};
static const uint8_t strip_view_js[] = {
#embed "../Studio/Page/strip-view.js"
};
static const uint8_t studio_css[] = {
#embed "../Studio/Page/studio.css"
};
static const uint8_t tabs_js[] = {
#embed "../Studio/Page/tabs.js"
};
static const uint8_t text_editor_js[] = {
#embed "../Studio/Page/text-editor.js"
};
static const uint8_t theme_css[] = {
#embed "../Studio/Page/theme.css"
};
static const uint8_t timeline_drawing_js[] = {
#embed "../Studio/Page/timeline-drawing.js"
};
static const uint8_t timeline_gestures_js[] = {
#embed "../Studio/Page/timeline-gestures.js"
};
static const uint8_t timeline_keyboard_js[] = {
#embed "../Studio/Page/timeline-keyboard.js"
};
static const uint8_t timeline_scale_js[] = {
#embed "../Studio/Page/timeline-scale.js"
};
static const uint8_t timeline_view_js[] = {
#embed "../Studio/Page/timeline-view.js"
};
static const uint8_t top_bar_js[] = {
#embed "../Studio/Page/top-bar.js"
};
static const uint8_t tracks_js[] = {
#embed "../Studio/Page/tracks.js"
};
static const uint8_t transport_js[] = {
#embed "../Studio/Page/transport.js"
};
static const uint8_t views_css[] = {
#embed "../Studio/Page/views.css"
};
static const uint8_t views_js[] = {
#embed "../Studio/Page/views.js"
};

static const struct studio_page_file files[] = {
  {"api.js", api_js, sizeof api_js},
  {"bt709.js", bt709_js, sizeof bt709_js},
  {"camera-gestures.js", camera_gestures_js, sizeof camera_gestures_js},
  {"change-queue.js", change_queue_js, sizeof change_queue_js},
  {"checkerboard.js", checkerboard_js, sizeof checkerboard_js},
  {"clock.js", clock_js, sizeof clock_js},
  {"controls.css", controls_css, sizeof controls_css},
  {"curves.js", curves_js, sizeof curves_js},
  {"decimal.js", decimal_js, sizeof decimal_js},
  {"dialogs.js", dialogs_js, sizeof dialogs_js},
  {"drag-escape.js", drag_escape_js, sizeof drag_escape_js},
  {"drawing.js", drawing_js, sizeof drawing_js},
  {"easing.js", easing_js, sizeof easing_js},
  {"element.js", element_js, sizeof element_js},
  {"events.js", events_js, sizeof events_js},
  {"fields.js", fields_js, sizeof fields_js},
  {"film-document.js", film_document_js, sizeof film_document_js},
  {"film-file.js", film_file_js, sizeof film_file_js},
  {"film-sound.js", film_sound_js, sizeof film_sound_js},
  {"first-requests.js", first_requests_js, sizeof first_requests_js},
  {"form-groups.js", form_groups_js, sizeof form_groups_js},
  {"freehand.js", freehand_js, sizeof freehand_js},
  {"gallery.js", gallery_js, sizeof gallery_js},
  {"guides.js", guides_js, sizeof guides_js},
  {"history.js", history_js, sizeof history_js},
  {"hover-julia.js", hover_julia_js, sizeof hover_julia_js},
  {"icon.svg", icon_svg, sizeof icon_svg},
  {"index.html", index_html, sizeof index_html},
  {"inspector.js", inspector_js, sizeof inspector_js},
  {"json-lines.js", json_lines_js, sizeof json_lines_js},
  {"json-path.js", json_path_js, sizeof json_path_js},
  {"json-source.js", json_source_js, sizeof json_source_js},
  {"key-bar.js", key_bar_js, sizeof key_bar_js},
  {"keys.js", keys_js, sizeof keys_js},
  {"library-dialog.js", library_dialog_js, sizeof library_dialog_js},
  {"live-picture.js", live_picture_js, sizeof live_picture_js},
  {"main.js", main_js, sizeof main_js},
  {"measure-panel.js", measure_panel_js, sizeof measure_panel_js},
  {"modifier-curve.js", modifier_curve_js, sizeof modifier_curve_js},
  {"modifier-fields.js", modifier_fields_js, sizeof modifier_fields_js},
  {"modifier-row.js", modifier_row_js, sizeof modifier_row_js},
  {"motion-field.js", motion_field_js, sizeof motion_field_js},
  {"notices.js", notices_js, sizeof notices_js},
  {"oklab.js", oklab_js, sizeof oklab_js},
  {"pace.js", pace_js, sizeof pace_js},
  {"palette-editor.js", palette_editor_js, sizeof palette_editor_js},
  {"palette-swatches.js", palette_swatches_js, sizeof palette_swatches_js},
  {"path-handles.js", path_handles_js, sizeof path_handles_js},
  {"picture-canvas.js", picture_canvas_js, sizeof picture_canvas_js},
  {"picture-view.js", picture_view_js, sizeof picture_view_js},
  {"pictures.js", pictures_js, sizeof pictures_js},
  {"plane-drawing.js", plane_drawing_js, sizeof plane_drawing_js},
  {"plane-geometry.js", plane_geometry_js, sizeof plane_geometry_js},
  {"plane-gestures.js", plane_gestures_js, sizeof plane_gestures_js},
  {"plane-ground.js", plane_ground_js, sizeof plane_ground_js},
  {"plane-view.js", plane_view_js, sizeof plane_view_js},
  {"playback.js", playback_js, sizeof playback_js},
  {"point-catcher.js", point_catcher_js, sizeof point_catcher_js},
  {"render-panel.js", render_panel_js, sizeof render_panel_js},
  {"scene-entry.js", scene_entry_js, sizeof scene_entry_js},
  {"scene-fields.js", scene_fields_js, sizeof scene_fields_js},
  {"scene-gestures.js", scene_gestures_js, sizeof scene_gestures_js},
  {"scene-lane.js", scene_lane_js, sizeof scene_lane_js},
  {"scene-making.js", scene_making_js, sizeof scene_making_js},
  {"scenes.js", scenes_js, sizeof scenes_js},
  {"schema.js", schema_js, sizeof schema_js},
  {"shading-gallery.js", shading_gallery_js, sizeof shading_gallery_js},
  {"shortcuts.js", shortcuts_js, sizeof shortcuts_js},
  {"signal.js", signal_js, sizeof signal_js},
  {"song-field.js", song_field_js, sizeof song_field_js},
  {"splitters.js", splitters_js, sizeof splitters_js},
  {"strip-figures.js", strip_figures_js, sizeof strip_figures_js},
  {"strip-view.js", strip_view_js, sizeof strip_view_js},
  {"studio.css", studio_css, sizeof studio_css},
  {"tabs.js", tabs_js, sizeof tabs_js},
  {"text-editor.js", text_editor_js, sizeof text_editor_js},
  {"theme.css", theme_css, sizeof theme_css},
  {"timeline-drawing.js", timeline_drawing_js, sizeof timeline_drawing_js},
  {"timeline-gestures.js", timeline_gestures_js, sizeof timeline_gestures_js},
  {"timeline-keyboard.js", timeline_keyboard_js, sizeof timeline_keyboard_js},
  {"timeline-scale.js", timeline_scale_js, sizeof timeline_scale_js},
  {"timeline-view.js", timeline_view_js, sizeof timeline_view_js},
  {"top-bar.js", top_bar_js, sizeof top_bar_js},
  {"tracks.js", tracks_js, sizeof tracks_js},
  {"transport.js", transport_js, sizeof transport_js},
  {"views.css", views_css, sizeof views_css},
  {"views.js", views_js, sizeof views_js},
};

size_t studio_page_file_count(void) { return sizeof files / sizeof files[0]; }

struct studio_page_file studio_page_file_at(size_t index) { return files[index]; }
