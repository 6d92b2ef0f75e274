import EscaleCore
import HTTPTypes
import Hummingbird
import Ledger

/// The library has a type of that name too.
typealias RequestID = EscaleCore.RequestID

/// Somebody's browser asks for something: all that a page needs to know about that.
struct PageCall: Sendable {
  let ledger: DeskLedger
  let language: Language
  /// Who is signed in.
  var visit: Visit?
  /// The token of the visit.
  var token: String?
  /// What the browser's form tokens are bound to.
  let browser: String
  /// What form tokens are masked with on the page that answers.
  let mask: [UInt8]
  /// The address of the client.
  let client: String
  /// What the log calls this call.
  let id: String
  /// How browsers come here, and by which name this one did.
  let scheme: String
  let host: String
  /// The path, without the query.
  let path: String
  let query: FormFields
  /// What the form says, for a `POST`.
  var form = FormFields()
  /// What is wrong with files that came with the form.
  var uploadFaults: [any EscaleError] = []
  /// The parts of the path that the route leaves open.
  let parameters: [String: String]
  let headers: HTTPFields

  /// The person who is signed in.
  ///
  /// - Throws: ``SignInNeeded`` where nobody is.
  var person: Person {
    get throws {
      guard let person = visit?.person else { throw SignInNeeded() }
      return person
    }
  }

  var directory: DeskDirectory {
    get throws {
      guard let directory = visit?.directory else { throw SignInNeeded() }
      return directory
    }
  }

  /// The request that the path names.
  ///
  /// - Throws: ``PageMissing``.
  var reference: RequestID {
    get throws {
      guard let text = parameters["ref"], let reference = RequestID(text: text) else {
        throw PageMissing()
      }
      return reference
    }
  }

  var formToken: FormToken {
    FormToken(ledger: ledger, browser: browser, person: visit?.person.number, mask: mask)
  }
}

/// Somebody has to sign in first.
struct SignInNeeded: Error {}

/// There is no such page.
struct PageMissing: Error {}

/// A form that doesn't prove where it comes from.
struct ForeignForm: Error {}
