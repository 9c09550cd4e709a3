// Makes tables sortable and filterable by what stands in them; without this script they are whole and in their order.
// ES2017, for the WebViews of old phones.
(() => {
  "use strict";
  const make = (tag, given, ...inside) => {
    const made = Object.assign(document.createElement(tag), given);
    made.append(...inside);
    return made;
  };
  const labelled = (name, field) => make("label", {}, make("span", { textContent: name }), field);
  const option = (value, textContent) => make("option", { value, textContent });
  const within = cell => (cell ? cell.textContent.replace(/\s+/g, " ").trim() : "");
  // What a cell says to a filter: each of its several entries, else all of it.
  const entries = cell => {
    const several = Array.from(cell.children).filter(one => one.localName === "span");
    return several.length ? several.map(within) : [within(cell)];
  };
  // What a cell is ordered by: its number, its day, its words; what is not there comes last.
  const worth = cell => {
    const told = cell && cell.querySelector("data, time");
    if (!told) return within(cell) || null;
    if (told.localName === "time") return told.dateTime;
    return told.value === "" ? null : Number(told.value);
  };

  const cell = (row, at) => (row.rows ? row.rows[0] : row).cells[at];

  const explore = box => {
    const table = box.querySelector("table"), words = box.dataset, grouped = "ygGroups" in table.dataset;
    const body = grouped ? table : table.tBodies[0]; // what holds the rows: of one union several may be one group
    const rows = Array.from(grouped ? table.tBodies : body.rows), headings = Array.from(table.tHead.rows[0].cells);
    if (rows.length < 2) return;
    const told = make("p", { className: "yg-explorable__told" });
    told.setAttribute("role", "status");
    const bar = make("div", { className: "yg-explorable__bar" });
    const picks = [];

    const show = () => {
      const want = word.value.trim().toLowerCase();
      let n = 0;
      for (const row of rows) {
        const kept = picks.every(({ field, at }) => !field.value || entries(cell(row, at)).includes(field.value));
        row.hidden = !(kept && (!want || row.textContent.toLowerCase().includes(want)));
        if (!row.hidden) n += 1;
      }
      told.textContent = words.ygTold.replace("{all}", rows.length).replace("{n}", n);
    };
    const arrange = (at, down) => {
      const ordered = rows.slice();
      if (at >= 0) {
        ordered.sort((one, other) => {
          const a = worth(cell(one, at)), b = worth(cell(other, at));
          if (a === null || b === null) return (a === null) - (b === null);
          const before = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);
          return down ? -before : before;
        });
      }
      body.append(...ordered);
      headings.forEach((heading, place) => {
        if (place === at) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        else heading.removeAttribute("aria-sort");
      });
    };

    const word = make("input", { type: "search", autocomplete: "off" });
    word.addEventListener("input", show);
    bar.append(labelled(words.ygWord, word));
    const order = make("select", {}, option("", words.ygGiven));
    headings.forEach((heading, at) => {
      const name = within(heading);
      if ("pick" in heading.dataset) {
        const found = Array.from(new Set([].concat(...rows.map(row => entries(cell(row, at)))))).filter(Boolean);
        const field = make("select", {}, option("", words.ygAll), ...found.map(one => option(one, one)));
        field.addEventListener("change", show);
        picks.push({ field, at });
        bar.append(labelled(name, field));
      }
      if ("sort" in heading.dataset) {
        order.append(option(`${at} up`, `${name} ↑`), option(`${at} down`, `${name} ↓`));
        const press = make("button", { type: "button", textContent: name });
        press.addEventListener("click", () => {
          const down = heading.getAttribute("aria-sort") === "ascending" || (!heading.hasAttribute("aria-sort") && heading.classList.contains("num"));
          order.value = `${at} ${down ? "down" : "up"}`;
          arrange(at, down);
        });
        heading.textContent = "";
        heading.append(press);
      }
    });
    if (order.options.length > 1) {
      order.addEventListener("change", () => {
        const [at, way] = order.value ? order.value.split(" ") : ["-1", "up"];
        arrange(Number(at), way === "down");
      });
      bar.append(labelled(words.ygOrder, order));
    }
    box.prepend(bar, told);
    show();
  };
  document.querySelectorAll(".yg-explorable").forEach(explore);
})();
