"""Why a picture is not used, on its way to the place where the author is told."""


class PictureError(Exception):
    """A picture that cannot be printed; `kind` and `values` are those of the finding."""

    def __init__(self, kind: str, **values: str | int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values
