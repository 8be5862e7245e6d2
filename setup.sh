#!/bin/sh
# Makes .venv with everything that detente and its tests need, from the lock file: wheels only, each checked by its hash.
# Needs Python 3.11 or newer and pip's package registry; says in one line what is missing.
set -eu
cd "$(dirname "$0")"

stop() {
    echo "setup: $1" >&2
    exit 2
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is missing: install it, or name it: make setup PYTHON=/path/to/python3"

# Not every Python comes with venv and ensurepip (Debian packs them apart); then virtualenv does it, from a folder of its own.
make_environment() {
    "$python" -m venv .venv >/dev/null 2>&1 && .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    rm -rf .venv
    "$python" -m pip --version >/dev/null 2>&1 ||
        stop "this Python has neither venv with ensurepip nor pip: install one of them (Debian: apt-get install python3-venv)"
    "$python" -m pip install -qq --disable-pip-version-check --target .tools/virtualenv virtualenv ||
        stop "virtualenv could not be installed: look at pip's message above"
    PYTHONPATH=.tools/virtualenv "$python" -m virtualenv --quiet .venv ||
        stop "virtualenv could not make .venv: look at its message above"
}

if ! { [ -x .venv/bin/python ] && is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    echo "setup: making .venv with $python"
    make_environment
fi

echo "setup: installing what requirements-dev.lock names"
install=".venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps"
$install --require-hashes --only-binary :all: -r requirements-dev.lock ||
    stop "packages could not be installed: look at pip's message above (is the package registry reachable?)"
$install --no-build-isolation --editable . || stop "detente itself could not be installed: look at pip's message above"
touch .venv/ready
