"""What handlers take from a request beside its parameters."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.metrics import Metrics
from api.service import Service
from api.settings import Settings


def _service(request: Request) -> Service:
    service: Service = request.app.state.source.current()
    return service


def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _body(request: Request) -> bytes:
    return await request.body()


ServiceInForce = Annotated[Service, Depends(_service)]
MetricsOfApp = Annotated[Metrics, Depends(_metrics)]
SettingsOfApp = Annotated[Settings, Depends(_settings)]
Body = Annotated[bytes, Depends(_body)]
