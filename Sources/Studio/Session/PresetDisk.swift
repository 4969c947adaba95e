import Animation
import HostSystem
import Production
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The preset's file: read, replaced as a whole, and watched.
struct PresetDisk: Sendable {
  /// The contents of a file.
  struct Contents: Equatable {
    let text: String
    let revision: String
  }

  let folder: String

  /// The contents of the file `name`; `nil` if there is none.
  func read(_ name: String) throws(HTTPFault) -> Contents? {
    do throws(FileContents.Failure) {
      let bytes = try FileContents.read(path(name), byteLimit: PresetDocument.largestByteCount)
      return Contents(text: String(decoding: bytes, as: UTF8.self), revision: ContentHash(of: bytes).hexadecimal)
    } catch .missing {
      return nil
    } catch {
      throw HTTPFault(.unprocessable, "\(name.oneLine): \(error)")
    }
  }

  /// Writes `text` to a temporary file, which then replaces `name`.
  func write(_ text: String, to name: String) throws(HTTPFault) {
    do throws(ProductionError) {
      try PendingFile(path: path(name), among: PartialFiles()).commit(Array(text.utf8))
    } catch {
      throw HTTPFault(.unprocessable, "\(error)")
    }
  }

  /// Distinguishes a file from an earlier version without reading it.
  struct Stamp: Equatable {
    private let numbers: [Int]

    /// The stamp of the file at `path`; a missing file has its own.
    init(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else {
        numbers = []
        return
      }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      numbers = [Int(truncatingIfNeeded: status.st_ino), Int(status.st_size), Int(time.tv_sec), Int(time.tv_nsec)]
    }
  }

  /// The path of the file `name` in the folder.
  func path(_ name: String) -> String { folder + "/" + name }
}

/// A file name that a page may write: only in the preset's folder, never elsewhere.
struct StudioFileName {
  let text: String

  /// The name in `text`, which must end in one of `extensions`.
  init(_ text: String, extensions: [String], key: String) throws(HTTPFault) {
    let endings = extensions.map { "." + $0 }
    guard endings.contains(where: { text.lowercased().hasSuffix($0) && text.utf8.count > $0.utf8.count }) else {
      throw HTTPFault(.unprocessable, "\(key): a name ends in \(endings.joined(separator: ", "))")
    }
    guard text.utf8.count <= 200, text == text.oneLine,
      !text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 == 0 }),
      !text.hasPrefix("."), !text.hasPrefix("-"), !text.utf8.contains(UInt8(ascii: "%"))
    else {
      throw HTTPFault(
        .unprocessable,
        "\(key): allowed is a file's name in the preset's folder: no slash, no % and no control character, not beginning with . or -"
      )
    }
    self.text = text
  }
}
