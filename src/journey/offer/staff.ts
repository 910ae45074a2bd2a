import { z } from 'zod';
import { cameSince, isLikeANo, listedAfter, listedById, listedUnder, peopleAtOnce } from '#journey/listed/facts.ts';
import { listById } from '#journey/offer-list/facts.ts';
import type { Decision } from '#platform/decision.ts';
import { html, type Html } from '#platform/html.ts';
import { atMost, problemsOf, typedDay, type Problem } from '#platform/forms.ts';
import { agenciesOf } from '#service/agencies/facts.ts';
import { staffNames } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { ageOn, asPlainDate, plusMonths, type PlainDate } from '#vocabulary/dates.ts';
import type { Outcome, Page, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { explainReach, type SafeContact } from '#vocabulary/safe-contact.ts';
import { offerWayWords, type ListedPerson, type ListedPlace, type OfferWay } from '#vocabulary/offers.ts';
import { forgetPerson, makeOffer, recordAnswer } from './actions.ts';
import { askedSince, offersTo } from './facts.ts';
import { offerFiguresPage } from './figures-pages.ts';
import { offerFilters, offersPage, type OfferFilter } from './pages.ts';
import { personPage } from './person-pages.ts';
import { offers } from './policy.ts';
import { explain, refers, type CannotAnswer, type CannotOffer } from './rules.ts';

type CannotEnter = Parameters<typeof explainReach>[0] | 'received-in-the-future' | 'not-a-postcode';

/** What somebody said with their yes. */
interface SaidYes {
  readonly contact: SafeContact;
  readonly whatHappened: string;
  readonly postcode: string;
}

/** Makes a referral of somebody on a list who said yes. */
export type ReferListed = (
  hand: Hand,
  person: ListedPerson,
  said: SaidYes & { readonly answeredOn: PlainDate; readonly isUnder18: boolean; readonly guardianName: string },
) => Promise<Decision<{ readonly reference: string }, CannotEnter>>;

/** Whether somebody on a list is with us already: it is found where likeness is, as whoever is about to ask them. */
export interface LikeListed {
  /** Referrals and cases that look like them, and the rows of the read trail that this leaves; undefined where nothing can be compared. */
  show(
    visit: Pick<StaffVisit, 'db' | 'staff'>,
    person: ListedPerson,
  ): Promise<
    | {
        readonly section: Html;
        readonly saidNo: readonly string[];
        readonly readBeside: NonNullable<Page['readBeside']>;
      }
    | undefined
  >;
}

/** The offers: who was asked, when, how, by whom, what they said or not yet, and who was never asked. */
export function offersForStaff(door: StaffDoor, refer: ReferListed, like: LikeListed): void {
  const show = (visit: StaffVisit) => showPerson(visit, like);
  door.page('/offers', showAll, offers);
  door.page('/offers/figures', figures, offers);
  door.page('/offers/:person', show, offers);
  door.form('/offers/:person/offer', (sent) => ask(sent, like), show, offers);
  door.form('/offers/:person/forget', forget, show, offers);
  door.form('/offers/:person/answer', (sent) => answer(sent, refer), show, offers);
}

async function showAll(visit: StaffVisit): Promise<Page> {
  const { db, query, today } = visit;
  const find = (query['find'] ?? '').trim().slice(0, 200);
  if (find !== '') return showFound(visit, find);
  const wanted = query['standing'] ?? '';
  const filter: OfferFilter = Object.hasOwn(offerFilters, wanted) ? (wanted as OfferFilter) : 'not-asked';
  const listId = isId(query['list'] ?? '') ? (query['list'] ?? null) : null;
  const after = placeIn(query['after'] ?? '');
  const { standings } = offerFilters[filter];
  const dueOn = filter === 'ask-again' ? today : null;
  const isLetGo = filter === 'let-go';
  const found = await listedAfter(db, { standings, listId, dueOn, isLetGo }, after);
  const people = found.slice(0, peopleAtOnce);
  const last = people.at(-1);
  const made = await offersTo(
    db,
    people.map(({ id }) => id),
  );
  const page = offersPage({
    filter,
    list: listId === null ? undefined : await listById(db, listId),
    people,
    offers: made,
    next: found.length > peopleAtOnce ? last : undefined,
    isLater: after !== null,
    staffNames: await staffNames(db),
  });
  return { ...page, read: { what: 'person' } };
}

async function showFound({ db, staff }: StaffVisit, find: string): Promise<Page> {
  const people = await listedUnder(db, staff.serviceId, find);
  const page = offersPage({
    ...{ filter: 'not-asked', find, list: undefined, people, next: undefined, isLater: false },
    offers: await offersTo(
      db,
      people.map(({ id }) => id),
    ),
    staffNames: await staffNames(db),
  });
  return {
    ...page,
    read: { what: 'search', words: find },
    readBeside: people.map(({ id }) => ({ what: 'person', itemId: id })),
  };
}

async function figures({ db, query, today }: StaffVisit): Promise<Page> {
  const from = `${plusMonths(today, -11).slice(0, 7)}-01` as PlainDate;
  const agencies = await agenciesOf(db);
  return offerFiguresPage({
    agencyId: agencies.find(({ id }) => id === query['agency'])?.id ?? null,
    agencies,
    came: await cameSince(db, from),
    asked: await askedSince(db, from),
    staffNames: await staffNames(db),
  });
}

function placeIn(text: string): ListedPlace | null {
  const [, moment = '', row = '', id = ''] = /^(\d{1,14})_(\d{1,9})_([0-9a-f-]{36})$/.exec(text) ?? [];
  return isId(id) ? { listedAt: new Date(Number(moment)), rowNumber: Number(row), id } : null;
}

async function showPerson(visit: StaffVisit, like: LikeListed): Promise<Page | 'not-found'> {
  const { db, params, attempt, today } = visit;
  const id = params['person'] ?? '';
  const person = isId(id) ? await listedById(db, id) : undefined;
  if (!person) return 'not-found';
  // Looked for only while there is something to be weighed with it: before they are asked, and before they answer.
  const isOpen = person.details !== undefined && !['yes', 'no'].includes(person.standing);
  const found = isOpen ? await like.show(visit, person) : undefined;
  const page = personPage({
    person,
    offers: await offersTo(db, [person.id]),
    staffNames: await staffNames(db),
    alike: found?.section ?? html``,
    saidNo: [...(found?.saidNo ?? []), ...(isOpen && (await isLikeANo(db, person.id)) ? [onAnotherList] : [])],
    attempt,
    today,
  });
  return { ...page, read: { what: 'person', itemId: person.id }, readBeside: found?.readBeside ?? [] };
}

const onAnotherList = 'Somebody with the same name, and birthday, number or address, said no on another list.';

const note = atMost(2000);
const Asking = z.object({
  way: z.enum(Object.keys(offerWayWords) as OfferWay[], 'Choose how they were asked'),
  note,
  order: z.enum(['harmed-first', 'responsible-first']).nullable().catch(null),
  'order-reason': atMost(1000),
  although: atMost(1000),
  guardian: atMost(200),
});

async function ask({ form, params, act, look, staff }: StaffSent, like: LikeListed): Promise<Outcome> {
  const id = params['person'] ?? '';
  const parsed = Asking.safeParse(form);
  const offeredOn = asPlainDate(typedDay(form, 'offered-on'));
  const problems: Problem[] = [];
  if (offeredOn === null)
    problems.push({ field: 'offered-on', text: 'Write the day they were asked, like 23 11 2026' });
  if (!parsed.success) problems.push(...problemsOf(parsed.error));
  if (!isId(id)) return 'not-found';
  if (!parsed.success || offeredOn === null) return { problems };
  const saidNo = await look(async (db) => {
    const person = await listedById(db, id);
    return person?.details !== undefined && ((await like.show({ db, staff }, person))?.saidNo.length ?? 0) > 0;
  });
  const { 'order-reason': orderReason, ...made } = parsed.data;
  const decision = await act((hand) => makeOffer(hand, id, { ...made, orderReason, offeredOn }, saidNo));
  if (decision.ok) return { to: `/offers/${id}`, said: 'It is written down that they were asked.' };
  return refusedBy(decision.because, (reason: CannotOffer) => askingFields[reason] ?? 'offered-on');
}

const askingFields: Readonly<Partial<Record<CannotOffer, string>>> = {
  'way-is-not-said-to-be-safe': 'way',
  'order-is-not-said': 'order',
  'responsible-first-needs-a-reason': 'order-reason',
  'somebody-like-them-said-no': 'although',
  'nobody-speaks-for-the-child': 'guardian',
};

async function forget({ params, act }: StaffSent): Promise<Outcome> {
  const id = params['person'] ?? '';
  if (!isId(id)) return 'not-found';
  const decision = await act((hand) => forgetPerson(hand, id));
  if (decision.ok)
    return { to: `/offers/${id}`, said: 'They are forgotten. What the list said of them cannot be read any more.' };
  return decision.because.includes('not-there')
    ? 'not-found'
    : { problems: [{ field: 'main-content', text: explain('is-forgotten') }] };
}

function refusedBy<Reason extends CannotOffer | CannotAnswer>(
  because: readonly (Reason | 'not-there')[],
  fieldOf: (reason: Reason) => string,
): Outcome {
  const reasons = because.filter((reason): reason is Reason => reason !== 'not-there');
  if (reasons.length === 0) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: fieldOf(reason), text: explain(reason) })) };
}

const ways = ['call', 'text', 'email', 'post', 'none'] as const satisfies SafeContact['ways'];

const Answering = z.object({
  answer: z.enum(['yes', 'no', 'not-now'], 'Choose what they said'),
  'answer-note': note,
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen) => ways.filter((way) => chosen.includes(way))),
  phone: atMost(50),
  email: atMost(254),
  address: atMost(500),
  times: atMost(500),
  'what-happened': atMost(10_000),
  postcode: atMost(20),
});
type Answering = z.output<typeof Answering>;

async function answer({ form, params, act }: StaffSent, refer: ReferListed): Promise<Outcome> {
  const id = params['person'] ?? '';
  const parsed = Answering.safeParse(form);
  const answeredOn = asPlainDate(typedDay(form, 'answered-on'));
  const askAfter = asPlainDate(typedDay(form, 'ask-after'));
  if (!isId(id)) return 'not-found';
  const noDay = { field: 'answered-on', text: 'Write the day they answered, like 23 11 2026' };
  if (!parsed.success) return { problems: [...problemsOf(parsed.error), ...(answeredOn === null ? [noDay] : [])] };
  if (answeredOn === null) return { problems: [noDay] };
  const said = { answer: parsed.data.answer, answeredOn, askAfter, note: parsed.data['answer-note'] };
  const words = refers(said, parsed.data['what-happened']);
  if (!words.ok) return { problems: [{ field: 'what-happened', text: explain(words.because[0]) }] };
  const decision = await act((hand) =>
    recordAnswer(hand, id, said, (same, person, guardianName) => {
      const born = person.details?.dateOfBirth ?? null;
      return refer(same, person, {
        contact: contactOf(parsed.data),
        whatHappened: parsed.data['what-happened'],
        postcode: parsed.data.postcode,
        answeredOn,
        guardianName,
        isUnder18: born !== null && ageOn(born, answeredOn) < 18,
      });
    }),
  );
  if (decision.ok) return { to: `/offers/${id}`, said: saidOf(decision.value.reference) };
  if (decision.because.includes('not-there')) return 'not-found';
  return { problems: decision.because.flatMap((reason) => (reason === 'not-there' ? [] : [problemOf(reason)])) };
}

function saidOf(reference: string | null): string {
  return reference === null
    ? 'Their answer is written down.'
    : `Their yes is written down. It is referral ${reference} now.`;
}

function contactOf({ ways: chosen, phone, email, address, times }: Answering): SafeContact {
  return {
    ...{ ways: chosen, phone, email, address, times, fromHour: null, untilHour: null },
    ...{ mayLeaveVoicemail: false, ifSomeoneElseAnswers: '', codeword: '' },
  };
}

const ofAnswer: readonly string[] = [
  'was-not-asked',
  'answered-before-they-were-asked',
  'answered-in-the-future',
  'day-to-ask-again-is-missing',
  'day-to-ask-again-is-not-later',
] satisfies readonly CannotAnswer[];
const isOfAnswer = (reason: CannotAnswer | CannotEnter): reason is CannotAnswer => ofAnswer.includes(reason);

function problemOf(reason: CannotAnswer | CannotEnter): Problem {
  if (isOfAnswer(reason))
    return { field: reason.startsWith('day') ? 'ask-after' : 'answered-on', text: explain(reason) };
  if (reason === 'not-a-postcode') return { field: 'postcode', text: 'Write a postcode, like NN1 or NN1 1AA' };
  if (reason === 'received-in-the-future') return { field: 'answered-on', text: explain('answered-in-the-future') };
  const field = reason.split('-')[0] ?? '';
  return { field: ['phone', 'email', 'address'].includes(field) ? field : 'ways', text: explainReach(reason) };
}
