"""Pictures that come too early, too large, or with what they should not tell."""

from . import Mutation

VIEWS = ("views/test_pictures.py",)
DRAWING = ("pictures/test_drawing.py",)
WEB = ("web/test_pictures.py",)

MISTAKES = (
    Mutation(
        "a wall that knows who comes next",
        "views/screen.py",
        "logo=state.picture_of(PictureKey(Use.LOGO)),",
        "logo=next((each.hash for key, each in state.pictures.items() if key.entrant), ''),",
        VIEWS,
    ),
    Mutation(
        "who comes next stands beside a ranking that is read",
        "views/emcee.py",
        "return following if cue is Cue.STANDBY else None",
        "return following",
        VIEWS,
        "beside_a_ranking",
    ),
    Mutation(
        "a photo that says where it was taken",
        "pictures/drawing.py",
        "    bare = Image.new(image.mode, image.size)\n    bare.paste(image)\n",
        "    bare = image\n    options['exif'] = image.getexif()\n",
        DRAWING,
    ),
    Mutation(
        "a photo that lies on its side",
        "pictures/drawing.py",
        "upright = ImageOps.exif_transpose(image)",
        "upright = image",
        DRAWING,
    ),
    Mutation(
        "a bomb that goes off",
        "pictures/drawing.py",
        "if width * height > MOST_PIXELS:",
        "if width * height < 0:",
        DRAWING,
    ),
    Mutation(
        "a picture that outlives its entrant",
        "core/setup/rostering.py",
        "if key.track != event.track or key.entrant in found\n        },\n        components",
        "if key\n        },\n        components",
        WEB,
    ),
    Mutation(
        "a picture of nobody known",
        "web/pictures.py",
        "if look.problem or picture is None:",
        "if picture is None:",
        WEB,
    ),
)
