// The sections of the program, fetched when they are first needed. The bundler puts this into the
// program's JavaScript and fills in what is in capitals.
const chunks = CHUNKS; // of each file, its address and where the modules in it begin and end
const sections = SECTIONS; // of each section, which files it is made of
const here = new Map();
let outdated = false; // the server has another version by now

async function load(chunk) {
  const [address, ...ends] = chunks[chunk];
  const answer = await fetch(address);
  if (!answer.ok) {
    outdated = true;
    throw new Error(`${address} is not there`);
  }
  const bytes = await answer.arrayBuffer();
  const imports = { __wasm_split: initSync() };
  await Promise.all(
    ends.map((end, index) => WebAssembly.instantiate(bytes.slice(ends[index - 1] ?? 0, end), imports)),
  );
}

// What is here stays here; what did not come is fetched once more the next time.
function need(chunk) {
  if (!here.has(chunk)) {
    here.set(chunk, load(chunk));
    here.get(chunk).catch(() => here.delete(chunk));
  }
  return here.get(chunk);
}

const loader = (section) => (callback, data) => {
  if (outdated) return location.reload();
  Promise.all(sections[section].map(need))
    .then(() => true, () => false)
    .then((success) => initSync().__indirect_function_table.get(callback)(data, success));
};
const loaders = LOADERS;
