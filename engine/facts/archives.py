"""The zip archive that a workbook is, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span

MAX_UNPACKED = 256 * 1024 * 1024
_MAX_MEMBERS = 10_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files begin, and XLSX files with a password."""

Parts = dict[str, bytes]


def unpack(file: str, data: bytes, kind: str) -> Parts | Diagnostic:
    """The parts of the workbook that hold text, by name; `kind` is XLSX or ODS."""
    if data.startswith(_OLD_OFFICE):
        return Diagnostic(codes.PROTECTED_WORKBOOK, Span(file))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(file, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        return Diagnostic(codes.CORRUPT_FILE, Span(file), {"kind": kind})


def _parts(file: str, archive: zipfile.ZipFile) -> Parts | Diagnostic:
    wanted = [m for m in archive.infolist() if m.filename.endswith((".xml", ".rels", "mimetype"))]
    size = sum(member.file_size for member in wanted)
    if size > MAX_UNPACKED or len(wanted) > _MAX_MEMBERS:
        return Diagnostic(codes.TOO_LARGE, Span(file), {"size": size >> 20, "limit": MAX_UNPACKED >> 20})
    if any(member.flag_bits & 1 for member in wanted):
        return Diagnostic(codes.PROTECTED_WORKBOOK, Span(file))
    parts = {member.filename: archive.read(member) for member in wanted}
    if b":encryption-data" in parts.get("META-INF/manifest.xml", b""):
        return Diagnostic(codes.PROTECTED_WORKBOOK, Span(file))
    return parts


def repack(parts: Parts) -> io.BytesIO:
    """The parts as an archive that holds nothing else, and unpacks to no more than it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    packed.seek(0)
    return packed
