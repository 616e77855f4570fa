"""Makes something only once a page that is served asks for it, and not at every edit."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Later:
    """What waits to be made; it is never made while a site is built, which would find it half done."""

    def __init__(self) -> None:
        self._building = Lock()
        self._steps: tuple[Callable[[], None], ...] = ()

    def begin(self) -> None:
        """Lets a site be built; what waited for the one before is forgotten."""
        self._building.acquire()
        self._steps = ()

    def end(self) -> None:
        """Lets requests be answered again, if a site was being built."""
        if self._building.locked():
            self._building.release()

    def put(self, *steps: Callable[[], None]) -> None:
        """Keeps what is to be done, in this order."""
        self._steps = steps

    def before(self, app: Any, folder: str) -> Callable[[dict[str, Any], Any], Any]:
        """Returns a server's application that makes it before it answers with a script of a folder."""

        def answer(environ: dict[str, Any], start_response: Any) -> Any:
            path = environ["PATH_INFO"]
            if f"/{folder}/" in path and path.endswith(".js"):
                self._made()
            return app(environ, start_response)

        return answer

    def _made(self) -> None:
        with self._building:
            steps, self._steps = self._steps, ()
            for step in steps:
                step()
