"""The service's documentation for its users, sentence by sentence, with and without scripts."""

import datetime
import re
import unittest

from portal import PortalCase, expect, password

MATHIS = "vmathis"
# One pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63e00e4d0600013200c45e44f9aa0000000049454e44ae426082")


class Documentation(PortalCase):
    """Every sentence about the portal, as a scenario."""

    # Accès au logiciel d'assistance

    def test_a_browser_and_the_address_are_enough(self):
        page = self.page()
        page.goto("/")
        page.get_by_label("Identifiant").fill("paul")
        page.get_by_label("Mot de passe").fill(password("paul"))
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Paul")

    # Descriptif du portail utilisateur

    def test_two_zones_both_lead_to_a_new_request_and_to_the_current_ones(self):
        page = self.signed_in("paul")
        side = page.get_by_role("navigation", name="Menu principal")
        centre = page.get_by_role("main")
        for zone in (side, centre):
            for name, path in (
                    ("Nouvelle demande", "/requests/new"), ("Demandes en cours", "/requests")):
                page.goto("/")
                zone.get_by_role("link", name=name).click()
                page.wait_for_url(f"**{path}")
                expect(page.get_by_role("heading", level=1)).to_have_text(name)

    def test_current_requests_are_those_created_and_those_invited_to(self):
        paul, vera, other = (self.signed_in(user) for user in ("paul", MATHIS, "wjacquot"))
        ref = self.new(paul, "Invitation", contacts=[MATHIS])
        for page in (paul, vera):
            page.goto("/requests")
            expect(page.get_by_role("link", name="Invitation").first).to_be_visible()
        other.goto("/requests")
        expect(other.get_by_role("link", name="Invitation")).to_have_count(0)
        self.assertEqual(other.goto(f"/requests/{ref}").status, 404)

    def test_closed_requests_stand_apart_for_all_who_had_them(self):
        paul, vera, lea = (self.signed_in(user) for user in ("paul", MATHIS, "lea"))
        ref = self.new(paul, "Bientôt fermée", contacts=[MATHIS])
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "resolve", text="Câble changé")
        self.act(paul, ref, "close", text="Merci")
        for page in (paul, vera):
            page.goto("/")
            page.get_by_role("navigation").get_by_role("link", name="Demandes fermées").click()
            expect(page.get_by_role("link", name="Bientôt fermée")).to_be_visible()
            page.goto("/requests")
            expect(page.get_by_role("link", name="Bientôt fermée")).to_have_count(0)

    def test_one_leaves_by_the_side(self):
        page = self.signed_in("paul", fresh=True)
        page.get_by_role("navigation").get_by_role("button", name="Se déconnecter").click()
        expect(page.get_by_label("Mot de passe")).to_be_visible()
        page.goto("/requests")
        expect(page.get_by_label("Mot de passe")).to_be_visible()

    # Créer une nouvelle demande

    def test_the_catalogue_is_a_hierarchy_a_list_and_a_mosaic(self):
        page = self.signed_in("paul")
        page.goto("/requests/new")
        for view, sign in (("Liste", ".services"), ("Mosaïque", ".tiles"), ("Hiérarchie", ".tree")):
            page.get_by_role("link", name=view, exact=True).click()
            expect(page.locator(sign).first).to_be_visible()
            page.goto("/requests/new")  # the choice is remembered
            expect(page.locator(sign).first).to_be_visible()

    def test_the_catalogue_can_be_searched(self):
        page = self.signed_in("paul")
        page.goto("/requests/new")
        page.get_by_label("Chercher un service").fill("reseau acces")
        page.get_by_role("button", name="Chercher").click()
        expect(page.get_by_role("link", name="Accès distant (VPN)")).to_be_visible()
        expect(page.get_by_role("link", name="Clés et badges")).to_have_count(0)

    def test_one_walks_through_the_catalogue_to_the_service(self):
        page = self.signed_in("paul")
        page.goto("/requests/new?view=tree")
        expect(page.get_by_text("NUMÉRIQUE", exact=False).first).to_be_visible()
        page.locator("summary", has_text="Mon environnement de travail").click()
        page.get_by_role("link", name="Mon équipe numérique de proximité").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Mon équipe numérique de proximité")
        expect(page.get_by_label("Équipe de proximité")).to_be_visible()

    def test_title_description_and_what_the_service_wants_are_mandatory(self):
        page = self.signed_in("paul")
        page.goto("/requests/new/proximite")
        page.get_by_label("Titre").fill("Un « titre » & <b>")
        page.locator("main button.main").click()
        faults = page.get_by_role("alert")
        expect(faults).to_contain_text("Équipe de proximité")
        expect(faults).to_contain_text("La description est vide")
        expect(page.get_by_label("Titre")).to_have_value("Un « titre » & <b>")
        page.get_by_label("Description").fill("Ligne 1\nLigne 2")
        page.locator("main button.main").click()
        expect(faults).not_to_contain_text("La description est vide")
        expect(page.get_by_label("Description")).to_have_value("Ligne 1\nLigne 2")
        page.get_by_label("Équipe de proximité").select_option("nancy-lettres")
        page.locator("main button.main").click()
        expect(page.get_by_role("status").first).to_contain_text("Sa référence est 1-")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Un « titre » & <b>")

    # Ajouter un ou des contacts

    def test_contacts_are_ticked_in_a_list_and_confirmed(self):
        page = self.signed_in("paul")
        page.goto("/requests/new/proximite")
        page.get_by_label("Titre").fill("Avec contacts")
        page.locator("summary", has_text="Contacts").click()
        page.get_by_role("button", name="Ajouter des contacts").click()
        page.get_by_label("Nom, identifiant ou courriel").fill("vmathis")
        page.get_by_role("button", name="Chercher").click()
        page.get_by_role("checkbox", name="vmathis").check()
        page.get_by_label("Nom, identifiant ou courriel").fill("wjacquot")
        page.get_by_role("button", name="Chercher").click()
        page.get_by_role("checkbox", name="wjacquot").check()
        expect(page.get_by_role("checkbox", name="vmathis")).to_be_checked()
        page.get_by_role("button", name="Valider").click()
        expect(page.locator("#contacts li")).to_have_count(2)
        expect(page.get_by_label("Titre")).to_have_value("Avec contacts")
        page.locator("#contacts li").first.get_by_role("button").click()
        expect(page.locator("#contacts li")).to_have_count(1)

    def test_a_contact_has_exactly_the_requesters_rights(self):
        paul, vera, lea = (self.signed_in(user) for user in ("paul", MATHIS, "lea"))
        ref = self.new(paul, "Droits du contact", contacts=[MATHIS])
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "ask", text="Quelle salle ?")
        self.act(vera, ref, "answer", text="La A114")
        self.assertEqual(self.state(paul, ref), "Assignée")
        self.act(lea, ref, "resolve", text="Prise réparée")
        self.act(vera, ref, "close")
        self.assertEqual(self.state(paul, ref), "Fermée")

    def test_contacts_are_added_and_removed_later_too(self):
        page = self.signed_in("paul")
        ref = self.new(page, "Contacts plus tard")
        page.goto(f"/requests/{ref}")
        page.locator("summary", has_text="Contacts").click()
        page.get_by_role("link", name="Ajouter des contacts").click()
        page.get_by_label("Nom, identifiant ou courriel").fill("vmathis")
        page.get_by_role("button", name="Chercher").click()
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Valider").click()
        page.wait_for_url("**done=contacts")
        page.locator("summary", has_text="Contacts").click()
        page.locator(".people button").click()
        expect(page.locator(".story")).to_contain_text("a retiré un contact")

    # Ajouter une ou des pièces jointes

    def test_files_are_chosen_kept_when_the_form_is_refused_and_attached(self):
        page, lea = self.signed_in("paul"), self.signed_in("lea")
        page.goto("/requests/new/proximite")
        page.get_by_label("Titre").fill("Avec pièces jointes")
        page.locator("summary", has_text="Pièces jointes").click()
        page.get_by_label("Fichiers à joindre").set_input_files([
            {"name": "écran.png", "mimeType": "image/png", "buffer": PICTURE},
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"trois lignes"}])
        page.locator("main button.main").click()
        expect(page.locator("#faults")).to_be_visible()
        expect(page.locator("[name=file]")).to_have_count(2)
        page.get_by_label("Description").fill("Voir l'image")
        page.locator("[name='field.equipe']").select_option("nancy-lettres")
        page.locator("main button.main").click()
        page.wait_for_url("**done=created")
        ref = page.url.split("/")[-1].split("?")[0]
        lea.goto(f"/requests/{ref}")
        for name, content in (("écran.png", PICTURE), ("notes.txt", b"trois lignes")):
            link = lea.get_by_role("link", name=name)
            answer = lea.request.get(link.get_attribute("href"))
            self.assertEqual(answer.body(), content)

    def test_a_form_that_a_lost_connection_swallowed_is_sent_again_by_the_browser(self):
        page = self.signed_in("paul")
        page.goto("/requests/new/proximite")
        page.locator("[name='field.equipe']").select_option("nancy-lettres")
        page.get_by_label("Titre").fill("Coupure")
        page.get_by_label("Description").fill("Tout un paragraphe")
        page.context.set_offline(True)
        page.locator("main button.main").click()
        expect(page.locator("main")).to_have_count(0)
        page.context.set_offline(False)
        page.reload()
        page.wait_for_url("**done=created")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Coupure")

    def test_files_are_attached_later_too(self):
        page = self.signed_in("paul")
        ref = self.new(page, "Pièce jointe plus tard")
        page.goto(f"/requests/{ref}")
        page.locator("summary", has_text="Pièces jointes").click()
        page.get_by_label("Fichiers à joindre").set_input_files(
            {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 plan"})
        page.locator("form[action$='/files'] button.main").click()
        page.wait_for_url("**done=files")
        expect(page.locator(".story")).to_contain_text("plan.pdf")

    # Les différents états d'une demande

    def test_a_request_that_the_catalogue_routes_is_dispatched_at_once(self):
        page = self.signed_in("paul")
        ref = self.new(page, "Affectée aussitôt")
        self.assertEqual(self.state(page, ref), "Affectée")
        expect(page.locator(".story")).to_contain_text("Nouveau → Affectée")

    def test_a_request_that_nobody_has_is_new_until_it_is_handed_to_a_team(self):
        paul, triage = self.signed_in("paul"), self.signed_in("bmorvan")
        paul.goto("/requests/new/question")
        paul.fill("#title", "À qui demander ?")
        paul.fill("#description", "Je ne sais pas")
        paul.locator("main button.main").click()
        paul.wait_for_url("**done=created")
        ref = paul.url.split("/")[-1].split("?")[0]
        self.assertEqual(self.state(paul, ref), "Nouveau")
        triage.goto("/queue")
        expect(triage.get_by_role("link", name="À qui demander ?")).to_be_visible()
        self.act(triage, ref, "dispatch", team="PROX-METZ")
        self.assertEqual(self.state(paul, ref), "Affectée")

    def test_a_manager_passes_it_to_another_team(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Pour Metz")
        self.act(lea, ref, "transfer", team="PROX-METZ", text="C'est à Metz")
        self.assertEqual(self.state(paul, ref), "Affectée")
        expect(paul.locator(".story")).to_contain_text("Affectée → Réaffectée → Affectée")
        expect(paul.locator(".standing")).to_contain_text("Metz")

    def test_a_manager_gives_it_to_an_agent(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Pour Karim")
        self.act(lea, ref, "assign", agent="karim")
        self.assertEqual(self.state(paul, ref), "Assignée")
        expect(paul.locator(".standing")).to_contain_text("Karim Benhassir")

    def test_only_the_requester_closes(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Qui ferme ?")
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "resolve", text="Fait")
        lea.goto(f"/requests/{ref}")
        expect(lea.locator("form[action$='/close']")).to_have_count(0)
        # Who tries all the same is led to the request, which has no such action for him.
        lea.goto(f"/requests/{ref}/do/close")
        expect(lea).to_have_url(re.compile(f"/requests/{ref}$"))
        expect(lea.locator("form[action$='/close']")).to_have_count(0)
        paul.goto(f"/requests/{ref}")
        paul.locator("form[action$='/close'] button").click()
        expect(paul.locator(".where .state")).to_have_text("Fermée")
        expect(paul.locator(".actions form[action*='/do/']")).to_have_count(0)

    def test_what_the_requester_does_not_close_is_closed_after_three_weeks(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Jamais fermée")
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "resolve", text="Fait")
        self.assertEqual(self.due(ref, days=20), [])
        self.assertEqual(self.due(ref, days=22), ["autoClose"])

    def test_a_question_waits_for_the_requester_and_comes_back_with_his_answer(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Question")
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "ask", text="Quelle prise ?")
        paul.goto("/")
        expect(paul.get_by_role("heading", name="À vous de jouer")).to_be_visible()
        paul.get_by_role("link", name=ref).first.click()
        expect(paul.locator("blockquote").first).to_have_text("Quelle prise ?")
        paul.get_by_label("Réponse").fill("Celle de gauche")
        paul.get_by_role("button", name="Répondre").click()
        expect(paul.locator(".where .state")).to_have_text("Assignée")

    def test_a_question_without_an_answer_is_resolved_after_a_time(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Sans réponse")
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "ask", text="Quelle prise ?")
        self.assertEqual(self.due(ref, days=13), [])
        self.assertEqual(self.due(ref, days=15), ["resolveUnanswered"])

    def test_a_postponed_request_comes_back_on_its_date(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "À reporter")
        day = datetime.date.today() + datetime.timedelta(days=10)
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "postpone", date=day.isoformat(), text="Pièce commandée")
        self.assertEqual(self.state(paul, ref), "Reportée")
        self.assertEqual(self.due(ref, days=9), [])
        self.assertEqual(self.due(ref, days=11), ["resumeOnDate"])

    def test_a_frozen_request_rests_until_an_agent_resumes_it(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "À geler")
        self.act(lea, ref, "assign", agent="lea")
        self.act(lea, ref, "freeze", text="Travaux")
        self.assertEqual(self.state(paul, ref), "Gelée")
        self.act(lea, ref, "resume")
        self.assertEqual(self.state(paul, ref), "Assignée")

    # Beside the documentation

    def test_comments_are_for_all_and_notes_for_agents(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Remarques")
        for text, isPrivate in (("Bonjour à tous", False), ("Entre nous", True)):
            lea.goto(f"/requests/{ref}")
            lea.locator("summary", has_text="Ajouter un commentaire").click()
            lea.get_by_label("Commentaire").fill(text)
            if isPrivate:
                lea.get_by_label("Note entre agents").check()
            lea.locator("form[action$='/comment'] button").click()
            lea.wait_for_url("**done=comment")
        expect(lea.locator(".story")).to_contain_text("Entre nous")
        paul.goto(f"/requests/{ref}")
        expect(paul.locator(".story")).to_contain_text("Bonjour à tous")
        expect(paul.locator("body")).not_to_contain_text("Entre nous")

    def test_a_request_is_edited_and_a_losing_value_explained(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "À corriger")
        paul.goto(f"/requests/{ref}")
        paul.get_by_role("link", name="Modifier la demande").click()
        lea.goto(f"/requests/{ref}/edit")
        lea.get_by_label("Titre").fill("Corrigé par Léa")
        lea.get_by_role("button", name="Enregistrer").click()
        lea.wait_for_url("**done=edited")
        paul.get_by_label("Titre").fill("Corrigé par Paul")
        paul.get_by_label("Lieu").fill("A114")
        paul.get_by_label("Urgence").select_option("high")
        paul.get_by_role("button", name="Enregistrer").click()
        expect(paul.get_by_role("alert")).to_contain_text("Léa Vautrelle : « Corrigé par Léa »")
        expect(paul.get_by_label("Titre")).to_have_value("Corrigé par Paul")
        paul.get_by_role("button", name="Enregistrer").click()
        paul.wait_for_url("**done=edited")
        expect(paul.get_by_role("heading", level=1)).to_contain_text("Corrigé par Paul")
        expect(paul.locator("#facts-title")).to_be_visible()
        expect(paul.locator(".facts").first).to_contain_text("A114")

    def test_an_agent_takes_from_the_queue_on_a_phone_and_resolves(self):
        paul = self.signed_in("paul")
        ref = self.new(paul, "À prendre")
        lea = self.signed_in("lea", viewport={"width": 360, "height": 740})
        lea.goto("/queue")
        lea.get_by_role("button", name=f"Prendre en charge {ref}", exact=True).click()
        lea.wait_for_url("**done=moved")
        expect(lea.locator(".where .state")).to_have_text("Assignée")
        lea.locator("summary", has_text="Résoudre").click()
        lea.get_by_label("Solution", exact=False).first.fill("Câble changé")
        lea.get_by_label("Catégorie de solution").select_option("repair")
        lea.locator("form[action$='/do/resolve'] button.main").click()
        lea.wait_for_url("**done=moved")
        expect(lea.locator(".facts").first).to_contain_text("réparation")

    def test_an_agent_links_requests(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        first, second = self.new(paul, "Première"), self.new(paul, "Deuxième")
        lea.goto(f"/requests/{second}/edit")
        lea.get_by_label("Cette demande est").select_option("duplicate-of")
        lea.get_by_label("Référence de l'autre demande").fill(first)
        lea.get_by_role("button", name="Lier").click()
        lea.wait_for_url("**done=edited")
        lea.locator(".facts").get_by_role("link", name=first).first.click()
        expect(lea.get_by_role("heading", level=1)).to_contain_text("Première")

    def test_lists_are_filtered_sorted_and_searched(self):
        page = self.signed_in("zclaudon")
        for title in ("Écran noir", "Souris perdue", "Clavier muet"):
            self.new(page, title)
        page.goto("/requests")
        page.get_by_label("Mots ou référence").fill("ecran")
        page.get_by_role("button", name="Filtrer").click()
        expect(page.locator(".requests li")).to_have_count(1)
        expect(page.get_by_role("link", name="Écran noir")).to_be_visible()
        page.get_by_label("Mots ou référence").fill("")
        page.get_by_label("Ordre").select_option("title")
        page.get_by_role("button", name="Filtrer").click()
        expect(page.locator(".requests h2 bdi")).to_have_text(
            ["Clavier muet", "Souris perdue", "Écran noir"])
        page.get_by_label("État").select_option("pending")
        page.get_by_role("button", name="Filtrer").click()
        expect(page.get_by_text("Aucune demande ne correspond")).to_be_visible()

    def test_the_pages_speak_english_by_wish_and_by_choice(self):
        page = self.signed_in("paul", fresh=True, locale="en-GB")
        expect(page.get_by_role("link", name="New request").first).to_be_visible()
        page.get_by_role("button", name="Français").click()
        expect(page.get_by_role("link", name="Nouvelle demande").first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "fr")

    def test_an_agent_asks_on_somebodys_behalf(self):
        lea, paul = self.signed_in("lea"), self.signed_in("paul")
        lea.goto("/requests/new/proximite")
        lea.get_by_label("Pour").fill("paul")
        lea.locator("[name='field.equipe']").select_option("nancy-lettres")
        lea.fill("#title", "Pour Paul")
        lea.fill("#description", "Au téléphone")
        lea.locator("main button.main").click()
        lea.wait_for_url("**done=created")
        paul.goto("/requests")
        expect(paul.get_by_role("link", name="Pour Paul")).to_be_visible()

    def due(self, ref, days):
        """The verbs that the server would use by itself so many days from now."""
        day = datetime.date.today() + datetime.timedelta(days=days)
        timers = self.desk.server(
            "timers", "--dry-run", "--at", f"{day.isoformat()}T23:59", "--json").json
        return [timer["verb"] for timer in timers if timer["ref"] == ref]


class DocumentationWithoutScripts(Documentation):
    """The same without scripts: they only improve."""

    scripts = False


if __name__ == "__main__":
    unittest.main()
