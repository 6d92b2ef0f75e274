import Console

/// What the options that every command takes came to: ``GlobalOptions`` or a ``PlainLine``.
struct GlobalChoices {
  var replica: String?
  var json = false
  var lang: LanguageName?
  var color: ColorChoice?
  var noInput = false
  var quiet = false
  var verbose = false
}
