package import EscaleCore

/// What a check of a whole ledger found.
package struct LedgerReport: Hashable, Sendable {
  /// How many problems are told at most.
  package static let problemLimit = 100

  /// How many changes were checked.
  package internal(set) var entries = 0
  /// How many edits of the directory were checked.
  package internal(set) var directoryEdits = 0
  /// How many requests were made anew and compared.
  package internal(set) var requests = 0
  /// How many replicas' chains were checked.
  package internal(set) var replicas = 0
  /// How many attached files were read through.
  package internal(set) var blobs = 0
  /// How many attachments wait for their bytes.
  package internal(set) var awaitedAttachments = 0
  /// What is wrong, at most ``problemLimit``.
  package private(set) var problems: [Words] = []

  init() {}

  package var isSound: Bool { problems.isEmpty }

  mutating func note(french: String, english: String) {
    guard problems.count < LedgerReport.problemLimit else { return }
    problems.append(Words(french: french, english: english))
  }
}
