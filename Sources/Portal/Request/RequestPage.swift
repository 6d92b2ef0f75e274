import EscaleCore
import Ledger

/// One request: what it is, where it stands, who has it, what happened, and what one can do now.
struct RequestPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  let seen: SeenRequest
  /// The attached files whose bytes have come.
  var present: Set<Fingerprint> = []
  var done: String?
  /// What was entered and refused, for the form that it was entered in.
  var entered = FormFields()

  var view: RequestView { seen.view }
  var directory: DeskDirectory { seen.directory }

  var html: HTML {
    let title = view[.title] ?? ""
    let frame = Frame(
      call: call, assets: assets, title: "\(view.ref) \(title)", here: here)
    return frame.around(
      """
      \(confirmation)
      <h1><span class="ref">\(view.ref.description)</span> <bdi>\(title)</bdi></h1>
      <div data-live="\(PagePath.events(view.ref))" data-position="\(position)">
      <div id="standing" data-part>\(standing)</div>
      \(actions)
      <div id="story" data-part>
      \(RequestFacts(call: call, seen: seen).html)
      \(Timeline(call: call, seen: seen, present: present).html)
      </div>
      <p class="unseen" role="status" id="news" data-words="\(t(
        "La demande vient de changer.", "The request has just changed."))"></p>
      </div>
      """)
  }

  private var here: String {
    guard seen.isRequester else { return PagePath.queue }
    return view.lifecycle.isFinal(view.state) ? PagePath.closed : PagePath.current
  }

  private var position: String { seen.lastPosition?.description ?? "0" }

  /// What was just done.
  private var confirmation: HTML? {
    let words: Words? =
      switch done {
      case "created":
        Words(
          french: "Votre demande est créée. Sa référence est \(view.ref).",
          english: "Your request is created. Its reference is \(view.ref).")
      case "comment": Words(french: "C'est ajouté.", english: "It is added.")
      case "files": Words(french: "C'est joint.", english: "It is attached.")
      case "contacts": Words(french: "Les contacts sont changés.", english: "Contacts are changed.")
      case "edited": Words(french: "C'est enregistré.", english: "It is saved.")
      case "moved": Words(french: "C'est fait.", english: "It is done.")
      default: nil
      }
    return words.map { "<p class=\"done\" role=\"status\">\(t($0))</p>" }
  }

  // Where it stands

  private var standing: HTML {
    let label = view.lifecycle.label(of: view.state)
    return """
      <section class="card standing">
      <p class="where">\(StateBadge(call: call, state: view.state, label: label).html) \
      <span>\(t(meaning))</span></p>
      <p>\(holder)</p>
      \(until)
      \(LifecyclePicture(call: call, view: view).html)
      </section>
      """
  }

  private var holder: HTML {
    let team = directory.team(directory.responsibleTeam(view.team)).map { t($0.name) } ?? ""
    guard !view.lifecycle.isFinal(view.state) else {
      return "\(t("Plus rien n'est à faire.", "Nothing is left to be done."))"
    }
    guard let agent = view.agent.flatMap({ directory.person($0) }) else {
      return
        "\(t("Elle est entre les mains de :", "It is in the hands of:")) <strong>\(team)</strong>"
    }
    return """
      \(t("Elle est entre les mains de :", "It is in the hands of:")) \
      <strong><bdi>\(agent.fullName)</bdi></strong> (\(team))
      """
  }

  private var until: HTML? {
    view.postponedUntil.map {
      "<p>\(t("Reprise prévue :", "To be resumed:")) \(moment($0))</p>"
    }
  }

  /// The state in plain words, as the service's documentation explains it.
  private var meaning: Words {
    StateMeaning.words(view.state)
  }

  // What one can do now

  private var actions: HTML {
    let forms = ActionForms(call: call, seen: seen, values: entered)
    return """
      <section class="actions" aria-labelledby="actions-title">
      <h2 id="actions-title">\(t("Que voulez-vous faire ?", "What would you like to do?"))</h2>
      \(forms.html)
      </section>
      """
  }
}

/// What a state means to somebody who doesn't know the service.
///
/// Source: the service's documentation, "Les différents états d'une demande".
enum StateMeaning {
  static func words(_ state: State) -> Words {
    meanings[state] ?? Words(french: "", english: "")
  }

  private static let meanings: [State: Words] = [
    .new: Words(
      french: "La demande vient d'être créée ; l'accueil va la confier à une équipe.",
      english: "The request was just created; the front desk will hand it to a team."),
    .dispatched: Words(
      french: "Une équipe l'a reçue ; personne ne s'en occupe encore.",
      english: "A team has got it; nobody works on it yet."),
    .redispatched: Words(
      french: "Elle passe à une autre équipe.", english: "It goes on to another team."),
    .assigned: Words(french: "Quelqu'un s'en occupe.", english: "Somebody works on it."),
    .pending: Words(
      french: "Il manque une information : une réponse du demandeur est attendue. Sans réponse,"
        + " la demande sera résolue automatiquement.",
      english: "Something is missing: an answer of the requester is awaited. Without one, the"
        + " request will be resolved automatically."),
    .postponed: Words(
      french: "Le traitement est interrompu jusqu'à une date ; il reprendra ce jour-là.",
      english: "Work on it is interrupted until a date; it goes on that day."),
    .frozen: Words(french: "Le traitement est suspendu.", english: "Work on it is suspended."),
    .resolved: Words(
      french: "La solution est donnée. Si elle convient, le demandeur ferme la demande ; sinon elle"
        + " le sera automatiquement après un délai.",
      english: "The solution is given. If it suits, the requester closes the request; otherwise it"
        + " will be closed automatically after some time."),
    .closed: Words(
      french: "La demande est définitivement terminée.", english: "The request is over for good."),
  ]
}
