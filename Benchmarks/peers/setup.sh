#!/usr/bin/env bash
# Installs and builds what run.py compares, all inside Benchmarks: a Python environment in .venv, the Cython module, the
# C++ program where the processor has AVX-512, and FieldBenchmark. Any number of times; does only what is missing or old.
set -euo pipefail
cd "$(dirname "$0")"

fail() { echo "setup: $1" >&2; exit 1; }
# Whether the first file is missing or older than one of the others.
outdated() {
  local target=$1 source
  [[ -e $target ]] || return 0
  for source in "${@:2}"; do [[ $source -nt $target ]] && return 0; done
  return 1
}

for tool in python3 g++ swift; do
  command -v "$tool" >/dev/null || fail "$tool is missing"
done
headers=$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')
[[ -e $headers/Python.h ]] || fail "Python's C headers are missing (Debian: python3-dev)"

if outdated .venv/installed requirements.txt; then
  python3 -m venv .venv || fail "python3 cannot make an environment (Debian: python3-venv)"
  .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
  touch .venv/installed
fi

if outdated build/cython cython_julia.pyx setup.py .venv/installed; then
  .venv/bin/python setup.py
  touch build/cython
fi

if [[ $(g++ -march=native -dM -E -x c++ /dev/null) != *__AVX512DQ__* ]]; then
  echo "setup: this processor has no AVX-512; the C++ program is not built" >&2
  rm -f build/avx512_julia
elif outdated build/avx512_julia avx512_*.cpp avx512_*.hpp; then
  # The intrinsics of GCC 12 leave registers undefined on purpose, and its warnings do not know.
  g++ -std=c++20 -O3 -march=native -fopenmp -Wall -Wextra -Wno-uninitialized -Wno-maybe-uninitialized \
    avx512_julia.cpp -o build/avx512_julia
fi

swift build -c release --package-path .. --product FieldBenchmark >&2
