import EscaleCore
import Ledger

/// What somebody is told of by mail, and in which language.
struct NoticeChoicePage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let choice: NoticeChoice
  var isDone = false

  var html: HTML {
    let title = t(.mailNotices)
    let frame = Frame(call: call, assets: assets, title: title, here: PagePath.account)
    let boxes: [HTML] = NoticeEvent.choices.map { event in
      let checked: HTML = choice.events.contains(event) ? " checked" : .none
      return """
        <p class="tick"><input type="checkbox" id="event-\(event.rawValue)" name="event"\
         value="\(event.rawValue)"\(checked)>
        <label for="event-\(event.rawValue)">\(t(event.words))</label></p>
        """
    }
    let languages: [HTML] = Language.allCases.map { language in
      let checked: HTML = choice.language == language ? " checked" : .none
      let name: HTML = language == .french ? "Français" : "English"
      return """
        <p class="tick"><input type="radio" id="mail-\(language.rawValue)" name="mail-language"\
         value="\(language.rawValue)"\(checked)>
        <label for="mail-\(language.rawValue)" lang="\(language.rawValue)">\(name)</label></p>
        """
    }
    return frame.around(
      """
      <h1>\(title)</h1>
      \(isDone ? done : .none)
      <form method="post" action="\(PagePath.notices)" class="card">
      \(tokenField)
      <fieldset class="ticks"><legend>\(t("M'écrire quand", "Write to me when"))</legend>
      \(boxes)
      </fieldset>
      <fieldset class="ticks"><legend>\(t("Langue du courriel", "Language of the mail"))</legend>
      \(languages)
      </fieldset>
      <p><button class="main">\(t("Enregistrer", "Save"))</button></p>
      </form>
      """)
  }

  private var done: HTML {
    "<p class=\"done\" role=\"status\">\(t("C'est noté.", "Noted."))</p>"
  }
}

extension Words {
  static let mailNotices = Words(
    french: "Ce qui m'est annoncé par courriel", english: "What I am told of by mail")
}

extension Portal {
  func noticeChoice(_ call: PageCall) async throws -> PageAnswer {
    let choice = try await ledger.noticeChoice(of: try call.person.name)
    let page = NoticeChoicePage(
      call: call, assets: assets, choice: choice, isDone: call.query["done"] != nil)
    return .page(page.html, call.language)
  }

  func setNoticeChoice(_ call: PageCall) async throws -> PageAnswer {
    let events = call.form.all("event").compactMap { NoticeEvent(rawValue: $0) }
    let language = call.form["mail-language"].flatMap { Language(rawValue: $0) }
    try await ledger.setNoticeChoice(
      NoticeChoice(
        person: try call.person.number, events: Set(events), language: language ?? .french))
    return .seeOther("\(PagePath.notices)?done=notices")
  }
}
