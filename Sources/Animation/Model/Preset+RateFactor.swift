extension Preset {
  /// The same film, encoded with the encoder's own rate factor `factor`, which is within the codec's range.
  package func encoded(withRateFactor factor: Double) -> Preset {
    var film = self
    film.output.rateControl = .constantRateFactor(factor)
    for index in film.scenes.indices { film.scenes[index].preset.output = film.output }
    return film
  }
}
