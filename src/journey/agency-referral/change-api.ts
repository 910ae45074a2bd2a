import { z } from 'zod';
import { holdCase } from '#casefile/cases/facts.ts';
import { caseOfReferral } from '#journey/referral/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { type AmendableField, withdrawReasons } from '#vocabulary/agencies.ts';
import type { ApiDoor, ProgramSent } from '#vocabulary/doors.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { risksAsKept, safetyFlagKinds } from '#vocabulary/safety-flags.ts';
import { amendReferral, askToStopOwn, withdrawOwn } from './actions.ts';
import { needed, optional, Standing, text } from './api.ts';
import { type CannotAmend, type CannotAskToStop, type CannotWithdraw, explain } from './rules.ts';

/** Changing what a program sent, saying more, taking it back: the same actions as the pages of referrers. */
export function changesForPrograms(door: ApiDoor): void {
  door.acts(changeWay, change, caseToChange);
  door.acts(messageWay, sayMore);
  door.acts(withdrawWay, withdraw);
  door.acts(stopWay, askUsToStop);
}

const Changed = z.object({
  reference: z.string(),
  wasApplied: z
    .boolean()
    .describe('False where somebody had decided before something of it: then a coordinator reads what you say.'),
});

const amendRefusals = {
  'is-withdrawn': explain('is-withdrawn'),
  'was-decided-just-now': explain('was-decided-just-now'),
  'words-are-missing': explain('words-are-missing'),
  'nothing-changes': explain('nothing-changes'),
  'reason-is-missing': explain('reason-is-missing'),
  'a-safe-way-needs-it': explain('a-safe-way-needs-it'),
  'way-is-not-safe': explain('way-is-not-safe'),
  'phone-is-no-number': explain('phone-is-no-number'),
  'email-is-no-address': explain('email-is-no-address'),
} as const satisfies Readonly<Record<CannotAmend, string>>;

/** What may be changed, as a referral is sent, and as the log of changes calls it. */
const fieldOf = {
  agreedToReferral: 'agreed',
  toldBy: 'told',
  agencyReference: 'agency-reference',
  situation: 'situation',
  phone: 'phone',
  email: 'email',
  address: 'address',
  safeTimes: 'safe-times',
  whatHappened: 'what-happened',
  where: 'where',
  otherPeople: 'other-people',
  hopes: 'hopes',
  risks: 'risks',
} as const satisfies Readonly<Record<string, AmendableField>>;

const Changes = z.strictObject({
  because: needed(500).describe('Why. It stands in the log of changes.'),
  changes: z
    .strictObject({
      agreedToReferral: z
        .boolean()
        .optional()
        .describe('Whether they agree to be referred. It holds whatever was decided: without it we contact nobody.'),
      toldBy: text(500).optional().describe('Who told them of us, and when. It holds whatever was decided.'),
      agencyReference: text(200).optional(),
      situation: text(2000).optional(),
      phone: text(50).optional(),
      email: text(254).optional(),
      address: text(500).optional(),
      safeTimes: text(500).optional(),
      whatHappened: needed(5000).optional(),
      where: text(500).optional(),
      otherPeople: text(5000).optional(),
      hopes: text(5000).optional(),
      risks: z
        .array(z.enum(safetyFlagKinds))
        .min(1)
        .max(safetyFlagKinds.length)
        .optional()
        .describe(
          'What could hurt somebody, as you know it now. It is added to what you told before, and takes none of it away: tell us in a message if it no longer holds. Nobody you refer is told of it. If somebody is in danger now, ring 999 first.',
        ),
    })
    .refine((changes) => Object.keys(changes).length > 0, 'Say at least one thing to change')
    .meta({ minProperties: 1, description: 'Only what is to be different. What is left out stays as it is.' }),
});

const changeWay = {
  method: 'patch',
  path: '/referrals/:reference',
  id: 'changeReferral',
  summary: 'Change what you said',
  description:
    'All of it or nothing. What stood there before stays in the log. Once somebody has decided, nothing is changed but what the person knows, and a coordinator reads what you say.',
  body: { name: 'Changes', schema: Changes },
  answer: { name: 'Changed', schema: Changed, status: 200, says: 'It is changed, or somebody will read it.' },
  refusals: amendRefusals,
} as const;

// What the person knows, and what could hurt somebody, has its effect in the case, as soon as there is one.
async function caseToChange(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Changes>>,
): Promise<CaseId | null> {
  const { agreedToReferral, toldBy, risks } = body.changes;
  if (agreedToReferral === undefined && toldBy === undefined && risks === undefined) return null;
  const found = await caseOfReferral(hand, params['reference'] ?? '');
  return found.ok ? found.value : null;
}

async function change(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Changes>>,
): Promise<Decision<z.output<typeof Changed>, string>> {
  const reference = params['reference'] ?? '';
  if (hand.caseId !== '') await holdCase(hand);
  let wasApplied = true;
  for (const [name, field] of Object.entries(fieldOf)) {
    const said = body.changes[name as keyof typeof fieldOf];
    if (said === undefined) continue;
    const words = typeof said === 'object' ? risksAsKept(said) : typeof said === 'string' ? said : said ? 'yes' : 'no';
    const decision = await amendReferral(hand, reference, { field, words, because: body.because });
    if (!decision.ok) return decision;
    wasApplied &&= decision.value.wasApplied;
  }
  return allow({ reference, wasApplied });
}

const Message = z.strictObject({ words: needed(5000) });

const messageWay = {
  method: 'post',
  path: '/referrals/:reference/messages',
  id: 'sendMessage',
  summary: 'Say something more to the coordinator, and change nothing',
  body: { name: 'Message', schema: Message },
  answer: { name: 'Changed', schema: Changed, status: 201, says: 'Somebody reads it by the next working day.' },
  refusals: { 'is-withdrawn': explain('is-withdrawn') },
} as const;

async function sayMore(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Message>>,
): Promise<Decision<z.output<typeof Changed>, string>> {
  const reference = params['reference'] ?? '';
  const decision = await amendReferral(hand, reference, { field: 'message', words: body.words, because: '' });
  return decision.ok ? allow({ reference, wasApplied: false }) : decision;
}

const Withdrawal = z.strictObject({
  reason: z.enum(withdrawReasons),
  words: optional(1000).describe('Needed where the reason is `another-reason`.'),
});

const withdrawWay = {
  method: 'post',
  path: '/referrals/:reference/withdrawal',
  id: 'withdrawReferral',
  summary: 'Take a referral back, while nobody has decided',
  body: { name: 'Withdrawal', schema: Withdrawal },
  answer: { name: 'Standing', schema: Standing, status: 200, says: 'It is taken back.' },
  refusals: {
    'is-withdrawn': explain('is-withdrawn'),
    'is-decided': explain('is-decided'),
    'reason-is-missing': explain('reason-is-missing'),
  } satisfies Readonly<Record<CannotWithdraw, string>>,
} as const;

async function withdraw(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Withdrawal>>,
): Promise<Decision<Standing, string>> {
  const reference = params['reference'] ?? '';
  const decision = await withdrawOwn(hand, reference, body);
  return decision.ok ? allow({ reference, status: 'withdrawn' }) : decision;
}

const stopWay = {
  method: 'post',
  path: '/referrals/:reference/stop',
  id: 'askToStop',
  summary: 'Ask us to stop, once we are in touch with people',
  description:
    'Nothing stops by itself: people were spoken with, and whether they go on is theirs to say. A coordinator reads why on the same day, and writes to you.',
  body: { name: 'Withdrawal', schema: Withdrawal },
  answer: { name: 'Standing', schema: Standing, status: 202, says: 'Somebody reads it. It stands as it stood.' },
  refusals: {
    'is-withdrawn': explain('is-withdrawn'),
    'is-not-begun': explain('is-not-begun'),
    'is-not-taken-on': explain('is-not-taken-on'),
    'is-finished': explain('is-finished'),
    'reason-is-missing': explain('reason-is-missing'),
  } satisfies Readonly<Record<CannotAskToStop, string>>,
} as const;

async function askUsToStop(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Withdrawal>>,
): Promise<Decision<Standing, string>> {
  const reference = params['reference'] ?? '';
  const decision = await askToStopOwn(hand, reference, body);
  return decision.ok ? allow({ reference, status: 'in-touch' }) : decision;
}
