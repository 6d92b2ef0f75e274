import EscaleCore
import Seals

/// Checks a ledger against itself: hashes, links, chains, and the tables made from the entries.
struct LedgerCheck {
  let transaction: any LedgerTransaction
  let state: LedgerState
  let directory: DeskDirectory
  private(set) var report = LedgerReport()

  init(_ transaction: any LedgerTransaction, _ state: LedgerState, _ directory: DeskDirectory) {
    self.transaction = transaction
    self.state = state
    self.directory = directory
  }

  mutating func run() throws {
    try checkLinks()
    try checkChains()
    try checkRequests()
  }

  /// Every entry's hash, the ledger's link at each, and no gap between their positions.
  private mutating func checkLinks() throws {
    var edits = try transaction.directoryEdits()[...]
    var link = LedgerChain.start(ledger: state.id)
    var position = Position.start
    var report = report
    func step(
      to next: Position, hash: Fingerprint, _ outcome: Verdict.Outcome, _ stored: Fingerprint,
      leapsFrom: Position? = nil
    ) {
      if next != position.next, leapsFrom != position {
        report.noteGap(after: position, before: next)
      }
      position = next
      link = LedgerChain.link(after: link, hash: hash, outcome: outcome)
      if link != stored { report.noteLink(at: next) }
      link = stored
    }
    func takeEdits(before limit: Position) {
      while let edit = edits.first, edit.position < limit {
        edits.removeFirst()
        report.directoryEdits += 1
        step(
          to: edit.position, hash: Hash.sha256(edit.bytes), .applied, edit.link,
          leapsFrom: DirectoryEdit.positionBeforeRestoration(edit.bytes))
      }
    }
    try transaction.scan(after: .start, through: .last) { glance, row in
      takeEdits(before: glance.position)
      let row = try row()
      let hash = row.entry.change.hash
      if hash != row.hash { report.noteHash(of: glance.change) }
      report.entries += 1
      step(to: glance.position, hash: hash, glance.outcome, row.link)
      return true
    }
    takeEdits(before: .last)
    if position != state.position || link != state.link { report.noteHead(state.position) }
    self.report = report
  }

  /// Every replica's chain, up to where the ledger has all of it.
  private mutating func checkChains() throws {
    for replica in try transaction.replicas() {
      report.replicas += 1
      var link = ReplicaChain.start(ledger: state.id, replica: replica.id)
      var (last, contiguous): (UInt32, UInt32) = (0, 0)
      try transaction.scan(replica: replica.id) { row in
        last = row.entry.change.id.sequence
        guard last == contiguous + 1, last <= replica.contiguousSequence else { return true }
        contiguous = last
        link = ReplicaChain.link(after: link, row.entry.change)
        return true
      }
      if link != replica.link || contiguous != replica.contiguousSequence
        || last != replica.lastSequence
      {
        report.note(
          french: "La chaîne de la réplique \(replica.id) ne tient pas.",
          english: "The chain of replica \(replica.id) doesn't hold.")
      }
    }
  }

  /// Every request's row and audience, made anew from its entries.
  private mutating func checkRequests() throws {
    let hands = try Hands(transaction)
    for id in try transaction.requestIDs() {
      report.requests += 1
      guard let rebuilt = try RebuiltRequest(id, transaction, directory, hands) else {
        report.noteRequest(id)
        continue
      }
      let isRowRight = try transaction.request(id) == rebuilt.row
      let isAudienceRight = try Set(transaction.grants(on: id)) == Set(rebuilt.grants)
      let areAttachmentsRight =
        try transaction.attachments(of: id).map(\.withoutArrival)
        == rebuilt.attachments.map(\.withoutArrival)
      let isEndRight = rebuilt.agrees(with: try transaction.closing(of: id))
      if !isRowRight || !isAudienceRight || !areAttachmentsRight || !isEndRight {
        report.noteRequest(id)
      }
    }
  }
}

extension AttachmentRow {
  /// What entries tell of it.
  fileprivate var withoutArrival: AttachmentRow {
    var row = self
    row.arrivedAt = nil
    return row
  }
}

extension LedgerReport {
  fileprivate mutating func noteGap(after: Position, before: Position) {
    note(
      french: "Il manque quelque chose entre les positions \(after) et \(before).",
      english: "Something is missing between positions \(after) and \(before).")
  }

  fileprivate mutating func noteLink(at position: Position) {
    note(
      french: "Le maillon de la position \(position) ne suit pas le précédent.",
      english: "The link at position \(position) doesn't follow from the one before.")
  }

  fileprivate mutating func noteHash(of change: ChangeID) {
    note(
      french: "Les octets de la modification \(change) ont changé.",
      english: "The bytes of change \(change) have changed.")
  }

  fileprivate mutating func noteHead(_ position: Position) {
    note(
      french: "La fin du registre n'est pas la position \(position).",
      english: "The ledger doesn't end at position \(position).")
  }

  fileprivate mutating func noteRequest(_ id: RequestID) {
    note(
      french: "Les tables disent de \(id) autre chose que ses modifications.",
      english: "The tables say something else of \(id) than its changes do.")
  }
}
