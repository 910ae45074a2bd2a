import { stages, type Stage } from '#vocabulary/parts.ts';

/** The stage after something happened: a case moves forward by what happened, and never back by itself. (CAS-1) */
export function stageAfter(now: Stage, reached: Stage): Stage {
  return stages.indexOf(reached) > stages.indexOf(now) ? reached : now;
}

// Letters and figures that are not mistaken for one another when read out over the phone: no 0 O, 1 I L, 5 S, 8 B, 2 Z.
const readable = '34679ACDEFGHJKMNPQRTUVWXY';

/** A reference such as `7K3M-QX94` from eight random bytes. People read it out, so no look-alikes. */
export function referenceFrom(bytes: Uint8Array): string {
  const signs = [...bytes.slice(0, 8)].map((byte) => readable[byte % readable.length] ?? 'X').join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
