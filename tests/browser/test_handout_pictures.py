"""A handout's pictures as they are seen: the kernel's own frame at every place, and no ghost of another.

The file holds what differs from the start; the browser puts that over the start, and scales it.
"""

import base64

import harness
import pytest
from handouts import bet_everywhere, open_file

from widgets.handout import frames
from widgets.handout.page import handout
from widgets.panel.figure import LiveFigure

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Paint the kernel's own frame over a picture; returns how many of its pixels were another colour before.
AS_THE_KERNEL = """async (canvas, png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = canvas;
  if (width !== image.naturalWidth || height !== image.naturalHeight) return width * height;
  const [before, after] = [canvas, image].map((picture) => {
    const pen = new OffscreenCanvas(width, height).getContext("2d", {willReadFrequently: true});
    pen.drawImage(picture, 0, 0);
    return new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer);
  });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return after.reduce((sum, colour, i) => sum + (colour !== before[i]), 0);
}"""
# Where a visible panel's sliders and presets can be: [selector, position, number of its frame] each.
PLACES = """(root) => {
  const panel = DATA.panels[root.dataset.panel];
  const dials = panel.dials.flatMap((dial, k) => dial.choice ? [] :
    dial.frames.map((frame, at) => [`[data-dial="${k}"] input`, at, frame]));
  return [...dials, ...panel.presets.map(({ frame }, k) => [`[data-preset="${k}"]`, null, frame]),
          ["[data-reset]", null, panel.start]];
}"""
GO = """([root, places]) => places.forEach(([selector, at]) => {
  const control = root.querySelector(selector);
  if (at === null) return control.click();
  control.value = at;
  control.dispatchEvent(new Event("input", {bubbles: true}));
})"""
PAINTED = """([root, frame]) => {
  const panel = DATA.panels[root.dataset.panel];
  const places = [panel.still, panel.frames[frame][PICTURE]].filter((place) => place !== null);
  return root.querySelector(".vd-picture").dataset.frame === places.join(" ");
}"""


@pytest.fixture(scope="module", params=[2, 4])
def opened(request, chrome, tmp_path_factory):
    """The handout of 08 with some positions a slider, all bets made.

    `.kernel`: (name of the explorable, number of the frame) -> the picture as its kernel sends it, base64 of a PNG.
    """
    path, kernel, number = tmp_path_factory.mktemp("handout") / "08.html", {}, frames.Walk._frame

    def noting(walk):
        frame = number(walk)
        kernel[walk.explorable.name, frame] = base64.b64encode(LiveFigure.png(walk.explorable.picture)).decode()
        return frame

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "POSITIONS", request.param)
        patch.setattr(frames.Walk, "_frame", noting)
        path.write_text(handout(harness.FLAGSHIP), encoding="utf-8")
    opened = open_file(chrome, path)
    opened.kernel, opened.positions = kernel, request.param
    bet_everywhere(opened.page)
    yield opened
    assert opened.complaints == []


class Picture:
    """One panel's picture in the browser, beside what the kernel draws."""

    def __init__(self, opened, k, page=None):
        self.page, self.kernel = page or opened.page, opened.kernel
        self.root = self.page.locator("[data-panel]:visible").nth(k)
        self.canvas, self.handle = self.root.locator(".vd-picture"), self.root.element_handle()
        self.name, self.places = self.root.evaluate("(root) => DATA.panels[root.dataset.panel].name"), \
            self.root.evaluate(PLACES)

    def go(self, *places):
        """All of a drag's places in one go, as a fast hand does it; comes back when the last is painted."""
        self.page.evaluate(GO, [self.handle, places])
        self.page.wait_for_function(PAINTED, arg=[self.handle, places[-1][2]])

    def other_pixels(self, place):
        return self.canvas.evaluate(AS_THE_KERNEL, self.kernel[self.name, place[2]])

    def ghosts(self, place):
        """Whether what is seen, scaled by the browser, is other than the kernel's frame scaled alike."""
        seen = self.canvas.screenshot()
        return self.other_pixels(place) != 0 or self.canvas.screenshot() != seen


def test_a_picture_is_the_kernels_to_the_pixel_and_no_ghost_of_another_is_seen(opened):
    looked = 0
    for k in range(opened.page.locator("[data-panel]:visible").count()):
        picture = Picture(opened, k)
        for place in (p for p in picture.places if picture.root.locator(p[0]).is_visible()):
            picture.go(place)
            look = picture.ghosts if looked % 5 == 0 else picture.other_pixels  # a screenshot takes its time
            assert not look(place), (picture.name, place)
            looked += 1
    assert looked >= 10 * opened.positions


def test_a_fast_hand_to_and_fro_over_two_pictures_leaves_each_its_own(opened):
    one, other = Picture(opened, 0), Picture(opened, 1)
    for picture, besides in ((one, other), (other, one)):
        drag = [p for p in picture.places if p[0] == '[data-dial="0"] input']
        picture.go(*drag, *drag[::-1], *drag[:3])
        besides.go(besides.places[-1])  # its reset
        assert not picture.ghosts(drag[2])
        assert not besides.ghosts(besides.places[-1])


def test_a_second_tab_of_the_same_file_stands_alone(opened):
    second = opened.page.context.new_page()
    second.goto(opened.path.as_uri())
    bet_everywhere(second)
    here, there = Picture(opened, 0), Picture(opened, 0, second)
    here.go(here.places[0])
    assert not there.ghosts(there.places[-1])
    there.go(there.places[1])
    assert not here.ghosts(here.places[0])
    second.emulate_media(media="print")  # what moved is what is printed
    there.go(there.places[2])
    assert not there.ghosts(there.places[2])
    second.close()
