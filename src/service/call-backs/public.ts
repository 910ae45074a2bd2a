import { z } from 'zod';
import { problemsOf } from '#platform/forms.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import type { Outcome, PublicDoor, PublicSent } from '#vocabulary/doors.ts';
import { explainReach, type SafeContact } from '#vocabulary/safe-contact.ts';
import { askForCall } from './actions.ts';
import { askedPage, callBackPage } from './pages.ts';
import { explain, isAPersons } from './rules.ts';

const about = 'when the form about being rung was opened';
type Stamps = Pick<TextSealer, 'seal' | 'open'>;

/** Asking to be rung at a safe time. */
export function callBacksForPublic(door: PublicDoor, stamps: Stamps, clock: () => Date): void {
  const stamp = () => stamps.seal(clock().toISOString(), about);
  door.page('/call-back', async ({ attempt }) => callBackPage(attempt, stamp()));
  door.page('/call-back/asked', async () => askedPage());
  door.form(
    '/call-back',
    (sent) => ask(sent, stamps, clock()),
    async ({ attempt }) => callBackPage(attempt, stamp()),
  );
}

/** A text without the signs that no keyboard types; one that is too long is said so and kept in its field. */
const text = (most: number) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim())
    .pipe(z.string().max(most, `Use at most ${most} characters`));
const hour = z
  .string()
  .regex(/^([0-9]|1[0-9]|2[0-4])$/)
  .transform(Number)
  .nullable()
  .catch(null);

const Form = z.object({
  ...{ stamp: text(1000), company: text(1000), phone: text(50), called: text(100), times: text(500) },
  'if-someone-else': text(500),
  'from-hour': hour,
  'until-hour': hour,
  voicemail: z.enum(['yes', 'no']).catch('no'),
});

async function ask({ form, act }: PublicSent, stamps: Stamps, now: Date): Promise<Outcome> {
  const parsed = Form.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { stamp, company, phone, called, times, voicemail } = parsed.data;
  const opened = stamps.open(stamp, about);
  const person = isAPersons({ hiddenBox: company, openedAt: opened === undefined ? undefined : new Date(opened) }, now);
  const contact: SafeContact = {
    ...{ ways: ['call'], phone, email: '', address: '', times, codeword: '' },
    ...{ fromHour: parsed.data['from-hour'], untilHour: parsed.data['until-hour'] },
    mayLeaveVoicemail: voicemail === 'yes',
    ifSomeoneElseAnswers: parsed.data['if-someone-else'],
  };
  if (!person.ok) return { problems: person.because.map((reason) => ({ field: 'phone', text: explain(reason) })) };
  const decision = await act((hand) => askForCall(hand, { called, contact }));
  if (decision.ok) return { to: '/call-back/asked' };
  return {
    problems: decision.because.map((reason) => ({
      field: reason.startsWith('hours') ? 'until-hour' : 'phone',
      text: explainReach(reason),
    })),
  };
}
