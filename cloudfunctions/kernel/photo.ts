/** A photo without its notes: what is kept of an upload. Written by the host's builder; see photo.test.ts. */
export interface CleanPhoto {
  mime: 'image/jpeg' | 'image/png' | 'image/webp'
  bytes: Uint8Array
}

export declare function stripPhoto(bytes: Uint8Array): CleanPhoto
