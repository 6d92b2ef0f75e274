"""A technician's laptop and the pages work on the same request."""

import unittest

from portal import PortalCase, expect, password


class Together(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lea = cls.desk.join("lea")

    def test_what_a_laptop_did_appears_without_loading_the_page_again(self):
        paul = self.signed_in("paul")
        ref = self.new(paul, "En direct")
        paul.goto(f"/requests/{ref}")
        paul.locator("summary", has_text="Ajouter un commentaire").click()
        paul.get_by_label("Commentaire").fill("Je n'ai pas fini d'éc")
        self.lea.sync()
        self.lea.run("take", ref)
        self.lea.sync()
        expect(paul.locator(".where .state")).to_have_text("Assignée")
        expect(paul.locator(".story")).to_contain_text("Léa Vautrelle prend la demande en charge")
        expect(paul.locator("#news")).to_have_text("La demande vient de changer.")
        expect(paul.get_by_label("Commentaire")).to_have_value("Je n'ai pas fini d'éc")

    def test_an_offline_resolution_meets_an_answer_and_both_see_the_same_story(self):
        paul = self.signed_in("paul")
        ref = self.new(paul, "Résolution et réponse")
        self.lea.sync()
        self.lea.run("take", ref)
        self.lea.run("ask", ref, "-m", "Quelle prise ?")
        self.lea.sync()
        # Offline from here: she finds the fault herself while he answers.
        self.lea.run("resolve", ref, "-m", "Trouvé : le commutateur")
        self.act(paul, ref, "answer", text="Celle de gauche")
        self.assertEqual(self.state(paul, ref), "Assignée")
        self.lea.sync()
        self.assertEqual(self.state(paul, ref), "Résolue")
        view = self.lea.show(ref)
        self.assertEqual(view["state"], "resolved")
        texts = [entry["text"] for entry in view["timeline"] if entry["text"]]
        story = paul.locator(".story").inner_text()
        for text in texts:
            self.assertIn(text, story)
        expect(paul.locator(".story .off")).to_contain_text("Celle de gauche")
        expect(paul.locator(".story .fate")).to_contain_text("Léa Vautrelle a résolu la demande")

    def test_whoever_acts_on_an_old_page_is_told_and_keeps_his_words(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea", java_script_enabled=False)
        ref = self.new(paul, "Vieille page")
        self.act(lea, ref, "assign", agent="lea")
        lea.goto(f"/requests/{ref}/do/freeze")
        lea.locator("#freeze-text").fill("En attendant la pièce")
        karim = self.signed_in("karim")
        self.act(karim, ref, "resolve", text="Déjà fait")
        lea.locator("main form button.main").click()
        expect(lea.get_by_role("alert")).to_contain_text("a bougé")
        expect(lea.locator("#freeze-text")).to_have_value("En attendant la pièce")
        self.assertEqual(self.state(paul, ref), "Résolue")

    def test_what_was_being_written_survives_a_lost_page(self):
        paul = self.signed_in("paul")
        paul.goto("/requests/new/proximite")
        paul.get_by_label("Titre").fill("À moitié")
        paul.get_by_label("Description").fill("Tout un paragraphe")
        paul.goto("/requests/new/proximite")
        expect(paul.get_by_label("Titre")).to_have_value("À moitié")
        expect(paul.get_by_label("Description")).to_have_value("Tout un paragraphe")

    def sign_in_again(self, page, user):
        page.fill("#name", user)
        page.fill("#password", password(user))
        page.locator("main button.main").click()
        expect(page.locator("[data-reader]")).to_have_attribute("data-reader", user)

    def test_what_was_being_written_outlives_the_session_for_its_writer_alone(self):
        page = self.signed_in("paul", fresh=True)
        page.goto("/requests/new/proximite")
        page.get_by_label("Titre").fill("À moitié")
        page.context.clear_cookies()
        page.goto("/requests/new/proximite")
        self.sign_in_again(page, "paul")
        page.goto("/requests/new/proximite")
        expect(page.get_by_label("Titre")).to_have_value("À moitié")
        page.context.clear_cookies()
        page.goto("/requests/new/proximite")
        self.sign_in_again(page, "claire")
        page.goto("/requests/new/proximite")
        expect(page.get_by_label("Titre")).to_have_value("")
        page.get_by_label("Titre").fill("De Claire")
        page.get_by_role("button", name="Se déconnecter").click()
        self.sign_in_again(page, "claire")
        page.goto("/requests/new/proximite")
        expect(page.get_by_label("Titre")).to_have_value("")

    def test_a_form_kept_over_a_session_is_read_by_its_labels_and_sent(self):
        page = self.signed_in("paul", fresh=True)
        page.goto("/requests/new/proximite")
        page.locator("[name='field.equipe']").select_option("nancy-lettres")
        page.fill("#title", "Gardée")
        page.fill("#description", "Tout un paragraphe")
        page.context.clear_cookies()
        page.locator("main button.main").click()
        self.sign_in_again(page, "paul")
        facts = page.locator("main dl.facts")
        expect(facts).to_contain_text("Équipe de proximité")
        expect(facts).to_contain_text("Nancy – campus Lettres")
        expect(facts).to_contain_text("Tout un paragraphe")
        expect(facts).not_to_contain_text("nancy-lettres")
        page.get_by_role("button", name="Envoyer maintenant").click()
        page.wait_for_url("**/requests/*-*?done=created")

    def test_a_forgotten_password_leads_somewhere_also_where_no_mail_is_sent(self):
        page = self.page()
        page.goto("/")
        page.get_by_role("link", name="Mot de passe oublié").click()
        expect(page.locator("main")).to_contain_text("n'envoie pas de courriel")
        expect(page.locator("main form")).to_have_count(0)

    def test_what_was_chosen_and_ticked_survives_with_what_was_written(self):
        lea = self.signed_in("lea")
        lea.goto("/requests/new/nouveau-poste")
        lea.locator("[name='field.campus']").select_option(index=2)
        chosen = lea.locator("[name='field.campus']").input_value()
        lea.locator("input[type=date]").fill("2027-01-15")
        lea.goto("/requests/new/nouveau-poste")
        expect(lea.locator("[name='field.campus']")).to_have_value(chosen)
        expect(lea.locator("input[type=date]")).to_have_value("2027-01-15")
        ref = self.new(self.signed_in("paul"), "Note en attente")
        lea.goto(f"/requests/{ref}")
        lea.get_by_text("Ajouter un commentaire").click()
        lea.fill("#comment", "Entre nous")
        lea.check("#private")
        lea.goto(f"/requests/{ref}")
        # A note for agents never comes back as a comment for all.
        expect(lea.locator("#comment")).to_have_value("Entre nous")
        expect(lea.locator("#private")).to_be_checked()

    def test_a_choice_is_left_alone_by_news(self):
        lea = self.signed_in("lea")
        ref = self.new(self.signed_in("paul"), "Choix et nouvelles")
        lea.goto(f"/requests/{ref}")
        lea.locator("details:has(#assign-agent) > summary").click()
        lea.locator("#assign-agent").select_option("karim")
        lea.locator("h1").click()
        self.lea.sync()
        self.lea.run("comment", ref, "-m", "Des nouvelles")
        self.lea.sync()
        expect(lea.locator(".story")).to_contain_text("Des nouvelles")
        expect(lea.locator("#assign-agent")).to_have_value("karim")

    def test_of_two_edits_at_once_the_losing_one_is_explained(self):
        paul = self.signed_in("paul")
        ref = self.new(paul, "Deux titres")
        self.lea.sync()
        self.lea.run("edit", ref, "--title", "Titre de Léa")
        paul.goto(f"/requests/{ref}/edit")
        paul.get_by_label("Titre").fill("Titre de Paul")
        paul.get_by_role("button", name="Enregistrer").click()
        paul.wait_for_url("**done=edited")
        self.lea.sync()
        paul.goto(f"/requests/{ref}")
        expect(paul.get_by_role("heading", level=1)).to_contain_text("Titre de Léa")
        expect(paul.locator(".story .fate")).to_contain_text("Titre « Titre de Paul »")
        expect(paul.locator(".story .fate")).to_contain_text("Léa Vautrelle l'a changé")

    def test_the_server_stops_though_somebody_watches(self):
        paul = self.signed_in("paul")
        ref = self.new(paul, "Arrêt")
        paul.goto(f"/requests/{ref}")
        self.assertEqual(self.desk.stop(), 0)
        self.desk.start()
        paul.goto(f"/requests/{ref}")
        expect(paul.get_by_role("heading", level=1)).to_contain_text("Arrêt")


if __name__ == "__main__":
    unittest.main()
