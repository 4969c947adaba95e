import CFFmpeg

/// Options for a libav call that takes out those it knows; what is left afterwards was misspelt or is not supported.
struct OptionDictionary: ~Copyable {
  /// Lent to C calls, which may replace it.
  var pointer: OpaquePointer?

  init(_ options: KeyValuePairs<String, String>) throws(LibAVError) {
    pointer = nil
    for (key, value) in options {
      try check(av_dict_set(&pointer, key, value, 0), to: "set the option \(key)")
    }
  }

  /// Throws for the first option that nobody took.
  func requireAllTaken() throws(LibAVError) {
    guard let entry = av_dict_get(pointer, "", nil, AV_DICT_IGNORE_SUFFIX) else { return }
    throw LibAVError(
      operation: "set the option \(String(cString: entry.pointee.key))", code: CFFMPEG_ERROR_OPTION_NOT_FOUND)
  }

  deinit {
    var dictionary = pointer
    av_dict_free(&dictionary)
  }
}
