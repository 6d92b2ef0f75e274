import EscaleCore

extension JSONWriter {
  /// Writes the report of an import; every line that was inferred or not mapped is named.
  mutating func report(_ report: ImportReport, language: Language) {
    beginObject()
    member("incidents", report.incidentCount)
    member("rows", report.rowCount)
    member("changes", report.changeCount)
    member("silentRows", report.silentRowCount)
    member("peopleAdded", report.added.people)
    member("teamsAdded", report.added.teams)
    member("servicesAdded", report.added.services)
    key("inferred")
    inferred(report)
    key("unmapped")
    beginArray()
    for remark in report.remarks { self.remark(remark, language: language) }
    endArray()
    member("cpuMilliseconds", report.cpuMilliseconds)
    member("changesPerCPUSecond", report.changesPerSecond)
    endObject()
  }

  private mutating func inferred(_ report: ImportReport) {
    beginObject()
    member("count", report.inferred.count)
    key("steps")
    beginArray()
    for step in report.inferred {
      beginObject()
      member("line", step.line)
      member("number", step.incident)
      member("verb", step.verb.rawValue)
      endObject()
    }
    endArray()
    member("people", report.invented)
    member("triageMembers", report.triageMembers)
    endObject()
  }

  private mutating func remark(_ remark: ImportRemark, language: Language) {
    beginObject()
    member("line", remark.line)
    member("number", remark.incident)
    member("code", remark.kind.code)
    member("detail", remark.kind.detail)
    member("sentence", remark.kind.words[language])
    endObject()
  }
}
