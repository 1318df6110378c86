/** Photos that must outlive the page, in the browser's own database: local storage is too small for even one. */

const name = 'hehe'
const shelf = 'photos'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(shelf)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(shelf, mode).objectStore(shelf))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } finally {
    database.close()
  }
}

export const putBlob = (key: string, blob: Blob): Promise<unknown> => run('readwrite', (s) => s.put(blob, key))
export const getBlob = (key: string): Promise<Blob | undefined> => run('readonly', (s) => s.get(key))
export const removeBlob = (key: string): Promise<unknown> => run('readwrite', (s) => s.delete(key))
