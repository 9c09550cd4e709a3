// Full-text search with Pagefind, in bundles of an index from this site (exports/search.py): of a kind, a district, a year each,
// of a small kind all in one, with filters.
// They are read a few at a time, and those alone that may have what is typed. Nothing typed leaves the browser.
const box = document.querySelector("[data-yg-search]");
if (box) {
  const FIRST = 5, MORE = 20, PAUSE = 120, said = box.dataset;
  const input = box.querySelector("input"), told = box.querySelector("[role=status]");
  const narrow = name => box.querySelector(`select[name=${name}]`).value;
  const base = new URL(said.ygIndex, location.href).pathname, kinds = said.ygKinds.split(" ");
  let turn = 0, waiting = 0, contents = null;
  const engines = new Map();

  // Cut and spelt as exports/search.py does the records: pairs of neighbouring Hanzi, a run's last one alone; other runs whole.
  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const WORDS = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu"), IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const plain = text => text.normalize("NFKC").toLowerCase(), runs = text => plain(text).match(WORDS) || [];
  const spelt = letter => [3, 2, 1, 0].map(place => String.fromCharCode(97 + Math.floor(letter.codePointAt(0) / 26 ** place) % 26)).join("");
  const cut = run => {
    if (!IS_HAN.test(run)) return [run];
    const letters = Array.from(run, spelt);
    return letters.map((one, at) => one + (letters[at + 1] || ""));
  };
  const isOneHan = run => IS_HAN.test(run) && Array.from(run).length === 1;

  const known = () => contents || (contents = fetch(`${base}contents.json`).then(answer => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }));
  // An engine for each bundle, in one worker: of one that has several, nobody can tell which results are of which. The others
  // wait for the first: two that begin at once load their WebAssembly into each other.
  const begin = async (path, first) => {
    await first;
    const one = (await import(`${base}pagefind.js`)).createInstance({ basePath: base });
    await one.filters(); // fails where WebAssembly cannot run; merging would wait for it for ever
    await one.mergeIndex(`${base}${path}/`);
    return one;
  };
  const engine = path => {
    if (!engines.has(path)) engines.set(path, begin(path, engines.values().next().value));
    return engines.get(path);
  };
  // The bundles of a kind that may have what is typed: first one, whose results are there soon, then two more, four more ...
  const waves = async (kind, want) => {
    const { bundles, letters } = (await known())[kind], hanzi = want.filter(run => IS_HAN.test(run)).flatMap(run => Array.from(run));
    const chosen = ["district", "year"].filter(narrow), having = [];
    bundles.forEach(([path, district, year], at) => {
      const own = { district, year: year === null ? null : `${year || ""}` };
      if (!chosen.every(name => own[name] === null || own[name] === narrow(name))) return;
      if (!hanzi.every(letter => !letters[letter] || letters[letter].includes(at))) return;
      having.push({ path, filters: Object.fromEntries(chosen.filter(name => own[name] === null).map(name => [name, narrow(name)])) });
    });
    const together = [];
    for (let many = 1; having.length; many *= 2) together.push(having.splice(0, many));
    return together;
  };

  // What is typed, in its order. Its last Hanzi may go on in a record, and then stands there in a pair: the pair before has it.
  const phrase = part => {
    const terms = part.flatMap(cut);
    return (terms.length > 1 && IS_HAN.test(part[part.length - 1]) ? terms.slice(0, -1) : terms).join(" ");
  };
  const nameOf = one => document.documentElement.lang === "en" && one.meta.name_en || one.meta.name;
  const holds = (one, run) => plain(`${one.meta.name}\n${one.meta.name_en}\n${one.meta.text}`).includes(run);
  // What has the phrase; a single Hanzi, and where nothing has them letters or digits (`loose`), may also be how a word begins.
  const found = async (searched, part, loose, filters) => {
    const term = phrase(part), last = part[part.length - 1], alone = part.length === 1 && isOneHan(last);
    const exact = alone ? [] : (await searched.search(`"${term}"`, { filters })).results;
    if (exact.length || !alone && (!loose || IS_HAN.test(last))) return exact;
    const begun = (await searched.search(term, { filters })).results; // of what begins with less of it where nothing does
    const first = begun.length ? await begun[0].data() : null;
    return first && part.every(run => holds(first, run)) ? begun : [];
  };
  const all = async ({ path, filters }, parts, loose) => {
    const searched = await engine(path);
    let results = null;
    for (const part of parts) {
      const next = await found(searched, part, loose, filters), ids = new Set(next.map(one => one.id));
      results = results ? results.filter(one => ids.has(one.id)) : next;
    }
    return results;
  };

  const make = (tag, given, ...inner) => {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inner);
    return made;
  };
  const marked = (text, want) => {
    const pattern = new RegExp(`(${want.join("|")})`, "giu"); // runs of letters and digits: nothing to escape
    return text.split(pattern).map((part, at) => at % 2 ? make("mark", { textContent: part }) : part);
  };
  // From shortly before the first of what is wanted.
  const around = (line, want) => {
    const at = Math.min(...want.map(run => line.toLowerCase().indexOf(run)).filter(found => found >= 0).concat(line.length));
    const from = at < line.length ? Math.max(0, at - 20) : 0;
    return (from ? "…" : "") + line.slice(from, from + 90) + (line.length > from + 90 ? "…" : "");
  };
  // The line that has most of what is wanted, and where that is not all of it a second one.
  const excerpt = (text, want) => {
    const has = (line, run) => line.toLowerCase().includes(run), lines = text.split("\n"), chosen = [];
    for (let left = want; left.length && chosen.length < 2;) {
      const score = line => left.filter(run => has(line, run)).length;
      const best = lines.reduce((one, other) => score(other) > score(one) ? other : one);
      if (chosen.length && !score(best)) break;
      chosen.push(around(best, want));
      left = left.filter(run => !has(best, run));
    }
    return chosen.join(" / ");
  };
  const entry = (found, want) => make("li", {},
    make("a", { href: said.ygRoot + found.raw_url }, ...marked(nameOf(found), want)),
    make("p", {}, ...marked(excerpt(found.meta.text, want), want)));

  // The section of a kind, whose `results` may grow; what it tells is called after each time that they did.
  const section = (kind, results, want, mine) => {
    const part = box.querySelector(`section[data-kind=${kind}]`), list = part.querySelector("ul"), more = part.querySelector("button");
    let shown = 0;
    const tell = () => {
      more.hidden = shown >= results.length;
      more.textContent = said.ygMore.replace("{n}", Math.min(MORE, results.length - shown));
      part.querySelector("small").textContent = results.length;
    };
    const add = async n => {
      const next = await Promise.all(results.slice(shown, shown + n).map(one => one.data()));
      if (mine !== turn) return null;
      if (!shown) list.textContent = "";
      const entries = next.map(found => entry(found, want));
      list.append(...entries);
      shown += next.length;
      tell();
      return entries[0];
    };
    more.onclick = async () => { const first = await add(MORE); if (first) first.querySelector("a").focus(); };
    return async anew => {
      if (anew) shown = 0;
      if (shown < FIRST) await add(FIRST - shown);
      else tell();
      if (mine === turn) part.hidden = !results.length;
    };
  };
  // How many of a kind have all that is typed, shown as they are found; null where something else was typed meanwhile. What
  // begins with it is shown until something has it whole, and gives way then.
  const look = async (kind, parts, want, mine) => {
    const results = [], tell = section(kind, results, want, mine), mayBegin = parts.some(part => !IS_HAN.test(part[part.length - 1]));
    let whole = false;
    const of = async (bundles, loose) => (await Promise.all(bundles.map(one => all(one, parts, loose)))).flat();
    for (const bundles of await waves(kind, want)) {
      const exact = await of(bundles, false), first = !whole && exact.length > 0;
      whole = whole || first;
      if (first) results.length = 0;
      results.push(...(exact.length || whole || !mayBegin ? exact : await of(bundles, true)));
      if (mine !== turn) return null;
      await tell(first);
      if (mine !== turn) return null;
    }
    await tell(false);
    return results.length;
  };

  const search = async () => {
    const mine = ++turn, parts = input.value.split(/\s+/).map(runs).filter(part => part.length);
    const want = [].concat(...parts);
    history.replaceState(null, "", want.length ? `#q=${encodeURIComponent(input.value)}` : location.pathname + location.search);
    const wanted = kinds.filter(kind => want.length && (!narrow("kind") || narrow("kind") === kind));
    for (const kind of kinds) if (!wanted.includes(kind)) box.querySelector(`section[data-kind=${kind}]`).hidden = true;
    told.textContent = want.length ? said.ygLoading : "";
    try {
      const numbers = await Promise.all(wanted.map(kind => look(kind, parts, want, mine)));
      if (mine !== turn) return;
      const total = numbers.reduce((sum, one) => sum + one, 0);
      if (want.length) told.textContent = total ? said.ygCount.replace("{n}", total) : said.ygNone;
    } catch (error) {
      if (mine !== turn) return;
      contents = null;
      engines.clear();
      told.textContent = said.ygBroken;
    }
  };

  const soon = () => { clearTimeout(waiting); waiting = setTimeout(search, PAUSE); };
  input.addEventListener("input", event => { if (!event.isComposing) soon(); });
  input.addEventListener("compositionend", soon);
  for (const choice of box.querySelectorAll("select")) choice.addEventListener("change", search);
  box.addEventListener("keydown", event => { // arrows walk from the field through the results, Escape goes back
    if (event.isComposing || event.target.matches("select, button")) return;
    const links = Array.from(box.querySelectorAll("section:not([hidden]) li > a")), at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
    else if (event.key === "Enter" && at < 0 && links.length) links[0].focus();
    else if (event.key === "Escape") { input.value = ""; input.focus(); search(); }
    else return;
    event.preventDefault();
  });

  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  document.querySelector("[data-yg-without]").hidden = true;
  box.hidden = false;
  if (asked) { input.value = asked; search(); }
}
