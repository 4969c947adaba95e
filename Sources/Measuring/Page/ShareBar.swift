/// One bar cut into the parts of a whole, with a legend.
struct ShareBar {
  /// A part of the whole.
  struct Part {
    /// Its name in the legend.
    let name: String
    /// Its size, in the unit of all parts.
    let size: Double
    /// The size in words.
    let note: String
  }

  /// The parts, from left to right.
  let parts: [Part]

  /// The bar and its legend.
  var html: String {
    let total = parts.reduce(0) { $0 + max(0, $1.size) }
    let cut = parts.enumerated().map { index, part in
      let percent = total > 0 ? 100 * max(0, part.size) / total : 0
      return "<i class=\"part\(index)\" style=\"width:\(Markup.number(percent))%\"></i>"
    }
    let legend = parts.enumerated().map { index, part in
      "<span><b class=\"part\(index)\"></b>\(Markup.escaped("\(part.name) \(part.note)"))</span>"
    }
    return "<div class=\"share\">\(cut.joined())</div>\n<p class=\"legend\">\(legend.joined(separator: " "))</p>"
  }
}
