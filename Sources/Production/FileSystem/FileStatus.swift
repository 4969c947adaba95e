/// What the system says of a file, a folder, or whatever else has a name.
struct FileStatus: Hashable, Sendable {
  /// What it is.
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

  /// By what the system knows it, whatever its names are.
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
  /// Whether users may write that are neither its owner nor of its group.
  let isWritableByAll: Bool
  /// Whether in this folder only owners remove and replace files.
  let isSticky: Bool
  /// How many names it has.
  let linkCount: Int
  let byteCount: Int
  /// When its contents were changed last; a folder's are its names.
  let modified: Moment
}
