"""A client of yaml-language-server, as an editor is one: messages of the Language Server Protocol over its streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

SETTINGS: dict[str, dict[str, Any]] = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},
        "format": {"enable": False},
    },
    "http": {"proxy": "", "proxyStrictSSL": False},
    "[yaml]": {},
}
"""What the extension of VS Code sends, with the store of schemas in the network turned off."""

SECONDS = 60


class Client:
    """A running server. Lines and columns count from 0, columns in units of UTF-16, as in the protocol."""

    def __init__(self, node: str, server: Path, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [node, str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.opened: set[str] = set()
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Client:
        self.request("initialize", processId=None, rootUri=self.root.as_uri(), capabilities=CAPABILITIES)
        self.notify("initialized")
        self.notify("workspace/didChangeConfiguration", settings=SETTINGS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def open(self, path: Path, text: str) -> str:
        """Opens a document anew, which need not be on the disk: its address."""
        uri = path.as_uri()
        if uri in self.opened:
            self.notify("textDocument/didClose", textDocument={"uri": uri})
        self.opened.add(uri)
        self.number += 1  # the server keeps what it has read of one version
        document = {"uri": uri, "languageId": "yaml", "version": self.number, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        return uri

    def problems(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the server tells of a document that was not opened before."""
        assert path.as_uri() not in self.opened
        uri = self.open(path, text)
        while uri not in self.diagnostics:
            self._take(self._next())
        return self.diagnostics[uri]

    def completions(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        answer = self._at("textDocument/completion", uri, line, character)
        return list(answer["items"] if isinstance(answer, dict) else answer or [])

    def hover(self, uri: str, line: int, character: int) -> str:
        answer = self._at("textDocument/hover", uri, line, character)
        contents = answer["contents"] if answer else ""
        return str(contents["value"] if isinstance(contents, dict) else contents)

    def _at(self, method: str, uri: str, line: int, character: int) -> Any:
        return self.request(method, textDocument={"uri": uri}, position={"line": line, "character": character})

    def request(self, method: str, **params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: dict[str, Any]) -> None:
        """Keeps diagnostics, and answers what the server asks."""
        params = message.get("params") or {}
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[params["uri"]] = params["diagnostics"]
        elif "id" in message and "method" in message:
            asked = params.get("items", []) if message["method"] == "workspace/configuration" else None
            answer = None if asked is None else [SETTINGS.get(item.get("section", ""), {}) for item in asked]
            self._send({"id": message["id"], "result": answer})

    def _next(self) -> dict[str, Any]:
        message = self.messages.get(timeout=SECONDS)
        assert message is not None, "the server has ended"
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            while line := stream.readline().strip():
                header += line
            length = int(header.partition(b":")[2].split(b"\r\n")[0])
            self.messages.put(json.loads(stream.read(length)))
        self.messages.put(None)


CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
}
