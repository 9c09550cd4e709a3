// The page that checks a union's files in the reader's own browser; check-worker.js does the work. Nothing chosen leaves here.
(() => {
  const box = document.querySelector("[data-yg-check]");
  if (!box) return;
  const words = JSON.parse(box.dataset.words), form = box.querySelector("form"), send = form.querySelector("[type=submit]");
  const part = name => box.querySelector(`[data-part="${name}"]`);
  const word = (name, values) => words[name].replace(/{(\w+)}/g, (whole, key) => values && key in values ? values[key] : whole);
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text === undefined ? "" : text });
  const root = new URL(box.dataset.root, location.href).href;
  const LARGE = 20e6, SHOWN = 500, OPTION = / --(unit|fund-source|replace)\b/; // of the command line: what it stands for is in the form
  let unions = [], chosen = null, whole = true, ready = false, asked = 0, links = [];
  box.hidden = false;

  const say = text => { part("state").textContent = text; };
  const rest = () => say(whole ? words.ready : words.alone);
  const old = () => say(words.old);
  let worker;
  try { worker = new Worker(`${root}assets/check-worker.js`, { type: "module" }); } catch (error) { old(); return; }
  if (typeof WebAssembly !== "object") { old(); return; }

  // Which union, which year

  const plain = text => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const label = ([id, name]) => `${name} (${id})`;
  const union = () => unions.find(one => [one[0], one[1], label(one)].some(text => plain(text) === plain(form.union.value)));
  const suggest = () => {
    const want = plain(form.union.value);
    const found = want ? unions.filter(one => one.slice(0, 6).some(text => plain(text).includes(want))).slice(0, 12) : [];
    box.querySelector("datalist").replaceChildren(...found.map(one => Object.assign(document.createElement("option"), { value: label(one) })));
  };
  const choose = () => {
    const found = union();
    form.union.setAttribute("aria-invalid", String(Boolean(form.union.value && !found)));
    if (!found || found[0] === chosen || !ready) return;
    chosen = found[0];
    say(words.fetching);
    worker.postMessage({ task: "choose", union: chosen });
  };
  form.union.addEventListener("input", () => { suggest(); choose(); });
  form.union.addEventListener("change", choose);

  // What is asked

  const today = () => {
    try { return new Date().toLocaleDateString("sv-SE", { timeZone: box.dataset.timezone }); } catch (error) { return new Date().toLocaleDateString("sv-SE"); }
  };
  const question = () => ({
    union: union()[0], year: Number(form.year.value), as_of: today(), lang: box.dataset.lang === "en" ? "en" : "zh",
    factor: Number(form.factor.value) || null, fund_source: form.fund_source.value || null,
    stage: form.stage.value || null, replaces: form.replaces.checked,
  });
  const isAsked = () => {
    if (union() && form.year.value) return true;
    say(form.union.value && !union() ? words.unknown : words.none);
    (union() ? form.year : form.union).focus();
    return false;
  };
  const ask = async () => {
    const files = Array.from(form.files.files);
    part("result").hidden = true;
    if (!files.length || !isAsked()) { if (!files.length) say(words.none); return; }
    if (files.reduce((sum, file) => sum + file.size, 0) > LARGE) { say(words.large); return; }
    const contents = await Promise.all(files.map(async file => [file.name, new Uint8Array(await file.arrayBuffer())]));
    asked += 1;
    say(words.working);
    worker.postMessage({ task: "check", number: asked, question: question(), files: contents });
  };
  form.addEventListener("submit", event => { event.preventDefault(); ask(); });
  part("template").addEventListener("click", () => {
    if (!ready) say(words.loading);
    else if (isAsked()) worker.postMessage({ task: "template", question: question() });
  });
  ["dragover", "drop"].forEach(kind => part("drop").addEventListener(kind, event => {
    event.preventDefault();
    if (kind === "drop") form.files.files = event.dataTransfer.files;
  }));

  // What is answered

  const name = (what, { union: id, year }) => `${id}-${year}-${words[what]}`;
  const download = (file, bytes, type) => {
    const link = make("a", "md-button", file);
    Object.assign(link, { href: URL.createObjectURL(new Blob([bytes], { type })), download: file });
    links.push(link.href);
    return link;
  };
  const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const issue = one => {
    const item = make("li", `yg-issue yg-issue--${one.severity}`), code = make("a", "yg-code", one.code);
    code.href = `${root}guide/codes/#${one.code}`;
    item.append(make("span", "yg-issue__where", one.where), " ", make("span", "yg-issue__what", one.message),
      make("span", "yg-issue__how", OPTION.test(one.hint) ? `${one.hint} ${words.here}` : one.hint), code);
    return item;
  };
  const listed = (title, items, isOpen) => {
    if (!items.length) return [];
    const group = make("details", ""), list = make("ul", "yg-issues");
    group.open = isOpen;
    list.append(...items.slice(0, SHOWN));
    if (items.length > SHOWN) list.append(make("li", "", `… ${items.length - SHOWN}`));
    group.append(make("summary", "", `${title} (${items.length})`), list);
    return [group];
  };
  const moved = one => make("li", "yg-issue", `${one.where}: ${one.before} → ${one.after || words.gone}. ${one.why}`);

  const checked = ({ told, files, question: it }) => {
    if (told.status === "misuse") { say(told.message); return; }
    const { errors, warnings } = told.summary, isFine = told.status === "accepted";
    links.splice(0).forEach(link => URL.revokeObjectURL(link));
    part("verdict").textContent = isFine ? words.accepted : word("refused", { errors });
    part("verdict").className = isFine ? "yg-check__good" : "yg-check__bad";
    const rows = told.tables.reduce((sum, table) => sum + table.rows, 0);
    part("counts").textContent = [word("read", { tables: told.tables.length, rows }), warnings && word("warnings", { warnings })].filter(Boolean).join(" · ");
    part("downloads").replaceChildren(...files.map(([file, bytes]) => file === "package.zip"
      ? download(`${name("package", it)}.zip`, bytes, "application/zip") : download(`${name("annotated", it)}.xlsx`, bytes, XLSX)));
    part("issues").replaceChildren(...["error", "warning", "info"].flatMap(severity =>
      listed(words[severity], told.issues.filter(one => one.severity === severity).map(issue), severity !== "info")));
    part("changed").replaceChildren(...listed(word("changes", { n: told.changes.length }), told.changes.map(moved), false),
      ...listed(word("differences", { n: told.differences.length }), told.differences.map(moved), !isFine));
    if (told.issues.some(one => OPTION.test(one.hint))) form.querySelector("details").open = true;
    part("submit").hidden = !isFine;
    part("folder").textContent = `${told.folder}/`;
    part("forge").hidden = !box.dataset.upload;
    part("upload").href = `${box.dataset.upload}/${told.folder}`;
    const to = box.dataset.contact.includes("@") ? encodeURIComponent(box.dataset.contact) : "";
    const letter = { union: union() ? union()[1] : it.union, year: it.year, file: `${name("package", it)}.zip`, folder: `${told.folder}/` };
    part("mail").href = `mailto:${to}?subject=${encodeURIComponent(word("subject", letter))}&body=${encodeURIComponent(word("body", letter))}`;
    part("judged").hidden = true;
    part("result").hidden = false;
    part("result").focus();
    if (isFine) say(words.judging); else rest();
  };
  const judged = ({ told }) => {
    rest();
    if (!told.verdicts.length) return;
    part("preview").innerHTML = told.preview; // rendered and escaped by the portal's own templates
    part("verdicts").replaceChildren(...told.verdicts.map(one => {
      const row = make("tr", ""), link = make("a", "", `${one.clause} ${one.title}`), cell = make("th", ""), status = make("td", "");
      link.href = `${root}clauses/${one.clause}/`;
      cell.scope = "row";
      cell.append(link);
      status.append(make("span", `yg-badge yg-badge--${one.tally}`, one.status));
      row.append(cell, status, make("td", "", one.message));
      return row;
    }));
    part("judged").hidden = false;
  };

  const heard = {
    loading: ({ done }) => { box.querySelector("progress").value = done; },
    ready: () => {
      ready = true;
      send.disabled = false;
      box.querySelector("progress").hidden = true;
      say(words.ready);
      choose();
    },
    chosen: ({ union: id, whole: all, next }) => {
      if (id !== chosen) return;
      whole = all;
      if (!whole) chosen = null; // asked again when the network is back
      rest();
      if (next && !form.year.value) form.year.value = next;
    },
    template: ({ told, files, question: it }) => {
      if (told.status === "misuse") { say(told.message); return; }
      const link = download(`${name("template", it)}.xlsx`, files[0][1], XLSX);
      link.click();
      rest();
    },
    checked: answer => answer.number === asked && checked(answer),
    judged: answer => answer.number === asked && judged(answer),
    failed: ({ task, error }) => say(task === "load" ? words.broken : word("failed", { kind: error })),
  };
  worker.onmessage = ({ data }) => heard[data.kind](data);
  worker.onerror = () => say(words.broken);

  say(words.loading);
  fetch(`${root}api/v1/finder.json`).then(answer => answer.json()).then(found => {
    const given = new URLSearchParams(location.search), one = found.find(([id]) => id === given.get("union"));
    unions = found;
    if (one) form.union.value = label(one);
    if (/^\d{4}$/.test(given.get("year") || "")) form.year.value = given.get("year");
    choose();
  }).catch(() => say(words.broken));
  worker.postMessage({ task: "load", root, engine: box.dataset.engine });
})();
