/// Where the field of a frame comes from, or its colours, and whether it is kept.
public enum FieldSource: Sendable {
  /// It is computed, and forgotten tile by tile.
  case computed
  /// It is computed into memory that later frames take it from; no two jobs may fill the same.
  case computedInto(StoredField)
  /// It is that of an earlier frame, or the same with its rows in reverse order; tiles that are not there yet are computed.
  case taken(from: StoredField, isMirrored: Bool)
}
