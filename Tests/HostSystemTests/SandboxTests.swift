import Foundation
import HostSystem
import Testing

#if os(Linux)
  /// Goes on in a copy of this process, and ends this one as the copy ends.
  ///
  /// The copy has the calling thread alone, as the program has that confines itself. A thread of Dispatch, which tests have, ends a process
  /// in which the sandbox has closed its descriptors. Swift does not let one call `fork`, because of such threads.
  private func becomeOfOneThread() {
    typealias Fork = @convention(c) () -> pid_t
    guard let symbol = dlsym(nil, "fork") else { _exit(20) }
    let copy = unsafeBitCast(symbol, to: Fork.self)()
    if copy == 0 { return }
    var status: Int32 = 0
    guard waitpid(copy, &status, 0) == copy, status & 0x7F == 0 else { _exit(21) }
    _exit(status >> 8 & 0xFF)
  }

  @Suite("The sandbox")
  struct SandboxTests {
    @Test("a confined process reads and writes what is open, computes, and can do nothing else")
    func walls() async {
      await #expect(processExitsWith: .exitCode(0)) {
        becomeOfOneThread()
        let walls = Sandbox.enter()
        guard walls.contains(.calls) else { _exit(1) }
        let room = mmap(nil, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if room == MAP_FAILED { _exit(2) }
        if open("/etc/passwd", O_RDONLY) >= 0 { _exit(3) }
        if open("/tmp/juliareel-sandbox-\(getpid())", O_WRONLY | O_CREAT, 0o600) >= 0 { _exit(4) }
        if socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0 { _exit(5) }
        if kill(getppid(), 0) == 0 { _exit(6) }
        if execv("/bin/true", [nil]) == 0 { _exit(7) }
        if opendir("/") != nil { _exit(8) }
        if unlink("/tmp/juliareel-nothing") == 0 || errno != EPERM { _exit(9) }
        if mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED { _exit(10) }
        if dup(0) >= 0 { _exit(11) }
        if lseek(STDIN_FILENO, 0, SEEK_CUR) < 0 && errno == EPERM { _exit(12) }
        _exit(0)
      }
    }

    @Test("memory and processor time of a confined process are limited")
    func limits() async {
      await #expect(processExitsWith: .exitCode(0)) {
        becomeOfOneThread()
        _ = Sandbox.enter()
        let room = mmap(nil, 8 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        _exit(room == MAP_FAILED ? 0 : 1)
      }
    }
  }
#endif
