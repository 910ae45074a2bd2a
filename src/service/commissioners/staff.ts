import { z } from 'zod';
import { problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { staffByIds, type KeepPeople } from '#service/staff/facts.ts';
import { addCommissioner, forCommissioner, type Register } from './actions.ts';
import { commissionersOf } from './facts.ts';
import { commissionersPage, newCommissionerPage } from './pages.ts';
import { commissionerKeepers } from './policy.ts';
import { explain, type CannotInvite } from './rules.ts';

const forKeepers: Allowed = { roles: commissionerKeepers };

/** What the register of staff does for commissioners too. */
export interface Registering<Cannot extends string> {
  readonly register: Register<Cannot>;
  readonly keep: KeepPeople;
  readonly explain: (reason: Cannot) => string;
}

/** Who looks at the figures for the body that pays: invited, suspended, let go. */
export function commissionersForStaff<Cannot extends string>(door: StaffDoor, wired: Registering<Cannot>): void {
  door.page('/commissioners', show, forKeepers);
  door.page('/commissioners/new', async ({ attempt }) => newCommissionerPage(attempt), forKeepers);
  door.form(
    '/commissioners/new',
    (sent) => add(sent, wired),
    async ({ attempt }) => newCommissionerPage(attempt),
    forKeepers,
  );
  wired.keep(door, {
    route: '/commissioners',
    listOf: () => '/commissioners',
    show,
    allowed: forKeepers,
    about: (hand, _params, id, work) => forCommissioner(hand, id, work),
    steps: [
      {
        name: 'suspend',
        does: 'suspend',
        said: 'They are signed out, and cannot come in until you reinstate them.',
      },
      { name: 'reinstate', does: 'reinstate', said: 'They can come in again.' },
      { name: 'end', does: 'end', said: 'They are signed out for good.' },
    ],
  });
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

async function add<Cannot extends string>(
  { form, act }: StaffSent,
  { register, explain: words }: Registering<Cannot>,
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
