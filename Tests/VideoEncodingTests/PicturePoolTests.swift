import Dispatch
import FilmFormat
import FractalMath
import Synchronization
import Testing
import VideoEncoding

@Suite("PicturePool")
struct PicturePoolTests {
  private let size = FrameSize(width: 178, height: 98)

  @Test("a picture has the planes of its layout", arguments: PixelLayout.allCases)
  func planes(layout: PixelLayout) throws {
    let picture = try PicturePool(size: size, layout: layout).take()
    #expect(picture.size == size)
    #expect(picture.layout == layout)
    #expect(picture.planes.count == (layout.chroma != nil ? (layout.hasOpacity ? 4 : 3) : layout == .palette8 ? 2 : 1))
  }

  @Test("planes and rows start on cache lines", arguments: PixelLayout.allCases, [2, 30, 64, 178, 1920])
  func alignment(layout: PixelLayout, width: Int) throws {
    let pool = try PicturePool(size: FrameSize(width: width, height: 10), layout: layout)
    let pictures = try (0..<3).map { _ in try pool.take() }
    for plane in pictures.flatMap(\.planes) {
      #expect(UInt(bitPattern: plane.base).isMultiple(of: 64))
      #expect(plane.rowStride.isMultiple(of: 64))
    }
  }

  @Test("planes of pictures that are out at once do not overlap", arguments: PixelLayout.allCases)
  func disjoint(layout: PixelLayout) throws {
    let clip = TestClip(size: size, layout: layout)
    let pool = try PicturePool(size: size, layout: layout)
    let pictures = try (0..<3).map { _ in try pool.take() }
    for (frame, picture) in pictures.enumerated() { clip.draw(frame: frame, into: picture) }
    for (frame, picture) in pictures.enumerated() {
      let isIntact = samples(of: picture, clip: clip) == clip.samples(frame: frame)
      #expect(isIntact, "picture \(frame)")
    }
  }

  @Test("memory comes back and is used again")
  func reuse() throws {
    let pool = try PicturePool(size: size, layout: .yuv420)
    let first = try baseOfTakenPicture(from: pool)
    for _ in 0..<10 {
      let next = try baseOfTakenPicture(from: pool)
      #expect(next == first)
    }
  }

  @Test("a picture outlives its pool")
  func outliving() throws {
    let clip = TestClip(size: size, layout: .rgb24)
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    clip.draw(frame: 3, into: picture)
    let isIntact = samples(of: picture, clip: clip) == clip.samples(frame: 3)
    #expect(isIntact)
  }

  @Test("threads take at the same time, and each gets memory of its own")
  func concurrentTaking() throws {
    let pool = try PicturePool(size: size, layout: .yuv420)
    let taken = Mutex<[Picture]>([])
    DispatchQueue.concurrentPerform(iterations: 64) { _ in
      guard let picture = try? pool.take() else { return }
      taken.withLock { $0.append(picture) }
    }
    let bases = taken.withLock { pictures in Set(pictures.map { $0.planes[0].base }) }
    #expect(bases.count == 64)
  }

  @Test("4:2:2 needs an even width only, and 4:4:4 no even number", arguments: [8, 10])
  func oddChroma(bitDepth: Int) throws {
    let layouts = PixelLayout.allCases.filter { $0.bitDepth == bitDepth && $0.chroma != nil && !$0.hasOpacity }
    #expect(layouts.map { $0.problem(with: FrameSize(width: 178, height: 97)) == nil } == [false, true, true])
    #expect(layouts.map { $0.problem(with: FrameSize(width: 177, height: 98)) == nil } == [false, false, true])
  }

  @Test("an odd size is refused for 4:2:0 and welcome for RGB")
  func oddSize() throws {
    let odd = FrameSize(width: 177, height: 97)
    #expect(throws: LibAVError.self) { try PicturePool(size: odd, layout: .yuv420) }
    #expect(try PicturePool(size: odd, layout: .rgb24).take().size == odd)
  }

  private func baseOfTakenPicture(from pool: PicturePool) throws -> UInt {
    UInt(bitPattern: try pool.take().planes[0].base)
  }

  private func samples(of picture: Picture, clip: TestClip) -> [[UInt8]] {
    withExtendedLifetime(picture) {
      zip(picture.planes, clip.planeExtents).map { plane, extent in
        (0..<extent.height).flatMap { y in (0..<extent.width).map { x in plane.base[y * plane.rowStride + x] } }
      }
    }
  }
}
