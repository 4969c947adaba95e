"""The page's modules without its views, in the browser that runs them."""

import unittest

from studio import Studio, missing, open_browser


@unittest.skipIf(missing(), missing())
class ModuleTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.driver = open_browser()
        cls.studio = Studio().__enter__()
        cls.driver.get(cls.studio.address)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.studio.__exit__()

    def evaluate(self, module, script):
        """What `script`, the body of a function of the module `m`, returns."""
        result = self.driver.execute_async_script(
            "const done = arguments[1];"
            f"import(arguments[0]).then(async (m) => done([await (async (m) => {{ {script} }})(m)]), (error) => done(String(error)));",
            module)
        if not isinstance(result, list):
            self.fail(result)
        return result[0]

    def test_a_move_changes_times_only_and_keys_stay_in_order(self):
        moved = self.evaluate("/keys.js", """
            const key = (time, easing) => ({time, value: [time, 0], easing});
            const preset = {duration: 10, c: {keyframes: [key(0), key(2, 'ease-in'), key(5), key(8)]}};
            const byTrack = m.shiftedKeys(preset, [{trackID: 'c', time: 2}], 4);
            return byTrack.get('c');""")
        self.assertEqual([(key["time"], key["value"][0]) for key in moved], [(0, 0), (5, 5), (6, 2), (8, 8)])
        self.assertEqual(moved[2]["easing"], "ease-in")

    def test_a_key_gives_way_to_the_one_that_arrives(self):
        moved = self.evaluate("/keys.js", """
            const preset = {duration: 10, c: {keyframes: [0, 2, 5].map((time) => ({time, value: [time, 0]}))}};
            return m.shiftedKeys(preset, [{trackID: 'c', time: 2}], 3).get('c');""")
        self.assertEqual([(key["time"], key["value"][0]) for key in moved], [(0, 0), (5, 2)])

    def test_ripple_moves_all_that_follows_in_all_tracks_and_lengthens_the_film(self):
        edits = self.evaluate("/keys.js", """
            const keyframes = (times) => ({keyframes: times.map((time) => ({time, value: 1}))});
            const preset = {duration: 10, c: [0, 0], camera: {width: keyframes([0, 4, 9])}, shading: {phase: keyframes([1, 6])}};
            const byTrack = m.shiftedKeys(preset, [{trackID: 'camera.width', time: 4}], 2, {ripple: true});
            return m.editsOfKeys({own: preset, preset}, byTrack, {mayGrow: true});""")
        self.assertEqual(sorted((edit["path"][-2:], edit["value"]) for edit in edits if len(edit["path"]) > 1), [
            ([1, "time"], 6), ([1, "time"], 8), ([2, "time"], 11)])
        self.assertEqual([edit["value"] for edit in edits if edit["path"] == ["duration"]], [11])

    def test_decimals_keep_all_digits_and_are_rounded_where_asked(self):
        texts = self.evaluate("/decimal.js", """
            const { Decimal } = m;
            const long = '-0.52750311864353463227460793135191616940123456789';
            return [Decimal.from(long).text, Decimal.from(long).plus(1e-40, 41).text, Decimal.from(-1.5e-7).text, Decimal.from('12e3').text,
              Decimal.from(0.1).plus(-0.36, 1).text, Decimal.from('x').text, Decimal.from('0.0994').plus(0.0001, 3).text,
              Decimal.from('-2.50').plus(0, 0).text];""")
        self.assertEqual(texts, [
            "-0.52750311864353463227460793135191616940123456789", "-0.52750311864353463227460793135191616940113",
            "-0.00000015", "12000", "-0.3", "0", "0.1", "-3"])

    def test_a_shorter_film_takes_its_keys_along_where_they_would_be_behind_its_end(self):
        shorter, longer = self.evaluate("/keys.js", """
            const preset = {duration: 8, c: {keyframes: [0, 4, 8].map((time) => ({time, value: [time, 0]}))},
              camera: {width: {keyframes: [{time: 6, value: 2}]}}};
            return [4, 9].map((duration) => m.durationEdits({own: preset, preset}, duration));""")
        self.assertEqual([edit["value"] for edit in shorter if edit["path"][-1] == "time"], [2, 4, 3])
        self.assertEqual(shorter[-1], {"path": ["duration"], "value": 4})
        self.assertEqual(longer, [{"path": ["duration"], "value": 9}])

    def test_copied_keys_are_pasted_where_they_fit(self):
        pasted = self.evaluate("/keys.js", """
            const preset = {duration: 4, c: {keyframes: [0, 1, 3].map((time) => ({time, value: [time, 0]}))}};
            const selection = new m.KeySelection();
            selection.replace([{trackID: 'c', time: 0}, {trackID: 'c', time: 1}]);
            const {byTrack, chosen} = m.pastedKeys(preset, m.copiedKeys(preset, selection), 3.5);
            return [byTrack.get('c').map((key) => [key.time, key.value[0]]), chosen, m.pastedKeys(preset, 'text', 0)];""")
        self.assertEqual(pasted, [[[0, 0], [1, 1], [3, 3], [3.5, 0]], [{"trackID": "c", "time": 3.5}], None])

    def test_a_track_whose_last_key_goes_becomes_constant(self):
        edits = self.evaluate("/keys.js", """
            const preset = {duration: 4, c: {keyframes: [{time: 1, value: [0.3, 0]}]}};
            const selection = new m.KeySelection();
            selection.replace([{trackID: 'c', time: 1}]);
            return m.editsOfDeletion({own: preset, preset}, selection);""")
        self.assertEqual(edits, [{"path": ["c"], "value": [0.3, 0]}])

    def test_an_inherited_array_is_written_whole_and_an_inherited_object_by_its_key(self):
        edits = self.evaluate("/json-path.js", """
            const effective = {c: {keyframes: [{time: 0, value: [1, 0]}, {time: 1, value: [2, 0]}]}, camera: {width: 3, rotation: 1}};
            const own = {extends: 'other', camera: {rotation: 1}};
            return [m.settingEdit(own, effective, ['c', 'keyframes', 1, 'time'], 5), m.settingEdit(own, effective, ['camera', 'width'], 2),
              m.settingEdit({}, effective, ['shading', 'light', 'height'], 30)];""")
        self.assertEqual(edits, [
            {"path": ["c"], "value": {"keyframes": [{"time": 0, "value": [1, 0]}, {"time": 5, "value": [2, 0]}]}},
            {"path": ["camera", "width"], "value": 2},
            {"path": ["shading"], "value": {"light": {"height": 30}}}])

    def test_one_key_more_is_one_edit(self):
        edits = self.evaluate("/json-path.js", """
            const key = (time) => ({time, value: time});
            return [m.arrayEdits(['k'], [0, 1, 3].map(key), [0, 1, 2, 3].map(key)), m.arrayEdits(['k'], [0, 1, 3].map(key), [0, 3].map(key))];""")
        self.assertEqual(edits, [
            [{"path": ["k", 2], "insert": {"time": 2, "value": 2}}], [{"path": ["k", 1], "remove": True}]])

    def test_the_clock_drops_frames_and_never_time(self):
        frames = self.evaluate("/clock.js", """
            let now = 0;
            const clock = new m.Clock(() => now);
            clock.follow({duration: 2, frameCount: 50, frameRate: [25, 1]});
            clock.play();
            return [0, 39, 41, 500, 1999, 2001, 200040].map((moment) => { now = moment; clock.tick(); return clock.frame; });""")
        self.assertEqual(frames, [0, 0, 1, 12, 49, 0, 1])

    def test_a_pause_is_at_the_frame_that_is_due_and_not_at_the_last_tick(self):
        state = self.evaluate("/clock.js", """
            let now = 0;
            const clock = new m.Clock(() => now);
            clock.follow({duration: 2, frameCount: 50, frameRate: [25, 1]});
            clock.play();
            now = 121;
            clock.pause();
            now = 500;
            clock.pause();
            return [clock.frame, clock.isPlaying];""")
        self.assertEqual(state, [3, False])

    def test_a_film_that_is_played_once_stops_at_its_last_frame(self):
        state = self.evaluate("/clock.js", """
            let now = 0;
            const clock = new m.Clock(() => now);
            clock.follow({duration: 2, frameCount: 50, frameRate: [25, 1]});
            clock.isLooping = false;
            clock.shuttle(1);
            clock.shuttle(1);
            now = 900;
            clock.tick();
            const fast = clock.frame;
            now = 1100;
            clock.tick();
            return [fast, clock.frame, clock.isPlaying];""")
        self.assertEqual(state, [45, 49, False])

    def test_of_requests_that_wait_the_newest_is_sent_and_what_was_sent_is_answered(self):
        answers = self.evaluate("/pictures.js", """
            const sent = [];
            const queue = new m.PictureQueue((request) => new Promise((resolve) => sent.push(() => resolve(request))));
            const asked = [1, 2, 3, 4].map((request) => queue.request(request));
            while (sent.length > 0) { sent.shift()(); await new Promise((resolve) => setTimeout(resolve)); }
            return Promise.all(asked);""")
        self.assertEqual(answers, [1, None, None, 4])

    def test_a_circle_drawn_by_hand_becomes_few_keys(self):
        keys = self.evaluate("/freehand.js", """
            const drawn = Array.from({length: 200}, (_, i) => [Math.cos(i * Math.PI / 100), Math.sin(i * Math.PI / 100)]);
            return m.keysOfDrawing(drawn, {duration: 10, tolerance: 0.01, isClosed: true, digits: 4});""")
        self.assertLessEqual(len(keys), 12)
        self.assertEqual(keys[0], {"time": 0, "value": [1, 0]})
        self.assertLess(keys[-1]["time"], 10)

    def test_handles_of_paths_give_back_the_point_they_are_dragged_to(self):
        errors = self.evaluate("/path-handles.js", """
            const ends = {start: [0, 1], end: [0, 1]};
            const errors = [];
            for (const [path, name] of [['cardioid', 'Start and distance'], ['bulb', 'Start and distance'], ['circle', 'Radius and start']]) {
              const point = [-0.9, 0.35];
              const handle = m.handlesOfPath({path}, ends).find((each) => each.name === name);
              const moved = m.handlesOfPath({path, ...handle.set(point, 1e-4)}, ends).find((each) => each.name === name);
              errors.push(Math.hypot(moved.at[0] - point[0], moved.at[1] - point[1]));
            }
            return errors;""")
        self.assertLess(max(errors), 2e-3)

    def test_a_path_that_follows_a_song_has_no_handles(self):
        counts = self.evaluate("/path-handles.js", """
            const ends = {start: [0, 1], end: [0, 1]};
            const radii = [0.7, '0.7', {base: 0.7, audio: {feature: 'level', to: 0.1}}];
            return radii.map((radius) => m.handlesOfPath({path: 'circle', radius}, ends).length);""")
        self.assertEqual(counts, [3, 3, 0])

    def test_potential_and_angle_of_a_point_are_those_of_its_ray(self):
        outside = self.evaluate("/plane-geometry.js", "return [m.outsideOf([-2.5, 0]), m.outsideOf([0, 3]), m.outsideOf([0, 0])]")
        # On the negative real axis the angle is one half.
        self.assertAlmostEqual(outside[0]["turns"], 0.5, places=6)
        self.assertAlmostEqual(outside[1]["turns"], 0.25, delta=0.06)
        self.assertIsNone(outside[2])

    def test_easings_have_the_names_that_the_program_reads(self):
        names, spring = self.evaluate("/easing.js", "return [m.easingNames, m.handlesOf('spring')];")
        for name in ["hold", "linear", "ease-in-out", "back", "spring", "bounce", "elastic"]:
            self.assertIn(name, names)
        self.assertIsNone(spring)

    def test_easing_by_handles_has_a_name_where_there_is_one(self):
        values = self.evaluate("/easing.js", """
            return [m.easingOf([0.42, 0, 0.58, 1]), m.easingOf([0.1, 0.2, 0.3, 1.4]), m.handlesOf('cubic-bezier(0.1, 0.2,0.3,1.4)'),
              m.handlesOf({out: 'ease-in'}), m.handlesOf('hold')];""")
        self.assertEqual(values, ["ease-in-out", "cubic-bezier(0.1, 0.2, 0.3, 1.4)", [0.1, 0.2, 0.3, 1.4], [0.42, 0, 1, 1], None])

    def test_sizes_of_pictures_are_even_and_fit(self):
        sizes = self.evaluate("/pace.js", "return [m.pictureSize(1920, 1080, 701, 500), m.pictureSize(1080, 1920, 701, 500, 0.5)]")
        for size in sizes:
            self.assertEqual((size["width"] % 2, size["height"] % 2), (0, 0))
        self.assertEqual(sizes[0], {"width": 702, "height": 394})

    def test_pictures_become_smaller_when_they_are_slow_and_larger_when_they_are_quick(self):
        scales = self.evaluate("/pace.js", """
            const pace = new m.Pace(12);
            const pixels = 1e6;
            const after = (milliseconds) => { for (let i = 0; i < 40; i += 1) { const s = pace.scale(pixels); pace.note(pixels * s * s, milliseconds * s * s); } return pace.scale(pixels); };
            return [after(5), after(100), after(40), after(5)];""")
        self.assertEqual(scales, [1, 0.25, 0.35, 1])

    def test_without_webgl_the_same_codes_are_painted(self):
        difference = self.evaluate("/picture-canvas.js", """
            const {PlanesToPixels} = await import('/bt709.js');
            const [width, height] = [34, 22];
            let seed = 7;
            const plane = (length) => Uint8Array.from({length}, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16);
            const picture = {width, height, y: plane(width * height), u: plane(17 * 11), v: plane(17 * 11)};
            const canvas = document.createElement('canvas');
            const painter = new m.PictureCanvas(canvas);
            painter.draw(picture);
            const pixels = painter.pixels();
            const other = new PlanesToPixels().image(picture).data;
            return [painter.method, Math.max(...pixels.map((code, place) => Math.abs(code - other[place])))];""")
        self.assertEqual(difference[0], "WebGL2")
        self.assertLessEqual(difference[1], 1)


if __name__ == "__main__":
    unittest.main()
