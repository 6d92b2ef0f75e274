import EscaleCore

extension HelpTopic {
  static let exitCodesPage = Words(
    french: """
      Chaque commande se termine par un code, le même dans toutes les langues :

          0  fait
          1  panne imprévue
          2  mauvais usage de la ligne de commande
          3  introuvable : une demande, une personne, un fichier
          4  pas permis, ou pas inscrit
          5  refusé par le cycle de vie ou par une vérification de la saisie
          6  serveur hors d'atteinte ; rien n'est perdu
          7  synchronisé, et un conflit est apparu
        130  interrompu (Ctrl-C)

      Avec --json, une erreur est un objet sur la sortie d'erreur :
      {"error":{"code","message","hint","details"}}. Le champ « code » ne change jamais.
      """,
    english: """
      Every command ends with a code, the same in every language:

          0  done
          1  unexpected failure
          2  wrong usage of the command line
          3  not found: a request, a person, a file
          4  not allowed, or not enrolled
          5  refused by the lifecycle or by a check of what was entered
          6  server unreachable; nothing is lost
          7  synced, and a conflict came up
        130  interrupted (Ctrl-C)

      With --json an error is an object on standard error:
      {"error":{"code","message","hint","details"}}. Its "code" never changes.
      """)

  static let offlinePage = Words(
    french: """
      Tout se fait sans réseau, sauf « join », « sync », « people --fetch », et le contenu
      d'une pièce jointe qui n'est pas encore ici.

      Une modification est sur le disque de cet appareil dès que la commande le dit. Elle y
      attend « escale sync », qui l'envoie et reçoit celles des autres. Une synchronisation
      coupée reprend d'elle-même à la suivante, sans rien envoyer deux fois.

        escale status                 ce qui attend, et la dernière synchronisation
        escale list --pending-sync    les demandes concernées
        escale undo REF               retire une modification qui n'est pas partie
        escale sync                   dès que le réseau est là

      Si quelqu'un d'autre a agi entre-temps : « escale help merge ».
      """,
    english: """
      Everything works without a network but "join", "sync", "people --fetch", and the bytes
      of an attachment that isn't here yet.

      A change is on this device's disk as soon as the command says so. It waits there for
      "escale sync", which sends it and receives those of others. A sync that was cut short
      goes on by itself at the next one, and sends nothing twice.

        escale status                 what waits, and the last sync
        escale list --pending-sync    the requests concerned
        escale undo REF               withdraws a change that hasn't left
        escale sync                   once there is a network

      If somebody else has acted meanwhile: "escale help merge".
      """)

  static let mergePage = Words(
    french: """
      Deux personnes ont fait avancer la même demande sans se voir. Personne n'a rien à
      arbitrer : le cycle de vie décide, de la même façon partout.

      Chaque action a un poids : un travail fait (resolve) pèse plus qu'une attente
      (freeze, postpone), une fermeture plus que tout. Entre deux suites d'actions, la plus
      lourde tient, quel que soit l'ordre des synchronisations ; à poids égal, la première
      au registre. Qui agit après avoir vu l'autre passe toujours après lui.

      Rien n'est perdu. Ce qui n'a pas tenu reste dans l'historique, avec son texte et la
      raison ; les commentaires et les champs des deux côtés restent.

        escale conflicts              là où il en a été décidé autrement que vous ne pensiez
        escale show REF               l'historique ; ✗ marque ce qui ne tient pas
        escale explain REF            chaque décision, avec les poids
        escale conflicts --dismiss REF    vu
      """,
    english: """
      Two people have moved the same request without seeing each other. Nobody has anything
      to settle: the lifecycle decides, the same way everywhere.

      Every verb has a weight: work that was done (resolve) weighs more than waiting
      (freeze, postpone), closing more than all. Of two lines of steps the heavier holds,
      whoever synced first; of two as heavy, the first in the ledger. Whoever acts having
      seen the other always comes after him.

      Nothing is lost. What didn't hold stays in the timeline, with its text and the reason;
      comments and fields of both sides stay.

        escale conflicts              where it was decided otherwise than you had thought
        escale show REF               the timeline; ✗ marks what doesn't hold
        escale explain REF            every decision, with its weights
        escale conflicts --dismiss REF    seen
      """)

  static let datesPage = Words(
    french: """
      Une date s'écrit en ISO 8601 ou en mots, français ou anglais dans toute langue :

        2026-03-02                    à 8 h, heure de cet appareil
        2026-03-02T14:30              à cette heure-là
        2026-03-02T14:30:00+01:00     avec son décalage
        demain, après-demain          tomorrow
        lundi … dimanche              le prochain, jamais aujourd'hui
        « dans 3 jours », +3j, +2s    in 3 days, +3d, +2w

      En JSON, les dates sont en RFC 3339, en UTC, avec les millisecondes.

        escale postpone 1043 --until lundi -m "En congé"
        escale postpone 1043 --until +2s -m "Pièce commandée"

      Les dates d'un formulaire se disent de même, sans heure :

        escale new --service demenagement --field le=lundi
      """,
    english: """
      A date is written in ISO 8601 or in words, French or English whatever the language:

        2026-03-02                    at 08:00 by this device's clock
        2026-03-02T14:30              at that time
        2026-03-02T14:30:00+01:00     with its offset
        tomorrow                      demain, après-demain
        monday … sunday               the next one, never today
        "in 3 days", +3d, +2w         dans 3 jours, +3j, +2s

      In JSON dates are RFC 3339, in UTC, with milliseconds.

        escale postpone 1043 --until monday -m "On leave"
        escale postpone 1043 --until +2w -m "Part ordered"

      The dates of a form are given in the same way, without a time:

        escale new --service demenagement --field le=monday
      """)
}
