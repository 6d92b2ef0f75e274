import EscaleCore
import Ledger

/// The page on which one signs in.
struct SignInPage: PagePart {
  let call: PageCall
  let assets: PageAssets
  /// Where to go afterwards.
  var next: String?
  /// A form that waits until somebody is signed in.
  var kept: KeptForm?
  /// The name as it was typed.
  var name = ""
  /// Why it didn't work.
  var fault: (any EscaleError)?

  var html: HTML {
    let frame = Frame(call: call, assets: assets, title: t(.signIn), hasFaults: fault != nil)
    return frame.around(
      """
      <div class="card sign-in">
      <h1>\(t(.signIn))</h1>
      \(notice)
      \(faultText)
      <form method="post" action="\(PagePath.signIn)">
      <input type="hidden" name="token" value="\(signInToken)">
      <input type="hidden" name="next" value="\(next ?? "")">
      \(keptFields)
      <p class="field"><label for="name">\(t(.user))</label>
      <input id="name" name="name" value="\(name)" autocomplete="username" autocapitalize="none"\
       spellcheck="false" required\(describedBy)></p>
      <p class="field"><label for="password">\(t(.password))</label>
      <input id="password" name="password" type="password" autocomplete="current-password"\
       required\(describedBy)></p>
      <p><button class="main">\(t(.signIn))</button></p>
      </form>
      \(forgotten)
      </div>
      \(technicians)
      """)
  }

  /// The way to a new password.
  private var forgotten: HTML {
    "<p><a href=\"\(PagePath.reset)\">\(t(.forgottenPassword))</a></p>"
  }

  /// Bound to nobody: whoever is to sign in isn't known yet.
  private var signInToken: String {
    FormToken(ledger: call.ledger, browser: call.browser, person: nil, mask: call.mask).text
  }

  private var describedBy: HTML {
    fault == nil ? .none : " aria-describedby=\"fault\" aria-invalid=\"true\""
  }

  private var faultText: HTML? {
    guard let fault else { return nil }
    // Nobody enters an invite code here.
    if fault as? LedgerError == .wrongCredential {
      return """
        <div class="faults" role="alert" id="fault"><p>\(t(
          "Cet identifiant et ce mot de passe ne vont pas ensemble.",
          "This user name and this password don't go together."))</p></div>
        """
    }
    return """
      <div class="faults" role="alert" id="fault"><p>\(t(fault.message))</p>
      \(fault.hint.map { "<p>\(t($0))</p>" as HTML })</div>
      """
  }

  private var notice: HTML? {
    guard kept != nil else { return nil }
    return """
      <p class="note" role="status">\(t(
        "Vous n'étiez plus connecté. Ce que vous avez écrit est gardé et vous attend après la"
          + " connexion.",
        "You were no longer signed in. What you wrote is kept and waits for you once you are."))</p>
      """
  }

  private var keptFields: HTML? {
    guard let kept else { return nil }
    return """
      <input type="hidden" name="kept-path" value="\(kept.path)">
      <input type="hidden" name="kept-form" value="\(kept.text)">
      """
  }

  /// How a technician's laptop joins this desk.
  private var technicians: HTML? {
    guard kept == nil else { return nil }
    return """
      <section class="card technicians">
      <h2>\(t("Pour les techniciens", "For technicians"))</h2>
      <p>\(t(
        "Demandez un code d'invitation à qui administre ce serveur, puis enrôlez votre appareil :",
        "Ask whoever runs this server for an invite code, then enrol your device:"))</p>
      <pre tabindex="0"><code>escale join \(call.scheme)://\(call.host) --user \(t("NOM", "NAME"))\
       --invite CODE</code></pre>
      </section>
      """
  }
}
