#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How busy the machine is.
package enum SystemLoad {
  /// The mean number of threads that ran or wanted to run in the last minute; `nil` where the system does not tell.
  package static var lastMinute: Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }
}
