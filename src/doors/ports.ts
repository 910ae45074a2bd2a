import type { Assets } from '#platform/assets.ts';
import type { FileStore } from '#platform/file-store.ts';
import type { Identity } from '#platform/identity.ts';
import type { Provider } from '#platform/openid.ts';
import type { ReadersDatabase } from '#platform/readers.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import type { Act } from '#vocabulary/acting.ts';
import type { ClosedDoor, Read } from '#vocabulary/trails.ts';

/** What was read, and by which way in. */
export interface PlacedRead extends Read {
  readonly place: string;
}

/** What the doors are handed by main.ts, and nothing else reaches them. */
export interface Ports {
  readonly database: ReadersDatabase;
  readonly act: Act;
  /** Writes down who reads what, before it is sent; what cannot be written down is not shown. (TRL-6) */
  noteRead(reader: Identity, ...reads: readonly PlacedRead[]): Promise<void>;
  /** Writes down that a door stayed shut: to somebody who is signed in, or to a stranger. (TRL-8) */
  noteClosedDoor(asker: Identity | undefined, door: ClosedDoor): Promise<void>;
  readonly clock: () => Date;
  readonly assets: Assets;
  /** Where people find us, without a slash at the end: `http://localhost:3000`. */
  readonly baseUrl: string;
  readonly log: Log;
  /** Where staff may sign in besides here, if anywhere. */
  readonly provider: Provider | undefined;
  /** Keeps secrets of people unreadable where they lie. */
  readonly sealer: TextSealer;
  /** Whether what programs are told may go to an address inside: for tests alone. */
  readonly mayTellInside?: boolean | undefined;
  /** Keeps the contents of documents, sealed. */
  readonly files: FileStore;
  /** Left out where no virus scanner was set. */
  readonly lookForViruses: LookForViruses | undefined;
}

/** Structured lines without anybody's name, address or words. */
export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
