/// Iterations per second of `work`, which returns how many it made, called until `duration` is over.
func iterationsPerSecond(for duration: Duration, _ work: () -> Int) -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  var iterations = 0
  var elapsed = Duration.zero
  repeat {
    iterations += work()
    elapsed = clock.now - start
  } while elapsed < duration
  return Double(iterations) / (elapsed / .seconds(1))
}
