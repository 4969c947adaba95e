import Foundation
import Production
import Synchronization
import TestSupport
import Testing
import VideoEncoding

@Suite("The cache of segments", .timeLimit(.minutes(30)))
struct SegmentCacheTests {
  private let folder: TemporaryFolder
  private let segment: EncodedSegment
  private static let generous = 1 << 30

  init() throws {
    folder = try TemporaryFolder()
    for name in ["cache", "film"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    }
    segment = try FilmFixture.production(FilmFixture.preset(frames: 8)).encodedSegments(segmentLength: 8)[0]
  }

  private func openCache(byteLimit: Int = generous) -> SegmentCache? {
    SegmentCache(folder: folder.file("cache"), byteLimit: byteLimit, partialFiles: PartialFiles()) { _ in }
  }

  private func file(_ number: Int) -> SegmentFile {
    SegmentFile(key: ContentHash(of: Array("\(number)".utf8)), segment: segment)
  }

  private func name(_ file: SegmentFile) -> String { file.key.hexadecimal + ".jrseg" }

  private var cached: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.file("cache"))) ?? []).sorted()
  }

  private var cachedBytes: Int {
    cached.reduce(0) { sum, name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.file("cache/\(name)"))
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }

  private func add(_ number: Int, to cache: SegmentCache) throws {
    // Written beforehand by every other one; of the rest the bytes are copied, as between two disks.
    let file = file(number)
    if number % 2 == 0 {
      try Data(file.bytes).write(to: URL(fileURLWithPath: folder.file("film/\(number)")))
    }
    cache.add(file, from: "\(number)", in: try OpenFolder(path: folder.file("film")))
  }

  private func take(_ file: SegmentFile, from cache: SegmentCache, byteLimit: Int = 1 << 20) throws -> SegmentFile? {
    cache.take(
      file.key, byteLimit: byteLimit, to: "taken", in: try OpenFolder(path: folder.file("film")),
      at: folder.file("film")
    ) { _ in }
  }

  @Test("what was added is taken again")
  func roundTrip() throws {
    let cache = try #require(openCache())
    for number in 0..<2 {
      try add(number, to: cache)
      #expect(try take(file(number), from: cache) == file(number))
      let taken = try Data(contentsOf: URL(fileURLWithPath: folder.file("film/taken")))
      #expect(Array(taken) == file(number).bytes)
      try FileManager.default.removeItem(atPath: folder.file("film/taken"))
    }
    #expect(try take(file(2), from: cache) == nil)
  }

  @Test("whatever else has an entry's name is not used, and goes where it can; other people's files stay as they are")
  func hostileEntries() throws {
    for kind in HostileFile.allCases {
      let cache = try #require(openCache())
      let file = file(1)
      try kind.make(at: folder.file("cache/\(name(file))"), in: folder)
      #expect(try take(file, from: cache) == nil, "\(kind)")
      let isFolder = kind == .emptyFolder || kind == .fullFolder
      #expect(cached == (isFolder ? [name(file)] : []), "\(kind)")
      #expect(HostileFile.isPreciousIntact(in: folder), "\(kind)")
      try? FileManager.default.removeItem(atPath: folder.file("cache/\(name(file))"))
    }
  }

  @Test("names that no segment has are neither counted nor removed")
  func foreignNames() throws {
    let hexadecimal = file(1).key.hexadecimal
    let foreign = [
      ".juliareel-1-x.part", "\(hexadecimal).jrseg.old", "\(hexadecimal.uppercased()).jrseg", "notes.jrseg",
      "\(hexadecimal.dropLast()).jrseg",
    ].sorted()
    for name in foreign {
      try Data(count: 1000).write(to: URL(fileURLWithPath: folder.file("cache/\(name)")))
      let date = Date(timeIntervalSinceNow: -1e6)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder.file("cache/\(name)"))
    }
    do {
      let cache = try #require(openCache(byteLimit: file(1).bytes.count))
      try add(1, to: cache)
    }
    #expect(cached == (foreign + [name(file(1))]).sorted())
  }

  @Test("a sparse terabyte under an entry's name drives no segment out")
  func sparse() throws {
    let size = file(10).bytes.count
    do {
      let cache = try #require(openCache())
      for number in 10..<14 { try add(number, to: cache) }
    }
    try HostileFile.sparseTerabyte.make(at: folder.file("cache/\(name(file(1)))"), in: folder)
    _ = try #require(openCache(byteLimit: 10 * size))
    #expect(cached == (10..<14).map { name(file($0)) }.sorted())
  }

  @Test("many threads keep a cache within its size")
  func threads() throws {
    let limit = 10 * file(10).bytes.count + 7
    let cache = try #require(openCache(byteLimit: limit))
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<100 { try? add(100 * thread + number, to: cache) }
    }
    #expect(cachedBytes <= limit)
    #expect(cached.count >= 5 && cached.allSatisfy { $0.hasSuffix(".jrseg") })
  }

  @Test("room that others have reserved and not filled yet is given to nobody else")
  func reservations() throws {
    let size = 1000
    let cache = try OpenFolder(path: folder.file("cache"))
    let room = CacheRoom(byteLimit: 10 * size) { $0.hasPrefix("entry") }
    for number in 0..<8 {
      try Data(count: size).write(to: URL(fileURLWithPath: folder.file("cache/entry\(number)")))
    }
    room.trim(cache)
    for reserved in 1...10 {
      let isGranted = room.reserve(size, in: cache)
      #expect(isGranted && cachedBytes + reserved * size <= 10 * size)
    }
    let isFull = !room.reserve(1, in: cache)
    try Data(count: size).write(to: URL(fileURLWithPath: folder.file("cache/entry8")))
    room.settle(size, isAdded: true)
    #expect(isFull && cachedBytes == size)
    // What was added is counted from then on, and goes for the next one.
    let isGranted = room.reserve(size, in: cache)
    #expect(isGranted && cachedBytes == 0)
  }

  @Test("several processes keep it there, too, once they have ended")
  func processes() throws {
    let limit = 10 * file(10).bytes.count + 7
    DispatchQueue.concurrentPerform(iterations: 4) { process in
      guard let cache = openCache(byteLimit: limit) else { return }
      for number in 0..<100 { try? add(100 * process + number, to: cache) }
    }
    #expect(cachedBytes <= limit)
    #expect(cached.count >= 5)
  }

  @Test("what another process adds is noticed, and the oldest make room for it")
  func others() throws {
    let size = file(10).bytes.count
    let limit = 10 * size + size / 2
    let (one, other) = (try #require(openCache(byteLimit: limit)), try #require(openCache(byteLimit: limit)))
    for number in 10..<18 { try add(number, to: one) }
    for number in 20..<28 { try add(number, to: other) }
    #expect(cachedBytes <= limit)
    try add(30, to: one)
    #expect(cachedBytes <= limit && cached.contains(name(file(30))))
  }

  @Test("a segment that is larger than the cache is not kept")
  func tooLarge() throws {
    let cache = try #require(openCache(byteLimit: file(1).bytes.count - 1))
    try add(1, to: cache)
    #expect(cached.isEmpty)
  }

  @Test(
    "a cache of another user is told once and not used",
    .enabled(if: Rights.areRoots, "a folder is given to another user"))
  func otherUser() throws {
    try #require(chown(folder.file("cache"), Rights.stranger, Rights.stranger) == 0)
    let told = Mutex<[String]>([])
    let cache = SegmentCache(folder: folder.file("cache"), byteLimit: 1 << 20, partialFiles: PartialFiles()) { words in
      told.withLock { $0.append(words) }
    }
    #expect(cache == nil)
    #expect(
      told.withLock { $0 } == [
        "the cache \(folder.file("cache")) cannot store more segments: "
          + "it belongs to another user, and to a group that this one is not in"
      ])
  }
}
