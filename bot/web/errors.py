"""A request that the web side refuses, with a status, a code for programs and a sentence for people."""

from aiohttp import web

from handlers.texts import Texts


class Refused(Exception):
    """The request ends here. `code` names the sentence "playground-error-<code>"; `facts` fill it."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts

    def text(self, texts: Texts, language: str) -> str:
        """Return the sentence for people."""
        return texts.say(language, "playground-error-" + self.code.replace("_", "-"), **self.facts)

    def answer(self, texts: Texts, language: str) -> web.Response:
        """Return the JSON answer: {error, text}."""
        return web.json_response({"error": self.code, "text": self.text(texts, language)}, status=self.status)


def not_found() -> Refused:
    """Return the one answer for what is not there, is another visitor's, or has expired."""
    return Refused(404, "not_found")
