/** A data key that was unwrapped a short time ago. */
export interface OpenedKey {
  readonly serviceId: string;
  readonly id: string;
  /** Null once it was destroyed: what it sealed is gone. */
  readonly key: Buffer | null;
}

const lastsMs = 45_000;
const mostKeys = 20_000;

/**
 * The data keys this process unwrapped lately, so that most pages ask for none. A key is of use only to who could read a
 * text under it, which row security decides; it is forgotten within a minute, and at once where it is destroyed.
 */
export class OpenedKeys {
  private readonly kept = new Map<string, { readonly opened: OpenedKey; readonly until: number }>();
  // A reader who asked a moment before a key was destroyed must not bring it back a moment after.
  private readonly destroyed = new Map<string, number>();

  find(serviceId: string, id: string, now: number): OpenedKey | undefined {
    const found = this.kept.get(id);
    if (!found || found.until <= now || found.opened.serviceId !== serviceId) return undefined;
    return found.opened;
  }

  keep(opened: OpenedKey, now: number): OpenedKey {
    const isGone = (this.destroyed.get(opened.id) ?? 0) > now;
    const kept = isGone ? { ...opened, key: null } : opened;
    this.kept.delete(opened.id);
    this.kept.set(opened.id, { opened: kept, until: now + lastsMs });
    drop(this.kept, mostKeys);
    return kept;
  }

  /** From now on nothing under this key opens here, whoever read it meanwhile. */
  forget(id: string, now: number): void {
    this.kept.delete(id);
    this.destroyed.set(id, now + 2 * lastsMs);
    drop(this.destroyed, mostKeys);
  }
}

function drop(map: Map<string, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
