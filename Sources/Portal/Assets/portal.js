// Improves pages that work without it: live news, drafts that survive, no double sending.
"use strict";

// Whether somebody has typed, chosen or ticked something in a field. A function, for this script runs
// again in the same window where a page is written over another one.
function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const usual = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(usual, 0);
}

// A request's page follows what happens to it. Forms are left alone.
(() => {
  const live = document.querySelector("[data-live]");
  if (!live || !window.EventSource) return;
  const source = new EventSource(`${live.dataset.live}?after=${live.dataset.position}`);
  window.addEventListener("escale-leaving", () => source.close());
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
    const isWriting = [...actions.querySelectorAll("textarea, select, input:not([type=hidden])")]
      .some(isChanged);
    if (!isWriting && !actions.contains(document.activeElement)) actions.replaceWith(fresh);
  }
})();

// What is being written, chosen and ticked is kept in this tab until it is sent, over the end of a
// session too: for its reader alone, until he leaves.
(() => {
  const [prefix, owner] = ["escale-draft:", "escale-reader"];
  const done = new URLSearchParams(location.search).get("done");
  const forget = (start) => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(start)) sessionStorage.removeItem(key);
    }
  };
  const reader = document.querySelector("[data-reader]")?.dataset.reader;
  if (!reader) return;
  if (sessionStorage.getItem(owner) !== reader) forget(prefix);
  sessionStorage.setItem(owner, reader);
  document.querySelector("form[action='/sign-out']")
    ?.addEventListener("submit", () => forget(prefix));
  const version = (form) => (form.dataset.draft ? `@${form.dataset.draft}` : "");
  const keyOf = (form) => prefix + new URL(form.action).pathname + version(form);
  const fields = (form) => [...form.querySelectorAll(
    "textarea, select, input:is([type=text], [type=date], [type=checkbox], [type=radio])")];
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  // What can't be chosen any more isn't.
  const choose = (select, value) => {
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  };

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = keyOf(form);
    const sent = `${key}:sent`;
    if (done && sessionStorage.getItem(sent)) sessionStorage.removeItem(key);
    sessionStorage.removeItem(sent);
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
      for (const field of fields(form)) {
        const value = kept[nameOf(field)];
        if (isChanged(field)) continue;
        // Text without what was ticked beside it could go to those whom it isn't for.
        if (isTick(field)) field.checked = value ?? field.checked;
        else if (typeof value !== "string") continue;
        else if (field.tagName === "SELECT") choose(field, value);
        else if (version(form) || !field.value) field.value = value;
      }
    } catch { sessionStorage.removeItem(key); }
  }
  // Forms that come with news are kept too.
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-draft]");
    if (!form) return;
    const values = Object.fromEntries(fields(form).map(
      (field) => [nameOf(field), isTick(field) ? field.checked : field.value]));
    sessionStorage.setItem(keyOf(form), JSON.stringify(values));
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[data-draft]")) sessionStorage.setItem(`${keyOf(target)}:sent`, "1");
  });
  // A form that made a new page is gone from here: its draft goes with it.
  if (done === "created") forget(`${prefix}/requests/new/`);
})();

// Files are named with their sizes, refused before they are sent, and seen on their way.
(() => {
  const input = document.getElementById("upload");
  const [list, news, way] = ["list", "news", "way"]
    .map((part) => document.getElementById(`upload-${part}`));
  if (!input || !list || !news || !way) return;
  const [bar, share, stop] = ["bar", "share", "stop"]
    .map((part) => document.getElementById(`upload-${part}`));

  const size = (bytes) => {
    const units = way.dataset.units.split(",");
    let unit = 0;
    while (bytes >= 1024 && unit + 1 < units.length) [bytes, unit] = [bytes / 1024, unit + 1];
    const shown = bytes < 10 ? Math.round(10 * bytes) / 10 : Math.round(bytes);
    return `${shown.toLocaleString(document.documentElement.lang)}\u00a0${units[unit]}`;
  };
  const say = (words, values = {}) => {
    news.textContent = (words ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
    news.hidden = !words;
  };
  // What is wrong with the choice; nothing is sent then.
  const refusal = () => {
    const [files, limit] = [[...input.files], Number(input.dataset.bytes)];
    const large = files.find((file) => file.size > limit);
    if (large) return [news.dataset.large, { name: large.name, size: size(large.size) }];
    const count = Number(input.dataset.count);
    return files.length > count ? [news.dataset.many, { count }] : null;
  };
  const check = () => {
    const wrong = refusal();
    say(...(wrong ?? []));
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return !wrong;
  };

  input.addEventListener("change", () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const [item, name, bytes] = ["li", "bdi", "small"].map((tag) => document.createElement(tag));
      [name.textContent, bytes.textContent] = [file.name, size(file.size)];
      item.append(name, " ", bytes);
      return item;
    }));
    list.hidden = !input.files.length;
    check();
  });

  input.form.addEventListener("submit", (event) => {
    const { form } = input;
    if (!input.files.length || event.defaultPrevented || form.dataset.isSent) return;
    event.preventDefault();
    if (!check()) {
      input.closest("details")?.setAttribute("open", "");
      input.focus();
      return;
    }
    form.dataset.isSent = "1";
    input.closest("details")?.setAttribute("open", "");
    send(form, new FormData(form, event.submitter));
  });

  function send(form, data) {
    const post = new XMLHttpRequest();
    // What is written while it travels would not go with it, and be lost with this page.
    const rest = [...form.querySelectorAll("input, select, textarea, button")]
      .filter((field) => !way.contains(field));
    const freeze = (isFrozen) => rest.forEach((field) => { field.inert = isFrozen; });
    freeze(true);
    const end = (words) => {
      delete form.dataset.isSent;
      freeze(false);
      way.hidden = true;
      say(words);
      if (words) input.focus();
    };
    [bar.value, share.textContent, way.hidden] = [0, "", false];
    say();
    stop.onclick = () => post.abort();
    stop.focus();
    post.upload.onprogress = ({ loaded, total }) => {
      bar.value = total ? (100 * loaded) / total : 0;
      share.textContent = way.dataset.share
        .replace("{sent}", size(loaded)).replace("{all}", size(total));
    };
    post.onabort = () => end(news.dataset.stopped);
    post.onerror = () => end(news.dataset.lost);
    post.onload = () => {
      window.removeEventListener("beforeunload", warn);
      const action = new URL(form.action).pathname;
      if (new URL(post.responseURL).pathname !== action) return location.assign(post.responseURL);
      // The page that came instead of another one: a form that was refused, or goes on.
      window.dispatchEvent(new Event("escale-leaving"));
      document.open();
      document.write(post.responseText);
      document.close();
    };
    const warn = (event) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    post.onloadend = () => window.removeEventListener("beforeunload", warn);
    post.open("POST", form.action);
    post.setRequestHeader("Accept", "text/html");
    post.send(data);
  }
})();

// The same form isn't sent twice by a second press.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.isSent) event.preventDefault();
  event.target.dataset.isSent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.isSent;
});

// What is wrong is read first.
document.getElementById("faults")?.focus();
