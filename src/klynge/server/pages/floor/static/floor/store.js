// SPDX-License-Identifier: Apache-2.0
// What was tapped and is not known to be taken in yet, kept in IndexedDB: it outlives a network gap, a reload, a flat battery.
// A record: {key, about: "report" | "suggestion", organisation, body, card, words, at, state: "waiting" | "sending" | "sent"
// | "refused", problem, undoUntil, undone}. `key` is the idempotency key that it is sent with, however often.

const NAME = "klynge-floor", STORE = "outbox";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

let database;

async function within(mode, action) {
  database ??= opened();
  const transaction = (await database).transaction(STORE, mode);
  const asked = action(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (record) => within("readwrite", (store) => store.put(record));
export const remove = (key) => within("readwrite", (store) => store.delete(key));
export const get = (key) => within("readonly", (store) => store.get(key));

// All records of an organisation, in the order in which they were made.
export async function all(organisation) {
  const found = await within("readonly", (store) => store.getAll());
  return found.filter((each) => each.organisation === organisation).sort((a, b) => a.at - b.at || a.order - b.order);
}

// Records that were sent more than a day ago are of no use to anyone.
export async function tidy(organisation) {
  const old = Date.now() - 24 * 3600 * 1000;
  for (const each of await all(organisation)) if (each.state === "sent" && each.at < old) await remove(each.key);
}
