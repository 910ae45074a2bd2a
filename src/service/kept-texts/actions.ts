import { allow, refuse, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { keepable, keptDays, mostCharacters, sameTimeMinutes, sentTooLateHours, type Fields } from './rules.ts';
import * as store from './store.ts';
import type { TextToKeep } from './store.ts';

export interface Typing extends Omit<TextToKeep, 'fields' | 'browserHash' | 'expiresAt'> {
  readonly fields: Fields;
}

export type CannotKeep = 'too-long-to-keep' | 'another-window-has-it' | 'sent-already';

/** Keeps what somebody types while they type it. What another window wrote is never overwritten. (KPT-4) */
export async function keepTyping(
  hand: Hand,
  typing: Typing,
): Promise<Decision<{ readonly isElsewhere: boolean }, CannotKeep>> {
  const { id, form, writer, turn } = typing;
  const fields = keepable(typing.fields);
  if (!fields) {
    // Everything was wiped out: there is nothing to bring back.
    const known = await store.findWriter(hand, id);
    if (known && !known.isSent && known.writer === writer) await store.removeText(hand, id, writer);
    return allow({ isElsewhere: false });
  }
  const text = JSON.stringify(fields);
  if (text.length > mostCharacters) return refuse('too-long-to-keep');
  const kept = await store.saveText(hand, {
    ...typing,
    fields: text,
    browserHash: null,
    expiresAt: hoursLater(hand.at, keptDays * 24),
  });
  if (kept === null) {
    const known = await store.findWriter(hand, id);
    if (known?.isSent) return refuse('sent-already');
    // Two writings of one window may come in the wrong order: the later one is kept already.
    const isOvertaken = known?.writer === writer && known.turn >= turn;
    if (!isOvertaken) return refuse('another-window-has-it');
  }
  const since = new Date(hand.at.getTime() - sameTimeMinutes * 60_000);
  return allow({ isElsewhere: await store.isWrittenElsewhere(hand, form, id, since) });
}

/** Keeps what was sent after the session had ended, for the same person in the same browser. Nothing is acted on. (KPT-5) */
export async function keepSentTooLate(
  hand: Hand,
  sent: Pick<TextToKeep, 'id' | 'page' | 'form' | 'opened'> & {
    readonly fields: Fields;
    readonly browserHash: string;
    /** What the same window kept while the session lasted: this takes its place. */
    readonly instead: { readonly id: string; readonly writer: string } | undefined;
  },
): Promise<Decision<null, 'nothing-typed' | 'too-long-to-keep'>> {
  const fields = keepable(sent.fields);
  if (!fields) return refuse('nothing-typed');
  const text = JSON.stringify(fields);
  if (text.length > mostCharacters) return refuse('too-long-to-keep');
  const expiresAt = hoursLater(hand.at, sentTooLateHours);
  if (sent.instead) await store.removeText(hand, sent.instead.id, sent.instead.writer);
  await store.saveText(hand, { ...sent, fields: text, writer: sent.id, after: '', turn: 0, expiresAt });
  return allow(null);
}

/** Keeps a text no more, because it was sent. (KPT-4) */
export async function textWasSent(hand: Hand, id: string, form: string): Promise<Decision<null, never>> {
  await store.markSent(hand, id, form);
  return allow(null);
}

/** Throws a kept text away, because whoever wrote it says so. */
export async function throwAway(hand: Hand, id: string): Promise<Decision<null, never>> {
  await store.removeText(hand, id);
  return allow(null);
}

function hoursLater(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}
