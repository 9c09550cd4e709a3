// What a page of numbers needs of the theme's own script, in its stead: colours, the page's name in the header, the way up,
// what paper unfolds. The theme's is 35 kB compressed, a third of a first visit; pages written by hand keep it. ES2017.
(() => {
  "use strict";
  const root = document.documentElement, body = document.body;
  root.classList.replace("no-js", "js");

  // Light and dark: as the device prefers until the reader chooses, under the name the theme's script keeps the choice by.
  const palettes = Array.from(document.getElementsByName("__palette"));
  const wear = (input, chosen) => {
    const color = {};
    ["media", "scheme", "primary", "accent"].forEach(key => {
      color[key] = input.getAttribute(`data-md-color-${key}`);
      body.setAttribute(`data-md-color-${key}`, color[key]);
    });
    palettes.forEach(one => { one.nextElementSibling.hidden = one !== input; });
    input.checked = true;
    if (chosen) __md_set("__palette", { index: palettes.indexOf(input), color });
  };
  palettes.forEach((input, at) => {
    input.addEventListener("change", () => wear(input, true));
    input.addEventListener("keydown", event => {
      if (event.key !== "Enter") return;
      const next = palettes[(at + 1) % palettes.length];
      wear(next, true);
      next.focus();
    });
  });
  const kept = () => { try { return __md_get("__palette"); } catch (error) { return null; } };
  const { index } = kept() || { index: palettes.findIndex(one => matchMedia(one.dataset.mdColorMedia).matches) };
  if (palettes.length) wear(palettes[index] || palettes[0], false);

  // The header names the page once its heading is gone; who scrolls back is offered the whole way up.
  const title = document.querySelector("[data-md-component=header-title]"), heading = document.querySelector("main h1");
  const up = document.querySelector("[data-md-component=top]");
  let before = 0;
  const scrolled = () => {
    if (heading) title.classList.toggle("md-header__title--active", heading.getBoundingClientRect().bottom <= title.offsetHeight);
    up.hidden = !(scrollY > 0 && scrollY < before);
    before = scrollY;
  };
  addEventListener("scroll", scrolled, { passive: true });
  up.addEventListener("click", () => {
    scrollTo(0, 0);
    document.querySelector(".yg-skip").focus({ preventScroll: true });
  });
  scrolled();

  // Print styles choose among what is folded; a folded part would have none of it to choose from.
  let folded = [];
  const unfold = open => () => {
    if (open) folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(one => { one.open = open; });
  };
  addEventListener("beforeprint", unfold(true));
  addEventListener("afterprint", unfold(false));
})();
