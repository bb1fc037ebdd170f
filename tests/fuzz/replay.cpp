// Stands in for libFuzzer in ordinary builds: gives a fuzz target every seed file below the folders named, and for
// each seed the same few hundred damaged copies in every run: cut short, bytes changed, pieces left out or doubled.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kDamagedCopies = 200;

// splitmix64 (Steele, Lea and Flood 2014).
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

void give(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string damaged(std::string input, std::uint64_t& state) {
  const std::size_t place = next_random(state) % input.size();
  const std::size_t length = next_random(state) % 16 + 1;
  switch (next_random(state) % 4) {
    case 0:
      input.resize(place);
      break;
    case 1:
      input[place] = static_cast<char>(next_random(state));
      break;
    case 2:
      input.erase(place, length);
      break;
    default:
      input.insert(place, input.substr(place, length));
      break;
  }
  return input;
}

void replay(const std::string& seed) {
  give(seed);
  std::uint64_t state = seed.size();
  for (int copy = 0; copy < kDamagedCopies && !seed.empty(); ++copy) give(damaged(seed, state));
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t seeds = 0;
  try {
    for (int i = 1; i < argc; ++i) {
      for (const std::filesystem::path& path : files_below(argv[i])) {
        std::ifstream file(path, std::ios::binary);
        replay(std::string(std::istreambuf_iterator<char>(file), {}));
        ++seeds;
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
  std::printf("%zu seeds replayed, each with %d damaged copies\n", seeds, kDamagedCopies);
  return seeds > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
