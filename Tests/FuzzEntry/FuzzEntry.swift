import Foundation
import Fuzzing

// The program that `scripts/fuzz.sh` builds: libFuzzer has its main function, and finds these two by their names.

/// What all inputs of this process go to.
private let target = chosenTarget()

/// The target that JULIAREEL_FUZZ_TARGET names.
private func chosenTarget() -> FuzzTarget {
  let name = ProcessInfo.processInfo.environment["JULIAREEL_FUZZ_TARGET"] ?? ""
  if let target = FuzzTarget(rawValue: name) { return target }
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  FileHandle.standardError.write(Data("JULIAREEL_FUZZ_TARGET is \(names), not “\(name)”\n".utf8))
  exit(64)
}

/// Called once, before the first input. Where JULIAREEL_FUZZ_SEEDS names a folder, seeds are written there, and that is all.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzing(_ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["JULIAREEL_FUZZ_SEEDS"] else { return 0 }
  do {
    try target.writeSeeds(to: folder)
  } catch {
    fatalError("cannot write the seeds of \(target): \(error)")
  }
  exit(0)
}

/// Called with each input; returns -1 for those that are not worth keeping.
@_cdecl("LLVMFuzzerTestOneInput")
public func feedInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    return try target.feed(Array(UnsafeBufferPointer(start: start, count: count))) ? 0 : -1
  } catch {
    // libFuzzer keeps the input on which the process ends.
    fatalError("\(error)")
  }
}
