/** The contract of file storage: files by key, each in its organization. */
import type { Timestamp } from '../../primitives/index.ts'
import type { Adapter } from '../adapter.ts'

/** Where a file is: no file of another organization can be named. */
export interface FileAddress {
  readonly organizationId: string
  /** `invoices/2026/0001.pdf`; see `assertFileKey`. */
  readonly key: string
}

/** A file to be stored. */
export interface NewFile extends FileAddress {
  readonly body: Uint8Array
  /** As in RFC 9110: `application/pdf`. Told back as given, never guessed. */
  readonly contentType: string
  /** Short facts to keep beside it. Default: none. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** What is known of a stored file. */
export interface StoredFile extends FileAddress {
  /** In bytes. */
  readonly size: number
  readonly contentType: string
  readonly metadata: Readonly<Record<string, string>>
  /** Differs whenever the content does; opaque otherwise. */
  readonly etag: string
  readonly storedAt: Timestamp
}

/** Which files to list. */
export interface FileQuery {
  readonly organizationId: string
  /** Only keys that begin so. Default: all. */
  readonly prefix?: string
  /** At most this many, 1 to 1,000. Default 100. */
  readonly limit?: number
  /** Only keys behind this one. Default: from the first. */
  readonly after?: string
}

/** A page of files, by key in code point order. */
export interface FilePage {
  readonly files: readonly StoredFile[]
  readonly hasNext: boolean
}

/** An address that opens one file to whoever has it, for a while. */
export interface FileLink {
  readonly url: string
  readonly expiresAt: Timestamp
}

/** Keeps files. Every call with a key that `assertFileKey` refuses throws what that throws. */
export interface StorageAdapter extends Adapter {
  /** The largest file that it takes, in bytes. */
  readonly maxSize: number
  /**
   * Stores a file whole, or not at all; a file of this key is replaced.
   *
   * @throws IntegrationError `adapter.refused` when it is larger than `maxSize`.
   */
  put(file: NewFile): Promise<StoredFile>
  /** Reads a file's content; null when there is none. */
  read(address: FileAddress): Promise<Uint8Array | null>
  /** Tells what is known of a file; null when there is none. */
  stat(address: FileAddress): Promise<StoredFile | null>
  /** Deletes a file. One that is not there is deleted already. */
  delete(address: FileAddress): Promise<void>
  /** Lists files of one organization. */
  list(query: FileQuery): Promise<FilePage>
  /** Makes a link by which a file can be read for so many milliseconds, without the system between. */
  link(address: FileAddress, expiresIn: number): Promise<FileLink>
}
