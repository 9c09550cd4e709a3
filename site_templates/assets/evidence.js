// Opens the evidence of a verdict in its place; without this script the link leads to the page that holds it.
(() => {
  "use strict";
  let page = null; // one request for all verdicts of the page
  const fetched = address => {
    page = page || fetch(address).then(answer => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(text => new DOMParser().parseFromString(text, "text/html"));
    return page;
  };
  document.querySelectorAll(".yg-line__title").forEach(link => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest(".yg-line__title");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const line = link.closest("li");
    const shown = line.querySelector(".yg-verdict__body");
    if (shown) {
      shown.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    const address = new URL(link.getAttribute("href"), location.href);
    fetched(address.pathname).then(found => {
      const body = document.importNode(found.getElementById(address.hash.slice(1)).querySelector(".yg-verdict__body"), true);
      body.querySelectorAll("a[href]").forEach(one => { one.href = new URL(one.getAttribute("href"), address).href; });
      if (!line.querySelector(".yg-verdict__body")) line.appendChild(body);
      link.setAttribute("aria-expanded", "true");
    }).catch(() => { location.href = address.href; });
  });
})();
