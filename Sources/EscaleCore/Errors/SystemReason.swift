/// What the system says about its own errors, in French: it says it in English itself.
package enum SystemReason {
  private static let french = [
    "No such file or directory": "fichier ou dossier introuvable",
    "Permission denied": "accès refusé",
    "Operation not permitted": "opération interdite",
    "Is a directory": "c'est un dossier",
    "Not a directory": "ce n'est pas un dossier",
    "File exists": "ce nom est déjà pris",
    "No space left on device": "le disque est plein",
    "Disk quota exceeded": "le quota de disque est dépassé",
    "Read-only file system": "système de fichiers en lecture seule",
    "File too large": "fichier trop grand",
    "File name too long": "nom de fichier trop long",
    "Too many levels of symbolic links": "trop de liens symboliques",
    "Too many open files": "trop de fichiers ouverts",
    "Input/output error": "erreur d'entrée-sortie",
    "No such device or address": "périphérique introuvable",
    "Text file busy": "fichier en cours d'utilisation",
    "Invalid argument": "argument refusé par le système",
    "Cannot allocate memory": "mémoire insuffisante",
    "Broken pipe": "plus personne ne lit",
    "Address already in use": "l'adresse est déjà utilisée",
    "Cannot assign requested address": "cette machine n'a pas cette adresse",
    "disk I/O error": "erreur d'entrée-sortie du disque",
    "database or disk is full": "le disque est plein",
    "attempt to write a readonly database": "il est en lecture seule",
    "unable to open database file": "le fichier ne s'ouvre pas",
    "database is locked": "un autre programme l'occupe",
    "database disk image is malformed": "le fichier est endommagé",
    "file is not a database": "ce n'est pas une base SQLite",
    "out of memory": "mémoire insuffisante",
  ]

  /// The French for what the system or SQLite says, also behind the name of a file; its own words
  /// where they aren't known.
  package static func french(_ english: String) -> String {
    if let known = french[english] { return known }
    guard let colon = english.utf8.lastIndex(of: UInt8(ascii: ":")) else { return english }
    let reason = english[colon...].dropFirst().drop { $0 == " " }
    guard let known = french[String(reason)] else { return english }
    return "\(english[..<colon]) : \(known)"
  }
}
