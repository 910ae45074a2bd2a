import { refuse, allow, unreachable, type Decision } from '#platform/decision.ts';

const keptDays = 14;
const mostDrafts = 20;
const mostSigns = 30_000;

/** What somebody typed into a form, field by field. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type CannotKeepDraft = 'draft-is-empty' | 'draft-is-too-long' | 'too-many-drafts';

/** A draft holds something, fits, and is one of twenty. (DRF-3) */
export function keepDraft(fields: Fields, others: number): Decision<string, CannotKeepDraft> {
  if (Object.values(fields).every((value) => value.length === 0)) return refuse('draft-is-empty');
  const text = JSON.stringify(fields);
  if (text.length > mostSigns) return refuse('draft-is-too-long');
  return others >= mostDrafts ? refuse('too-many-drafts') : allow(text);
}

/** When a draft that is kept now is deleted. (DRF-2) */
export function goesAt(keptAt: Date): Date {
  return new Date(keptAt.getTime() + keptDays * 86_400_000);
}

/** The refusals in plain words. */
export function explain(reason: CannotKeepDraft): string {
  switch (reason) {
    case 'draft-is-empty':
      return 'Write something first. Then it can be kept';
    case 'draft-is-too-long':
      return 'This is too long to be kept as a draft. Make it shorter, or send it';
    case 'too-many-drafts':
      return 'You have twenty drafts, which is the most. Send one or throw one away first';
    default:
      return unreachable(reason);
  }
}
