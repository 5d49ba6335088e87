// Copyright The AI Ops Authors
// SPDX-License-Identifier: Apache-2.0

// The queue keeps itself up to date, as the lists of batches of evals do, and its keys move through it. The page of one action says when
// it is out of date, and stays as it is for who reads and writes there. No key decides anything.
(() => {
  "use strict";

  const EVERY_MS = 3000;
  // a page that nobody looks at must not keep its session open for ever
  const UNATTENDED_MS = 15 * 60 * 1000;
  const PARTS = ["stale", "waiting"];

  const said = document.getElementById("polling");
  let tag = said.dataset.tag || "";
  let lastTouched = Date.now();
  let asking = false;
  let ended = false;

  const isTyping = (element) =>
    element !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  const isWrittenIn = (part) =>
    part.contains(document.activeElement) && isTyping(document.activeElement);

  // what somebody wrote and left goes along; where its field is gone, the part stays for it
  const carry = (old, fresh) =>
    Array.from(old.querySelectorAll("textarea")).filter((field) => field.value !== "")
      .every((field) => {
        const next = fresh.ownerDocument.getElementById(field.id);
        return next !== null && ((next.textContent = field.value), true);
      });

  const say = (text) => {
    if (said.textContent !== text) {
      said.textContent = text;
    }
  };

  const stopsOf = (row) => Array.from(row.querySelectorAll(".open, .stop, textarea, button"));

  // the row somebody is at, else the first that is seen, stays where it is on the screen
  const anchor = () => {
    const focused = document.activeElement && document.activeElement.closest(".row");
    const at = focused || document.querySelector(".row:hover");
    const seen = Array.from(document.querySelectorAll(".row"))
      .find((row) => row.getBoundingClientRect().bottom > 0);
    const row = at || seen;
    const top = row && row.getBoundingClientRect().top;
    const stop = focused ? stopsOf(focused).indexOf(document.activeElement) : -1;
    return row ? { id: row.id, top, stop, held: at || window.scrollY > 0 } : null;
  };

  const hold = (before) => {
    const row = before && document.getElementById(before.id);
    if (row && before.stop >= 0 && !row.contains(document.activeElement)) {
      const stops = stopsOf(row);
      (stops[before.stop] || stops[0]).focus({ preventScroll: true });
    }
    if (row && before.held) {
      window.scrollBy(0, row.getBoundingClientRect().top - before.top);
    }
  };

  // whether all parts are as they were sent
  const replace = (next) => {
    const before = anchor();
    let whole = true;
    for (const id of PARTS) {
      const old = document.getElementById(id);
      const fresh = next.getElementById(id);
      if (old.innerHTML !== fresh.innerHTML) {
        const free = !isWrittenIn(old) && carry(old, fresh);
        whole = whole && free;
        if (free) {
          old.replaceWith(document.importNode(fresh, true));
        }
      }
    }
    hold(before);
    const count = document.getElementById("count");
    const counted = next.getElementById("count").textContent;
    if (count.textContent !== counted) {
      count.textContent = counted;
    }
    return whole;
  };

  const QUEUE = {
    cannot: "The list cannot be read now; trying again.",
    ended: "Your session has ended: load the page again.",
    away: "The list stands still, as nobody was here for a while. Press a key or touch the page.",
    place: window.location.href,
    take: async (answer) => {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // a part that stood still for who writes in it is asked for again
      tag = replace(page) ? answer.headers.get("ETag") || "" : "";
      return true;
    },
    note: () =>
      isWrittenIn(document.getElementById("waiting")) ? "The list stands still while you write." : "",
  };

  const ACTION = {
    cannot: "Whether this has changed cannot be read now; trying again.",
    ended: "Your session has ended: sign in again before you decide.",
    away: "Nobody was here for a while: this may have changed. Press a key or touch the page.",
    place: said.dataset.of,
    take: async () => {
      say("This has changed since you opened it. Load it again.");
      return false;
    },
    note: () => "",
  };

  const shown = said.dataset.of ? ACTION : QUEUE;

  // whether to go on asking
  const take = async (answer) => {
    if (answer.redirected || answer.status === 401) {
      say(shown.ended);
      return false;
    } else if (answer.status === 200 && !(await shown.take(answer))) {
      return false;
    }
    say(answer.ok || answer.status === 304 ? shown.note() : shown.cannot);
    return true;
  };

  const ask = async () => {
    const here = new URL(shown.place, window.location.href);
    here.searchParams.delete("done");
    here.searchParams.set("part", "1");
    const headers = tag === "" ? {} : { "If-None-Match": tag };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 10000);
    try {
      return await take(await fetch(here, { headers, cache: "no-store", signal: stop.signal }));
    } catch (failure) {
      say(shown.cannot);
      return true;
    } finally {
      clearTimeout(timer);
    }
  };

  const poll = async () => {
    if (document.hidden || asking || ended) {
      return;
    } else if (Date.now() - lastTouched > UNATTENDED_MS) {
      say(shown.away);
      return;
    }
    asking = true;
    ended = !(await ask());
    asking = false;
  };

  const move = (by) => {
    const links = Array.from(document.querySelectorAll("#waiting .open, #waiting .stop"));
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
    if (links.length > 0) {
      links[next].focus();
    }
  };

  const show = (id) => {
    const details = document.getElementById(id);
    details.open = true;
    return details;
  };

  const toggleKeys = () => {
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    if (keys.open) {
      keys.querySelector("summary").focus();
    }
  };

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => show("filters").querySelector("#text").focus(),
    "?": toggleKeys,
  };

  document.addEventListener("keydown", (event) => {
    // a page without the list of keys has none
    const plain = document.getElementById("keys") !== null && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (shown === QUEUE && plain && !isTyping(event.target) && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  for (const touch of ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"]) {
    document.addEventListener(touch, () => { lastTouched = Date.now(); }, { passive: true });
  }
  document.addEventListener("visibilitychange", poll);
  setInterval(poll, EVERY_MS);
})();
