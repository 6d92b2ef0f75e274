import Console
import EscaleCore
import Ledger

/// One request of a fill.
struct FillLine: Sendable {
  let title: String
  let description: String
  let reason: String
  let comment: String

  /// The lines of a file, each one JSON object.
  ///
  /// - Throws: ``InputFileError``, ``JSONError``, ``JSONShapeError``.
  static func read(_ path: String) throws -> [FillLine] {
    let bytes = try InputFile.bytes(path, byteLimit: InputLimits.fillByteLimit)
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      let json = try JSONValue.parse(Array(line))
      return FillLine(
        title: try json.string("title"), description: try json.string("description"),
        reason: try json.string("reason"), comment: try json.string("comment"))
    }
  }
}

/// Whom a fill is for: an agent of a team, and a service whose requests come to it.
struct FillDesk: Sendable {
  /// The field by which the team gets the request, where the service has one of type `team`.
  private let teamField: (key: FieldKey, code: String)?
  private let service: CatalogueNode
  private let team: TeamNumber
  private let agent: PersonNumber
  private let lifecycle: LifecycleVersion
  /// Whether requests are assigned, not only created.
  var assigns = true

  /// - Throws: ``TeamMiss``, ``LedgerError/unknownUser(_:)``, ``UsageError`` where no service leads
  ///   to the team.
  init(_ directory: DeskDirectory, team code: String, by name: String) throws {
    guard let team = directory.team(code: code) else { throw TeamMiss(code: code) }
    guard let agent = directory.person(named: name) else { throw LedgerError.unknownUser(name) }
    guard let way = Self.way(to: team, in: directory) else {
      throw UsageError(
        message: Words(
          french: "Aucun service ne mène à l'équipe \(code).",
          english: "No service leads to the team \(code)."))
    }
    service = way.service
    teamField = way.field.map { (.form($0), way.answer) }
    self.team = team.number
    self.agent = agent.number
    lifecycle = directory.policy.lifecycle
  }

  private typealias Way = (service: CatalogueNode, field: String?, answer: String)

  /// A service whose requests come to a team: by its place, by a choice, or by naming it.
  private static func way(to team: Team, in directory: DeskDirectory) -> Way? {
    let catalogue = directory.catalogue
    for service in catalogue.services.compactMap(\.last) {
      if catalogue.team(for: service, answers: [:], teamNamed: { _ in nil }) == team.number {
        return (service, nil, "")
      }
      for field in service.fields {
        if field.type == .team { return (service, field.key, team.code) }
        if let choice = field.choices.first(where: { $0.team == team.number }) {
          return (service, field.key, choice.code)
        }
      }
    }
    return nil
  }

  /// Up to three changes for each line: a request, its assignment with the reason, a comment.
  func drafts(_ lines: some Sequence<FillLine>, at time: Int64) -> [ServerDraft] {
    var drafts: [ServerDraft] = []
    for line in lines {
      let request = ServerDraft.Target.draft(drafts.count)
      drafts.append(creation(line, at: time))
      if assigns {
        drafts.append(
          ServerDraft(
            .transition(.assign, team: nil, agent: agent, date: nil), on: request, author: agent,
            authoredAt: time, text: line.reason))
      }
      drafts.append(
        ServerDraft(
          .comment(isPrivate: false), on: request, author: agent, authoredAt: time,
          text: line.comment))
    }
    return drafts
  }

  private func creation(_ line: FillLine, at time: Int64) -> ServerDraft {
    var fields: [FieldKey: String] = [
      .service: service.code, .title: line.title, .description: line.description,
    ]
    if let teamField { fields[teamField.key] = teamField.code }
    return ServerDraft(
      .create(requester: agent, team: team, lifecycle: lifecycle), on: .new, author: agent,
      authoredAt: time, fields: fields)
  }
}
