import EscaleCore
import Ledger

/// What is around every page: the head, the side with its ways, the foot.
struct Frame: PagePart {
  let call: PageCall
  let assets: PageAssets
  /// What the page is called in the browser's title.
  let title: String
  /// The way in the side zone that this page belongs to.
  var here: String?
  /// Whether the title says that something went wrong.
  var hasFaults = false

  /// The whole page around its middle.
  func around(_ main: HTML) -> HTML {
    let trouble = hasFaults ? t("Erreur : ", "Error: ") : ""
    return """
      <!DOCTYPE html>
      <html lang="\(call.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(trouble)\(title) – Escale</title>
      <link rel="icon" href="\(assets.icon.path)" type="image/svg+xml">
      <link rel="stylesheet" href="\(assets.style.path)">
      <script src="\(assets.script.path)" defer></script>
      </head>
      <body>
      <a class="skip" href="#main">\(t(.skip))</a>
      \(head)
      <div class="\(call.visit == nil ? "zones alone" : "zones")">
      \(side)
      <main id="main" tabindex="-1">
      \(main)
      </main>
      </div>
      \(foot)
      </body>
      </html>

      """
  }

  private var head: HTML {
    """
    <header class="top">
    <a class="brand" href="/">\(PageIcon.boat)<span>Escale</span> <small>\(t(.desk))</small></a>
    \(reader)
    </header>
    """
  }

  private var reader: HTML {
    guard let person = call.visit?.person else { return .none }
    return """
      <p class="reader" data-reader="\(person.name)"><a href="\(PagePath.account)"><bdi>\(person.fullName)</bdi></a></p>
      """
  }

  private var side: HTML {
    guard let visit = call.visit else { return .none }
    var ways: [(String, Words, HTML)] = [
      (PagePath.catalogue, .newRequest, PageIcon.plus),
      (PagePath.current, .currentRequests, PageIcon.list),
      (PagePath.closed, .closedRequests, PageIcon.box),
    ]
    if !visit.directory.handledTeams(of: visit.person).isEmpty {
      ways.append((PagePath.queue, .teamQueue, PageIcon.team))
    } else if visit.person.roles.contains(.admin) {
      ways.append((PagePath.queue, .allRequests, PageIcon.team))
    }
    let items: [HTML] = ways.map { path, words, icon in
      let current: HTML = path == here ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(path)\"\(current)>\(icon)<span>\(t(words))</span></a></li>\n"
    }
    return """
      <nav class="side" aria-label="\(t(.menu))">
      <ul>
      \(items)<li><form method="post" action="\(PagePath.signOut)">
      \(tokenField)
      <button class="leave">\(PageIcon.leave)<span>\(t(.signOut))</span></button>
      </form></li>
      </ul>
      </nav>
      """
  }

  private var foot: HTML {
    let other: Language = call.language == .french ? .english : .french
    let name: HTML = other == .french ? "Français" : "English"
    return """
      <footer class="foot">
      <p>Escale · <a href="\(PagePath.accessibility)">\(t(.accessibility))</a></p>
      <form method="post" action="\(PagePath.language)">
      \(tokenField)
      <input type="hidden" name="next" value="\(call.path)">
      <button name="language" value="\(other.rawValue)" lang="\(other.rawValue)">\(name)</button>
      </form>
      </footer>
      """
  }
}
