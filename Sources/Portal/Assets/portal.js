// Improves pages that work without it: live news, drafts that survive, no double sending.
"use strict";

// A request's page follows what happens to it. Forms are left alone.
(() => {
  const live = document.querySelector("[data-live]");
  if (!live || !window.EventSource) return;
  const source = new EventSource(`${live.dataset.live}?after=${live.dataset.position}`);
  source.addEventListener("news", async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    refreshActions(page);
    const news = document.getElementById("news");
    if (news) news.textContent = news.dataset.words;
  });

  // What can be done now is shown anew, unless somebody is writing there.
  function refreshActions(page) {
    const actions = document.querySelector(".actions");
    const fresh = page.querySelector(".actions");
    if (!actions || !fresh) return;
    const isWriting = [...actions.querySelectorAll("textarea, input:not([type=hidden])")]
      .some((field) => field.value !== field.defaultValue);
    if (!isWriting && !actions.contains(document.activeElement)) actions.replaceWith(fresh);
  }
})();

// What is being written is kept in this tab until it is sent.
(() => {
  const prefix = "escale-draft:";
  const done = new URLSearchParams(location.search).get("done");
  if (document.querySelector(".sign-in")) {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && !document.querySelector("[name=kept-form]")) {
        sessionStorage.removeItem(key);
      }
    }
    return;
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = prefix + new URL(form.action).pathname;
    const sent = `${key}:sent`;
    if (done && sessionStorage.getItem(sent)) sessionStorage.removeItem(key);
    sessionStorage.removeItem(sent);
    const fields = () => [...form.querySelectorAll("textarea, input[type=text]")];
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
      for (const field of fields()) {
        if (!field.value && typeof kept[field.name] === "string") field.value = kept[field.name];
      }
    } catch { sessionStorage.removeItem(key); }
    form.addEventListener("input", () => {
      const values = Object.fromEntries(fields().map((field) => [field.name, field.value]));
      sessionStorage.setItem(key, JSON.stringify(values));
    });
    form.addEventListener("submit", () => sessionStorage.setItem(sent, "1"));
  }
  // A form that made a new page is gone from here: its draft goes with it.
  if (done === "created") {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`${prefix}/requests/new/`)) sessionStorage.removeItem(key);
    }
  }
})();

// The same form isn't sent twice by a second press.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.isSent) event.preventDefault();
  event.target.dataset.isSent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.isSent;
});

// What is wrong is read first.
document.getElementById("faults")?.focus();
