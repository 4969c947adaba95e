/// The system's information about a file, folder, or other named object.
struct FileStatus: Hashable, Sendable {
  /// Its kind.
  enum Kind: Hashable, Sendable {
    case regular, folder, link, pipe, socket, device, other

    /// In words, as they follow "it is".
    var words: String {
      switch self {
      case .regular: "a regular file"
      case .folder: "a folder"
      case .link: "a link"
      case .pipe: "a pipe"
      case .socket: "a socket"
      case .device: "a device"
      case .other: "something other than a file"
      }
    }
  }

  /// Its identity for the system, whatever its names.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
  }

  /// A moment by the system's clock.
  struct Moment: Hashable, Sendable, Comparable {
    /// Since 1970.
    let seconds: Int
    let nanoseconds: Int

    static func < (one: Moment, other: Moment) -> Bool {
      (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
  }

  let kind: Kind
  let identity: Identity
  /// The numbers of the user and the group that it belongs to.
  let owner: UInt32
  let group: UInt32
  /// Whether users other than its owner and group may write to it.
  let isWritableByAll: Bool
  /// Whether in this folder only owners remove and replace files.
  let isSticky: Bool
  /// Its number of hard links.
  let linkCount: Int
  let byteCount: Int
  /// When its contents, or a folder's names, were last changed.
  let modified: Moment
}
