import Blobs
import EscaleCore
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

extension Portal {
  /// Images that browsers show by themselves and that can't hold scripts.
  static let shownTypes: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

  /// Attaches the files that came with a form, all or none.
  func attach(_ call: PageCall) async throws -> PageAnswer {
    let (reference, person) = (try call.reference, try call.person.number)
    var fault = call.uploadFaults.first
    if fault == nil, call.files.isEmpty { fault = FormFault.noFile }
    do {
      if let fault { throw fault }
      try await ledger.act(
        call.files.map { .attachment($0.attachment) }, on: reference, as: person)
      return .seeOther("\(PagePath.request(reference))?done=files")
    } catch let fault as any EscaleError where fault.kind == .refused || fault.kind == .notAllowed {
      let seen = try await ledger.seen(reference, by: person)
      return action(call, seen, .attachments, fault: ("upload", fault)) { $0.fileForm }
    }
  }

  /// The bytes of an attachment.
  ///
  /// What isn't an image by its first bytes is handed out as a file to keep, and nothing of it can
  /// act in a browser.
  func file(_ call: PageCall) async throws -> PageAnswer {
    guard
      let blob = call.parameters["blob"].flatMap({ [UInt8](hexadecimal: $0) })
        .flatMap({ Fingerprint(bytes: $0) })
    else { throw PageMissing() }
    let reader = try await ledger.openBlob(
      blob, of: try call.reference, for: try call.person.number)
    let type = try reader.mediaType()
    let isShown = Self.shownTypes.contains(type)
    let body = ResponseBody(contentLength: Int(reader.byteCount)) { writer in
      var offset: Int64 = 0
      while offset < reader.byteCount {
        let piece = try reader.read(at: offset, count: BlobStore.pieceByteCount)
        guard !piece.isEmpty else { throw BlobFault.damaged(reader.blob) }
        offset += Int64(piece.count)
        try await writer.write(ByteBuffer(bytes: piece))
      }
      try await writer.finish(nil)
    }
    var answer = PageAnswer(
      body: .stream(body, type: isShown ? type : "application/octet-stream"))
    answer.isFile = true
    let name = Attachment.fileName(call.parameters["name"] ?? "_")
    answer.extra[.contentDisposition] =
      "\(isShown ? "inline" : "attachment"); filename*=UTF-8''\(URLText.encoded(name))"
    return answer
  }
}
