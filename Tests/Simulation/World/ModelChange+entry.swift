import EscaleCore
import Ledger

extension ModelChange {
  /// A change of the real desk in the model's words.
  init(_ change: Change) {
    let header = change.header
    self.init(
      id: ModelID(header.id), request: ModelID(header.request), kind: Self.kind(header.body),
      context: header.context.entries.map(ModelID.init), author: Self.name(header.author),
      claim: Int(header.acknowledged.rawValue))
    adopts = header.adopts.map(ModelID.init)
    switch header.body {
    case .create(let creation):
      verb = Verb.create.rawValue
      lifecycle = creation.lifecycle.name
      team = creation.team.map(Self.name)
      person = Self.name(creation.requester)
    case .transition(let step):
      verb = step.verb.rawValue
      base = ModelID(step.base)
      (team, agent) = (step.team.map(Self.name), step.agent.map(Self.name))
      date = step.date.map(String.init)
    case .contact(let contact):
      person = Self.name(contact.person)
      adds = !contact.removes
    case .edit, .comment, .attachment, .void, .other: break
    }
    for field in change.readPayload?.fields ?? [] { values[field.key.rawValue] = field.value }
  }

  private static func kind(_ body: Header.Body) -> Kind {
    switch body {
    case .create, .transition: .transition
    case .edit: .edit
    case .contact: .contact
    case .comment, .attachment, .void, .other: .remark
    }
  }

  static func name(_ person: PersonNumber) -> String {
    person == .system ? ModelLedger.system : "\(person.rawValue)"
  }

  private static func name(_ team: TeamNumber) -> String { "\(team.rawValue)" }
}

extension ModelDirectory {
  /// The real directory in the model's words; days are milliseconds here.
  init(_ directory: DeskDirectory, replicas: [ReplicaRecord]) {
    self.init(
      triageTeam: "\(directory.policy.triageTeam.rawValue)",
      retiredTeams: directory.retiredTeams.map { "\($0.rawValue)" },
      maxOfflineDays: Int(directory.policy.maxOfflineDays) * Int(Timestamp.millisecondsPerDay))
    for person in directory.people {
      people[ModelChange.name(person.number)] = Person(
        isAgent: person.roles.contains(.agent), teams: person.teams.map { "\($0.rawValue)" },
        isActive: person.isActive)
    }
    for replica in replicas {
      devices[Int(replica.id.rawValue)] = Device(
        user: ModelChange.name(replica.owner), isActive: replica.revokedAt == nil)
    }
  }
}
