"""A browser tab that says whatever it wants: Streamlit's own protocol, spoken without its page."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from components import account_cookie
from tests.servers import Server


@dataclass
class Tab:
    """One connection; what the server drew is kept as the text of its messages."""

    socket: ClientConnection
    session_id: str = ""
    patience: float = 20.0
    """Seconds in which something has to come while a run lasts."""
    drawn: list[Any] = field(default_factory=list)

    def run(self, page: str, query: str, pressed: tuple[str, ...] = (), texts: dict[str, str] | None = None,
            fragment: str = "", kept: dict[str, Any] | None = None, known: Iterable[str] = ()) -> str:  # fmt: skip
        """Have the server run a page, with these buttons pressed and fields filled in; all it drew, as text.

        `kept` are values that no field has, under names by which the page keeps its own; `known` are the hashes of
        messages that the tab says it still has.
        """
        told = BackMsg()
        told.rerun_script.page_name = page
        told.rerun_script.query_string = query
        told.rerun_script.fragment_id = fragment
        told.rerun_script.cached_message_hashes.extend(known)
        for name in pressed:
            told.rerun_script.widget_states.widgets.add(id=name).trigger_value = True
        for name, text in (texts or {}).items():
            told.rerun_script.widget_states.widgets.add(id=name).string_value = text
        for name, value in (kept or {}).items():
            told.rerun_script.widget_states.widgets.add(id=name).json_value = json.dumps(value)
        self.socket.send(told.SerializeToString())
        return self._listen()

    def _listen(self) -> str:
        """Until the run is over and nothing follows it."""
        self.drawn.clear()
        wait, end = self.patience, time.monotonic() + 40
        while time.monotonic() < end:
            try:
                data = self.socket.recv(timeout=wait)
            except TimeoutError:
                break
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session_id = message.new_session.initialize.session_id or self.session_id
            if kind == "delta":
                self.drawn.append(message)
            wait = {"script_finished": 0.5, "new_session": self.patience}.get(str(kind), wait)
        return "\n".join(map(str, self.drawn))

    def buttons(self) -> dict[str, str]:
        """The ids of the buttons that were drawn, by what stands on them."""
        found = {}
        for message in self.drawn:
            new = message.delta.new_element
            if new.WhichOneof("type") == "button":
                found[new.button.label] = new.button.id
        return found

    def fragment_of(self, widget: str) -> str:
        """The fragment that drew a widget, "" for the page itself."""
        return next((m.delta.fragment_id for m in self.drawn if m.delta.new_element.button.id == widget), "")


@contextmanager
def tab(server: Server, claims: dict[str, Any] | None = None, *, session: str = "", origin: str | None = None,
        cookie: str = "") -> Iterator[Tab]:  # fmt: skip
    """A tab on a server, with the cookie of a sign-in, or with one that somebody made up."""
    sealed = cookie or (account_cookie.seal(claims) if claims else "")
    headers = {"Cookie": f"{account_cookie.NAME}={sealed}"} if sealed else {}
    protocols: Any = ["streamlit", "x", session] if session else ["streamlit"]
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    own: Any = origin if origin is not None else server.url
    with connect(address, origin=own or None, subprotocols=protocols, additional_headers=headers,
                 max_size=None) as socket:  # fmt: skip
        yield Tab(socket)
