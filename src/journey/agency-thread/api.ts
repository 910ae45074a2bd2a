import { z } from 'zod';
import { namedReferral } from '#journey/referral/facts.ts';
import type { ApiDoor, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { threadOf } from './facts.ts';

/** Messages about a referral, for a program of its agency. (THR-2) */
export function threadForPrograms(door: ApiDoor): void {
  door.looks(messagesWay, messages);
}

const Thread = z.object({
  messages: z.array(
    z.object({
      id: z.uuid(),
      from: z.enum(['agency', 'us']).describe('`us`: somebody of the service wrote it.'),
      words: z.string(),
      writtenAt: z.iso.datetime(),
    }),
  ),
});

const messagesWay = {
  method: 'get',
  path: '/referrals/:reference/messages',
  id: 'readMessages',
  summary: 'The messages about a referral, both ways, the oldest first',
  answer: { name: 'Thread', schema: Thread, status: 200, says: 'The last hundred of each side.' },
  refusals: {},
} as const;

async function messages({ db, params }: ProgramVisit): Promise<Told<z.output<typeof Thread>> | 'not-there'> {
  const referral = await namedReferral(db, params['reference'] ?? '');
  if (!referral) return 'not-there';
  const all = await threadOf(db, referral.id);
  return {
    answer: { messages: all.map(({ id, from, words, at }) => ({ id, from, words, writtenAt: at.toISOString() })) },
    read: { what: 'referral', referralId: referral.id },
  };
}
