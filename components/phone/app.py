"""The phone lane alone, as an ASGI app: `uvicorn components.phone.app:app`, beside the Streamlit process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware

from components import logs
from components.live.start import enter_lifespan
from components.phone.routes import routes
from components.phone.trace import Traced
from components.settings import settings


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    logs.begin(settings().log)
    async with enter_lifespan():
        yield


app = Starlette(routes=list(routes()), middleware=[Middleware(Traced)], lifespan=_lifespan)
