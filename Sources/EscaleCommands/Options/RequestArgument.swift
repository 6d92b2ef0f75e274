import ArgumentParser
import Console

/// The request that a command is about.
struct RequestArgument: ParsableArguments {
  @Argument(
    help: .words(
      french: "La référence (7K-1043), sa fin si elle est seule à finir ainsi, ou « - ».",
      english: "The reference (7K-1043), an end that no other has, or \"-\".", value: "ref"))
  var ref: String

  init() {}

  /// The request of a reference that was found otherwise.
  init(_ ref: String) { self.ref = ref }
}
