import * as sdk from 'wx-server-sdk'

/** The part of wx-server-sdk 4.0.2 that is used, typed as it behaves; the package's own types say `void | string`. */

export interface CloudDatabase {
  collection(name: string): CloudCollection
  startTransaction(): Promise<CloudTransaction>
  command: {
    and(conditions: object[]): object
    or(conditions: object[]): object
    set(value: unknown): object
    remove(): object
    neq(value: unknown): object
    gt(value: unknown): object
    gte(value: unknown): object
    lt(value: unknown): object
    lte(value: unknown): object
  }
}

export interface CloudCollection {
  add(options: { data: object }): Promise<unknown>
  doc(id: string): {
    /** `data` is null for a document that is not there (`throwOnNotFound: false`). */
    get(): Promise<{ data: CloudDoc | null }>
    update(options: { data: object }): Promise<{ stats: { updated: number } }>
    remove(): Promise<{ stats: { removed: number } }>
  }
  where(condition: object): CloudQuery
}

export interface CloudQuery {
  orderBy(field: string, direction: 'asc' | 'desc'): CloudQuery
  limit(most: number): CloudQuery
  get(): Promise<{ data: CloudDoc[] }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

export interface CloudTransaction {
  collection(name: string): CloudCollection
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

export type CloudDoc = Record<string, unknown> & { _id: string; version: number }

export interface Cloud {
  database(config: { throwOnNotFound: boolean }): CloudDatabase
  getWXContext(): { OPENID?: string | number }
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>
  getTempFileURL(options: { fileList: { fileID: string; maxAge: number }[] }): Promise<{
    fileList: { status: number; tempFileURL: string; errMsg: string }[]
  }>
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: { status: number; errMsg: string }[] }>
  openapi: {
    subscribeMessage: { send(message: object): Promise<unknown> }
    security: { msgSecCheck(text: object): Promise<{ result?: { suggest?: string } }> }
  }
}

/** The SDK, set up for the environment that the function runs in. Setting it up again does nothing. */
export function openCloud(): Cloud {
  sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV as unknown as string })
  return sdk as unknown as Cloud
}
