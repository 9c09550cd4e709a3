// Larger type for who asks for it, remembered on this device; where WeChat blocks downloads, what to do instead. ES2017.
(() => {
  "use strict";
  const { large, wechat } = document.currentScript.dataset, root = document.documentElement, KEY = "yg-large";
  const page = document.querySelector("#yg-main, .yg-prose");
  if (!page) return;
  const make = (tag, text, name) => Object.assign(document.createElement(tag), { textContent: text, className: name });
  const kept = () => { try { return localStorage.getItem(KEY) === "1"; } catch (error) { return false; } };
  const button = make("button", large, "yg-large");
  button.type = "button";
  const set = on => {
    root.toggleAttribute("data-yg-large", on);
    button.setAttribute("aria-pressed", on);
  };
  button.addEventListener("click", () => {
    const on = !root.hasAttribute("data-yg-large");
    set(on);
    try { localStorage.setItem(KEY, on ? "1" : "0"); } catch (error) { /* it holds for this page */ }
  });
  set(kept());
  page.prepend(button);
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    document.querySelectorAll(".yg-downloads").forEach(one => one.before(make("p", wechat, "yg-note yg-wechat")));
  }
})();
