#!/bin/sh
# @ACT@, with the first Python 3.11 or newer that is found, or the one that PYTHON names. No administrator rights are needed.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
for python in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exec "$python" -I -B "$here/setup/rmdesk/tools/bundle/installing.py" @ACT@ "$@"
  fi
done
echo '需要 Python 3.11 或以上，可用 PYTHON=路径 指定 / Python 3.11 or newer is needed; PYTHON=PATH names one' >&2
exit 1
