// Finds a union by Hanzi, pinyin, initials or code in a list loaded once from this site. Nothing typed leaves the browser.
(() => {
  const box = document.querySelector("[data-yg-finder]");
  if (!box) return;
  const input = box.querySelector("input"), list = box.querySelector("ul");
  let unions, chosen = -1;
  box.hidden = false;

  const load = () => unions ??= fetch(box.dataset.ygFinder).then(answer => answer.json());
  const plain = text => text.normalize("NFKC").toLowerCase().replace(/[\s'’·-]/g, "");
  const rank = ([id, name, short, pinyin, initials, code], want) =>
    [short, name, initials, pinyin].some(text => plain(text).startsWith(want)) ? 0
      : [name, short, pinyin, initials, id, code].some(text => plain(text).includes(want)) ? 1 : 2;

  const item = ([id, name, , , , , district]) => {
    const link = Object.assign(document.createElement("a"), { href: `${box.dataset.ygRoot}unions/${id}/`, textContent: name });
    const place = Object.assign(document.createElement("small"), { textContent: district });
    const entry = Object.assign(document.createElement("li"), { id: `yg-found-${id}` });
    entry.setAttribute("role", "option");
    entry.append(link, " ", place);
    return entry;
  };

  const choose = index => {
    const entries = list.querySelectorAll("[role=option]");
    entries[chosen]?.removeAttribute("aria-selected");
    chosen = entries.length ? (index + entries.length) % entries.length : -1;
    entries[chosen]?.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", entries[chosen]?.id ?? "");
  };

  const search = async () => {
    const want = plain(input.value), all = await load();
    if (want !== plain(input.value)) return;
    const found = want ? all.map(union => [rank(union, want), union]).filter(([at]) => at < 2).sort((a, b) => a[0] - b[0]) : [];
    list.replaceChildren(...found.slice(0, 12).map(([, union]) => item(union)));
    if (want && !found.length) list.append(Object.assign(document.createElement("li"), { textContent: box.dataset.ygNone }));
    input.setAttribute("aria-expanded", String(Boolean(want)));
    chosen = -1;
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter") list.querySelectorAll("a")[Math.max(chosen, 0)]?.click();
    else if (event.key === "Escape") { input.value = ""; search(); }
    else return;
    event.preventDefault();
  });
})();
