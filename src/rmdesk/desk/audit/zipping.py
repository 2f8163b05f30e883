"""A zip archive whose bytes depend on its files alone: no clock, no file system, no order of chance."""

import hashlib
import io
import zipfile
from collections.abc import Mapping

_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can say
_MODE = 0o644 << 16
_UNIX = 3
SUMS = "SHA256SUMS"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files by name, in order of name, with the list of their digests in front."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in ((SUMS, sums(files)), *sorted(files.items())):
            one = zipfile.ZipInfo(name, _WHEN)
            one.create_system, one.external_attr = _UNIX, _MODE
            archive.writestr(one, content, zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Digest and name of every file, as `sha256sum -c` reads them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()
