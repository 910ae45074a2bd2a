import type { Mode } from './modes.ts';

/** A step that cannot be undone, guarded by a pure function from the case to open or every reason why not. */
export type GateName =
  | 'approach-responsible'
  | 'communicate'
  | 'deliver-letter'
  | 'book-conference'
  | 'hold-conference'
  | 'close-case';

/** One reason a gate is shut. */
export interface Shut {
  /** Kebab-case name, stable, also the refusal an action gives. */
  readonly reason: string;
  /** The reason in plain words for staff. */
  readonly words: string;
  /** What would open it, in plain words for staff. */
  readonly opens: string;
  /** The hard rule behind it, such as H1. */
  readonly rule?: string | undefined;
}

export interface Gate {
  readonly name: GateName;
  /** What the gate is about: "A letter from Dylan to Joanne". */
  readonly about: string;
  readonly mode?: Mode | undefined;
  /** Empty means open. */
  readonly shut: readonly Shut[];
}

/** A gate is open when nothing shuts it. */
export function isOpen(gate: Gate): boolean {
  return gate.shut.length === 0;
}
