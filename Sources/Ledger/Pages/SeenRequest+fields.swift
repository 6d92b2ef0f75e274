package import EscaleCore

extension SeenRequest {
  /// The service that it is about; nil where the catalogue has it no more.
  package var service: CatalogueNode? {
    view[.service].flatMap { directory.catalogue.node(code: $0) }
  }

  /// The longest foreign value that an explanation quotes, in characters.
  private static let quoteLimit = 300

  /// What a field is called: one of the service's form by the form's own label.
  package func label(of key: FieldKey) -> Words {
    let field = service?.fields.first { $0.key == key.formKey }
    return field?.label ?? key.label
  }

  /// Why a field that somebody saw as a change had set it can't be given another value without his
  /// reading it again; nil where it still is what he saw.
  package func clash(on key: FieldKey, seenAs base: ChangeID?) -> PageFault? {
    guard let present = view.fold.fields[key], present.change != base else { return nil }
    let author = view.timeline.first { $0.id == present.change }?.author
    let name = author.flatMap { directory.person($0) }?.fullName ?? "\(present.change)"
    let value = present.value
    let quote = value.prefix(Self.quoteLimit)
    return .edited(
      label(of: key), by: name, value: quote.endIndex == value.endIndex ? value : quote + "…")
  }
}
