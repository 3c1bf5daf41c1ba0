"""Draws the two pictures of examples/gaoxin.yaml: `python tools/draw_example_pictures.py`."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "pictures"
FONT = "NotoSansCJK-Regular.ttc"  # found in the folders of system fonts
SIMPLIFIED_CHINESE = 2
INK, PALE, BLUE, TEAL, SAND = "#1f2d3d", "#e8eef5", "#2f6fb0", "#3a9188", "#c98a2b"
SIZE = (1200, 640)
RESOLUTION = 200


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=SIMPLIFIED_CHINESE)


def canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, "white")
    return image, ImageDraw.Draw(image)


def interpretation() -> Image.Image:
    """A bar for each form in which policies were explained."""
    image, draw = canvas()
    forms = (("分管负责人解读", 3, BLUE), ("图片解读", 2, TEAL), ("动漫解读", 6, SAND))
    draw.text((600, 60), "政策解读主要形式（件）", INK, font(44), anchor="mm")
    draw.line((120, 540, 1080, 540), INK, 3)
    for index, (name, count, colour) in enumerate(forms):
        middle = 280 + index * 320
        draw.rounded_rectangle((middle - 80, 540 - count * 62, middle + 80, 540), 10, colour)
        draw.rectangle((middle - 80, 520, middle + 80, 539), colour)
        draw.text((middle, 540 - count * 62 - 34), str(count), INK, font(44), anchor="mm")
        draw.text((middle, 584), name, INK, font(36), anchor="mm")
    return image


def platform() -> Image.Image:
    """The website above, the places where people can ask and read below."""
    image, draw = canvas()
    box(draw, (360, 40, 840, 200), BLUE, "门户网站公开专栏", "10 个")
    draw.line((600, 200, 600, 290), INK, 4)
    draw.line((220, 290, 980, 290), INK, 4)
    places = (("区级公开专区", "1 处", TEAL), ("街道公开专区", "3 处", TEAL), ("村居公开专区", "6 处", TEAL))
    for index, (name, count, colour) in enumerate(places):
        middle = 220 + index * 380
        draw.line((middle, 290, middle, 380), INK, 4)
        box(draw, (middle - 160, 380, middle + 160, 540), colour, name, count)
    draw.text((600, 595), "线上专栏与线下专区相互补充", INK, font(32), anchor="mm")
    return image


def box(draw: ImageDraw.ImageDraw, edges: tuple[int, int, int, int], colour: str, name: str, count: str) -> None:
    draw.rounded_rectangle(edges, 18, PALE, colour, 5)
    middle = (edges[0] + edges[2]) // 2
    height = (edges[1] + edges[3]) // 2
    draw.text((middle, height - 30), name, INK, font(38), anchor="mm")
    draw.text((middle, height + 34), count, colour, font(46), anchor="mm")


def save(image: Image.Image, name: str) -> None:
    image.quantize(64).save(FOLDER / name, dpi=(RESOLUTION, RESOLUTION), optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    save(interpretation(), "interpretation.png")
    save(platform(), "platform.png")
