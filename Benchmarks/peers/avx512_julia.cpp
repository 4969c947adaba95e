// Computes a series of fields with hand-written AVX-512 and OpenMP and prints one JSON line with the time it took.

#include <omp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>

#include "avx512_julia.hpp"

// Fills the field by `threads` threads that fetch one band of rows at a time.
template <class Map>
static void fill(const Frame& frame, int threads, float* counts) {
  constexpr int kRowsPerBand = 4;
  const int bands = (frame.height + kRowsPerBand - 1) / kRowsPerBand;
#pragma omp parallel num_threads(threads)
  {
    BandRenderer<Map> renderer(frame, kRowsPerBand);
#pragma omp for schedule(dynamic)
    for (int band = 0; band < bands; ++band) {
      const int first_row = band * kRowsPerBand;
      const int last_row = std::min(first_row + kRowsPerBand, frame.height);
      renderer.render(first_row, last_row, counts + std::size_t(first_row) * frame.width);
    }
  }
}

static std::complex<double> complex_number(const std::string& text) {
  char* rest;
  const double real = std::strtod(text.c_str(), &rest);
  return {real, std::strtod(rest + 1, nullptr)};
}

// The command line: `--name value` for each name, then the constants of the frames as `real,imaginary`.
struct Options {
  std::map<std::string, std::string> values;
  std::vector<std::complex<double>> constants;

  Options(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
      const std::string argument = arguments[i];
      if (argument.starts_with("--") && i + 1 < count) {
        values[argument.substr(2)] = arguments[++i];
      } else {
        constants.push_back(complex_number(argument));
      }
    }
  }

  int integer(const char* name) const { return std::atoi(values.at(name).c_str()); }

  Frame frame() const {
    return {.c = constants.at(0),
            .center = complex_number(values.at("center")),
            .column_step = complex_number(values.at("step")),
            .escape_radius = std::atof(values.at("radius").c_str()),
            .width = integer("width"),
            .height = integer("height"),
            .maximum_iterations = integer("iterations")};
  }
};

template <class Map>
static void run(const Options& options) {
  const int threads = options.integer("threads");
  Frame frame = options.frame();
  std::vector<float> counts(std::size_t(frame.width) * frame.height);
  std::ofstream output;
  if (options.values.contains("output")) output.open(options.values.at("output"), std::ios::binary);

  // Starts the threads and touches the memory.
  Frame warm_up = frame;
  warm_up.maximum_iterations = 50;
  fill<Map>(warm_up, threads, counts.data());

  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor_start = std::clock();
  for (const std::complex<double> c : options.constants) {
    frame.c = c;
    fill<Map>(frame, threads, counts.data());
    if (output.is_open()) output.write(reinterpret_cast<const char*>(counts.data()), counts.size() * sizeof(float));
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const double processor_seconds = double(std::clock() - processor_start) / CLOCKS_PER_SEC;
  std::printf("{\"frames\": %zu, \"seconds\": %.9f, \"processor_seconds\": %.6f}\n", options.constants.size(),
              seconds.count(), processor_seconds);
}

// `--formula cubic` and `ship` take another map than z² + c.
int main(int count, char** arguments) {
  const Options options(count, arguments);
  const auto named = options.values.find("formula");
  const std::string formula = named == options.values.end() ? "" : named->second;
  if (formula == "cubic") {
    run<Cubic>(options);
  } else if (formula == "ship") {
    run<BurningShip>(options);
  } else {
    run<Quadratic>(options);
  }
}
