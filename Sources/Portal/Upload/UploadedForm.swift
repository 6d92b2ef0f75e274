import Blobs
import EscaleCore
import Hummingbird
import Ledger
import NIOCore

/// Takes in a form with files as it comes: texts into fields, files to the disk.
///
/// A file that can't be taken is passed over and said; everything else of the form is kept.
struct UploadedForm {
  private(set) var fields = FormFields()
  private(set) var faults: [any EscaleError] = []

  private let ledger: DeskLedger
  private let browser: String
  /// Whether files are stored; else only the texts beside them are kept.
  private let keepsFiles: Bool
  private var reader: MultipartReader
  private var part: Part?
  private var textByteCount = 0
  private var fileCount = 0

  private struct Part {
    let head: PartHead
    var text: [UInt8] = []
    var writer: BlobWriter?
  }

  init?(contentType: String, ledger: DeskLedger, browser: String, keepsFiles: Bool) {
    guard let reader = MultipartReader(contentType: contentType) else { return nil }
    self.reader = reader
    self.ledger = ledger
    self.browser = browser
    self.keepsFiles = keepsFiles
  }

  /// Takes in the whole body.
  ///
  /// - Throws: ``FormFault``; ``BlobFault`` where the disk fails.
  mutating func read(_ body: RequestBody) async throws {
    for try await chunk in body {
      for event in try reader.read(chunk.readableBytesView) { try await take(event) }
    }
    guard reader.isOver else { throw FormFault.unreadable }
  }

  private mutating func take(_ event: MultipartReader.Event) async throws {
    switch event {
    case .begin(let head): part = try await begin(head)
    case .data(let bytes): try take(bytes)
    case .end: try end()
    }
  }

  private mutating func begin(_ head: PartHead) async throws -> Part {
    guard keepsFiles, let name = head.fileName, !name.utf8.isEmpty else { return Part(head: head) }
    fileCount += 1
    guard fileCount <= KeptFile.limit else {
      if fileCount == KeptFile.limit + 1 { faults.append(FormFault.tooManyFiles) }
      return Part(head: head)
    }
    return Part(head: head, writer: try await ledger.blobWriter())
  }

  private mutating func take(_ bytes: [UInt8]) throws {
    guard var part else { return }
    defer { self.part = part }
    guard part.head.fileName == nil else {
      guard let writer = part.writer else { return }
      do {
        try writer.write(bytes)
      } catch BlobFault.tooLong(let limit) {
        faults.append(BlobFault.tooLong(byteLimit: limit))
        part.writer = nil
      }
      return
    }
    textByteCount += bytes.count
    guard textByteCount <= FormFields.byteLimit else { throw FormFault.tooLong }
    part.text += bytes
  }

  private mutating func end() throws {
    guard let part else { return }
    self.part = nil
    if let writer = part.writer {
      let name = Attachment.fileName(part.head.fileName ?? "")
      let file = KeptFile(
        try writer.finish().attachment(named: name), ledger: ledger, browser: browser)
      fields.add(KeptFile.field, file.value)
    } else if part.head.fileName == nil {
      guard let text = String(validating: part.text, as: UTF8.self) else {
        throw FormFault.unreadable
      }
      fields.add(part.head.name, text)
    }
  }
}
