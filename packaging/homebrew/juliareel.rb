# Homebrew's formula, for macOS and Linux. scripts/formulas.sh puts in what is in capitals, from an archive of the sources.
class Juliareel < Formula
  desc "Julia-set animations, rendered on all processors straight to MP4"
  homepage "HOMEPAGE"
  url "HOMEPAGE/juliareel-VERSION.tar.gz"
  sha256 "SHA256"
  license "Apache-2.0"

  depends_on "pkgconf" => :build
  depends_on "ffmpeg"
  depends_on macos: :sequoia

  uses_from_macos "python" => :build
  # Version 6.3 or newer: that of Xcode 26.4 on macOS.
  uses_from_macos "swift" => :build

  def install
    # Homebrew builds in a sandbox, in which SwiftPM cannot make one of its own.
    ENV["SWIFT_BUILD_FLAGS"] = "--disable-sandbox"
    system "make", "install", "PREFIX=#{prefix}"
  end

  test do
    system bin/"juliareel", "render", "classic-loop", "--frames", "0-5", "--size", "96x54", "-o", "loop.mp4"
    assert_match "6 frames", shell_output("#{bin}/juliareel info --summary loop.mp4")
  end
end
