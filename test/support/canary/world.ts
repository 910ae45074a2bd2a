import { randomBytes, randomUUID } from 'node:crypto';
import { announce } from '#journey/reactions.ts';
import { walls } from '#journey/walls.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { answerQuestion } from '#journey/self-referral/actions.ts';
import { aSafeContact, gailsAnswers, someAnswers } from '#journey/self-referral/examples.ts';
import type { Topic } from '#journey/self-referral/rules.ts';
import { acting } from '#platform/hand.ts';
import { amendReferral, referForAgency, withdrawOwn } from '#journey/agency-referral/actions.ts';
import { offerElsewhere, writeDownAnswer } from '#journey/transfer/actions.ts';
import { addMoveAnswer, addOffer, markReceived } from '#journey/transfer/store.ts';
import { answerForReferral } from '#journey/eligibility/actions.ts';
import { answerTyped, askForMore } from '#journey/asking-for-more/actions.ts';
import { enterReferral, sendReferral } from '#journey/referral/actions.ts';
import { acknowledgeReferral, addOtherTo, declineReferral } from '#journey/triage/actions.ts';
import { makeOffer, recordAnswer } from '#journey/offer/actions.ts';
import type { NewOffer } from '#journey/offer/rules.ts';
import { aDetails, aListedPerson, anOfferMade } from '#journey/offer/examples.ts';
import { sayBelongsWith, takeBackBelongsWith } from '#journey/referral-link/actions.ts';
import { listedAfter } from '#journey/listed/facts.ts';
import { addListed } from '#journey/listed/store.ts';
import { addFaults, addList, keepColumns } from '#journey/offer-list/store.ts';
import { beginDraft } from '#journey/agency-draft/actions.ts';
import { sendFilesFor, writeToAgency } from '#journey/agency-thread/actions.ts';
import type { FileToSend } from '#journey/agency-thread/store.ts';
import { addAgencyTo } from '#service/agencies/actions.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import { insertPerson } from '#service/agencies/store.ts';
import { addClient, keepAnswer, openToken, takeKey } from '#service/api-clients/store.ts';
import { keepWebhook } from '#service/webhooks/store.ts';
import type { ListId } from '#vocabulary/offers.ts';
import { askForCall } from '#service/call-backs/actions.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { keepMatter } from '#journey/matter/store.ts';
import { lowerFlagOf, raiseFlag } from '#journey/safety-flags/actions.ts';
import { flagsOfReferral } from '#journey/safety-flags/facts.ts';
import { setLevels } from '#service/service-levels/actions.ts';
import { usualLevels } from '#vocabulary/service-levels.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { saveCodeApp, saveLink, savePasskey, savePassword, saveRecoveryCodes } from '#service/credentials/store.ts';
import type {
  AgencyId,
  ApiClientId,
  CaseId,
  CompanionId,
  ParticipantId,
  ReferralId,
  ServiceId,
  StaffId,
} from '#vocabulary/ids.ts';
import { arrive, becomeCase } from '../../../src/demonstration/arriving.ts';
import { Life } from '../../../src/demonstration/life.ts';
import { passTime } from '../../../src/demonstration/passing-time.ts';
import { addAgency, venuesByName } from '../../../src/demonstration/service.ts';
import { staffCast, staffKeys, type StaffKey } from '../../../src/demonstration/staff-cast.ts';
import type { Step } from '../../../src/demonstration/story.ts';
import { actIn, staffIdOf, type World } from '../../../src/demonstration/world.ts';
import { someCounts } from '../commissioners.ts';
import { companionsOf } from '#casefile/people/facts.ts';
import { allow, refuse } from '#platform/decision.ts';
import { askForCode } from '#service/coming-back/actions.ts';
import { supporterCodes } from '#service/supporter-sign-in/code-actions.ts';
import { enterAsSupporter, inviteSupporter } from '#service/supporter-sign-in/actions.ts';
import type { Keeper } from '#vocabulary/keeper.ts';
import { sealerOf } from '#platform/sealed-text.ts';
import { sql } from '#platform/sql.ts';
import { ownCodes } from '#service/participant-sign-in/code-actions.ts';
import { addPasskey } from '#service/participant-sign-in/passkey-store.ts';
import { keepOwnCode } from '#service/participant-sign-in/code-store.ts';
import { keepTyping } from '#service/kept-texts/actions.ts';
import { noteRead } from '#service/trails/read-actions.ts';
import { hashOf } from '#platform/token.ts';
import { atHour } from '#service/notices/facts.ts';
import { dayOf, plusDays, type PlainDate } from '#vocabulary/dates.ts';
import { northamptonshire } from '#service/areas/examples.ts';
import { addAreas } from '#service/areas/store.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import { addClaim } from '#service/volunteers/store.ts';
import { saveProfile } from '#service/facilitators/store.ts';
import { saveWish } from '#casefile/wishes/store.ts';
import { insertCommissioner } from '#service/commissioners/store.ts';
import { releaseQuarter } from '#service/released-figures/actions.ts';
import { addTeam } from '#service/teams/actions.ts';
import type { TeamDetails } from '#service/teams/rules.ts';
import { addVenue } from '#service/venues/actions.ts';
import { aVenue } from '#service/venues/examples.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Database } from '#platform/database.ts';
import { endsAccess, hasPaper, markedLife, meetsAgain, staysRestricted, venue, type MarkedLife } from './life.ts';
import { Marks } from './marks.ts';

/** One marked case as the tests find it. */
export interface MarkedCase {
  readonly name: string;
  readonly serviceId: ServiceId;
  readonly caseId: CaseId;
  readonly reference: string;
  readonly harmed: ParticipantId;
  readonly responsible: ParticipantId;
  /** Who stands beside the person harmed, and the token of the session they came in by; none in B, where it was ended. */
  readonly supporter: { readonly id: CompanionId; readonly token: string };
  readonly life: MarkedLife;
}

/** Two services with three whole lives, and referrals that wait or were declined: everything in them is marked. */
export interface MarkedWorld {
  readonly marks: Marks;
  readonly ours: ServiceId;
  readonly theirs: ServiceId;
  /** The case that everybody asks for. */
  readonly a: MarkedCase;
  /** Another case of the same service, restricted to those who are named. */
  readonly b: MarkedCase;
  /** A case of another service in the same installation. */
  readonly c: MarkedCase;
  /** The referral, told among those of V, of somebody who asked for themselves and was told no. */
  readonly asked: ReferralId;
}

/** Fills a database by the actions that pages call. */
export async function fillMarkedWorld(database: Database, now: Date): Promise<MarkedWorld> {
  const marks = new Marks();
  const opened = atHour(plusDays(dayOf(now), -700), 9);
  const ours = await furnish(database, opened, 'The service of the cases');
  const theirs = await furnish(database, opened, 'Another service');
  const live = async (world: World, name: string, line: number, more: readonly Step[] = []) => {
    const life = markedLife(marks, name, line, name === 'A' ? 'police' : 'self');
    const shut =
      name !== 'B' ? [] : [endsAccess(life.harmed, marks.word({ in: name, side: 'case', as: 'access ended' }))];
    return { life, name, serviceId: world.serviceId, ...(await lived(world, life, [...shut, ...more])) };
  };
  const again = staysRestricted(marks.word({ in: 'B', side: 'case', as: 'restricted again' }));
  // One after another: whole lives at once, each one transaction, would wait for each other's first job of a kind.
  const a = await live(ours, 'A', 700, meetsAgain(marks, 'A'));
  const b = await live(ours, 'B', 710, [hasPaper('B', marks), again]);
  const c = await live(theirs, 'C', 720, [hasPaper('C', marks)]);
  await waiting(ours, marks, 'W', 730);
  await waiting(ours, marks, 'V', 735, true);
  await waiting(theirs, marks, 'X', 740);
  for (const [world, name, line] of [
    [ours, 'U', 745],
    [theirs, 'Y', 750],
  ] as const) {
    await comesAsProgram(database, await referredByAgency(world, marks, name, line));
  }
  await drafts(ours, marks, 'U');
  await drafts(theirs, marks, 'Y');
  await sentLists(ours, marks, 'U', 'W');
  await sentLists(theirs, marks, 'Y', 'X');
  await comparedBefore(ours, a.caseId);
  await comparedBefore(theirs, c.caseId);
  await listed(ours, marks, 'W');
  await listed(theirs, marks, 'X');
  const asked = await writing(ours, marks, 'V', 755);
  await writing(theirs, marks, 'X', 756);
  for (const [made, world] of [
    [a, ours],
    [c, theirs],
  ] as const) {
    await comesBack(world, made, `${marks.word({ in: made.name, side: 'responsible', as: 'email' })}@example.org`);
  }
  for (const [world, made] of [
    [ours, a],
    [ours, b],
    [theirs, c],
  ] as const) {
    await wishes(world, made);
  }
  for (const [world, made] of [
    [ours, a],
    [theirs, c],
  ] as const) {
    await comesIn(world, made);
    await types(world, made, marks);
  }
  return { marks, ours: ours.serviceId, theirs: theirs.serviceId, a, b, c, asked };
}

/** A service with everybody who works in it, each with proofs of who they are. */
async function furnish(database: Database, opened: Date, name: string): Promise<World> {
  const serviceId = randomUUID() as ServiceId;
  const identity = { login: 'tp_hand', serviceId, kind: 'hand', id: '', caseId: '' } as const;
  return database.write(identity, async (db) => {
    const act = actIn(database, db, () => opened);
    const decision = await act({ serviceId, actor: { kind: 'system', id: '' } }, async (hand) => {
      const reached = { phone: '01632 960100', email: 'hello@example.org' };
      await addService(hand, { name, areaName: 'Northamptonshire', ...reached, isDemonstration: true });
      await addAreas(hand, northamptonshire);
      for (const key of staffKeys) await addProvenStaff(hand, key);
      await addAgency(hand, serviceId);
      await insertCommissioner(hand, { staffId: staffIdOf(serviceId, 'imogen'), bodyName: `Who pays for ${name}` });
      await releaseQuarter(hand, '2020-01-01' as PlainDate, someCounts);
      await registerFacilitators(hand);
      const team = { name: 'East', districts: ['NN29'], members: [staffIdOf(serviceId, 'marta')] };
      await addTeam(hand, team);
      const added = await addTeam(hand, teamOfReferrals(serviceId));
      return added.ok ? addVenue(hand, aVenue({ name: venue })) : added;
    });
    if (!decision.ok) throw new Error('The register refused the venue');
    const venues = await venuesByName(act, serviceId);
    return { database, serviceId, now: new Date(), baseUrl: 'http://localhost:3000', venues };
  });
}

/** Whose the referrals that wait are by their district; Marta is in the other team. */
function teamOfReferrals(serviceId: ServiceId): TeamDetails {
  return { name: 'North', districts: ['NN16'], members: [staffIdOf(serviceId, 'tom')] };
}

/** What Jo and Leo bring, what they were checked for, and when they are away. */
async function registerFacilitators(hand: Hand): Promise<void> {
  for (const key of ['jo', 'leo'] as const) {
    const id = staffIdOf(hand.serviceId as ServiceId, key);
    const day = dayOf(hand.at);
    const said = { languages: ['Polish'], districts: ['NN29'], available: ['evenings'], mostWork: 9 } as const;
    await saveProfile(hand, id, { gender: 'woman', ...said });
    await hand.run(sql`
      insert into app.facilitator_checks (service_id, staff_id, kind, done_on, holds_until, recorded_by)
      values (${hand.serviceId}, ${id}, 'vetting', ${day}, ${plusDays(day, 2000)}, ${staffIdOf(hand.serviceId as ServiceId, 'amara')})`);
    await hand.run(sql`
      insert into app.absences (service_id, staff_id, from_on, until_on, said_by)
      values (${hand.serviceId}, ${id}, ${plusDays(day, 1500)}, ${plusDays(day, 1510)}, ${id})`);
    await hand.run(sql`
      insert into app.covers (service_id, absence_id, cover_id, said_by)
      select service_id, id, ${staffIdOf(hand.serviceId as ServiceId, 'sam')}, staff_id from app.absences where service_id = ${hand.serviceId} and staff_id = ${id}`);
    await addClaim(hand, id, { kind: 'travel', happenedOn: day, minutes: null, pence: 450 });
    await hand.run(sql`
      insert into app.supervisions (service_id, staff_id, supervisor_id, held_on)
      values (${hand.serviceId}, ${id}, ${staffIdOf(hand.serviceId as ServiceId, 'priya')}, ${day})`);
    await hand.run(sql`
      insert into app.learning_hours (service_id, staff_id, kind, done_on, minutes, is_approved, recorded_by, recorded_at)
      values (${hand.serviceId}, ${id}, 'course', ${day}, 90, true, ${staffIdOf(hand.serviceId as ServiceId, 'amara')}, ${hand.at})`);
  }
}

async function addProvenStaff(hand: Hand, key: StaffKey): Promise<void> {
  const id = staffIdOf(hand.serviceId as ServiceId, key);
  const { name, level: practiceLevel, roles } = staffCast[key];
  await addStaff(hand, { id, name, email: `${key}@${hand.serviceId}.example.org`, practiceLevel, roles });
  await savePassword(hand, id, `$argon2id$${id}`);
  await saveCodeApp(hand, id, `1.${id}`, 1);
  await saveRecoveryCodes(hand, id, [hashOf(id)]);
  await saveLink(hand, id, 'https://accounts.example.org', `the account of ${id}`);
  await savePasskey(
    hand,
    id,
    { credentialId: hashOf(id), publicKey: randomBytes(64), counter: 0, transports: [] },
    'A phone',
  );
  await hand.run(sql`
    insert into app.staff_invitations (service_id, staff_id, token_hash, ends_at)
    values (${hand.serviceId}, ${id}, ${hashOf(`the link of ${id}`)}, now() + interval '1 day')`);
}

async function lived(
  world: World,
  { story, harmed, responsible }: MarkedLife,
  more: readonly Step[],
): Promise<Pick<MarkedCase, 'caseId' | 'reference' | 'harmed' | 'responsible' | 'supporter'>> {
  const caseId = randomUUID() as CaseId;
  await inTransaction(world, story, '', arrive);
  const { typed, supporterId, email, ...made } = await inTransaction(world, story, caseId, async (life) => {
    await becomeCase(life);
    for (const { day, steps } of story.days) {
      await passTime(life, atHour(life.day(day), 9 + ((day * 5) % 7)));
      for (const step of steps) await step(life);
    }
    // A link given today opens today.
    life.moveTo(world.now);
    const who = (await life.byLead(async (hand) => allow(await companionsOf(hand, caseId)))).find(isSupporter);
    if (!who) throw new Error('Nobody stands beside them');
    const typed = await life.byLead((hand) =>
      inviteSupporter(hand, who, { agreedOn: life.today, showsPlace: true, codeMayGo: true }),
    );
    for (const step of more) await step(life);
    const ids = { harmed: life.id(harmed), responsible: life.id(responsible), supporterId: who.id, email: who.email };
    return { caseId, reference: life.reference, typed, ...ids };
  });
  const keeper: Keeper = { ask: (query) => world.database.ask('tp_doorkeeper', query) };
  const entered = await enterAsSupporter(keeper, typed, new Date());
  await askForCode(
    { keeper, sealer: sealerOf('a secret'), now: new Date() },
    supporterCodes,
    email,
    `a place for ${caseId}`,
  );
  return { ...made, supporter: { id: supporterId, token: entered.ok ? entered.value.token : '' } };
}

function isSupporter({ kind }: { readonly kind: string }): boolean {
  return kind === 'supporter';
}

/** A referral that nobody has decided, with others in it; or one that was declined. */
async function waiting(world: World, marks: Marks, name: string, line: number, isDeclined = false): Promise<void> {
  const { story } = markedLife(marks, name, line, 'council');
  const says = (as: string) => marks.word({ in: name, side: 'responsible', as });
  await inTransaction(world, story, '', async (life) => {
    await arrive(life);
    const person = {
      kind: 'person',
      part: 'responsible',
      fullName: says('full name'),
      called: says('called'),
    } as const;
    const shop = { kind: 'organisation', part: 'harmed', fullName: says('shop'), called: says('shop') } as const;
    for (const other of [
      { ...person, isUnder18: false, contactRole: '', phone: '' },
      { ...shop, isUnder18: false, contactRole: says('contact role'), phone: '' },
    ]) {
      await life.asStaff('amara', (hand) => addOtherTo(hand, life.reference, other));
    }
    const asked = { question: 'proceedings-not-over', answer: 'not-known', words: says('eligibility') } as const;
    const by = { staffId: staffIdOf(world.serviceId, 'amara'), isSupervisor: false };
    await life.asStaff('amara', (hand) => answerForReferral(hand, life.reference, [asked], by));
    await life.asStaff('amara', (hand) => setLevels(hand, usualLevels));
    await asksForMore(life, says);
    await offeredElsewhere(life, says);
    await life.asStaff('amara', (hand) => raiseFlag(hand, life.reference, { kind: 'hate', words: says('flag') }));
    await numbersWrittenDown(life, says);
    await life.asStaff('amara', async (hand) => {
      const referral = await holdReferral(hand, life.reference);
      const [flag] = referral ? await flagsOfReferral(hand, referral.id) : [];
      return lowerFlagOf(hand, life.reference, { id: flag?.id ?? '', because: says('flag lowered') });
    });
    await life.asStaff('amara', (hand) => raiseFlag(hand, life.reference, { kind: 'stalking', words: says('flag') }));
    const why = { reason: 'not-suitable', words: says('declined') } as const;
    if (isDeclined) await life.asStaff('amara', (hand) => declineReferral(hand, life.reference, why));
  });
}

/** The numbers of the police, a court and a prison stand on it, as they come: what is kept is never in their shape here. */
async function numbersWrittenDown(life: Life, says: (as: string) => string): Promise<void> {
  await life.asStaff('amara', async (hand) => {
    const referral = await holdReferral(hand, life.reference);
    if (!referral) return refuse('not-there');
    const numbers = { crimeNumber: says('crime number'), urn: says('URN'), prisonNumber: says('prison number') };
    const days = { reportedOn: life.today, isEnhanced: true, informedOn: life.today, origin: 'service' } as const;
    return allow(await keepMatter(hand, referral.id, { ...numbers, ...days }));
  });
}

/** Whoever referred is asked for more: once answered, and once not. */
async function asksForMore(life: Life, says: (as: string) => string): Promise<void> {
  const { reference } = life;
  const question = { reason: 'something-else', words: says('question') } as const;
  await life.asStaff('amara', (hand) => askForMore(hand, reference, question));
  await life.asStaff('amara', (hand) => answerTyped(hand, reference, says('answer')));
  await life.asStaff('amara', (hand) => askForMore(hand, reference, question));
}

/** It was offered to a service elsewhere, which said no, and is on offer again; whoever is referred was asked. */
async function offeredElsewhere(life: Life, says: (as: string) => string): Promise<void> {
  const { reference } = life;
  const wish = { toServiceId: null, toName: 'A service elsewhere', why: 'moved' } as const;
  const { id } = await life.asStaff('amara', (hand) => offerElsewhere(hand, wish, reference));
  const no = { answer: 'rejected', because: 'no-capacity' } as const;
  await life.asStaff('amara', (hand) => writeDownAnswer(hand, id, no, reference));
  await life.asStaff('amara', async (hand) => {
    const referral = await holdReferral(hand, reference);
    const live = await offerElsewhere(hand, wish, reference);
    if (!referral || !live.ok) return refuse('not-there');
    await markReceived(hand, id, { by: says('received by'), on: dayOf(hand.at) }, referral.id);
    const said = { speaker: 'self', answer: 'given', how: 'by-phone', wording: says('as asked') } as const;
    return allow(await addMoveAnswer(hand, referral.id, { ...said, aboutId: referral.id, transferId: live.value.id }));
  });
}

/** How a mark of what an agency is not told is called, although it stands in its own referral. */
export const notForAgencies = 'not for the agency';

/** A referral that somebody of an agency sent, changed and took back; and another that was declined. */
async function referredByAgency(world: World, marks: Marks, name: string, line: number): Promise<ApiClientId> {
  const says = (as: string) => marks.word({ in: name, side: 'harmed', as });
  const { story } = markedLife(marks, name, line, 'police');
  const { who } = story.arrival;
  return inTransaction(world, story, '', async (life) => {
    const said = {
      agencyReference: says('agency number'),
      situationWords: says('situation'),
      toldWords: says('told by'),
    };
    const made = aReferral({
      ...{ source: 'police', fullName: who.fullName, called: who.called },
      ...{ whatHappened: says('what the agency says'), hopes: says('agency hopes'), receivedOn: life.today },
      ...{ pronouns: says(`pronouns ${notForAgencies}`), referrerName: says(`referrer ${notForAgencies}`) },
      referrerContact: says(`referrer contact ${notForAgencies}`),
      contact: aSafeContact({
        codeword: says(`codeword ${notForAgencies}`),
        ifSomeoneElseAnswers: says(`if someone else answers ${notForAgencies}`),
      }),
    });
    const second = newReference();
    const likewise = aReferral({ receivedOn: life.today, whatHappened: says('what the agency says') });
    await life.asStaff('lewis', (hand) => referForAgency(hand, said, (same) => enterReferral(same, likewise, second)));
    await life.asStaff('lewis', (hand) =>
      referForAgency(hand, said, (same) => enterReferral(same, made, life.reference)),
    );
    await life.asStaff('amara', (hand) => sayBelongsWith(hand, second, life.reference));
    await life.asStaff('amara', (hand) => takeBackBelongsWith(hand, second));
    const no = { reason: 'not-suitable', words: says(`declined ${notForAgencies}`) } as const;
    await life.asStaff('amara', (hand) => declineReferral(hand, second, no));
    const program = await life.asStaff('amara', async (hand) => allow(await askedByProgram(hand, life.reference)));
    await life.asStaff('amara', (hand) => acknowledgeReferral(hand, life.reference));
    await asksForMore(life, says);
    await numbersWrittenDown(life, (as) => says(`${as} ${notForAgencies}`));
    const change = { field: 'situation', words: says('new situation'), because: says('why changed') } as const;
    await life.asStaff('lewis', (hand) => amendReferral(hand, life.reference, change));
    await life.asStaff('lewis', (hand) => beginDraft(hand, { 'full-name': says('draft') }));
    const file: FileToSend = {
      ...{ id: randomUUID() as FileToSend['id'], fileKey: 'k'.repeat(43), kind: 'text', size: 9, areWordsWhole: true },
      ...{ name: says('file name'), words: says('file words') },
    };
    await life.asStaff('lewis', (hand) => sendFilesFor(hand, life.reference, [file]));
    await life.asStaff('amara', (hand) => writeToAgency(hand, life.reference, says('to the agency')));
    const back = { reason: 'another-reason', words: says('why taken back') } as const;
    await life.asStaff('lewis', (hand) => withdrawOwn(hand, life.reference, back));
    return program;
  });
}

/** Somebody of an agency is writing at this moment; what they began long ago is over. */
async function drafts(world: World, marks: Marks, name: string): Promise<void> {
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const actor = { kind: 'staff', id: staffIdOf(world.serviceId, 'lewis') } as const;
  const begun = { 'full-name': marks.word({ in: name, side: 'harmed', as: 'draft' }) };
  const decision = await act({ serviceId: world.serviceId, actor }, (hand) => beginDraft(hand, begun));
  if (!decision.ok) throw new Error('The draft was refused');
}

/** Lists of lewis's agency: one that he sent, one of a colleague, one that staff added; and one that another agency sent. */
async function sentLists(world: World, marks: Marks, name: string, ofOthers: string): Promise<void> {
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const by = (staffId: StaffId, work: (hand: Hand) => Promise<unknown>) =>
    act({ serviceId: world.serviceId, actor: { kind: 'staff', id: staffId } }, async (hand) => allow(await work(hand)));
  const add =
    (agencyId: AgencyId, says: (as: string) => string, how: 'sent' | 'sent-and-chosen' | 'ours') =>
    async (hand: Hand) => {
      const id = randomUUID() as ListId;
      const said = {
        fileName: says('sent file'),
        fileKey: says(`sent key ${notForAgencies}`),
        head: says('sent head'),
      };
      const made = {
        ...said,
        kind: 'csv',
        size: 1,
        part: 'harmed',
        safeWays: [],
        sentByAgency: how !== 'ours',
      } as const;
      await addList(hand, { ...made, id, agencyId });
      const chosen = () => ({ columns: says('sent columns'), headings: says('sent headings') });
      if (how === 'sent-and-chosen') await keepColumns(hand, { id, agencyId }, chosen());
      const known = [says(`row of another agency ${notForAgencies}`)];
      await addFaults(hand, id, [
        { rowNumber: 2, reasons: ['name-is-missing'], likeRow: null, cells: [says('row to mend')] },
        { rowNumber: 3, reasons: ['on-a-list-of-another'], likeRow: null, cells: known },
      ]);
    };
  const lewis = staffIdOf(world.serviceId, 'lewis');
  const amara = staffIdOf(world.serviceId, 'amara');
  const wording =
    (of: string, ending = '') =>
    (as: string) =>
      marks.word({ in: of, side: 'harmed', as: as.endsWith(notForAgencies) ? as : `${as}${ending}` });
  const person = async (agencyId: AgencyId, ofAgency: string): Promise<StaffId> => {
    const id = randomUUID() as StaffId;
    await by(amara, async (hand) => {
      const who = {
        id,
        name: `Somebody of ${ofAgency}`,
        email: `${id}@example.org`,
        practiceLevel: 'foundation',
      } as const;
      await addStaff(hand, { ...who, roles: ['referrer'] });
      await insertPerson(hand, { staffId: id, agencyId, seesAll: false });
    });
    return id;
  };
  let own: AgencyId | undefined;
  let other: AgencyId | undefined;
  await by(amara, async (hand) => {
    own = (await placeOfReferrer(hand, lewis))?.agencyId;
    const agency = await addAgencyTo(hand, { name: `Wardens of ${name}`, kind: 'council' });
    other = agency.ok ? agency.value : undefined;
  });
  if (own === undefined || other === undefined) throw new Error('The agencies are not there');
  await by(await person(other, 'the wardens'), add(other, wording(ofOthers, ' of the wardens'), 'sent-and-chosen'));
  const closed = ` ${notForAgencies}`;
  await by(amara, add(own, wording(name, `, of ours${closed}`), 'ours'));
  await by(await person(own, 'the same'), add(own, wording(name, `, of a colleague${closed}`), 'sent'));
  await by(lewis, add(own, wording(name), 'sent-and-chosen'));
}

/** A program that lewis answers for, what it asked under a key, and where it was told of this referral. */
async function askedByProgram(hand: Hand, reference: string): Promise<ApiClientId> {
  const id = randomUUID() as ApiClientId;
  const staffId = staffIdOf(hand.serviceId as ServiceId, 'lewis');
  await addClient(hand, { id, name: 'Records system', staffId, secretHash: hashOf(id) });
  const keyed = { clientId: id, keyMark: hashOf(`key ${id}`), askedMark: hashOf(`asked ${id}`) };
  await takeKey(hand, keyed);
  await keepAnswer(hand, keyed, { status: 201, body: { reference } });
  await keepWebhook(hand, id, 'https://records.example/told');
  await hand.run(sql`
    insert into app.webhook_messages (service_id, client_id, referral_id, reference, status, happened_at, due_at, outcome, ended_at)
    select ${hand.serviceId}, ${id}, r.id, ${reference}, 'with-us', ${hand.at}, ${hand.at}, 'delivered', ${hand.at}
      from app.referrals r where r.service_id = ${hand.serviceId} and r.reference = ${reference}`);
  return id;
}

/** The program holds a token at this moment. */
async function comesAsProgram(database: Database, clientId: ApiClientId): Promise<void> {
  const keeper: Keeper = { ask: (query) => database.ask('tp_doorkeeper', query) };
  const at = new Date();
  const token = { hash: hashOf(`a token of ${clientId}`), at, until: new Date(at.getTime() + 1_800_000) };
  if (!(await openToken(keeper, { clientId, secretHash: hashOf(clientId) }, token))) throw new Error('No token');
}

/** Somebody looked at each referral of no case beside a case: it is not the same, or was linked and taken off again. A third service offers a case. */
async function comparedBefore(world: World, caseId: CaseId): Promise<void> {
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const amara = staffIdOf(world.serviceId, 'amara');
  const decision = await act({ serviceId: world.serviceId, actor: { kind: 'staff', id: amara } }, async (hand) => {
    const apart = await hand.run(sql`
      insert into app.told_apart (service_id, referral_id, other_id, said_by, said_at)
      select r.service_id, r.id, ${caseId}, ${amara}, ${hand.at} from app.referrals r where r.service_id = ${hand.serviceId}`);
    const linked = await hand.run(sql`
      insert into app.referral_links (service_id, referral_id, case_id, linked_by, linked_at, undone_by, undone_at)
      select r.service_id, r.id, ${caseId}, ${amara}, ${hand.at}, ${amara}, ${hand.at} from app.referrals r where r.service_id = ${hand.serviceId}`);
    const offer = {
      id: randomUUID(),
      fromServiceId: randomUUID() as ServiceId,
      fromCaseId: caseId,
      fromReferralId: null,
    } as const;
    await addOffer(hand, { ...offer, fromName: 'A third service', kind: 'justice', why: 'moved', offeredAt: hand.at });
    return apart > 0 && apart === linked ? allow(undefined) : refuse('nothing-to-compare');
  });
  if (!decision.ok) throw new Error('Nothing was compared');
}

/** A list that was taken in but for one row, of which somebody was asked and said not now. */
async function listed(world: World, marks: Marks, name: string): Promise<void> {
  const says = (as: string) => marks.word({ in: name, side: 'harmed', as });
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const actor = { kind: 'staff', id: staffIdOf(world.serviceId, 'amara') } as const;
  const list = { id: randomUUID() as ListId, part: 'responsible' } as const;
  const { details } = aListedPerson({
    details: { ...aDetails, fullName: says('listed name'), phone: says('listed phone') },
  });
  const decision = await act({ serviceId: world.serviceId, actor }, async (hand) => {
    const agency = await addAgencyTo(hand, { name: `Police of ${name}`, kind: 'police' });
    if (!agency.ok || !details) throw new Error('The agency was refused');
    const kept = {
      kind: 'csv',
      size: 1,
      fileName: says('list file'),
      fileKey: says('list key'),
      head: says('list head'),
    } as const;
    await addList(hand, { ...list, ...kept, agencyId: agency.value, safeWays: ['call'] });
    const columns = { columns: says('list columns'), headings: says('list headings') };
    await keepColumns(hand, { id: list.id, agencyId: agency.value }, columns);
    const cells = [says('row left out')];
    await addFaults(hand, list.id, [{ rowNumber: 3, reasons: ['name-is-missing'], likeRow: null, cells }]);
    await addListed(hand, { ...list, agencyId: agency.value }, [{ details, safeWays: ['call'], rowNumber: 2 }]);
    const [person] = await listedAfter(hand, { standings: ['not-asked'], listId: list.id, dueOn: null }, null);
    const today = dayOf(hand.at);
    const made: NewOffer = {
      ...anOfferMade,
      ...{ offeredOn: today, note: says('offer note'), although: says('offer although') },
      ...{ guardian: says('offer guardian'), order: 'responsible-first', orderReason: says('offer order') },
    };
    if (person) await makeOffer(hand, person.id, made, false);
    const answer = {
      answer: 'not-now',
      answeredOn: today,
      askAfter: plusDays(today, 9),
      note: says('answer note'),
    } as const;
    return recordAnswer(hand, person?.id ?? '', answer, async () => refuse('not-a-yes'));
  });
  if (!decision.ok) throw new Error(`The offer was refused: ${decision.because.join(', ')}`);
}

/** The hash that the browser of somebody is known by who has not sent what they wrote. */
export function whoWrites(name: string): string {
  return hashOf(`the visitor of ${name}`);
}

/** The same of somebody who asked for themselves, and sent it. */
export function whoAsked(name: string): string {
  return hashOf(`the visitor who asked in ${name}`);
}

/** Somebody is filling in the questions at this moment, and has not sent them. */
async function writing(world: World, marks: Marks, name: string, line: number): Promise<ReferralId> {
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const visitor = whoWrites(name);
  const words = marks.word({ in: name, side: 'harmed', as: 'unsent' });
  const actor = { kind: 'visitor', id: '' } as const;
  const decision = await act({ serviceId: world.serviceId, actor }, async (hand) => {
    await answerQuestion(hand, { visitor, write: writeDraft }, 'who', { part: 'harmed' });
    return answerQuestion(hand, { visitor, write: writeDraft }, 'happened', { kind: 'burglary', words });
  });
  if (!decision.ok) throw new Error('The draft was refused');
  const says = (as: string) => marks.word({ in: name, side: 'harmed', as: `${as} of who asked` });
  const wish = { called: says('called'), contact: aSafeContact({ ways: ['call'], times: says('times to ring') }) };
  const rung = await act({ serviceId: world.serviceId, actor }, (hand) => askForCall(hand, wish));
  if (!rung.ok) throw new Error('Nobody could ask to be rung');
  const gails = gailsAnswers();
  const about = {
    ...gails,
    ...(gails.place ? { place: { ...gails.place, when: says('when'), where: says('where') } } : {}),
    name: { fullName: says('full name'), called: '', isUnder18: true, guardianName: says('guardian') },
    happened: { kind: 'assault', words: says('what happened') },
    others: { words: says('others') },
    hopes: { words: says('hopes'), language: says('language'), needsInterpreter: false, accessNeeds: says('needs') },
    asker: { fullName: says('asker'), relation: 'parent' },
    reply: aSafeContact({ codeword: says('codeword'), times: says('times') }),
  };
  const asker = hashOf(`the visitor who asked for another in ${name}`);
  const reference = newReference();
  const asked = await act({ serviceId: world.serviceId, actor }, async (hand) => {
    for (const [question, answer] of Object.entries(about))
      await answerQuestion(hand, { visitor: asker, write: writeDraft }, question as Topic, answer);
    return sendReferral(hand, asker, reference);
  });
  if (!asked.ok) throw new Error('Nobody could ask for another');
  const amara = { kind: 'staff', id: staffIdOf(world.serviceId, 'amara') } as const;
  const question = { reason: 'something-else', words: says('question') } as const;
  const more = await act({ serviceId: world.serviceId, actor: amara }, async (hand) => {
    await acknowledgeReferral(hand, reference);
    return askForMore(hand, reference, question);
  });
  if (!more.ok) throw new Error(`Nobody could be asked for more: ${more.because.join(', ')}`);
  return asksForThemselves(world, marks, name, line);
}

/** Somebody asked for themselves, sent it, and was told no. */
async function asksForThemselves(world: World, marks: Marks, name: string, line: number): Promise<ReferralId> {
  const act = acting({ database: world.database, clock: () => new Date(), announce, walls });
  const says = (as: string) => marks.word({ in: name, side: 'harmed', as: `${as} of who asked for themselves` });
  const contact = aSafeContact({
    ...{ ways: ['call', 'email', 'post'], phone: marks.phone({ in: name, side: 'harmed', as: 'own phone' }, line) },
    ...{ email: `${says('email')}@example.org`, address: `7 ${says('address')} Street, Northampton` },
    ...{ codeword: says('codeword'), times: says('times'), ifSomeoneElseAnswers: says('if someone else answers') },
  });
  const told = someAnswers({
    name: { fullName: says('full name'), called: says('called'), isUnder18: true, guardianName: says('guardian') },
    ...{ contact, happened: { kind: 'burglary', words: says('what happened') } },
    place: { when: says('when'), where: says('where'), district: 'NN16', inArea: true },
    ...{ others: { words: says('others') } },
    hopes: { words: says('hopes'), language: says('language'), needsInterpreter: true, accessNeeds: says('needs') },
  });
  const actor = { kind: 'visitor', id: '' } as const;
  const reference = newReference();
  const sent = await act({ serviceId: world.serviceId, actor }, async (hand) => {
    for (const [question, answer] of Object.entries(told))
      await answerQuestion(hand, { visitor: whoAsked(name), write: writeDraft }, question as Topic, answer);
    return sendReferral(hand, whoAsked(name), reference);
  });
  if (!sent.ok) throw new Error('Nobody could ask for themselves');
  const amara = { kind: 'staff', id: staffIdOf(world.serviceId, 'amara') } as const;
  const why = { reason: 'not-suitable', words: says('declined') } as const;
  const declined = await act({ serviceId: world.serviceId, actor: amara }, async (hand) => {
    const referral = await holdReferral(hand, reference);
    const decision = await declineReferral(hand, reference, why);
    return decision.ok && referral ? allow(referral.id) : refuse('not-there');
  });
  if (!declined.ok) throw new Error(`Not declined: ${declined.because.join(', ')}`);
  return declined.value;
}

/** Somebody asked to come back to their page, and a code is on its way. */
async function comesBack(
  { database }: World,
  { serviceId, caseId, responsible }: MarkedCase,
  typed: string,
): Promise<void> {
  const keeper: Keeper = { ask: (query) => database.ask('tp_doorkeeper', query) };
  await askForCode({ keeper, sealer: sealerOf('a secret'), now: new Date() }, ownCodes, typed, `a place for ${caseId}`);
  const [job] = await database.ask(
    'tp_worker',
    sql<{ requestId: string }>`
      select j.payload ->> 'requestId' as "requestId" from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-own-codes' order by j.id desc limit 1`,
  );
  if (!job) throw new Error('Nobody heard');
  const act = acting({ database, clock: () => new Date(), announce, walls });
  await act({ serviceId, caseId, actor: { kind: 'system', id: '' } }, async (hand) => {
    await keepOwnCode(hand, job.requestId, { participantId: responsible }, hashOf(caseId));
    const passkey = {
      credentialId: hashOf(`a device of ${caseId}`),
      publicKey: randomBytes(64),
      counter: 0,
      transports: [],
    };
    return allow(await addPasskey(hand, responsible, passkey));
  });
}

/** Somebody of each kind is signed in, and what was read is written down. */
async function comesIn({ database, serviceId }: World, { caseId, responsible }: MarkedCase): Promise<void> {
  const jo = staffIdOf(serviceId, 'jo');
  const until = new Date(Date.now() + 3_600_000);
  for (const [kind, id] of [
    ['staff', jo],
    ['participant', responsible],
  ] as const) {
    await database.ask(
      'tp_doorkeeper',
      sql`select doorkeeper.open_demonstration_session(${kind}, ${id}, ${hashOf(`the session of ${id}`)}, ${until})`,
    );
  }
  const reader = { login: 'tp_staff', serviceId, kind: 'staff', id: jo, caseId: '' } as const;
  await noteRead(database, hashOf, reader, { what: 'case', place: 'GET /cases/:ref', caseId });
}

/** Each side said with whom they would rather speak. */
async function wishes({ database }: World, { serviceId, caseId, harmed, responsible }: MarkedCase): Promise<void> {
  const act = acting({ database, clock: () => new Date(), announce, walls });
  const actor = { kind: 'staff', id: staffIdOf(serviceId, 'jo') } as const;
  const said = { wish: 'woman', saidOn: dayOf(new Date()) } as const;
  const decision = await act({ serviceId, caseId, actor }, async (hand) => {
    for (const who of [harmed, responsible]) await saveWish(hand, who, said);
    return allow(true);
  });
  if (!decision.ok) throw new Error('The wishes were refused');
}

/** Each side and Jo are writing something at this moment. */
async function types(
  { database, serviceId }: World,
  { name, caseId, harmed, responsible }: MarkedCase,
  marks: Marks,
): Promise<void> {
  const act = acting({ database, clock: () => new Date(), announce, walls });
  for (const [actor, side] of [
    [{ kind: 'participant', id: harmed }, 'harmed'],
    [{ kind: 'participant', id: responsible }, 'responsible'],
    [{ kind: 'staff', id: staffIdOf(serviceId, 'jo') }, 'case'],
  ] as const) {
    const fields = { words: marks.word({ in: name, side, as: 'typed' }) };
    const text = {
      id: randomUUID(),
      page: '/my/messages',
      form: '/my/messages',
      fields,
      opened: '',
      after: '',
      turn: 1,
    };
    await act({ serviceId, caseId, actor }, (hand) => keepTyping(hand, { ...text, writer: randomUUID() }));
  }
}

async function inTransaction<Answer>(
  world: World,
  story: MarkedLife['story'],
  caseId: CaseId | '',
  work: (life: Life) => Promise<Answer>,
): Promise<Answer> {
  const { database, serviceId } = world;
  return database.write({ login: 'tp_hand', serviceId, kind: 'hand', id: '', caseId }, (db) => {
    const life = new Life(world, story, db);
    life.caseId = caseId === '' ? undefined : caseId;
    return work(life);
  });
}
