import { z } from 'zod';
import { problemsOf, typedList, type Problem } from '#platform/forms.ts';
import { teamsOf } from '#service/teams/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ComplexSign } from '#vocabulary/complexity.ts';
import type { Allowed, CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { hasRole } from '#vocabulary/staff.ts';
import { isId, type TeamId } from '#vocabulary/ids.ts';
import { chooseOrderOfApproach, giveToTeam, linkHarm, weighComplexity } from './actions.ts';
import { choicesOf, teamOf } from './facts.ts';
import { complexityPage, harmPage, orderPage, teamPage } from './pages.ts';
import { teamGivers } from './policy.ts';
import { explain, signsIn } from './rules.ts';

const forGivers: Allowed = { roles: teamGivers, whenClosed: true };

/** What is decided about a case as a whole: who harmed whom, what makes it complex, whom to speak with first, whose team it is of. */
export function casesForStaff(door: StaffDoor, signsThatStand: (hand: Hand) => Promise<readonly ComplexSign[]>): void {
  door.casePage('/people/harm', showHarm);
  door.caseForm('/people/harm', drawLink, showHarm);
  door.casePage('/allocation/complexity', showComplexity);
  door.caseForm('/allocation/complexity', (sent) => weigh(sent, signsThatStand), showComplexity);
  door.casePage('/contacts/order', showOrder);
  door.caseForm('/contacts/order', chooseOrder, showOrder);
  door.casePage('/readers/team', showTeam);
  door.caseForm('/readers/team', giveAway, showTeam, forGivers);
}

async function showHarm({ frame, attempt }: CaseVisit): Promise<Page> {
  return harmPage(frame, attempt);
}

async function showComplexity({ db, frame, attempt }: CaseVisit): Promise<Page> {
  return complexityPage({ frame, choices: await choicesOf(db, frame.id), attempt });
}

async function showOrder({ db, frame, attempt }: CaseVisit): Promise<Page> {
  return orderPage({ frame, choices: await choicesOf(db, frame.id), attempt });
}

const one = (words: string) => z.string(words).min(1, words);

const Link = z.object({
  incident: one('Choose what happened'),
  responsible: one('Choose who did harm'),
  harmed: one('Choose who was harmed'),
});

async function drawLink({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Link.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const incident = frame.incidents.find(({ id }) => id === parsed.data.incident);
  const harmed = participantIn(frame, parsed.data.harmed);
  const responsible = participantIn(frame, parsed.data.responsible);
  if (!incident || !harmed || !responsible) return 'not-found';
  const decision = await act((hand) =>
    linkHarm(hand, { incidentId: incident.id, harmedId: harmed.id, responsibleId: responsible.id }),
  );
  if (decision.ok) return { to: `/cases/${frame.reference}/people/harm`, said: 'Written down.' };
  return { problems: decision.because.map((reason): Problem => ({ field: 'harmed', text: explain(reason) })) };
}

async function weigh(
  { frame, form, staff, act }: CaseSent,
  signsThatStand: (hand: Hand) => Promise<readonly ComplexSign[]>,
): Promise<Outcome> {
  const signs = signsIn(typedList({ typed: form, problems: [] }, 'signs'));
  const decision = await act(async (hand) => weighComplexity(hand, signs, await signsThatStand(hand), staff));
  if (decision.ok) return { to: `/cases/${frame.reference}/allocation`, said: 'Saved.' };
  return { problems: decision.because.map((reason): Problem => ({ field: 'signs', text: explain(reason) })) };
}

const Chosen = z.object({
  order: z.enum(['harmed-first', 'responsible-first'], 'Choose who is first'),
  reason: z.string().max(1000, 'Write the reason in 1,000 characters or fewer').default(''),
});

async function chooseOrder({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Chosen.safeParse(form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { order, reason } = parsed.data;
  const decision = await act((hand) => chooseOrderOfApproach(hand, order, reason));
  if (decision.ok) return { to: `/cases/${frame.reference}/contacts`, said: 'Saved.' };
  return { problems: decision.because.map((because): Problem => ({ field: 'reason', text: explain(because) })) };
}

async function showTeam({ db, frame, staff, attempt }: CaseVisit): Promise<Page> {
  const mayGive = hasRole(staff, ...teamGivers);
  return teamPage({ frame, teams: await teamsOf(db), teamId: await teamOf(db, frame.id), mayGive, attempt });
}

async function giveAway({ frame, form, act }: CaseSent): Promise<Outcome> {
  const typed = form['team'];
  if (typeof typed !== 'string') return { problems: [{ field: 'team', text: 'Choose a team, or no team' }] };
  if (typed !== '' && !isId(typed)) return 'not-found';
  const decision = await act((hand) => giveToTeam(hand, typed === '' ? null : (typed as TeamId)));
  // Whoever gives it away may not open it any more; their list of cases they always may.
  return decision.ok ? { to: '/caseload', said: `${frame.reference} is with that team now.` } : 'not-found';
}
