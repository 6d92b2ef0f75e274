"""Writes the manual pages of a program, made from its own command tree, in both languages.

    man_pages.py PROGRAM FOLDER     FOLDER/man1/…, FOLDER/fr/man1/…
"""

import json
import subprocess
import sys
from pathlib import Path

WORDS = {
    "en": dict(
        name="NAME", synopsis="SYNOPSIS", description="DESCRIPTION", commands="COMMANDS",
        arguments="ARGUMENTS", options="OPTIONS", exit="EXIT STATUS", also="SEE ALSO",
        of="command of", title="Escale"),
    "fr": dict(
        name="NOM", synopsis="SYNOPSIS", description="DESCRIPTION", commands="COMMANDES",
        arguments="ARGUMENTS", options="OPTIONS", exit="CODE DE RETOUR", also="VOIR AUSSI",
        of="commande de", title="Escale"),
}
EXITS = {
    "en": ["done", "unexpected failure", "wrong usage", "not found",
           "not allowed, or not signed in", "refused by the lifecycle or by a check of the input",
           "server unreachable; nothing is lost", "synced, and a conflict came up"],
    "fr": ["fait", "échec inattendu", "mauvais usage", "introuvable",
           "pas permis, ou pas identifié", "refusé par le cycle de vie ou un contrôle de la saisie",
           "serveur injoignable ; rien n'est perdu", "synchronisé, et un conflit est apparu"],
}
INTERRUPTED = {"en": "interrupted", "fr": "interrompu"}


def roff(text):
    """A text of one's own as roff takes it literally."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return "\\&" + text if text[:1] in (".", "'") else text


def name_of(name):
    return ("--" if name["kind"] == "long" else "-") + name["name"]


def usage(path, command):
    """The words of a synopsis line."""
    parts = [f"\\fB{roff(' '.join(path))}\\fR"]
    for argument in command.get("arguments", []):
        if not argument["shouldDisplay"]:
            continue
        value = f"\\fI{roff(argument['valueName'])}\\fR"
        more = " .\\|.\\|." if argument["isRepeating"] else ""
        if argument["kind"] == "positional":
            part = value
        else:
            part = f"\\fB{roff(name_of(argument['preferredName']))}\\fR"
            part += f" {value}" if argument["kind"] == "option" else ""
        parts.append((f"[{part}]" if argument["isOptional"] else part) + more)
    if command.get("subcommands"):
        parts.append("\\&.\\|.\\|.")
    return " ".join(parts)


def arguments(command, words):
    lines = []
    shown = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    for heading, kinds in (("arguments", ["positional"]), ("options", ["option", "flag"])):
        some = [argument for argument in shown if argument["kind"] in kinds]
        if some:
            lines.append(f".SH {words[heading]}")
        for argument in some:
            value = f"\\fI{roff(argument['valueName'])}\\fR"
            names = ", ".join(f"\\fB{roff(name_of(n))}\\fR" for n in argument.get("names", []))
            label = value if argument["kind"] == "positional" else names
            label += f" {value}" if argument["kind"] == "option" else ""
            lines += [".TP", label, roff(argument.get("abstract", "")) or "\\&"]
    return lines


def page(program, path, command, language, pages):
    """One page: of the program, or of one of its commands."""
    words = WORDS[language]
    title = "-".join(path)
    lines = [f'.TH "{title.upper()}" 1 "" "{words["title"]}"', f".SH {words['name']}",
             f"{roff(title)} \\- {roff(command.get('abstract', ''))}", f".SH {words['synopsis']}"]
    below = [sub for sub in command.get("subcommands", []) if is_shown(sub)]
    for sub in below if below and len(path) > 1 else []:
        lines += [usage(path + [sub["commandName"]], sub), ".br"]
    if len(path) == 1 or not below:
        lines.append(usage(path, command))
    if below:
        lines.append(f".SH {words['commands']}")
        for sub in below:
            lines += [".TP", f"\\fB{roff(sub['commandName'])}\\fR", roff(sub.get("abstract", ""))]
    for sub in below if len(path) > 1 else []:
        for line in arguments(sub, words):
            lines.append(
                f".SS {roff(sub['commandName'])}: {line[4:].lower()}" if line.startswith(".SH")
                else line)
    if not below or len(path) == 1:
        lines += arguments(command, words)
    lines.append(f".SH {words['exit']}")
    for code, meaning in list(enumerate(EXITS[language])) + [(130, INTERRUPTED[language])]:
        lines += [".TP", f"\\fB{code}\\fR", roff(meaning)]
    others = [other for other in pages if other != title][:40]
    if others:
        lines += [f".SH {words['also']}"]
        lines.append(", ".join(f"\\fB{roff(other)}\\fR(1)" for other in others))
    return "\n".join(lines) + "\n"


def is_shown(command):
    return command.get("shouldDisplay", True) and command["commandName"] != "help"


def main(program, folder):
    for language in WORDS:
        dump = subprocess.run(
            [program, "--experimental-dump-help", "--lang", language], check=True,
            capture_output=True, text=True).stdout
        command = json.loads(dump)["command"]
        root = command["commandName"]
        target = Path(folder) / ("" if language == "en" else language) / "man1"
        target.mkdir(parents=True, exist_ok=True)
        below = [sub for sub in command["subcommands"] if is_shown(sub)]
        pages = [root] + [f"{root}-{sub['commandName']}" for sub in below]
        (target / f"{root}.1").write_text(page(program, [root], command, language, pages))
        for sub in below:
            path = [root, sub["commandName"]]
            (target / f"{'-'.join(path)}.1").write_text(
                page(program, path, sub, language, [root]))


main(sys.argv[1], sys.argv[2])
