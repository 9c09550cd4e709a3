// Finds a union by Hanzi, pinyin, initials, district, kind or code in lists from this site. Nothing typed leaves the browser.
// ES2017, for the WebViews of old phones.
(() => {
  const box = document.querySelector("[data-yg-finder]");
  if (!box) return;
  const STEP = 12, words = box.dataset;
  const input = box.querySelector("input"), list = box.querySelector("ul"), told = box.querySelector("[role=status]");
  const AT_ONCE = 4, SOME = 2000, MANY = 12000; // lists read together; unions among which results of one key are enough, or any
  let facts = null, lists = [], state = "idle", coded = false, shown = STEP, chosen = -1, working = false;
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

  const known = ([id, name, short = "", kind, said, shortSaid, english = ""], place) => {
    const spelt = text => Array.from(text, letter => facts.readings[letter] || letter).join(" ");
    return {
      id, name: english || name, district: place.district, place, code: "",
      names: [english, short, name].filter(Boolean).map(plain), said: [shortSaid || spelt(short), said || spelt(name)].map(sounds),
      kind: plain(facts.kinds[kind] || ""),
    };
  };

  // 0 its name begins so, 1 its name or code has it, 2 its district or kind does, 3 not found.
  const rank = (one, want) => {
    if (one.names.some(name => name.startsWith(want)) || one.said.some(said => saidFirst(said, want))) return 0;
    const codes = want.length > 1 ? [plain(one.id), one.code] : []; // one letter is in nearly all of them
    if (one.names.concat(codes).some(text => text.includes(want)) || one.said.some(said => saidIn(said, want))) return 1;
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
  // The lists that may have a key: its own, those it is the initial of, those of a district or a kind that is called so.
  const having = key => {
    if (Object.values(facts.kinds).some(kind => plain(kind).includes(key))) return lists;
    if (facts.readings[key] && !facts.letters[key]) return lists;
    const at = facts.letters[key] || [];
    return lists.filter((one, number) => at.includes(number) || one.name.includes(key) || saidFirst(one.said, key));
  };
  // Letters and digits may be part of a code: of several of them nothing is known beforehand.
  const wanted = () => {
    const parts = input.value.split(/\s+/).map(plain).filter(Boolean);
    if (plain(input.value).length > 1 && parts.some(part => /[\x21-\x7e]/.test(part))) return lists;
    const keys = [].concat(...parts.map(part => Array.from(part)));
    return keys.map(having).reduce((all, some) => all.filter(one => some.includes(one)), lists);
  };
  // What is still to be read. One key has more results than can be listed: then it is enough to have some.
  const lacking = () => {
    const rest = wanted().filter(one => !one.unions);
    if (!rest.length || plain(input.value).length !== 1) return rest;
    const { length } = matches(), read = lists.reduce((sum, one) => sum + (one.unions || []).length, 0);
    return read >= SOME && length > shown || read >= MANY && length ? [] : rest;
  };

  const read = one => get(words.ygApi + one.path).then(rows => { one.unions = rows.map(row => known(row, one)); });
  const readCodes = one => get(words.ygApi + one.codes).then(codes => { codes.forEach((code, at) => { one.unions[at].code = plain(code); }); });
  const isCode = () => /\d\d/.test(plain(input.value));
  const start = () => facts ? Promise.resolve() : get(words.ygFinder).then(told => {
    facts = told;
    lists = told.lists.map(one => Object.assign(one, { name: plain(one.district), said: sounds(one.said) }));
  });
  // Lists are taken in as they come, some at a time, and what they have is shown at once.
  const load = async () => {
    if (working) return;
    working = true;
    if (state !== "complete") state = "loading";
    try {
      await start();
      for (let next = lacking(); next.length && plain(input.value); next = lacking()) {
        await Promise.all(next.slice(0, AT_ONCE).map(read));
        search();
      }
      if (isCode() && !coded) {
        await Promise.all(lists.map(readCodes));
        coded = true;
        search();
      }
      if (state !== "complete") { state = "complete"; search(); }
    } catch (error) { state = "broken"; search(); }
    working = false;
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

  const matches = () => {
    const want = plain(input.value), parts = input.value.split(/\s+/).map(plain).filter(Boolean);
    const ranked = [[], [], []];
    if (want) for (const list of lists) for (const one of list.unions || []) { const at = best(one, want, parts); if (at < 3) ranked[at].push(one); }
    return [].concat(...ranked);
  };
  const search = () => {
    const want = plain(input.value), found = matches(), rest = found.length - shown;
    const isAll = state === "complete" && (coded || !isCode()) && wanted().every(one => one.unions);
    const silent = state === "broken" ? words.ygBroken : isAll ? words.ygNone : words.ygLoading;
    const held = chosen < 0 ? null : options()[chosen].href; // another list may come while somebody chooses
    list.textContent = "";
    list.append(...found.slice(0, shown).map(option));
    if (rest > 0) list.append(remark(isAll ? words.ygMore.replace("{n}", rest) : words.ygMany, more));
    if (want && (!found.length && isAll || state === "broken")) list.append(remark(silent));
    input.setAttribute("aria-expanded", String(Boolean(want)));
    told.textContent = !want ? "" : found.length && isAll ? words.ygCount.replace("{n}", found.length) : found.length ? "" : silent;
    choose(Array.from(options()).findIndex(entry => entry.href && entry.href === held));
  };
  const more = () => { const next = shown; shown += 50; search(); choose(next); input.focus(); load(); };

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

  input.addEventListener("focus", () => start().catch(() => {}));
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
