"""ONNX Runtime, told to report nothing: from 1.29 on it sends what it runs to its makers."""

from __future__ import annotations

import os
from types import ModuleType


def load_onnxruntime() -> ModuleType:
    """Import ONNX Runtime with its telemetry off, which only works before the import; nobody asked for it."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime
