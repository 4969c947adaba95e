# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""A typed loop per pixel: on one thread, or with rows shared out by OpenMP under each of its schedules."""

from cython.parallel cimport prange
from libc.math cimport log, log2


cdef struct View:
    double cx, cy
    double center_x, center_y
    double step_x, step_y
    double radius
    int maximum_iterations


cdef inline float smooth_count(double x, double y, View view) noexcept nogil:
    """The smooth count of the orbit of x + iy, or -1 if it does not escape."""
    cdef double x2 = x * x, y2 = y * y
    cdef double radius_squared = view.radius * view.radius
    cdef int n = 0
    while x2 + y2 <= radius_squared:
        if n == view.maximum_iterations:
            return -1
        y = 2 * x * y + view.cy
        x = x2 - y2 + view.cx
        x2 = x * x
        y2 = y * y
        n += 1
    return n + 1 - log2(0.5 * log(x2 + y2) / log(view.radius))


cdef inline void fill_row(float[:, ::1] counts, int row, View view) noexcept nogil:
    """Writes the smooth counts of one row."""
    cdef int column
    cdef double right, up = 0.5 * counts.shape[0] - row - 0.5
    for column in range(counts.shape[1]):
        right = column + 0.5 - 0.5 * counts.shape[1]
        counts[row, column] = smooth_count(
            view.center_x + right * view.step_x - up * view.step_y,
            view.center_y + right * view.step_y + up * view.step_x, view)


cdef View view_of(complex c, complex center, complex step, double radius, int maximum_iterations):
    """Python's numbers as C's."""
    return View(c.real, c.imag, center.real, center.imag, step.real, step.imag, radius, maximum_iterations)


def fill_serial(float[:, ::1] counts, complex c, complex center, complex step, double radius, int maximum_iterations,
                int threads):
    """Fills the field on the calling thread."""
    cdef View view = view_of(c, center, step, radius, maximum_iterations)
    cdef int row
    with nogil:
        for row in range(counts.shape[0]):
            fill_row(counts, row, view)


def fill_static(float[:, ::1] counts, complex c, complex center, complex step, double radius, int maximum_iterations,
                int threads):
    """Fills the field by `threads` threads, each with one contiguous part of the rows."""
    cdef View view = view_of(c, center, step, radius, maximum_iterations)
    cdef int row
    for row in prange(counts.shape[0], nogil=True, schedule="static", num_threads=threads):
        fill_row(counts, row, view)


def fill_dynamic(float[:, ::1] counts, complex c, complex center, complex step, double radius, int maximum_iterations,
                 int threads):
    """Fills the field by `threads` threads that fetch one row at a time."""
    cdef View view = view_of(c, center, step, radius, maximum_iterations)
    cdef int row
    for row in prange(counts.shape[0], nogil=True, schedule="dynamic", num_threads=threads):
        fill_row(counts, row, view)


def fill_guided(float[:, ::1] counts, complex c, complex center, complex step, double radius, int maximum_iterations,
                int threads):
    """Fills the field by `threads` threads that fetch ever fewer rows at a time."""
    cdef View view = view_of(c, center, step, radius, maximum_iterations)
    cdef int row
    for row in prange(counts.shape[0], nogil=True, schedule="guided", num_threads=threads):
        fill_row(counts, row, view)
