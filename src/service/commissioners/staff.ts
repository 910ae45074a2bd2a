import { z } from 'zod';
import type { Decision } from '#platform/decision.ts';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type StaffId } from '#vocabulary/ids.ts';
import { staffByIds } from '#service/staff/facts.ts';
import { addCommissioner, forCommissioner, type Register } from './actions.ts';
import { commissionersOf } from './facts.ts';
import { commissionerLinkPage, commissionersPage, newCommissionerPage } from './pages.ts';
import { commissionerKeepers } from './policy.ts';
import { explain, type CannotInvite } from './rules.ts';

const forKeepers: Allowed = { roles: commissionerKeepers };

type Step<Answer, Cannot extends string> = (
  hand: Hand,
  id: StaffId,
  by: StaffId,
) => Promise<Decision<Answer, Cannot | 'not-there'>>;

/** What the register of staff does for commissioners too. */
export interface Registering<Cannot extends string, CannotStep extends string> {
  readonly baseUrl: string;
  readonly register: Register<Cannot>;
  /** Makes a link by which somebody sets up how they sign in. */
  readonly link: Step<string, CannotStep>;
  readonly sendLink: Step<unknown, CannotStep>;
  readonly suspend: Step<unknown, CannotStep>;
  readonly reinstate: Step<unknown, CannotStep>;
  readonly end: Step<unknown, CannotStep>;
  readonly explain: (reason: Cannot | CannotStep) => string;
}

/** Who looks at the figures for the body that pays: invited, suspended, let go. */
export function commissionersForStaff<Cannot extends string, CannotStep extends string>(
  door: StaffDoor,
  wired: Registering<Cannot, CannotStep>,
): void {
  door.page('/commissioners', show, forKeepers);
  door.page('/commissioners/new', async ({ attempt }) => newCommissionerPage(attempt), forKeepers);
  door.form(
    '/commissioners/new',
    (sent) => add(sent, wired),
    async ({ attempt }) => newCommissionerPage(attempt),
    forKeepers,
  );
  door.form('/commissioners/show-link', (sent) => showLink(sent, wired), show, forKeepers);
  const step = (name: string, work: typeof wired.suspend, said: string) =>
    door.form(`/commissioners/${name}`, (sent) => take(sent, work, said, wired), show, forKeepers);
  step('send-link', wired.sendLink, 'A link is on its way by e-mail.');
  step('suspend', wired.suspend, 'They are signed out, and cannot come in until you reinstate them.');
  step('reinstate', wired.reinstate, 'They can come in again.');
  step('end', wired.end, 'They are signed out for good.');
}

async function show({ db, attempt }: StaffVisit): Promise<Page> {
  const bodies = new Map((await commissionersOf(db)).map((each) => [each.staffId, each.bodyName]));
  const people = await staffByIds(db, [...bodies.keys()]);
  return commissionersPage(
    people.map(({ id, ...each }) => ({ ...each, staffId: id, bodyName: bodies.get(id) ?? '' })),
    attempt,
  );
}

const New = z.object({
  name: z.string().max(200, 'Write at most 200 characters').default(''),
  email: z.string().max(320, 'Write at most 320 characters').default(''),
  body: z.string().trim().max(200, 'Write at most 200 characters').default(''),
});

async function add<Cannot extends string, CannotStep extends string>(
  { form, act }: StaffSent,
  { register, explain: words }: Registering<Cannot, CannotStep>,
): Promise<Outcome> {
  const filled = New.safeParse(form);
  const day = typedDay(form, 'ends-on');
  const endsOn = asPlainDate(day);
  const problems: Problem[] = filled.success ? [] : [...problemsOf(filled.error)];
  if (day !== '' && endsOn === null) problems.push({ field: 'ends-on', text: 'There is no such day' });
  if (!filled.success || problems.length > 0) return { problems };
  const { name, email, body: bodyName } = filled.data;
  const decision = await act((hand) => addCommissioner(hand, { name, email, bodyName, endsOn }, register));
  if (decision.ok) return { to: '/commissioners', said: 'They are added. Now give them a link.' };
  return {
    problems: decision.because.map((reason) => ({
      field: fieldOf(reason),
      text: isOurs(reason) ? explain(reason) : words(reason),
    })),
  };
}

function isOurs(reason: string): reason is CannotInvite {
  return reason === 'body-is-missing';
}

function fieldOf(reason: string): string {
  const beginnings = { body: 'body', name: 'name', 'last-day': 'ends-on' };
  return Object.entries(beginnings).find(([beginning]) => reason.startsWith(beginning))?.[1] ?? 'email';
}

async function showLink<Cannot extends string, CannotStep extends string>(
  sent: StaffSent,
  wired: Registering<Cannot, CannotStep>,
): Promise<Outcome> {
  const id = whoIn(sent);
  if (!id) return 'not-found';
  const decision = await sent.act((hand) => forCommissioner(hand, id, wired.link));
  if (decision.ok) return { once: commissionerLinkPage(`${wired.baseUrl}/join/${decision.value}`) };
  return refused(decision.because, wired.explain);
}

async function take<Cannot extends string, CannotStep extends string>(
  sent: StaffSent,
  work: Registering<Cannot, CannotStep>['suspend'],
  said: string,
  { explain: words }: Registering<Cannot, CannotStep>,
): Promise<Outcome> {
  const id = whoIn(sent);
  if (!id) return 'not-found';
  const decision = await sent.act((hand) => forCommissioner(hand, id, work));
  return decision.ok ? { to: '/commissioners', said } : refused(decision.because, words);
}

function whoIn({ form }: Pick<StaffSent, 'form'>): StaffId | undefined {
  const id = String(form['person'] ?? '');
  return isId(id) ? (id as StaffId) : undefined;
}

function refused<Reason extends string>(
  because: readonly (Reason | 'not-there')[],
  words: (reason: Reason) => string,
): Outcome {
  const reasons = because.filter((reason): reason is Reason => reason !== 'not-there');
  if (reasons.length < because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: words(reason) })) };
}
