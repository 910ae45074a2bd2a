import { z } from 'zod';
import { problemsOf, typedDay, type Typed } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import { permit, recordOrder } from './actions.ts';
import { maybeDay, noDay } from './day-staff.ts';
import { ordersOf } from './facts.ts';
import { orderPage, permissionPage } from './order-pages.ts';
import { explain, orderKinds, type CannotRecordOrder } from './rules.ts';

/** Legal orders on the case page: putting one on file, and permission for it. */
export function ordersForStaff(door: StaffDoor): void {
  door.casePage('/suitability/orders', showOrder);
  door.caseForm('/suitability/orders', record, showOrder);
  door.casePage('/suitability/permission/:order', showPermission);
  door.caseForm('/suitability/permission/:order', allowIt, showPermission);
}

async function showOrder({ frame, attempt }: CaseVisit): Promise<Page> {
  return orderPage(frame, attempt);
}

async function showPermission({ db, frame, params, attempt }: CaseVisit): Promise<Page | 'not-found'> {
  const order = (await ordersOf(db, frame.id)).find(({ id }) => id === params['order']);
  return order ? permissionPage(frame, order, attempt) : 'not-found';
}

const reference = z.string('Write the reference').max(200, 'Write at most 200 characters').default('');
const Ordered = z.object({
  kind: z.enum(orderKinds, 'Choose the kind of order'),
  restrains: z.string('Choose whom it binds').min(1, 'Choose whom it binds'),
  protects: z.string('Choose from whom it keeps them').min(1, 'Choose from whom it keeps them'),
  covers: z.enum(['all', 'direct'], 'Choose what it covers'),
  document: reference,
});

async function record({ frame, form, act }: CaseSent): Promise<Outcome> {
  const parsed = Ordered.safeParse(form);
  const startsOn = asPlainDate(typedDay(form, 'starts-on'));
  const ends = maybeDay(form, 'ends-on');
  const permitted = permissionIn(form);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...noDay('starts-on', startsOn),
    ...ends.problems,
  ];
  if (!parsed.success || !startsOn || problems.length > 0 || permitted.problems.length > 0)
    return { problems: [...problems, ...permitted.problems] };
  const { kind, covers, document: documentReference } = parsed.data;
  const restrains = participantIn(frame, parsed.data.restrains);
  const protects = participantIn(frame, parsed.data.protects);
  if (!restrains || !protects) return 'not-found';
  const [restrainsId, protectsId] = [restrains.id, protects.id];
  const days = { startsOn, endsOn: ends.day };
  const decision = await act((hand) =>
    recordOrder(hand, { kind, restrainsId, protectsId, covers, documentReference, ...days, ...permitted.permission }),
  );
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability`, said: 'The order is on file.' };
  return { problems: decision.because.map((reason) => ({ field: orderedAt[reason], text: explain(reason) })) };
}

function permissionIn(form: Typed) {
  const parsed = reference.safeParse(form['permission']);
  const from = maybeDay(form, 'permission-from');
  const until = maybeDay(form, 'permission-until');
  const tooLong = parsed.success ? [] : problemsOf(parsed.error).map(({ text }) => ({ field: 'permission', text }));
  return {
    permission: { permissionReference: parsed.data ?? '', permissionFrom: from.day, permissionUntil: until.day },
    problems: [...tooLong, ...from.problems, ...until.problems],
  };
}

const orderedAt: Record<CannotRecordOrder, string> = {
  'case-is-closed': 'kind',
  'order-is-between-two': 'protects',
  'order-ends-before-it-starts': 'ends-on',
  'document-is-missing': 'document',
  'permission-is-not-whole': 'permission',
  'permission-ends-before-it-starts': 'permission-until',
};

async function allowIt({ frame, form, params, act }: CaseSent): Promise<Outcome> {
  const { permission, problems } = permissionIn(form);
  if (problems.length > 0) return { problems };
  const decision = await act((hand) => permit(hand, params['order'] ?? '', permission));
  if (decision.ok) return { to: `/cases/${frame.reference}/suitability`, said: 'The permission is on file.' };
  const shown = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (shown.length === 0) return 'not-found';
  return {
    problems: shown.map((reason) => ({
      field: reason === 'permission-ends-before-it-starts' ? 'permission-until' : 'permission',
      text: explain(reason),
    })),
  };
}
