#!/bin/sh
# @ACT@, with the Python that PYTHON names, else with the first 3.11 or newer that is found. No administrator rights are needed.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if [ -z "$PYTHON" ]; then
  for PYTHON in python3 python3.14 python3.13 python3.12 python3.11; do fits "$PYTHON" && break; done
fi
if fits "$PYTHON"; then
  exec "$PYTHON" -I -B "$here/setup/rmdesk/tools/bundle/installing.py" @ACT@ "$@"
fi
echo "$PYTHON: 需要 Python 3.11 或以上，可用 PYTHON=路径 指定 / Python 3.11 or newer is needed; PYTHON=PATH names one" >&2
exit 1
