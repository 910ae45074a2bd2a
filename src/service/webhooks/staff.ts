import { problemsOf } from '#platform/forms.ts';
import { agencyById, peopleOfAgency } from '#service/agencies/facts.ts';
import { clientOf, type ApiClient } from '#service/api-clients/facts.ts';
import type { Db } from '#platform/sql.ts';
import type { Allowed, Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId, type AgencyId, type ApiClientId } from '#vocabulary/ids.ts';
import { z } from 'zod';
import { tellAgain } from './actions.ts';
import { messagesOf, placeIn, placeText, webhookOf } from './facts.ts';
import { toldPage } from './pages.ts';
import { webhookKeepers } from './policy.ts';
import { explain, type WebhookMessageId } from './rules.ts';

const forKeepers: Allowed = { roles: webhookKeepers };

/** What programs were told, for those who keep the list of programs. */
export function webhooksForStaff(door: StaffDoor): void {
  door.page('/agencies/:id/programs/:program', show, forKeepers);
  door.form('/agencies/:id/programs/:program/again', again, show, forKeepers);
}

async function programIn(db: Db, params: StaffVisit['params']): Promise<ApiClient | undefined> {
  const agencyId = params['id'] ?? '';
  const id = params['program'] ?? '';
  if (!isId(agencyId) || !isId(id) || !(await agencyById(db, agencyId as AgencyId))) return undefined;
  const people = (await peopleOfAgency(db, agencyId as AgencyId)).map(({ staffId }) => staffId);
  return clientOf(db, people, id as ApiClientId);
}

async function show({ db, params, query }: StaffVisit): Promise<Page | 'not-found'> {
  const program = await programIn(db, params);
  if (!program) return 'not-found';
  const agencyId = (params['id'] ?? '') as AgencyId;
  const { messages, next } = await messagesOf(db, program.id, placeIn(query['after'] ?? '') ?? undefined);
  const address = `/agencies/${agencyId}/programs/${program.id}?after=`;
  const webhook = await webhookOf(db, program.id);
  return toldPage({ agencyId, program, webhook, messages, next: next && `${address}${placeText(next)}` });
}

const Again = z.object({ message: z.uuid() });

async function again({ form, params, act }: StaffSent): Promise<Outcome> {
  const filled = Again.safeParse(form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const id = filled.data.message as WebhookMessageId;
  const decision = await act(async (hand) => {
    const program = await programIn(hand, params);
    return program ? tellAgain(hand, program.id, id) : { ok: false, because: ['not-there'] };
  });
  const to = `/agencies/${params['id']}/programs/${params['program']}`;
  if (decision.ok) return { to, said: 'It is told again in a moment.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}
