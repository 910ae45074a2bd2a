import { z } from 'zod';
import type { explainReach, SafeContact } from '#vocabulary/safe-contact.ts';

/** A text of at most some length, without the signs that no keyboard types. */
export function words(most: number, tooLong = `Use at most ${most} characters`) {
  return z
    .string()
    .default('')
    .transform((text) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim())
    .pipe(z.string().max(most, tooLong));
}

/** The same, and not left empty. */
export const needed = (most: number, missing: string) => words(most).pipe(z.string().min(1, missing));

const ways = ['call', 'text', 'email', 'post', 'none'] as const satisfies SafeContact['ways'];

const hour = z
  .string()
  .regex(/^([0-9]|1[0-9]|2[0-4])$/)
  .transform(Number)
  .nullable()
  .catch(null);

/** How it is safe to reach somebody, as the form of the person or of staff sends it. */
export const Contact = z.object({
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen) => ways.filter((way) => chosen.includes(way))),
  phone: words(50),
  email: words(254),
  address: words(500),
  'from-hour': hour,
  'until-hour': hour,
  times: words(500),
  voicemail: z.enum(['yes', 'no']).catch('no'),
  'if-someone-else': words(500),
  codeword: words(100),
});

/** What was typed about a safe way, as the rules know it. */
export function contactOf(contact: z.output<typeof Contact>): SafeContact {
  const { ways: chosen, phone, email, address, times, codeword } = contact;
  return {
    ...{ ways: chosen, phone, email, address, times, codeword },
    fromHour: contact['from-hour'],
    untilHour: contact['until-hour'],
    mayLeaveVoicemail: contact.voicemail === 'yes',
    ifSomeoneElseAnswers: contact['if-someone-else'],
  };
}

/** The field of a form that a refusal about reaching somebody is about. */
export function reachFieldOf(reason: Parameters<typeof explainReach>[0]): string {
  if (reason === 'no-way-chosen' || reason === 'none-and-another-way') return 'ways';
  if (reason.startsWith('hours')) return 'until-hour';
  return reason.startsWith('phone') ? 'phone' : reason.startsWith('email') ? 'email' : 'address';
}
