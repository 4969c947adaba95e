import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// System calls for files and folders in Swift: errors are thrown, interrupted calls repeated, and names are looked up
/// in an open folder without following links, unless stated otherwise.
///
/// Only this file knows the differences between systems.
enum SystemCalls {
  // MARK: Opening

  /// Opens the folder `path`, relative to the folder `base` or the working folder.
  ///
  /// A folder that may be entered but not read is opened too: everything except listing works with it.
  static func openFolder(_ path: String, in base: Int32? = nil, followsLink: Bool) throws(Errno) -> Int32 {
    let flags = O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    do throws(Errno) {
      return try result { openat(base ?? AT_FDCWD, path, O_RDONLY | flags) }
    } catch .permissionDenied {
      return try result { openat(base ?? AT_FDCWD, path, onlyToEnter | flags) }
    }
  }

  /// Creates the file `name` and opens it for reading and writing; the name must not exist.
  static func createFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try result { openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666) }
  }

  /// Opens the file `name` for reading and writing, without waiting and without changing it, and creates it if missing.
  ///
  /// It may turn out to be anything but a link.
  static func openOrCreateFile(_ name: String, in folder: Int32) throws(Errno) -> Int32 {
    try result {
      openat(folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o666)
    }
  }

  static func duplicate(_ descriptor: Int32) throws(Errno) -> Int32 {
    try result { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
  }

  static func close(_ descriptor: Int32) { _ = systemClose(descriptor) }

  // MARK: Open files

  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(Errno) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { throw Errno(rawValue: errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Replaces the file's contents by `bytes`.
  static func replaceContents(of descriptor: Int32, by bytes: [UInt8]) throws(Errno) {
    try result { ftruncate(descriptor, 0) }
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  /// The first bytes of the file, at most `count`.
  static func beginning(of descriptor: Int32, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let readCount = pread(descriptor, &bytes, count, 0)
    return Array(bytes.prefix(max(0, readCount)))
  }

  /// Returns when all of it is on the disk.
  static func synchronize(_ descriptor: Int32) throws(Errno) { try result { fsync(descriptor) } }

  /// Takes the system's lock of the file, without waiting for it.
  ///
  /// - Returns: `false` if somebody else holds it. File systems without locks grant it to everybody.
  static func lock(_ descriptor: Int32, isShared: Bool) -> Bool {
    flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  // MARK: Names in a folder

  static func makeFolder(_ name: String, in folder: Int32) throws(Errno) {
    try result { mkdirat(folder, name, 0o777) }
  }

  static func remove(_ name: String, in folder: Int32) throws(Errno) { try result { unlinkat(folder, name, 0) } }

  static func removeEmptyFolder(_ name: String, in folder: Int32) throws(Errno) {
    try result { unlinkat(folder, name, AT_REMOVEDIR) }
  }

  static func rename(_ name: String, in folder: Int32, to newName: String, in newFolder: Int32) throws(Errno) {
    try result { renameat(folder, name, newFolder, newName) }
  }

  /// Gives the file `name` a second name, which must not exist.
  static func link(_ name: String, in folder: Int32, as newName: String, in newFolder: Int32) throws(Errno) {
    try result { linkat(folder, name, newFolder, newName, 0) }
  }

  /// Sets the date of the file `name` to now.
  static func touch(_ name: String, in folder: Int32) { _ = utimensat(folder, name, nil, AT_SYMLINK_NOFOLLOW) }

  /// The target of the link `name`.
  static func target(ofLink name: String, in folder: Int32) throws(Errno) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = try result { Int32(readlinkat(folder, name, &bytes, bytes.count - 1)) }
    return String(decoding: bytes.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether files may be made in the folder.
  static func requireNewFilesAllowed(in folder: Int32) throws(Errno) {
    try result { faccessat(folder, ".", W_OK | X_OK, 0) }
  }

  /// The names in the folder for which `isWanted`, in no order; none if it cannot be read.
  static func names(in folder: Int32, where isWanted: (String) -> Bool) -> [String] {
    // Reopened, since a listing continues where the last one of the same opening ended.
    guard let descriptor = try? openFolder(".", in: folder, followsLink: false) else { return [] }
    guard let listing = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        // Proof of safety: the system ends the name with a zero within the field.
        field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if isWanted(name) { names.append(name) }
    }
    return names
  }

  // MARK: Status

  /// The status of the file that `descriptor` is open for.
  static func status(of descriptor: Int32) throws(Errno) -> FileStatus {
    var status = stat()
    try result { fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// The status of `name`; for a link, of the link itself.
  static func status(of name: String, in folder: Int32) throws(Errno) -> FileStatus {
    var status = stat()
    try result { fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  /// The status of the file at `path`, following links.
  static func status(at path: String) throws(Errno) -> FileStatus {
    var status = stat()
    try result { fstatat(AT_FDCWD, path, &status, 0) }
    return FileStatus(status)
  }

  // MARK: This process

  /// Whose rights it has.
  static var userID: UInt32 { UInt32(geteuid()) }

  static func isMember(ofGroup group: UInt32) -> Bool {
    if UInt32(getegid()) == group { return true }
    var groups = [gid_t](repeating: 0, count: max(0, Int(getgroups(0, nil))))
    let count = getgroups(Int32(groups.count), &groups)
    return groups.prefix(max(0, Int(count))).contains { UInt32($0) == group }
  }

  static var processID: Int32 { getpid() }

  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Seconds since 1970, by the system's clock.
  static var now: Int { Int(time(nil)) }

  /// Ends the process without waiting for any thread.
  static func exitAtOnce(_ status: Int32) -> Never { _exit(status) }

  // MARK: Between systems

  /// Opens a folder only for looking names up in it.
  #if os(Linux)
    // O_PATH, a macro that Swift does not import (asm-generic/fcntl.h).
    private static let onlyToEnter: Int32 = 0o10000000
  #else
    private static let onlyToEnter = O_SEARCH
  #endif

  /// The result of `call`, which is repeated if a signal interrupts it.
  @discardableResult
  private static func result(_ call: () -> Int32) throws(Errno) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw Errno(rawValue: errno) }
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .other
      }
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    owner = UInt32(status.st_uid)
    group = UInt32(status.st_gid)
    isWritableByAll = status.st_mode & S_IWOTH != 0
    isSticky = status.st_mode & S_ISVTX != 0
    linkCount = Int(status.st_nlink)
    byteCount = Int(status.st_size)
    #if os(Linux)
      let moment = status.st_mtim
    #else
      let moment = status.st_mtimespec
    #endif
    modified = Moment(seconds: Int(moment.tv_sec), nanoseconds: Int(moment.tv_nsec))
  }
}

/// The system's calls that the functions of the same name hide.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
