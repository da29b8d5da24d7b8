// The page's data as typed arrays: portions, orders, and the bars of each row in order of time.
function ints(text) {
  const raw = atob(text.slice(3)), bytes = new Uint8Array(raw.length);
  for (let n = 0; n < raw.length; n++) bytes[n] = raw.charCodeAt(n);
  return new Int32Array(bytes.buffer);
}

function unpacked(table) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, typeof value === "string" && value.startsWith("i4:") ? ints(value) : value]));
}

function grouped(keys, count) {
  const from = new Int32Array(count + 1);
  for (const key of keys) if (key >= 0) from[key + 1]++;
  for (let n = 0; n < count; n++) from[n + 1] += from[n];
  const list = new Int32Array(from[count]), next = from.slice();
  keys.forEach((key, n) => { if (key >= 0) list[next[key]++] = n; });
  return { from, list };
}

function batches(p) {
  const mates = new Map(), leader = Int32Array.from(p.row, (_, n) => n);
  p.batch.forEach((batch, n) => {
    if (batch < 0) return;
    if (!mates.has(batch)) mates.set(batch, []);
    const group = mates.get(batch);
    group.push(n);
    leader[n] = group[0];
  });
  return { mates, leader };
}

function bars(p, leader, rowCount) {
  const { from, list } = grouped(Int32Array.from(p.row, (row, n) => (leader[n] === n ? row : -1)), rowCount);
  for (let row = 0; row < rowCount; row++) list.subarray(from[row], from[row + 1]).sort((a, b) => p.setup[a] - p.setup[b] || p.end[a] - p.end[b]);
  return { from, list };
}

export function decode(content) {
  const p = unpacked(content.portions), o = unpacked(content.orders), links = unpacked(content.links);
  const net = unpacked(content.network), time = unpacked(content.time), none = content.none;
  const { mates, leader } = batches(p);
  const rowCount = net.rowCentre.length, orderCount = o.ids.length;
  const target = o.due.map((due, n) => (o.promised[n] === none ? due : o.promised[n]));
  const late = o.delivered.map((day, n) => (day === none ? 0 : Math.max(0, day - target[n])));
  const slack = o.delivered.map((day, n) => (day === none ? 0 : target[n] - day));
  const openings = net.openings.map(([starts, ends]) => ({ starts: ints(starts), ends: ints(ends) }));
  const byLateness = [...late.keys()].filter((n) => late[n] > 0).sort((a, b) => late[b] - late[a]);
  return {
    content, none, p, o, links, net, time, openings, mates, leader, target, late, slack, rowCount, orderCount, byLateness,
    unplanned: [...o.delivered.keys()].filter((n) => o.delivered[n] === none),
    bars: bars(p, leader, rowCount),
    ofOrder: grouped(p.order, orderCount),
    number: new Map(o.ids.map((id, n) => [id, n])),
    first: time.days[0], last: time.days[time.days.length - 1],
  };
}

// Names in the tables as they are said in a language.
export function speakNames(m, language) {
  const said = m.content.spoken[language], { net, p, o } = m;
  net.sites.forEach((site, n) => { site[1] = said.sites[n]; });
  net.centres.forEach((centre, n) => { centre[1] = said.centres[n]; });
  o.items.forEach((item, n) => { [item[1], item[2]] = said.ordered[n]; });
  p.items.forEach((item, n) => { [item[1], item[2]] = said.used[n]; });
  p.steps.forEach((step, n) => { step[1] = said.steps[n]; });
  p.families = said.families;
  p.pools = said.pools;
}

export const openingOfRow = (m, row) => m.net.centres[m.net.rowCentre[row]][7];
export const centreOf = (m, n) => m.net.centres[m.net.rowCentre[m.p.row[n]]];
export const siteOf = (m, n) => m.net.sites[centreOf(m, n)[2]];
export const zoneOf = (m, n) => siteOf(m, n)[3];
export const stepName = (m, n) => m.p.steps[m.p.step[n]][1] || m.p.steps[m.p.step[n]][0];
export const orderName = (m, n) => (m.p.order[n] < 0 ? m.p.jobs[m.p.job[n]] : m.o.ids[m.p.order[n]]);
export const matesOf = (m, n) => (m.p.batch[n] < 0 ? [n] : m.mates.get(m.p.batch[n]));
export const portionsOf = (m, order) => [...m.ofOrder.list.subarray(m.ofOrder.from[order], m.ofOrder.from[order + 1])].sort((a, b) => m.p.start[a] - m.p.start[b]);

export function linksOf(m, order) {
  const pairs = [];
  for (let n = m.links.from[order]; n < m.links.from[order + 1]; n++) pairs.push([m.links.before[n], m.links.after[n]]);
  return pairs;
}

// First bar of a row that ends after a moment: bars of a row do not overlap, so their ends are in order too.
export function firstBar(m, row, moment) {
  let low = m.bars.from[row], high = m.bars.from[row + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (m.p.end[m.bars.list[middle]] > moment) high = middle; else low = middle + 1;
  }
  return low;
}

export function upper(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] > value) high = middle; else low = middle + 1; }
  return low;
}
