import FractalMath

/// One of the palettes of a file that may have several.
struct NamedPalette {
  let name: String
  let reading: () throws(PaletteFileError) -> PaletteFile.Reading
}

/// The choice among a file's palettes.
struct SeveralPalettes {
  let text: PaletteText
  /// A name, or a number from 1.
  let choice: String?

  /// The most names listed.
  private static let largestListLength = 12

  /// The chosen one of `palettes`, at least one; the first if none is chosen.
  func reading(_ palettes: [NamedPalette]) throws(PaletteFileError) -> PaletteFile.Reading {
    let index = try index(among: palettes)
    var reading = try palettes[index].reading()
    if palettes.count > 1 && choice == nil {
      reading.notices.insert(
        "the file has \(palettes.count) palettes (\(list(palettes))); this is the first; --name chooses another", at: 0)
    }
    return reading
  }

  /// Refuses a choice if there is only one palette.
  func expectOne() throws(PaletteFileError) {
    if let choice {
      throw PaletteFileError(
        document: text.name, line: nil, message: "--name “\(choice.printable)”: the file has only one palette")
    }
  }

  private func index(among palettes: [NamedPalette]) throws(PaletteFileError) -> Int {
    guard let choice else { return 0 }
    if let index = palettes.firstIndex(where: { $0.name == choice }) { return index }
    if let number = Int(choice), palettes.indices.contains(number - 1) { return number - 1 }
    throw PaletteFileError(
      document: text.name, line: nil,
      message: "no palette is called “\(choice.printable)”; there are \(list(palettes)), or a number from 1 to "
        + "\(palettes.count)")
  }

  private func list(_ palettes: [NamedPalette]) -> String {
    let names = palettes.prefix(Self.largestListLength).map(\.name.printable).joined(separator: ", ")
    return palettes.count > Self.largestListLength ? names + ", …" : names
  }
}
