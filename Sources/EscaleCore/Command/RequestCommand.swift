/// What somebody asks to be done to a request that exists.
package enum RequestCommand: Hashable, Sendable {
  case transition(TransitionCommand)
  case comment(text: String, isPrivate: Bool)
  case edit([FieldKey: String])
  case contact(PersonNumber, removes: Bool)
  /// Attaches a file whose bytes are kept already.
  case attachment(Attachment)
}

/// What somebody asks of the lifecycle.
package struct TransitionCommand: Hashable, Sendable {
  package var verb: Verb
  package var team: TeamNumber?
  package var agent: PersonNumber?
  /// In milliseconds since 1970 UTC.
  package var date: Int64?
  package var text: String?

  package init(
    verb: Verb, team: TeamNumber? = nil, agent: PersonNumber? = nil, date: Int64? = nil,
    text: String? = nil
  ) {
    self.verb = verb
    self.team = team
    self.agent = agent
    self.date = date
    self.text = text
  }
}

/// What somebody enters to create a request.
package struct NewRequest: Hashable, Sendable {
  package var service: CatalogueNode
  package var title: String
  package var description: String
  /// Whose request it is; nil: the author's own.
  package var requester: PersonNumber?
  /// Answers to the service's form, by the fields' keys.
  package var answers: [String: String]
  package var urgency: String?
  package var impact: String?
  package var location: String?
  /// How it reached the desk: one of ``FieldChoices/origins``.
  package var origin: String?
  package var contacts: [PersonNumber]
  /// Files whose bytes are kept already.
  package var attachments: [Attachment]

  package init(
    service: CatalogueNode, title: String, description: String, requester: PersonNumber? = nil,
    answers: [String: String] = [:], urgency: String? = nil, impact: String? = nil,
    location: String? = nil, origin: String? = nil, contacts: [PersonNumber] = [],
    attachments: [Attachment] = []
  ) {
    self.service = service
    self.title = title
    self.description = description
    self.requester = requester
    self.answers = answers
    self.urgency = urgency
    self.impact = impact
    self.location = location
    self.origin = origin
    self.contacts = contacts
    self.attachments = attachments
  }
}

/// What a change will say, before it has an id.
package struct ChangeDraft: Hashable, Sendable {
  package var body: Header.Body
  package var text: String?
  package var fields: [FieldKey: String]
  package var attachment: Attachment?

  package init(
    body: Header.Body, text: String? = nil, fields: [FieldKey: String] = [:],
    attachment: Attachment? = nil
  ) {
    self.body = body
    self.text = text
    self.fields = fields
    self.attachment = attachment
  }
}
