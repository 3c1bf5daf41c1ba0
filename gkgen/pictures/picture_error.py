"""The error raised for a picture that cannot be used; it becomes a finding where the picture is named."""


class PictureError(Exception):
    """A picture that cannot be printed; `kind` and `values` are those of the finding."""

    def __init__(self, kind: str, **values: str | int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values
