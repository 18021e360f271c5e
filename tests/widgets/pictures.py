"""What a test can see in a picture: text that runs out of it, text on text, its pixels and its colours."""

import io

from matplotlib.text import Text
from PIL import Image

SLACK = 1.0  # pixels that two boxes of text may share, or hang over the edge: outlines are smaller than their boxes


def live_texts(picture):
    """The texts that a dial can change, as they stand now."""
    return [artist for artist in picture.moving
            if isinstance(artist, Text) and artist.get_visible() and artist.get_text().strip()]


def still_texts(picture):
    """Headings and tick labels in view: what is drawn once."""
    moving = set(picture.moving)
    found = list(picture.figure.texts)
    for axes in picture.figure.axes:
        found += axes.texts
        if not axes.axison or not axes.get_visible():
            continue
        found += [axes.title, axes.xaxis.label, axes.yaxis.label]
        for axis in (axis for axis in (axes.xaxis, axes.yaxis) if axis.get_visible()):
            low, high = sorted(axis.get_view_interval())
            reach = (high - low) * 1e-6
            found += [label for place, label in zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
                      if low - reach <= place <= high + reach]
    return [text for text in found
            if text not in moving and text.get_visible() and text.get_text().strip()]


def trouble(picture):
    """Sentences on every text that is cut off at the picture's edge or lies on another; none when all is well."""
    texts = [*live_texts(picture), *still_texts(picture)]
    boxes = [(text.get_text(), text.get_window_extent(picture.canvas.get_renderer())) for text in texts]
    edge = picture.figure.bbox
    found = [f"“{words}” is cut off at the picture’s edge" for words, box in boxes
             if box.x0 < edge.x0 - SLACK or box.x1 > edge.x1 + SLACK
             or box.y0 < edge.y0 - SLACK or box.y1 > edge.y1 + SLACK]
    for one, (words, box) in enumerate(boxes):
        for other_words, other in boxes[one + 1:]:
            if (min(box.x1, other.x1) - max(box.x0, other.x0) > SLACK
                    and min(box.y1, other.y1) - max(box.y0, other.y0) > SLACK):
                found.append(f"“{words}” lies on “{other_words}”")
    return found


def smallest_text(picture):
    """The smallest size of any text in the picture, in points."""
    return min(text.get_fontsize() for text in [*live_texts(picture), *still_texts(picture)])


def decode(png):
    """PNG bytes as an RGB image; an error when they are not a whole picture."""
    image = Image.open(io.BytesIO(png), formats=["PNG"])
    image.load()
    return image.convert("RGB")


def colours(png):
    """How often each colour occurs: {(r, g, b): pixels}."""
    image = decode(png)
    return {colour: count for count, colour in image.getcolors(image.width * image.height)}
