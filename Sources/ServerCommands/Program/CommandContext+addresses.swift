import EscaleCore
import Ledger
import Mail

extension CommandContext {
  /// Of how many people a command says that no mail can go to them; the rest are counted.
  private static let remarkLimit = 10

  /// Says whose addresses no mail can be sent to; they are kept as they are.
  func remarkAddresses(of people: [Person]) {
    let cut = people.filter { $0.isActive && !$0.email.isEmpty }
      .compactMap { person in
        MailAddress.obstacle(person.email).map { (person: person, reason: $0) }
      }
    for (person, reason) in cut.prefix(Self.remarkLimit) {
      warn(
        Words(
          french: "\(person.name) ne recevra aucun courriel : \(person.email), \(reason.french).",
          english: "\(person.name) will get no mail: \(person.email), \(reason.english)."))
    }
    guard cut.count > Self.remarkLimit else { return }
    let rest = cut.count - Self.remarkLimit
    warn(
      Words(
        french: "De même pour \(rest) autres personnes.",
        english: "Likewise for \(rest) other people."))
  }
}
