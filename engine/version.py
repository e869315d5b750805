"""The engine's version, as installed."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("indicator-engine")
except PackageNotFoundError:
    VERSION = "0+unknown"
