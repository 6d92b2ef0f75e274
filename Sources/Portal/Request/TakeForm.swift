import EscaleCore
import Ledger

/// One press with which an agent takes a request: on its own page, and in a list.
struct TakeForm: PagePart {
  let call: PageCall

  /// What a list's buttons send: one form for all of them.
  private static let name: HTML = "take"

  /// The form of a request's own page.
  func html(for request: RequestID) -> HTML {
    """
    <form class="take" method="post" action="\(PagePath.verb(.assign, on: request))">
    \(tokenField)
    \(button(for: request, attributes: .none))
    </form>
    """
  }

  /// The form that the buttons of a list belong to.
  var listForm: HTML {
    "<form id=\"\(Self.name)\" method=\"post\">\n\(tokenField)\n</form>"
  }

  /// The button in a list.
  func listButton(for request: RequestID) -> HTML {
    """
    <p class="take">\(button(
      for: request,
      attributes: " form=\"\(Self.name)\" formaction=\"\(PagePath.verb(.assign, on: request))\""
    ))</p>
    """
  }

  private func button(for request: RequestID, attributes: HTML) -> HTML {
    """
    <button class="main"\(attributes) name="\(ActionField.name(.agent, of: .assign))" \
    value="\(call.visit?.person.name ?? "")">\(t("Prendre en charge", "Take"))\
    <span class="unseen"> \(request.description)</span></button>
    """
  }
}
