"""Files on their way, where scripts run: sizes, limits, how far they are, stopped and lost."""

import unittest

from portal import PortalCase, expect

MEBIBYTE = 1 << 20


class Upload(PortalCase):
    def form(self):
        """The form of a new request with everything but its files."""
        page = self.signed_in("paul")
        page.goto("/requests/new/proximite")
        page.locator("[name='field.equipe']").select_option("nancy-lettres")
        page.get_by_label("Titre").fill("Avec un grand fichier")
        page.get_by_label("Description").fill("Voir le fichier")
        page.locator("summary", has_text="Pièces jointes").click()
        return page

    def choose(self, page, name, byte_count):
        page.get_by_label("Fichiers à joindre").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": bytes(byte_count)})

    def send(self, page):
        page.locator("main button.main").click()

    def slowly(self, page):
        """A line that takes ten seconds for a mebibyte."""
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": 0, "downloadThroughput": -1,
            "uploadThroughput": MEBIBYTE // 10})
        return line

    def at_full_speed(self, line):
        line.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})

    def test_chosen_files_are_named_with_their_sizes_and_arrive(self):
        page = self.form()
        self.choose(page, "plan.pdf", 3 * MEBIBYTE)
        expect(page.locator("#upload-list")).to_have_text("plan.pdf 3\u00a0Mio")
        self.send(page)
        page.wait_for_url("**done=created")
        expect(page.locator(".story")).to_contain_text("plan.pdf")

    def test_a_file_beyond_the_limit_is_refused_before_anything_is_sent(self):
        page = self.form()
        page.locator("#upload").evaluate("input => input.dataset.bytes = 1000")
        self.choose(page, "film.mp4", 2000)
        expect(page.get_by_role("alert")).to_contain_text("« film.mp4 » fait 2")
        sent = []
        page.on("request", lambda request: sent.append(request.method))
        self.send(page)
        expect(page.locator("#upload")).to_be_focused()
        self.assertNotIn("POST", sent)
        expect(page.get_by_label("Titre")).to_have_value("Avec un grand fichier")

    def test_how_far_it_is_can_be_seen_and_stopped_and_sent_again(self):
        page = self.form()
        self.choose(page, "image.iso", 4 * MEBIBYTE)
        line = self.slowly(page)
        self.send(page)
        expect(page.locator("#upload-share")).to_contain_text("sur 4\u00a0Mio")
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.get_by_role("button", name="Arrêter l'envoi").click()
        expect(page.locator("#upload-news")).to_contain_text("arrêté")
        expect(page.get_by_label("Description")).to_have_value("Voir le fichier")
        self.at_full_speed(line)
        self.send(page)
        page.wait_for_url("**done=created")
        expect(page.locator(".story")).to_contain_text("image.iso")

    def test_a_lost_connection_loses_neither_words_nor_files(self):
        page = self.form()
        self.choose(page, "notes.txt", 2000)
        page.context.set_offline(True)
        self.send(page)
        expect(page.locator("#upload-news")).to_contain_text("connexion s'est perdue")
        page.context.set_offline(False)
        self.send(page)
        page.wait_for_url("**done=created")
        expect(page.locator(".story")).to_contain_text("notes.txt")

    def test_a_refused_form_comes_back_with_its_files(self):
        page = self.form()
        page.get_by_label("Titre").fill("")
        self.choose(page, "notes.txt", 2000)
        self.send(page)
        expect(page.locator("#faults")).to_be_focused()
        expect(page.locator("#files .people li").first).to_contain_text("notes.txt")
        page.get_by_label("Titre").fill("Maintenant")
        self.send(page)
        page.wait_for_url("**done=created")
        expect(page.locator(".story")).to_contain_text("notes.txt")


if __name__ == "__main__":
    unittest.main()
