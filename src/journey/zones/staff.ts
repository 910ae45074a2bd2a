import { z } from 'zod';
import { atMost, problemsOf, typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { venuesOf } from '#service/venues/facts.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';
import type { CaseSent, CaseVisit, Outcome, Page, StaffDoor } from '#vocabulary/doors.ts';
import { participantIn } from '#vocabulary/frame.ts';
import type { VenueId } from '#vocabulary/ids.ts';
import { endZone, lookAtVenue, putZoneOnFile } from './actions.ts';
import { zonesOf } from './facts.ts';
import { zonesPage } from './pages.ts';
import { explain, type CannotPutOnFile } from './rules.ts';

/** Places that somebody may not go to, beside the legal orders of a case. */
export function zonesForStaff(door: StaffDoor): void {
  door.casePage('/suitability/zones', show);
  door.caseForm('/suitability/zones', put, show);
  door.caseForm('/suitability/zones/venue', look, show);
  door.caseForm('/suitability/zones/end/:zone', end, show);
}

async function show({ db, frame, today, attempt }: CaseVisit): Promise<Page> {
  return zonesPage({ frame, today, attempt, zones: await zonesOf(db, frame.id), venues: await venuesOf(db) });
}

const at = (sent: CaseSent) => `/cases/${sent.frame.reference}/suitability/zones`;

function dayIn(form: Typed, field: string): PlainDate | null | { readonly problem: Problem } {
  const text = typedDay(form, field);
  const day = asPlainDate(text);
  return text !== '' && day === null ? { problem: { field, text: 'Write a day that exists, like 23 11 2026' } } : day;
}

const isWrong = (day: ReturnType<typeof dayIn>): day is { readonly problem: Problem } =>
  typeof day === 'object' && day !== null;

const Put = z.object({
  restrains: z.string('Choose who may not go there').min(1, 'Choose who may not go there'),
  protects: z.string('Choose whom it protects').min(1, 'Choose whom it protects'),
  named: atMost(500, 'the place').transform((text) => text.trim()),
  document: atMost(200, 'where the order can be found').transform((text) => text.trim()),
});

const putAt: Readonly<Record<CannotPutOnFile, string>> = {
  'case-is-closed': 'restrains',
  'zone-is-between-two': 'protects',
  'zone-ends-before-it-starts': 'ends-on',
  'place-is-missing': 'named',
  'document-is-missing': 'document',
};

async function put(sent: CaseSent): Promise<Outcome> {
  const { frame, form, act } = sent;
  const parsed = Put.safeParse(form);
  const [startsOn, endsOn] = [dayIn(form, 'starts-on'), dayIn(form, 'ends-on')];
  const missing: readonly Problem[] =
    startsOn === null ? [{ field: 'starts-on', text: 'Write the first day, like 23 11 2026' }] : [];
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...missing,
    ...[startsOn, endsOn].filter(isWrong).map(({ problem }) => problem),
  ];
  if (!parsed.success || startsOn === null || isWrong(startsOn) || isWrong(endsOn)) return { problems };
  const restrains = participantIn(frame, parsed.data.restrains);
  const protects = participantIn(frame, parsed.data.protects);
  if (!restrains || !protects) return 'not-found';
  const { named, document: documentReference } = parsed.data;
  const zone = { restrainsId: restrains.id, protectsId: protects.id, named, documentReference, startsOn, endsOn };
  const decision = await act((hand) => putZoneOnFile(hand, zone));
  if (decision.ok) return { to: at(sent), said: 'The place is on file. Look at the venues now.' };
  return { problems: decision.because.map((reason) => ({ field: putAt[reason], text: explain(reason) })) };
}

const Looked = z.object({
  zone: z.string('Choose the place').min(1, 'Choose the place'),
  venue: z.string('Choose the venue').min(1, 'Choose the venue'),
  is: z.enum(['clear', 'not-clear'], 'Choose whether it is clear'),
});

async function look(sent: CaseSent): Promise<Outcome> {
  const parsed = Looked.safeParse(sent.form);
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const { zone, venue, is } = parsed.data;
  const wish = { venueId: venue as VenueId, isClear: is === 'clear' };
  const decision = await sent.act((hand) => lookAtVenue(hand, zone, wish));
  if (decision.ok) return { to: at(sent), said: 'It is written down.' };
  const reasons = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (reasons.length < decision.because.length || reasons.includes('no-such-venue')) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'zone', text: explain(reason) })) };
}

async function end(sent: CaseSent): Promise<Outcome> {
  const zoneId = sent.params['zone'] ?? '';
  const field = `last-day-${zoneId}`;
  const day = dayIn(sent.form, field);
  if (isWrong(day)) return { problems: [day.problem] };
  if (day === null) return { problems: [{ field, text: 'Write the last day, like 23 11 2026' }] };
  const decision = await sent.act((hand) => endZone(hand, zoneId, day));
  if (decision.ok) return { to: at(sent), said: 'The last day is saved.' };
  const reasons = decision.because.flatMap((reason) => (reason === 'not-of-this-case' ? [] : [reason]));
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field, text: explain(reason) })) };
}
