import JuliaReel

@main
enum FirstFilm {
  static func main() throws {
    // A preset that ships with the library, made small and short for a first look.
    let film = try Film(named: "classic-loop", settings: ["output.width": 320, "output.height": 180, "duration": 2])
    print("\(film.title): \(film.frameCount) frames of \(film.width)×\(film.height)")

    // One frame in memory: rows from the top, three bytes a pixel.
    let image = try film.image(ofFrame: 0)
    print("the corner is \(image[0, 0]), the middle \(image[image.width / 2, image.height / 2])")
    try image.writePNG(to: "first.png")

    // Frames in their order, rendered by all processors.
    try film.forEachImage(ofFrames: 0..<3) { frame, image in
      print("frame \(frame) is \(image.bytes.count) bytes")
    }

    // The whole film.
    try film.write(to: "first.mp4")
  }
}
