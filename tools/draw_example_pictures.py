"""Draws the two pictures of examples/gaoxin.yaml: `python tools/draw_example_pictures.py`."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "pictures"
FONT = "NotoSansCJK-Regular.ttc"  # found in the folders of system fonts
SIMPLIFIED_CHINESE = 2
INK, PALE, BLUE, TEAL, SAND = "#1f2d3d", "#e8eef5", "#2f6fb0", "#3a9188", "#c98a2b"
WIDTH = 1200
RESOLUTION = 200


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=SIMPLIFIED_CHINESE)


def canvas(height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, height), "white")
    return image, ImageDraw.Draw(image)


def interpretation() -> Image.Image:
    """A bar for each form in which policies were explained."""
    image, draw = canvas(480)
    forms = (("分管负责人解读", 3, BLUE), ("图片解读", 2, TEAL), ("动漫解读", 6, SAND))
    draw.text((600, 44), "政策解读主要形式（件）", INK, font(44), anchor="mm")
    draw.line((120, 400, 1080, 400), INK, 3)
    for index, (name, count, colour) in enumerate(forms):
        middle = 280 + index * 320
        draw.rounded_rectangle((middle - 80, 400 - count * 42, middle + 80, 400), 10, colour)
        draw.rectangle((middle - 80, 380, middle + 80, 399), colour)
        draw.text((middle, 400 - count * 42 - 30), str(count), INK, font(44), anchor="mm")
        draw.text((middle, 442), name, INK, font(36), anchor="mm")
    return image


def platform() -> Image.Image:
    """The website above, the places where people can ask and read below."""
    image, draw = canvas(400)
    box(draw, (360, 5, 840, 145), BLUE, "门户网站公开专栏", "10 个")
    draw.line((600, 145, 600, 200), INK, 4)
    draw.line((220, 200, 980, 200), INK, 4)
    places = (("区级公开专区", "1 处", TEAL), ("街道公开专区", "3 处", TEAL), ("村居公开专区", "6 处", TEAL))
    for index, (name, count, colour) in enumerate(places):
        middle = 220 + index * 380
        draw.line((middle, 200, middle, 250), INK, 4)
        box(draw, (middle - 160, 250, middle + 160, 390), colour, name, count)
    return image


def box(draw: ImageDraw.ImageDraw, edges: tuple[int, int, int, int], colour: str, name: str, count: str) -> None:
    draw.rounded_rectangle(edges, 18, PALE, colour, 5)
    middle = (edges[0] + edges[2]) // 2
    height = (edges[1] + edges[3]) // 2
    draw.text((middle, height - 32), name, INK, font(38), anchor="mm")
    draw.text((middle, height + 28), count, colour, font(46), anchor="mm")


def save(image: Image.Image, name: str) -> None:
    image.quantize(64).save(FOLDER / name, dpi=(RESOLUTION, RESOLUTION), optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    save(interpretation(), "interpretation.png")
    save(platform(), "platform.png")
