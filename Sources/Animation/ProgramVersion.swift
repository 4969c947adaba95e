/// The version of this program, as written to its files.
public enum ProgramVersion {
  /// Incremented with each release; segments of another version are not reused, since its films may have other bytes.
  public static let current = "1.0.0"
}
