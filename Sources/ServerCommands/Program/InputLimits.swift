import EscaleCore

/// The longest files that commands read, in bytes.
enum InputLimits {
  static let directoryByteLimit = 64 << 20
  static let lifecycleByteLimit = 1 << 20
  static let fillByteLimit = 256 << 20
  /// A log, once decompressed.
  static let logByteLimit = 512 << 20
}

/// Lifecycles in files.
enum LifecycleFile {
  /// The lifecycle in a file.
  ///
  /// - Throws: ``InputFileError``, ``LifecycleFault`` with the line of the first mistake.
  static func read(_ path: String) throws -> Lifecycle {
    try Lifecycle.parse(InputFile.bytes(path, byteLimit: InputLimits.lifecycleByteLimit))
  }
}
