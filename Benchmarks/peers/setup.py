"""Builds the Cython program beside its source; called by setup.sh."""

from Cython.Build import cythonize
from setuptools import Extension, setup

FLAGS = ["-O3", "-march=native", "-ffast-math", "-fopenmp"]

setup(
    name="cython_julia",
    ext_modules=cythonize(
        [Extension("cython_julia", ["cython_julia.pyx"], extra_compile_args=FLAGS, extra_link_args=["-fopenmp"])],
        build_dir="build", quiet=True),
    script_args=["--quiet", "build_ext", "--inplace"],
)
