// Finds a union by Hanzi, pinyin, initials, district, kind or code in lists from this site. Nothing typed leaves the browser.
// ES2017, for the WebViews of old phones.
(() => {
  const box = document.querySelector("[data-yg-finder]");
  if (!box) return;
  const STEP = 12, words = box.dataset;
  const input = box.querySelector("input"), list = box.querySelector("ul"), told = box.querySelector("[role=status]");
  let unions = [], lists = [], state = "idle", coded = false, shown = STEP, chosen = -1;
  box.hidden = false;

  const plain = text => text.normalize("NFKC").toLowerCase().replace(/[üǖǘǚǜ]/g, "v").normalize("NFD").replace(/[\u0300-\u036f\s'’·-]/g, "");
  const make = (tag, given, role) => {
    const made = Object.assign(document.createElement(tag), given);
    if (role) made.setAttribute("role", role);
    return made;
  };

  // How a text is typed in Latin letters: from any syllable on, in full ("yunfan") or by initials ("yf").
  const sounds = said => {
    const parts = plain(said.replace(/ /g, "|")).split("|").filter(Boolean), starts = [];
    let full = "";
    for (const part of parts) { starts.push(full.length); full += part; }
    return { full, starts, initials: parts.map(part => part[0]).join("") };
  };
  const saidIn = ({ full, starts, initials }, want) => starts.some(at => full.startsWith(want, at)) || initials.includes(want);
  const saidFirst = ({ full, initials }, want) => full.startsWith(want) || initials.startsWith(want);

  const known = ([id, name, short = "", kind, said, shortSaid], { district, place, kinds, readings }) => {
    const spelt = text => Array.from(text, letter => readings[letter] || letter).join(" ");
    return {
      id, name, district, place, code: "",
      names: [short, name].filter(Boolean).map(plain), said: [shortSaid || spelt(short), said || spelt(name)].map(sounds), kind: plain(kinds[kind] || ""),
    };
  };

  // 0 its name begins so, 1 its name or code has it, 2 its district or kind does, 3 not found.
  const rank = (one, want) => {
    if (one.names.some(name => name.startsWith(want)) || one.said.some(said => saidFirst(said, want))) return 0;
    if (one.names.concat(plain(one.id), one.code).some(text => text.includes(want)) || one.said.some(said => saidIn(said, want))) return 1;
    return one.place.name.includes(want) || saidFirst(one.place.said, want) || one.kind.includes(want) ? 2 : 3;
  };
  // Several words: run together they are one name ("yun fan"), else each must be found somewhere ("晨曦区 街道").
  const best = (one, want, parts) => {
    const whole = rank(one, want);
    return whole < 3 || parts.length < 2 ? whole : Math.max(2, ...parts.map(part => rank(one, part)));
  };

  const get = path => fetch(path).then(answer => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  });
  // Each list is taken in as it comes, in the order of the lists, and what it has is shown at once.
  const inTurn = (paths, take) => paths.map(path => get(words.ygApi + path)).reduce(async (before, coming, at) => {
    const [rows] = await Promise.all([coming, before]);
    take(rows, at);
    search();
  }, Promise.resolve());
  const whileLoading = async work => {
    state = "loading";
    try { await work(); state = "complete"; } catch (error) { state = "broken"; }
    search();
  };
  const load = async () => {
    if (state === "idle" || state === "broken") await whileLoading(async () => {
      unions = [];
      coded = false;
      const told = await get(words.ygFinder), { kinds, readings } = told;
      lists = told.lists;
      await inTurn(lists.map(one => one.path), (rows, at) => {
        const { district, said } = lists[at], place = { name: plain(district), said: sounds(said) };
        unions = unions.concat(rows.map(row => known(row, { district, place, kinds, readings })));
      });
    });
    if (state === "complete" && !coded && /\d\d/.test(plain(input.value))) await whileLoading(async () => {
      let next = 0;
      await inTurn(lists.map(one => one.codes), codes => { for (const code of codes) unions[next++].code = plain(code); });
      coded = true;
    });
  };

  const option = (found, index) => {
    const entry = make("li", {}, "presentation");
    const link = make("a", { id: `yg-found-${index}`, href: `${words.ygRoot}unions/${found.id}/`, tabIndex: -1, textContent: found.name }, "option");
    link.append(" ", make("small", { textContent: found.district }));
    entry.append(link);
    return entry;
  };
  const remark = (text, act) => {
    const entry = make("li", { id: "yg-found-more", className: "yg-finder__remark", textContent: text }, "option");
    if (act) entry.addEventListener("click", act);
    else entry.setAttribute("aria-disabled", "true");
    return entry;
  };

  const search = () => {
    const want = plain(input.value), parts = input.value.split(/\s+/).map(plain).filter(Boolean);
    const ranked = [[], [], []];
    if (want) for (const one of unions) { const at = best(one, want, parts); if (at < 3) ranked[at].push(one); }
    const found = [].concat(...ranked), rest = found.length - shown;
    const silent = state === "loading" ? words.ygLoading : state === "broken" ? words.ygBroken : words.ygNone;
    const held = chosen < 0 ? null : options()[chosen].href; // another list may come while somebody chooses
    list.textContent = "";
    list.append(...found.slice(0, shown).map(option));
    if (rest > 0) list.append(remark(words.ygMore.replace("{n}", rest), more));
    if (want && (!found.length && state === "complete" || state === "broken")) list.append(remark(silent));
    input.setAttribute("aria-expanded", String(Boolean(want)));
    told.textContent = !want ? "" : found.length && state === "complete" ? words.ygCount.replace("{n}", found.length) : found.length ? "" : silent;
    choose(Array.from(options()).findIndex(entry => entry.href && entry.href === held));
  };
  const more = () => { const next = shown; shown += 50; search(); choose(next); input.focus(); };

  const options = () => list.querySelectorAll("[role=option]:not([aria-disabled])");
  const choose = index => {
    const entries = options();
    for (const entry of entries) entry.removeAttribute("aria-selected");
    chosen = index < entries.length ? index : -1;
    if (chosen < 0) { input.removeAttribute("aria-activedescendant"); return; }
    entries[chosen].setAttribute("aria-selected", "true");
    entries[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", entries[chosen].id);
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { shown = STEP; chosen = -1; search(); load(); });
  input.addEventListener("keydown", event => {
    if (event.isComposing) return; // Enter and the arrows belong to the input method
    const entries = options(), last = entries.length - 1;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : 0);
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : last);
    else if (event.key === "Enter") { if (last >= 0) entries[Math.max(chosen, 0)].click(); }
    else if (event.key === "Escape") { input.value = ""; shown = STEP; chosen = -1; search(); }
    else return;
    event.preventDefault();
  });
})();
