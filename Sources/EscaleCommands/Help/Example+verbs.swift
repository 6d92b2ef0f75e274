import EscaleCore

extension Example {
  /// Those of commands that change a request.
  static let verbs: [String: [Example]] = [
    "take": [
      Example("escale take 1043", french: "elle est à vous", english: "it is yours"),
      Example(
        "escale take", french: "montre celles qui attendent, et demande laquelle",
        english: "shows those that wait, and asks which"),
    ],
    "assign": [
      Example(
        "escale assign 1043 --to karim", french: "à un collègue de l'équipe",
        english: "to a colleague of the team")
    ],
    "reassign": [
      Example(
        "escale reassign 1043 --to karim", french: "à un autre collègue",
        english: "to another colleague")
    ],
    "transfer": [
      Example(
        Words(
          french: "escale transfer 1043 --team RESEAU -m \"C'est le commutateur\"",
          english: "escale transfer 1043 --team RESEAU -m \"It is the switch\""),
        french: "à une autre équipe, en disant pourquoi", english: "to another team, saying why")
    ],
    "dispatch": [
      Example(
        "escale dispatch 1043 --team PROX-NANCY", french: "de l'équipe de tri à celle qu'il faut",
        english: "from the triage team to the right one")
    ],
    "ask": [
      Example(
        Words(
          french: "escale ask 1043 -m \"Quelle salle ?\"",
          english: "escale ask 1043 -m \"Which room?\""),
        french: "attend la réponse du demandeur", english: "waits for the requester's answer")
    ],
    "answer": [
      Example(
        Words(
          french: "escale answer 1043 -m \"B 204\"", english: "escale answer 1043 -m \"B 204\""),
        french: "répond, pour sa propre demande", english: "answers, on one's own request")
    ],
    "postpone": [
      Example(
        Words(
          french: "escale postpone 1043 --until lundi -m \"En congé\"",
          english: "escale postpone 1043 --until monday -m \"On leave\""),
        french: "reprend d'elle-même ce jour-là", english: "goes on by itself that day")
    ],
    "freeze": [
      Example(
        Words(
          french: "escale freeze 1043 -m \"Pièce commandée\"",
          english: "escale freeze 1043 -m \"Part ordered\""),
        french: "attend sans date", english: "waits without a date")
    ],
    "resume": [
      Example(
        "escale resume 1043", french: "reprend le travail", english: "goes on with the work")
    ],
    "resolve": [
      Example(
        Words(
          french: "escale resolve 1043 -m \"Câble remplacé\" --category replacement",
          english: "escale resolve 1043 -m \"Cable replaced\" --category replacement"),
        french: "le travail est fait", english: "the work is done"),
      Example(
        "escale resolve -", french: "la dernière utilisée, la solution dans l'éditeur",
        english: "the one used last, the solution in the editor"),
    ],
    "close": [
      Example(
        "escale close 1043", french: "d'accord avec la solution : au demandeur de le dire",
        english: "agreed with the solution: the requester says so")
    ],
    "reopen": [
      Example(
        Words(
          french: "escale reopen 1043 -m \"La panne revient\"",
          english: "escale reopen 1043 -m \"It is down again\""),
        french: "ce n'était pas fait", english: "it wasn't done")
    ],
    "comment": [
      Example(
        Words(
          french: "escale comment 1043 -m \"J'y vais\"",
          english: "escale comment 1043 -m \"On my way\""),
        french: "tous ceux qu'elle concerne le lisent", english: "everybody concerned reads it"),
      Example(
        "escale comment 1043 --private -F notes.txt", french: "pour les agents seulement",
        english: "for agents only"),
    ],
    "edit": [
      Example(
        "escale edit 1043 --urgency high --location \"B 204\"", french: "d'autres valeurs",
        english: "other values"),
      Example(
        "escale edit 1043 --field equipe=nancy-lettres", french: "une réponse du formulaire",
        english: "an answer of the form"),
    ],
    "contact": [
      Example(
        "escale contact add 1043 paul", french: "voir « escale contact add --help »",
        english: "see \"escale contact add --help\"")
    ],
    "contact add": [
      Example(
        "escale contact add 1043 paul claire", french: "ils ont les droits du demandeur",
        english: "they have the requester's rights")
    ],
    "contact remove": [
      Example(
        "escale contact remove 1043 paul", french: "il ne la suit plus",
        english: "he follows it no longer")
    ],
    "attach": [
      Example(
        "escale attach 1043 photo.jpg journal.txt", french: "des copies ; les fichiers restent",
        english: "copies; the files stay")
    ],
    "attachment": [
      Example(
        "escale attachment list 1043", french: "ce qui est joint", english: "what is attached")
    ],
    "attachment list": [
      Example(
        "escale attachment list 1043", french: "noms, tailles, et ce qui est ici",
        english: "names, sizes, and what is here")
    ],
    "attachment get": [
      Example(
        "escale attachment get 1043 photo.jpg", french: "dans le dossier présent",
        english: "into the present folder"),
      Example(
        "escale attachment get 1043 journal.txt -o -", french: "sur la sortie standard",
        english: "to standard output"),
    ],
    "link": [
      Example(
        "escale link 1043 --duplicate-of 1040", french: "la même panne",
        english: "the same fault")
    ],
    "unlink": [
      Example(
        "escale unlink 1043 1040", french: "finalement non", english: "after all it isn't")
    ],
    "undo": [
      Example(
        "escale undo -", french: "retire ce qui vient d'être fait, si ce n'est pas parti",
        english: "withdraws what was just done, if it hasn't left")
    ],
  ]
}
