/// The version of this program, as it stands in what it writes.
public enum ProgramVersion {
  /// Grows with each release; segments of another version are not gone on with, since its films may have other bytes.
  public static let current = "0.1.0"
}
