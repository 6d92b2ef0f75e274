import ArgumentParser
import Console
import EscaleCore
import Glibc
import Mail

/// The options that say whether and how `serve` sends mail.
struct MailOptions: ParsableArguments {
  @Option(
    help: .words(
      french: "Envoie du courriel par ce programme.", english: "Send mail by this program.",
      value: "path"))
  var sendmail: String?

  @Option(
    help: .words(
      french: "Dépose le courriel dans ce dossier, au lieu de l'envoyer.",
      english: "Put mail into this folder instead of sending it.", value: "dir"))
  var mailSpool: String?

  @Option(
    help: .words(
      french: "L'expéditeur du courriel (escale@ cette machine).",
      english: "The sender of mail (escale@ this machine).", value: "address"))
  var mailFrom: String?

  @Option(
    help: .words(
      french: "L'adresse des pages, telle que les gens la tapent : elle figure dans le courriel.",
      english: "The address of the pages, as people type it: mails name it.", value: "url"))
  var portalUrl: String?

  init() {}

  /// How mail goes out, and what letters are made with; nil where none is sent.
  func mail(_ settings: Settings) throws -> (way: MailWay, office: LetterOffice)? {
    let program = try settings.text("sendmail", sendmail)
    let folder = try settings.text("mail-spool", mailSpool)
    let portal = try settings.text("portal-url", portalUrl).map(Self.portal)
    guard program == nil || folder == nil else { throw MailFault.twoWays }
    let way: MailWay
    if let program {
      guard access(program, X_OK) == 0 else { throw MailFault.noProgram(program) }
      way = .sendmail(path: program)
    } else if let folder {
      way = .spool(folder: folder)
    } else {
      return nil
    }
    let sender = try settings.text("mail-from", mailFrom) ?? Self.standardSender
    guard let from = MailAddress(sender) else { throw MailFault.invalidSender(sender) }
    return (way, LetterOffice(from: from, portal: portal))
  }

  /// The address without the slash at its end.
  private static func portal(_ text: String) throws -> String {
    let isAddress =
      (text.utf8.starts(with: "http://".utf8) || text.utf8.starts(with: "https://".utf8))
      && text.utf8.count <= 200 && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
    guard isAddress else { throw MailFault.invalidPortal(text) }
    return text.utf8.last == UInt8(ascii: "/") ? String(text.dropLast()) : text
  }

  private static var standardSender: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "escale@localhost" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return "escale@" + String(decoding: bytes, as: UTF8.self)
  }
}

/// Why mail can't be sent as it was asked for.
enum MailFault: EscaleError, Hashable {
  case twoWays
  case noProgram(String)
  case invalidSender(String)
  case invalidPortal(String)

  var code: String {
    switch self {
    case .twoWays: "mail.two-ways"
    case .noProgram: "mail.no-program"
    case .invalidSender: "mail.invalid-sender"
    case .invalidPortal: "mail.invalid-portal"
    }
  }

  var kind: ErrorKind { .usage }

  var message: Words {
    switch self {
    case .twoWays:
      Words(
        french: "--sendmail et --mail-spool ne vont pas ensemble.",
        english: "--sendmail and --mail-spool don't go together.")
    case .noProgram(let path):
      Words(
        french: "« \(path) » n'est pas un programme que l'on peut lancer.",
        english: "\"\(path)\" isn't a program that can be run.")
    case .invalidSender(let text):
      Words(
        french: "« \(text) » n'est pas une adresse de courriel.",
        english: "\"\(text)\" isn't a mail address.")
    case .invalidPortal(let text):
      Words(
        french: "« \(text) » n'est pas l'adresse d'un site.",
        english: "\"\(text)\" isn't the address of a site.")
    }
  }

  var hint: Words? {
    switch self {
    case .twoWays: Words(french: "Donnez l'un des deux.", english: "Give one of them.")
    case .noProgram:
      Words(
        french: "Souvent : /usr/sbin/sendmail ; sinon, --mail-spool.",
        english: "Often: /usr/sbin/sendmail; otherwise --mail-spool.")
    case .invalidSender:
      Words(
        french: "--mail-from assistance@exemple.fr", english: "--mail-from helpdesk@example.org")
    case .invalidPortal:
      Words(
        french: "--portal-url https://assistance.exemple.fr",
        english: "--portal-url https://helpdesk.example.org")
    }
  }
}
