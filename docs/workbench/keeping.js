// Keeps work in this browser (IndexedDB) until the user throws it away. A work is
// `{id, name, data, steps, changed}`; `steps` are the corrections in their order.

const NAME = "communique-workbench";
const STORE = "works";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (work) => within("readwrite", (store) => store.put(work));
export const discard = (id) => within("readwrite", (store) => store.delete(id));
export const kept = () => within("readonly", (store) => store.getAll());

// Take a work for this tab alone. The answer is a function that gives it back, or null if another tab has it.
export function taken(id) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    navigator.locks.request(`${NAME}/${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise((release) => resolve(release));
    });
  });
}
