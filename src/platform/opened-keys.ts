/** A data key that was unwrapped a short time ago. */
export interface OpenedKey {
  readonly serviceId: string;
  readonly id: string;
  /** Null once it was destroyed: what it sealed is gone. */
  readonly key: Buffer | null;
}

interface Kept {
  readonly opened: OpenedKey;
  readonly until: number;
  /** How often keys had been destroyed when the transaction that unwrapped it began. */
  readonly destroyed: number;
}

const lastsMs = 45_000;
const mostKeys = 20_000;

/**
 * The data keys this process unwrapped lately, so that most pages ask for none. A key is of use only to who could read a
 * text under it, which row security decides; it is forgotten within a minute. A transaction that began after any key was
 * destroyed takes none from before: whichever process destroyed it, nothing under it opens from that moment on.
 */
export class OpenedKeys {
  private readonly kept = new Map<string, Kept>();

  find(serviceId: string, id: string, now: Moment): OpenedKey | undefined {
    const found = this.kept.get(id);
    if (!found || found.until <= now.at || found.destroyed < now.destroyed) return undefined;
    return found.opened.serviceId === serviceId ? found.opened : undefined;
  }

  keep(opened: OpenedKey, now: Moment): OpenedKey {
    // A reader who asked a moment before a key was destroyed does not bring it back a moment after.
    if ((this.kept.get(opened.id)?.destroyed ?? 0) > now.destroyed) return opened;
    this.kept.delete(opened.id);
    this.kept.set(opened.id, { opened, until: now.at + lastsMs, destroyed: now.destroyed });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKeys) break;
      this.kept.delete(oldest);
    }
    return opened;
  }
}

/** The time, and how often keys had been destroyed when the transaction that asks began. */
export interface Moment {
  readonly at: number;
  readonly destroyed: number;
}
