"""The web application: addresses, and the page that answers each."""

from __future__ import annotations

import contextlib
import datetime as dt
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from detente.errors import DetenteError, InputError
from detente.lexicon import Lexicon
from detente.records import Review
from detente.store.judgements import KINDS, VERDICTS
from detente.web.answers import Answer, as_csv, as_json
from detente.web.asked import Asked, read_asked
from detente.web.library import Library
from detente.web.pages import article, dyad, event, judged, network, places, search, sources, statements
from detente.web.safety import LONG, LOOPBACK, Safe, Tokens
from detente.web.views import Views

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

    from starlette.requests import Request

    Page = Callable[[Library, Asked, str], Answer]

MOST_BYTES = 16_384
"""Of a judgement: a reason is a sentence or two."""
FORMS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv")}

PAGES: dict[str, Page] = {
    "/dyads": lambda library, asked, _: dyad.home(library.shelf, asked),
    "/search": lambda library, asked, _: search.search(library.shelf, asked),
    "/dyad": lambda library, asked, _: dyad.dyad(library.shelf, asked, library.names),
    "/event/{id}": lambda library, _, wanted: event.event(library.shelf, wanted, library.lexicon),
    "/article/{id}": lambda library, _, wanted: article.article(library.shelf, wanted),
    "/statements": lambda library, asked, _: statements.statements(library.shelf, asked),
    "/figures": lambda library, asked, _: statements.figures(library.shelf, asked),
    "/map": lambda library, asked, _: places.places(library.shelf, asked),
    "/network": lambda library, asked, _: network.network(library.shelf, asked, library.names),
    "/sources": lambda library, asked, _: sources.sources(library.shelf, asked),
    "/judgements": lambda library, asked, _: judged.judgements(library.shelf, asked, library.reviews),
    "/audit": lambda library, asked, _: judged.audit(library.shelf, asked, library.verdicts),
}


class Desk:
    """Answers requests from a library."""

    def __init__(self, library: Library) -> None:
        """Take the library that pages read from."""
        self.library = library
        self.tokens = Tokens()
        self.views = Views(library)

    def show(self, request: Request, page: Page, form: str) -> Response:
        """Answer with a page, as HTML, JSON or CSV."""
        asked = Asked()
        try:
            asked = read_asked(request.query_params)
            answer = page(self.library, asked, request.path_params.get("id", ""))
        except InputError as error:
            answer = _problem(error, 404 if request.path_params else 400)
        except DetenteError as error:
            answer = _problem(error, 500)
        if form:
            write, media_type = FORMS[form]
            return Response(write(answer), answer.status, media_type=f"{media_type}; charset=utf-8")
        return self._html(request, asked, answer)

    def _html(self, request: Request, asked: Asked, answer: Answer) -> Response:
        visitor = self.tokens.visitor(request)
        path = request.url.path
        reviewer = unquote(request.cookies.get("reviewer", ""))
        page = self.views.page(answer, asked, path if path != "/" else "/dyads", self.tokens.token(visitor), reviewer)
        response = Response(page, answer.status, media_type="text/html")
        self.tokens.remember(response, visitor)
        return response

    async def judge(self, request: Request) -> Response:
        """Take a judgement from a form."""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return PlainTextResponse("a judgement is at most 16 kB: shorten the reason\n", 413)
        said = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        if not self.tokens.is_genuine(request, said.get("token", "")):
            return PlainTextResponse("this form is too old or came from elsewhere: load the page again\n", 403)
        try:
            review = _review(said)
            await run_in_threadpool(self.library.say, review)
        except InputError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except DetenteError as error:
            return PlainTextResponse(f"{error}\n", 503)
        response = self._judged(request, review, said)
        response.set_cookie("reviewer", quote(review.by), max_age=LONG, httponly=True, samesite="strict")
        return response

    def _judged(self, request: Request, review: Review, said: dict[str, str]) -> Response:
        if request.headers.get("hx-request"):
            token = self.tokens.token(self.tokens.visitor(request))
            return Response(self.views.judging(review, token), media_type="text/html")
        back = urlsplit(said.get("back", "/"))
        safe = back.path if back.path.startswith("/") and not back.path.startswith("//") else "/"
        return RedirectResponse(safe + (f"?{back.query}" if back.query else ""), 303)


def _problem(error: DetenteError, status: int) -> Answer:
    return Answer("problem.html", str(error), [{"problem": str(error)}], status=status)


def _review(said: dict[str, str]) -> Review:
    kind, one, two = said.get("kind", ""), said.get("one", ""), said.get("two", "") or None
    verdict = said.get("verdict", "")
    if kind not in KINDS or verdict not in VERDICTS or not one.isalnum() or (kind == "merge") != bool(two) or not (two or "x").isalnum():
        raise InputError("a judgement needs a record and a verdict: use the buttons of a page")
    by = " ".join(said.get("by", "").split())[:80] or "unnamed"
    return Review(kind, one, two, VERDICTS[verdict], " ".join(said.get("why", "").split())[:2000], by, dt.datetime.now(dt.UTC))


def make_app(root: str | Path, hosts: Collection[str] = (), lexicon: Lexicon | None = None) -> Starlette:
    """Return the application over the store in the folder ``root``; ``hosts`` may be asked for besides loopback. Raises StoreError."""
    desk = Desk(Library(Path(root), lexicon or Lexicon.load("en")))
    routes: list[Route | Mount] = [Route("/", partial(_answer, desk, PAGES["/dyads"], ""))]
    for path, page in PAGES.items():
        routes += [Route(f"{path}.{form}", partial(_answer, desk, page, form)) for form in FORMS]
        routes.append(Route(path, partial(_answer, desk, page, "")))
    routes.append(Route("/judge", desk.judge, methods=["POST"]))
    static = StaticFiles(directory=str(files("detente.web").joinpath("static")))
    routes.append(Mount("/static", static))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.library.close()

    app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Safe, hosts={*LOOPBACK, *(host.lower() for host in hosts)})])
    app.state.library = desk.library
    return app


def _answer(desk: Desk, page: Page, form: str, request: Request) -> Response:
    return desk.show(request, page, form)
