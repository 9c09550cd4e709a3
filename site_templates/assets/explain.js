// Opens what a number is made of: exact value, formula in words, addends down to the cell in git, corrections, a permalink.
// Without this script numbers are read as they stand. Texts come from unions: they are only ever set as text.
(() => {
  "use strict";
  const { api, clauses: shelf, words: told, currency } = document.currentScript.dataset;
  const words = JSON.parse(told), inside = "a, button, summary, label, .yg-explain";
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const answers = new Map(); // one request for each file
  const load = path => {
    if (!answers.has(path)) {
      const answer = fetch(`${api}/${path}.json`).then(one => {
        if (!one.ok) throw new Error(one.status);
        return one.json();
      });
      answers.set(path, answer);
      answer.catch(() => answers.delete(path)); // the next press tries again
    }
    return answers.get(path);
  };

  // Sums to the cent as whole numbers: binary fractions would miss.
  const cents = value => /^-?\d+(\.\d{1,2})?$/.test(value) ? Math.round(Number(value) * 100) : NaN;
  const shifted = value => { // an amount in ten thousands, or in thousands, not one digit lost
    const [, sign, whole, rest] = /^(-?)(\d+)\.?(\d*)$/.exec(value), digits = whole.padStart(words.zeros + 1, "0");
    const exact = `${digits.slice(-words.zeros)}${rest}`.replace(/0+$/, "").padEnd(2, "0");
    return `${sign}${grouped(digits.slice(0, -words.zeros))}.${exact}`;
  };
  const grouped = value => String(value).replace(/^-?\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  const shown = (value, unit) => {
    if (value === null || value === undefined || value === "") return words.unknown;
    if (unit === "yuan") return `${grouped(String(value).replace(/^-?\d+$/, "$&.00").replace(/\.\d$/, "$&0"))} ${currency}`;
    return unit === "ratio" && Number.isFinite(Number(value)) ? `${grouped((value * 100).toFixed(2))}%` : grouped(value);
  };

  const split = key => {
    const [owner, year, ...name] = key.split("/");
    return { owner, year, name: name.join("/") };
  };
  // A cell of the year: its table, row, column, value, and where it stands.
  const cell = (year, key) => {
    const parts = key.split("/"), table = parts[0], column = parts[parts.length - 1], place = (year.places || {})[table];
    if (parts.length < 3 || !place) return null;
    const row = parts.slice(1, -1).join("/");
    const named = (one, columns) => columns.map(part => one[part]).join("+") || table, all = [...place.key, ...(place.parts || [])];
    const index = year.tables[table].findIndex(one => named(one, place.key) === row || named(one, all) === row);
    if (index < 0) return null;
    const at = place.rows[index], record = year.tables[table][index];
    const name = record.account_name ? `${row} ${record.account_name}` : row;
    return {
      value: record[column], unit: place.units[column] || "count",
      title: `${place.title} · ${row === table ? "" : `${name} · `}${place.columns[column] || column}`,
      place: say(words.place, { file: `${year.folder}/${place.file}`, row: at, column }),
      link: year.browse && `${year.browse}/${place.file}#L${(place.lines || place.rows)[index]}`,
    };
  };
  const find = (year, name) => {
    if (name[0] !== "@") return cell(year, name);
    const figure = year.figures[name.slice(1)];
    return figure && Object.assign({}, figure, { title: figure.formula || name });
  };

  const box = make("dialog", "", { className: "yg-explain" });
  const trail = []; // keys on the way down from the number that was pressed
  let opener = null, asked = 0;
  box.setAttribute("aria-labelledby", "yg-explain-value");

  const button = (text, act) => {
    const one = make("button", text, { type: "button" });
    one.addEventListener("click", act);
    return one;
  };
  const line = (title, ...parts) => {
    const entry = document.createElement("p");
    entry.append(make("b", title), " ", ...parts);
    return entry;
  };
  const go = key => { trail.push(key); show(); };
  const address = key => `${location.href.split("#")[0]}#fig=${encodeURI(key)}`;

  const inputs = (year, key, figure) => {
    const here = split(key), list = document.createElement("ul");
    const keys = figure.inputs.map(one => one[0] === "." ? `${here.owner}/${here.year}${one.slice(1)}` : one);
    let sum = 0;
    keys.forEach(one => {
      const at = split(one), own = at.owner === here.owner && at.year === here.year, known = own && find(year, at.name);
      const entry = document.createElement("li");
      if (one.includes("*")) entry.append(make("code", one));
      else entry.append(button(known ? known.title : one, () => go(one)));
      const unit = known && known.unit;
      if (known) entry.append(" ", make("span", shown(known.value, unit), { className: "num" }));
      sum += known && unit === "yuan" ? cents(known.value) : NaN;
      list.append(entry);
    });
    const parts = [make("h3", words.inputs), list];
    if (figure.unit === "yuan" && keys.length > 1 && sum === cents(figure.value)) {
      parts.push(make("p", say(words.sums, { value: shown(figure.value, "yuan") }), { className: "yg-tick" }));
    }
    return parts;
  };

  const restated = (changes, key) => {
    const list = document.createElement("ul");
    changes.revisions.filter(one => key.startsWith(`${one.union_id}/${one.year}/`)).forEach(one => one.figures.forEach(figure => {
      if (figure.key !== key && `${one.union_id}/${one.year}/${figure.key}` !== key) return;
      const values = { day: one.day, before: shown(figure.before, figure.unit), after: shown(figure.after, figure.unit) };
      list.append(make("li", `${say(words.restated, values)} ${figure.reason ? figure.reason.text : ""}`));
    }));
    return list.children.length ? [make("h3", words.changes), list] : [];
  };

  const render = (key, year, changes) => {
    const figure = find(year, split(key).name), standing = document.querySelector(`[data-figure="${CSS.escape(key)}"]`);
    const number = figure ? figure.value : standing && standing.value;
    const unit = (figure && figure.unit) || (standing && (standing.dataset.unit || "yuan")) || "";
    const parts = [make("h2", shown(number, unit), { id: "yg-explain-value", tabIndex: -1 })];
    if (unit === "yuan" && /^-?\d+(\.\d+)?$/.test(number)) parts.push(make("p", `${shifted(String(number))} ${words.scaled}`));
    if (unit === "ratio" && number) parts.push(make("p", String(number)));
    parts.push(make("p", figure ? figure.title : words.elsewhere));
    if (figure && figure.place) {
      const place = figure.link && /^https:/.test(figure.link) ? make("a", figure.place, { href: figure.link }) : make("span", figure.place);
      parts.push(line(words.cell, place));
    }
    const audits = year.audited || [];
    if (year.tables) parts.push(line(words.audited, audits.length ? audits.join("；") : words.unaudited));
    if (figure && figure.inputs) parts.push(...inputs(year, key, figure));
    const clauses = year.verdicts.filter(one => one.figures.some(used => used.key === key));
    if (clauses.length) {
      const list = document.createElement("ul");
      clauses.forEach(one => {
        const entry = document.createElement("li");
        entry.append(make("a", one.clause, { href: `${shelf}/${one.clause}/` }), ` ${one.message}`);
        list.append(entry);
      });
      parts.push(make("h3", words.clauses), list);
    }
    parts.push(...restated(changes, key));
    const values = { name: year.name, year: year.year, key, value: shown(number, unit), address: address(key) };
    const source = year.source && year.source.commit ? say(words.commit, { commit: year.source.commit.slice(0, 12) }) : "";
    const cite = make("textarea", say(words.cite, values) + source, { readOnly: true, rows: 4 });
    cite.setAttribute("aria-label", words.citing);
    cite.addEventListener("focus", () => cite.select());
    parts.push(make("h3", words.citing), cite, line("", make("a", words.permalink, { href: address(key) })));
    return parts;
  };

  const show = () => {
    const key = trail[trail.length - 1], turn = ++asked, { owner, year } = split(key), bar = document.createElement("div");
    if (trail.length > 1) bar.append(button(words.back, () => { trail.pop(); show(); }));
    bar.append(button(words.close, () => box.close()));
    box.replaceChildren(bar, make("p", words.loading, { id: "yg-explain-value" }));
    if (!box.open) box.showModal();
    Promise.all([load(`${owner}/${year}`), load(`${owner}/changes`)]).then(
      ([told, changes]) => render(key, told, changes),
      () => [make("p", words.failed, { id: "yg-explain-value", tabIndex: -1 })],
    ).then(parts => {
      if (turn !== asked) return; // the reader has gone on
      box.replaceChildren(bar, ...parts);
      box.querySelector("#yg-explain-value").focus();
    });
  };
  const open = (key, from) => {
    opener = from;
    trail.splice(0, trail.length, key);
    history.replaceState(null, "", address(key));
    show();
  };
  const linked = () => {
    if (!location.hash.startsWith("#fig=")) return;
    let key = "";
    try { key = decodeURIComponent(location.hash.slice(5)); } catch (error) { return; }
    if (!/^[a-z0-9-]+\/\d{4}\/[^?#\\]+$/.test(key)) return; // no key: nothing is asked for
    const from = document.querySelector(`[data-figure="${CSS.escape(key)}"]`);
    if (from) from.scrollIntoView({ block: "center" });
    open(key, from);
  };

  box.addEventListener("close", () => {
    asked++;
    history.replaceState(null, "", location.href.split("#")[0]);
    if (opener) opener.focus({ preventScroll: true });
  });
  box.addEventListener("click", event => { if (event.target === box) box.close(); }); // beside it
  document.body.append(box);
  document.querySelectorAll(".yg-figure").forEach(figure => {
    if (figure.closest(inside) || !/^[a-z0-9-]+\/\d{4}\//.test(figure.dataset.figure)) return;
    figure.setAttribute("role", "button");
    figure.setAttribute("aria-haspopup", "dialog");
    figure.tabIndex = 0;
  });
  const pressed = event => event.target.closest && event.target.closest(".yg-figure[role=button]");
  document.addEventListener("click", event => {
    const figure = pressed(event);
    if (figure) open(figure.dataset.figure, figure);
  });
  document.addEventListener("keydown", event => {
    const figure = (event.key === "Enter" || event.key === " ") && pressed(event);
    if (!figure) return;
    event.preventDefault();
    open(figure.dataset.figure, figure);
  });
  document.querySelectorAll("[data-yg-explained]").forEach(promise => { promise.hidden = false; });
  addEventListener("hashchange", linked);
  linked();
})();
