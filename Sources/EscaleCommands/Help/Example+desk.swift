import EscaleCore

extension Example {
  /// Those of commands about the whole desk.
  static let desk: [String: [Example]] = [
    "join": [
      Example(
        "escale join https://escale.example.org --user lea --invite 7F3K-2MQX",
        french: "avec le code que donne l'administrateur",
        english: "with the code that the administrator gives"),
      Example(
        "escale join https://escale.example.org --user lea",
        french: "avec un mot de passe, qui est demandé", english: "with a password, asked for"),
    ],
    "sync": [
      Example(
        "escale sync", french: "envoie ce qui attend, reçoit le reste",
        english: "sends what waits, receives the rest"),
      Example(
        "escale sync --dry-run", french: "dit combien partirait", english: "says how much would go"),
      Example(
        "escale sync --attachments", french: "emporte aussi toutes les pièces jointes",
        english: "takes all attachments along as well"),
    ],
    "status": [
      Example(
        "escale status", french: "tout ce qu'il y a à savoir de la réplique",
        english: "all there is to know of the replica"),
      Example(
        "escale status --json", french: "pour un script", english: "for a script"),
    ],
    "new": [
      Example(
        "escale new", french: "demande ce qu'il faut, pas à pas",
        english: "asks for what it takes, step by step"),
      Example(
        Words(
          french: "escale new --service proximite --field equipe=nancy-lettres "
            + "--title \"Plus de réseau\" --description \"Depuis ce matin\" --for paul --take",
          english: "escale new --service proximite --field equipe=nancy-lettres "
            + "--title \"No network\" --description \"Since this morning\" --for paul --take"),
        french: "tout d'un coup, pour Paul, et prise en charge",
        english: "all at once, for Paul, and taken"),
      Example(
        Words(
          french: "escale new --service autre --title \"Panne\" -F panne.txt --attach photo.jpg",
          english: "escale new --service autre --title \"Outage\" -F outage.txt --attach photo.jpg"
        ),
        french: "la description d'un fichier, avec une photo",
        english: "the description from a file, with a photo"),
    ],
    "list": [
      Example(
        "escale list --mine", french: "ce qui est à vous", english: "what is yours"),
      Example(
        "escale list --team PROX-NANCY --state dispatched,assigned --sort priority",
        french: "le travail d'une équipe, le plus urgent d'abord",
        english: "a team's work, the most urgent first"),
      Example(
        "escale list --all --json", french: "tout, pour un script",
        english: "everything, for a script"),
    ],
    "search": [
      Example(
        Words(french: "escale search imprimante B204", english: "escale search printer B204"),
        french: "les deux mots, où qu'ils soient", english: "both words, wherever they are"),
      Example(
        Words(
          french: "escale search reseau --closed --limit 5",
          english: "escale search network --closed --limit 5"),
        french: "trouve aussi « réseau », parmi ce qui est fermé",
        english: "among what is closed"),
    ],
    "show": [
      Example("escale show 7K-1043", french: "une demande entière", english: "a whole request"),
      Example(
        "escale show 1043", french: "la fin d'une référence suffit",
        english: "the end of a reference will do"),
      Example(
        "escale show - --history", french: "la dernière utilisée, dans le détail",
        english: "the one used last, in detail"),
    ],
    "ui": [
      Example(
        "escale ui", french: "tout l'écran ; « ? » montre les touches",
        english: "the whole screen; ? shows the keys")
    ],
    "catalog": [
      Example("escale catalog", french: "l'arbre des services", english: "the tree of services"),
      Example(
        "escale catalog wifi", french: "les services qui ont ce mot",
        english: "the services that have this word"),
    ],
    "people": [
      Example("escale people paul", french: "qui s'appelle ainsi", english: "who is called so"),
      Example(
        "escale people --fetch dupont", french: "demande aussi au serveur",
        english: "asks the server as well"),
    ],
    "teams": [
      Example(
        "escale teams", french: "les équipes et leurs codes", english: "the teams and their codes")
    ],
  ]
}
