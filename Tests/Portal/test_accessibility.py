"""Every page, looked at by axe for WCAG 2.2 AA; a whole new request by keyboard; zoom."""

import unittest

from axe_playwright_python.sync_playwright import Axe

from portal import PortalCase, expect, password

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Accessibility(PortalCase):
    def violations(self, page):
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found.response["violations"] for node in violation["nodes"]]

    def check(self, page, where):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            self.assertEqual(self.violations(page), [], f"{where}, {scheme}")

    def test_no_page_of_a_requester_has_a_violation(self):
        page = self.page()
        for path in ("/", "/accessibility", "/sign-in"):
            page.goto(path)
            self.check(page, path)
        page.fill("#name", "paul")
        page.fill("#password", "not it at all")
        page.locator("main button.main").click()
        self.check(page, "refused sign-in")
        paul = self.signed_in("paul")
        ref = self.new(paul, "Pour axe", contacts=["vmathis"])
        self.check(paul, "confirmation")
        for path in (
                "/", "/requests", "/requests/closed", "/requests/new?view=tree",
                "/requests/new?view=list", "/requests/new?view=tiles", "/requests/new?q=wifi",
                "/requests/new?q=xyzzy", "/requests/new/nouveau-poste", "/account",
                f"/requests/{ref}", f"/requests/{ref}/edit", f"/requests/{ref}/contacts", "/requests/1-999", "/nowhere"):
            paul.goto(path)
            self.check(paul, path)
        paul.goto("/requests/new/nouveau-poste")
        paul.locator("main button.main").click()
        self.check(paul, "refused form")
        paul.locator("summary", has_text="Pièces jointes").click()
        paul.get_by_label("Fichiers à joindre").set_input_files(
            {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
        self.check(paul, "chosen files")
        paul.locator("#contacts summary").click()
        paul.locator("#contacts button[value=contacts]").click()
        paul.fill("#search", "mar")
        paul.get_by_role("button", name="Chercher").click()
        self.check(paul, "list of people")

    def test_no_page_of_an_agent_has_a_violation(self):
        paul, lea = self.signed_in("paul"), self.signed_in("lea")
        ref = self.new(paul, "Pour axe aussi")
        for path in ("/queue", f"/requests/{ref}", f"/requests/{ref}/do/assign",
                     f"/requests/{ref}/do/transfer", f"/requests/{ref}/edit"):
            lea.goto(path)
            self.check(lea, path)
        self.act(lea, ref, "assign", agent="lea")
        for verb in ("ask", "postpone", "freeze", "resolve"):
            lea.goto(f"/requests/{ref}/do/{verb}")
            self.check(lea, verb)
        lea.locator("main form button.main").last.click()
        self.check(lea, "refused verb")
        self.act(lea, ref, "ask", text="Quelle prise ?")
        paul.goto(f"/requests/{ref}")
        self.check(paul, "question")
        self.act(lea, ref, "resolve", text="Fait")
        paul.goto(f"/requests/{ref}")
        self.check(paul, "resolved")

    def test_a_whole_new_request_needs_no_mouse(self):
        page = self.page()
        page.goto("/")
        self.press_to(page, "name")
        page.keyboard.type("paul")
        self.press_to(page, "password")
        page.keyboard.type(password("paul"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("navigation", name="Menu principal")).to_be_visible()
        page.keyboard.press("Tab")
        self.assertEqual(self.focused(page), "Aller au contenu")
        page.keyboard.press("Enter")
        self.press_to(page, "Nouvelle demande")
        page.keyboard.press("Enter")
        page.wait_for_url("**/requests/new")
        self.press_to(page, "Mon environnement de travail")
        page.keyboard.press("Enter")
        self.press_to(page, "Mon équipe numérique de proximité")
        page.keyboard.press("Enter")
        page.wait_for_url("**/requests/new/proximite")
        self.press_to(page, "field.equipe")
        page.keyboard.type("Nancy")
        self.press_to(page, "title")
        page.keyboard.type("Au clavier")
        page.keyboard.press("Enter")  # too early: nothing is lost
        expect(page.get_by_role("alert")).to_be_focused()
        self.press_to(page, "La description est vide.")
        page.keyboard.press("Enter")
        self.press_to(page, "description")
        page.keyboard.type("Sans souris")
        self.press_to(page, "Contacts")
        page.keyboard.press("Enter")
        self.press_to(page, "Ajouter des contacts")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Choisir des contacts")
        self.press_to(page, "search")
        page.keyboard.type("vmathis")
        page.keyboard.press("Enter")
        expect(page.get_by_role("checkbox")).to_be_visible()
        self.press_to(page, "contact")
        page.keyboard.press("Space")
        self.press_to(page, "Valider")
        page.keyboard.press("Enter")
        expect(page.locator("#contacts li")).to_have_count(1)
        self.press_to(page, "Envoyer")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=created")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Au clavier")

    def test_pages_fit_at_twice_their_size_and_on_a_phone(self):
        paul = self.signed_in("paul", viewport={"width": 320, "height": 640})
        ref = self.new(paul, "Un titre qui est plutôt long et qui doit pouvoir se replier")
        for path in ("/", "/requests", "/requests/new?view=tiles", "/requests/new?view=tree",
                     "/requests/new/nouveau-poste", f"/requests/{ref}", f"/requests/{ref}/edit",
                     "/account"):
            paul.goto(path)
            self.assertLessEqual(self.width(paul), 320, path)
        lea = self.signed_in("lea", viewport={"width": 320, "height": 640})
        for path in ("/queue", f"/requests/{ref}", f"/requests/{ref}/do/transfer",
                     f"/requests/{ref}/edit"):
            lea.goto(path)
            self.assertLessEqual(self.width(lea), 320, path)

    def width(self, page):
        return page.evaluate("document.documentElement.scrollWidth")

    def press_to(self, page, wanted, limit=80):
        """Presses Tab until the field or the words have the focus, which must be visible."""
        for _ in range(limit):
            page.keyboard.press("Tab")
            if wanted in (self.focused(page), self.focused(page, "name")):
                self.assertTrue(page.evaluate("document.activeElement.matches(':focus-visible')"))
                return
        self.fail(f"the keyboard doesn't come to {wanted}")

    def focused(self, page, what="words"):
        if what == "name":
            return page.evaluate("document.activeElement.name")
        return page.evaluate(
            "(document.activeElement.getAttribute('aria-label')"
            " ?? document.activeElement.firstChild?.textContent ?? '').trim()"
            " || document.activeElement.querySelector('strong, span')?.textContent.trim()")


if __name__ == "__main__":
    unittest.main()
