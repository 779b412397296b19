"""Why a text cannot be read, on its way from where it is noticed to the `Problem` that reports it."""

__all__ = ["Fault"]


class Fault(Exception):  # noqa: N818 - a fault of the input, which never leaves this package
    """What is wrong with a file or a record; `place` says where in it, empty for the whole."""

    def __init__(self, reason: str, place: str = "") -> None:
        self.reason = reason
        self.place = place
        super().__init__(reason)
