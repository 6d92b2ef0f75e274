package import EscaleCore

extension EnrolRequest {
  /// The message as CBOR: `[versions, user, 0 or 1, password or invite, key, device]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 6)
    writer.list(versions) { $0.unsigned($1) }
    writer.text(user)
    switch credential {
    case .password(let password):
      writer.unsigned(0)
      writer.text(password)
    case .invite(let code):
      writer.unsigned(1)
      writer.text(code)
    }
    writer.byteString(verifyingKey)
    writer.text(deviceName)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 6)
    versions = try reader.versions()
    user = try reader.text(limit: EnrolRequest.textByteLimit)
    let kind = try reader.unsigned()
    let secret = try reader.text(limit: EnrolRequest.textByteLimit)
    switch kind {
    case 0: credential = .password(secret)
    case 1: credential = .invite(secret)
    default: throw .invalidField
    }
    verifyingKey = try reader.key()
    deviceName = try reader.text(limit: EnrolRequest.textByteLimit)
    try reader.finish()
  }
}

extension EnrolAnswer {
  /// The message as CBOR: `[ledger, replica, person, token, server key, clock]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.enrolment(self)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    self = try reader.enrolment()
    try reader.finish()
  }
}

extension RenewRequest {
  /// How many pending changes one renewal may name.
  package static let pendingLimit = 100_000

  /// The message as CBOR: `[key, device, [[sequence, hash], …]]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 3)
    writer.byteString(verifyingKey)
    writer.text(deviceName)
    writer.list(pending) { writer, item in
      writer.array(count: 2)
      writer.unsigned(UInt64(item.sequence))
      writer.fingerprint(item.hash)
    }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 3)
    verifyingKey = try reader.key()
    deviceName = try reader.text(limit: EnrolRequest.textByteLimit)
    pending = try reader.list(limit: RenewRequest.pendingLimit) { (reader) throws(CBORError) in
      try reader.tuple(count: 2)
      let sequence = try reader.unsigned32()
      return PendingHash(sequence: sequence, hash: try reader.fingerprint())
    }
    try reader.finish()
  }
}

extension RenewAnswer {
  /// The message as CBOR: `[enrolment, [sequences]]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.enrolment(enrolment)
    writer.list(held) { $0.result($1) }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    enrolment = try reader.enrolment()
    held = try reader.list(limit: RenewRequest.pendingLimit) { (reader) throws(CBORError) in
      try reader.result()
    }
    try reader.finish()
  }
}

extension HelloAnswer {
  /// The message as CBOR: `[versions, ledger, clock]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 3)
    writer.list(versions) { $0.unsigned($1) }
    writer.byteString(ledger.bytes)
    writer.signed(clock)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 3)
    versions = try reader.versions()
    ledger = try reader.ledgerID()
    clock = try reader.signed()
    try reader.finish()
  }
}

extension CBORWriter {
  fileprivate mutating func enrolment(_ answer: EnrolAnswer) {
    array(count: 6)
    byteString(answer.ledger.bytes)
    unsigned(UInt64(answer.replica.rawValue))
    unsigned(UInt64(answer.person.rawValue))
    text(answer.token)
    byteString(answer.serverKey)
    signed(answer.clock)
  }
}

extension CBORReader {
  fileprivate mutating func enrolment() throws(CBORError) -> EnrolAnswer {
    try tuple(count: 6)
    let ledger = try ledgerID()
    let replica = ReplicaID(rawValue: try unsigned32())
    let person = PersonNumber(rawValue: try unsigned32())
    let token = try text(limit: EnrolRequest.textByteLimit)
    let key = try key()
    return EnrolAnswer(
      ledger: ledger, replica: replica, person: person, token: token, serverKey: key,
      clock: try signed())
  }

  fileprivate mutating func ledgerID() throws(CBORError) -> LedgerID {
    guard let ledger = LedgerID(bytes: try byteString(limit: LedgerID.byteCount)) else {
      throw .invalidField
    }
    return ledger
  }

  fileprivate mutating func key() throws(CBORError) -> [UInt8] {
    let key = try byteString(limit: 32)
    guard key.count == 32 else { throw .invalidField }
    return key
  }
}
