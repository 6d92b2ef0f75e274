extension Lifecycle {
  /// The lifecycle as a JSON file that ``parse(_:)`` reads back: indented, ending with a line end.
  package var jsonBytes: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.member("name", name)
    writer.member("version", version)
    writer.key("states")
    writer.beginArray()
    for row in states { row.write(to: &writer) }
    writer.endArray()
    writer.key("transitions")
    writer.beginArray()
    for row in transitions { row.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}

extension StateRow {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("code", state.rawValue)
    writer.label(label)
    if isFinal { writer.member("final", true) }
    writer.endObject()
  }
}

extension TransitionRow {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("verb", verb.rawValue)
    writer.label(label)
    writer.member("from", from.map(\.rawValue))
    writer.member("to", to.rawValue)
    if let onward { writer.member("onward", onward.rawValue) }
    writer.member("by", by.rawValue)
    writer.member("needs", needs.map(\.rawValue))
    writer.member("precedence", precedence)
    if let automatic { writer.member("automatic", automatic.rawValue) }
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func label(_ words: Words) {
    key("label")
    beginObject()
    for language in Language.allCases { member(language.rawValue, words[language]) }
    endObject()
  }
}
