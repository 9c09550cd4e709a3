// Runs the portal's own Python beside the page check.js. It fetches the program and what unions have published; it sends nothing.
const DATA = "/data", tried = new Set();
let python, desk, root;

const fetched = async path => {
  const answer = await fetch(root + path);
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return new Uint8Array(await answer.arrayBuffer());
};
const step = done => postMessage({ kind: "loading", done });

async function load({ root: site, engine }) {
  root = site;
  const [sources, federation, runtime] = [fetched(`${engine}yangguang.zip`), fetched("api/v1/federation.zip"), import(`${root}${engine}pyodide.mjs`)];
  step(1);
  python = await (await runtime).loadPyodide({ indexURL: root + engine });
  step(2);
  const home = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(await sources, "zip", { extractDir: home });
  step(3);
  desk = python.pyimport("yangguang.browser");
  desk.lay(DATA, python.toPy(await federation));
  postMessage({ kind: "ready" });
}

// What a union has published, year by year, as the door and the rules look at it; true where all of it is here.
async function laid(union) {
  if (tried.has(union)) return true;
  const about = JSON.parse(new TextDecoder().decode(await fetched(`api/v1/unions/${union}.json`)));
  const years = (about.years || []).filter(one => one.package);
  const archives = await Promise.all(years.map(one => fetched(`api/v1/${one.package}`)));
  years.forEach((one, at) => desk.lay(DATA, python.toPy(archives[at]), `unions/${about.district}/${union}/${one.year}`));
  tried.add(union);
  return about;
}

async function all(unions) {
  const found = await Promise.all(unions.map(union => laid(union).catch(() => null)));
  return found.every(Boolean);
}

// The union's own books, its superiors' and its subordinates': all that is needed without a network.
async function choose({ union }) {
  const about = await laid(union).catch(() => null);
  let whole = about !== null;
  if (about && about !== true) {
    whole = await all(about.children || []);
    for (let above = about.parent_id; above && whole;) {
      const next = await laid(above).catch(() => null);
      whole = next !== null;
      above = next && next.parent_id;
    }
  }
  const next = about && about !== true ? Math.max(0, ...about.years.filter(one => one.package).map(one => one.year)) + 1 : null;
  postMessage({ kind: "chosen", union, whole, next: next > 1 ? next : null });
}

function answered(answer) {
  const told = JSON.parse(answer.told), files = answer.files.toJs();
  answer.destroy();
  return { told, files: files instanceof Map ? Array.from(files) : Object.entries(files) };
}

async function check({ number, question, files }) {
  const said = JSON.stringify(question);
  const first = answered(desk.check(DATA, python.toPy(files), said));
  postMessage({ kind: "checked", number, question, told: first.told, files: first.files });
  const made = first.files.find(([name]) => name === "package.zip");
  if (!made) return;
  let judged, again;
  do { // once more where the new rows name a union that was not looked at before
    judged = answered(desk.judge(DATA, first.told.folder, python.toPy(made[1]), said));
    again = judged.told.beside.filter(union => !tried.has(union));
  } while (again.length && await all(again));
  postMessage({ kind: "judged", number, told: judged.told });
}

function template({ question }) {
  postMessage(Object.assign({ kind: "template", question }, answered(desk.template(DATA, JSON.stringify(question)))));
}

// One at a time, in order. What Python says of an error may quote a cell: only its kind leaves here.
const tasks = { load, choose, check, template };
let queue = Promise.resolve();
onmessage = ({ data }) => {
  queue = queue.then(() => tasks[data.task](data)).catch(error => {
    postMessage({ kind: "failed", task: data.task, number: data.number, error: error.type || error.name });
  });
};
