import { randomBytes, randomUUID } from 'node:crypto';
import { declareConflict, giveCase, liftConflict, takeCaseBack } from '#casefile/allocation/actions.ts';
import { openByGlass } from '#casefile/break-glass/actions.ts';
import { addDocuments } from '#casefile/documents/actions.ts';
import { lookThroughFor } from '#casefile/erasing/actions.ts';
import { sharedTextsOf } from '#casefile/erasing/facts.ts';
import { markOf } from '#casefile/erasing/rules.ts';
import type { DocumentId } from '#casefile/documents/rules.ts';
import { addCompanionTo, addOrganisationToCase } from '#casefile/people/actions.ts';
import { answerAlarm, protectWord } from '#casefile/protection/actions.ts';
import { liftRestrictionOf, nameReaderOf, restrictCase } from '#casefile/readers/actions.ts';
import { finishTask } from '#casefile/tasks/actions.ts';
import * as conferenceDay from '#journey/conference-day/actions.ts';
import * as conference from '#journey/conference/actions.ts';
import { writeSentencing } from '#journey/sentence/actions.ts';
import { writeStandIn } from '#journey/stand-in/actions.ts';
import { offerElsewhere, writeDownAnswer } from '#journey/transfer/actions.ts';
import { markReceived } from '#journey/transfer/store.ts';
import { answerForCase } from '#journey/eligibility/actions.ts';
import { answerSharing, openRelease, releaseItem, writeItem } from '#journey/release/actions.ts';
import { sayTimes } from '#journey/availability/actions.ts';
import { avoidDay } from '#journey/availability/avoid-actions.ts';
import { passOn } from '#journey/papers/actions.ts';
import { releasesOf } from '#journey/release/facts.ts';
import type { ItemId, ReleaseId } from '#journey/release/rules.ts';
import { ordersOf } from '#journey/suitability/facts.ts';
import { permit } from '#journey/suitability/actions.ts';
import type { Source } from '#vocabulary/agencies.ts';
import { endAccessOf, invite } from '#service/participant-sign-in/actions.ts';
import { companionsOf, guardianOf } from '#casefile/people/facts.ts';
import { recordStanding, recordView } from '#casefile/deciding/actions.ts';
import { endSupporter } from '#service/supporter-sign-in/actions.ts';
import { allow } from '#platform/decision.ts';
import { sql } from '#platform/sql.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import type { CaseId, OrganisationId, ParticipantId, TaskId } from '#vocabulary/ids.ts';
import {
  afterwards,
  closes,
  goesOn,
  letsFollowUpsGo,
  looksAtReoffending,
  reopens,
  surveys,
  waits,
} from '../../../src/demonstration/ending.ts';
import type { Life } from '../../../src/demonstration/life.ts';
import { arranges, cancels, meets, plansConference, preparesTheDay } from '../../../src/demonstration/meeting.ts';
import { agreeTo, progress, proposes, saysProgress, settles } from '../../../src/demonstration/promising.ts';
import { type Step, type Story, on, person } from '../../../src/demonstration/story.ts';
import { contact, note, speaksWithResponsibleFirst, talk, yes } from '../../../src/demonstration/talking.ts';
import {
  complexBecause,
  harmedSays,
  keepsOut,
  order,
  ready,
  responsibleSays,
  risk,
  signsOff,
  takes,
  waives,
} from '../../../src/demonstration/weighing.ts';
import { memberOf, staffIdOf } from '../../../src/demonstration/world.ts';
import {
  answersLetter,
  beginsLetter,
  findsReady,
  givesBack,
  offersLetter,
  rewrites,
  sharesLetter,
  writesLetter,
} from '../../../src/demonstration/writing.ts';
import type { Marks, Side } from './marks.ts';

/** A case that is lived from the first word to its end and on, with a marked value in everything that anybody may say. */
export interface MarkedLife {
  readonly story: Story;
  readonly harmed: string;
  readonly responsible: string;
}

/** Where everybody meets. */
export const venue = 'Tanner’s Yard Library, meeting room 2';

/** Words of this case that cross to the other side in the course of a life; everything else stays where it is. */
export const crossesToResponsible = ['shown as', 'companion shown as', 'question passed on'].map(
  (as) => `harmed ${as}`,
);
/** The same towards the person harmed. */
export const crossesToHarmed = ['shown as', 'rewritten letter', 'answer passed on', 'statement passed on'].map(
  (as) => `responsible ${as}`,
);
/** What both sides agreed to, and read. */
export const crossesToBoth = ['case promise', 'case second promise', 'case proof', 'case ground rules'];

/** Where somebody stands with the court: no words, and a row of each case. */
const standsWithTheCourt =
  (called: string): Step =>
  async (life) => {
    const hearingOn = plusDays(life.today, 40);
    const said = { plea: 'guilty', offered: 'not-asked', hearingOn, reportDueOn: hearingOn } as const;
    await life.byLead((hand) => writeSentencing(hand, life.id(called), said));
  };

/** Somebody stands in: no words, and a row of each case; after they answered for themselves. */
const standsIn =
  (called: string): Step =>
  async (life) => {
    const said = {
      forId: null,
      because: 'cannot',
      wish: 'agreed',
      link: 'same-harm',
      speaksFor: ['own-story'],
    } as const;
    await life.byLead((hand) => writeStandIn(hand, life.id(called), said));
  };

/** A whole life. `line` begins three telephone numbers of its own. */
export function markedLife(marks: Marks, name: string, line: number, source: Source): MarkedLife {
  const word = (side: Side, as: string) => marks.word({ in: name, side, as });
  const h = (as: string) => word('harmed', as);
  const r = (as: string) => word('responsible', as);
  const c = (as: string) => `${word('case', as)}, in the words of staff`;
  const harmed = h('called');
  const responsible = r('called');
  const details = (side: Side, says: (as: string) => string, at: number) => ({
    ...{
      called: says('called'),
      pronouns: says('pronouns'),
      accessNeeds: says('access needs'),
      ownWord: says('own word'),
    },
    ...{ language: says('language'), needsInterpreter: true },
    phone: marks.phone({ in: name, side, as: 'phone' }, at),
    email: `${says('email')}@example.org`,
    address: `7 ${says('address')} Street, Northampton`,
    ways: ['call', 'text', 'email', 'post'] as const,
    hours: [9, 20] as const,
    ...{ times: says('times'), codeword: says('codeword'), ifSomeoneElseAnswers: says('if someone else answers') },
    mayLeaveVoicemail: true,
  });
  const guardian = {
    fullName: h('guardian full name'),
    called: h('guardian called'),
    relation: h('guardian relation'),
  };
  const story: Story = {
    key: `marked ${name}`,
    // Nobody may be in two rooms at once: each life has weeks of its own.
    weeksAgo: 90 + (line % 97),
    arrival: {
      who: person(`${h('called')} ${h('full name')}`, line, { age: 41, guardian, ...details('harmed', h, line) }),
      part: 'harmed',
      source,
      ...(source === 'self'
        ? {}
        : { referrer: { name: word('case', 'referrer'), contact: `${word('case', 'referrer contact')}@example.org` } }),
      incident: 'burglary',
      what: h('what happened'),
      when: h('when'),
      where: h('where'),
      postcode: 'NN16',
      others: h('others'),
      hopes: h('hopes'),
    },
    others: [
      [
        'responsible',
        person(`${r('called')} ${r('full name')}`, line + 1, { age: 30, ...details('responsible', r, line + 1) }),
      ],
    ],
    team: ['jo', 'sam'],
    days: [
      on(8, talk(harmed, h('contact note')), yes(harmed, 'be-contacted')),
      on(
        15,
        harmedSays(harmed, 75, {
          account: h('account'),
          impact: h('impact'),
          impactOnOthers: h('impact on others'),
          wouldHelp: h('would help'),
          questions: h('questions'),
          notWanted: h('not wanted'),
        }),
        yes(harmed, 'approach-other', 'mode-letter', 'mode-shuttle'),
        note(harmed, h('note')),
        protects(harmed, h('workplace')),
        note(responsible, r('note')),
        protects(responsible, r('workplace')),
        note(null, c('note')),
        bringsCompanion(harmed, {
          fullName: `${h('companion called')} ${h('companion full name')}`,
          called: h('companion called'),
          relation: h('companion relation'),
          phone: marks.phone({ in: name, side: 'harmed', as: 'companion phone' }, line + 2),
          email: `${h('companion email')}@example.org`,
        }),
      ),
      on(18, contact(responsible, 'no-answer', r('contact note'))),
      on(
        22,
        talk(responsible, r('second contact note')),
        yes(responsible, 'be-contacted', 'mode-letter', 'mode-shuttle'),
        decides(responsible, r),
      ),
      on(
        29,
        responsibleSays(responsible, 60, {
          account: r('account'),
          whoWasAffected: r('who was affected'),
          couldDo: r('could do'),
          feelings: r('feelings'),
          notWanted: r('not wanted'),
        }),
        takes(responsible, 'partial', c('evidence of partial')),
        signsOff(responsible, c('sign-off')),
        takes(responsible, 'full', c('evidence')),
        speaksWithResponsibleFirst(c('order reason')),
      ),
      on(
        32,
        risk('medium', {
          reasons: c('risk reasons'),
          strengths: c('strengths'),
          worries: [[c('factor'), 'medium', harmed, c('factor reason'), c('mitigation')]],
          holdsFor: 75,
        }),
        conflicts(c),
        restricts(c),
        breaksGlass(c('glass')),
        overrides(c('override')),
        answersEligibility(c('eligibility')),
      ),
      on(36, writesLetter(responsible, harmed, r('letter')), finishesATask(c('done how'))),
      on(38, givesBack('jo', r('advice'))),
      on(45, rewrites(responsible, `${r('rewritten letter')} is all that I can say.`), findsReady('jo')),
      on(
        46,
        findsReady('sam'),
        answersAlarm(responsible, c('false alarm')),
        answersAlarm(harmed, c('second false alarm')),
      ),
      on(50, sharesLetter(responsible), offersLetter()),
      on(53, answersLetter(harmed, 'online', { mayKnow: true })),
      on(57, yes(harmed, 'mode-meeting', 'share-name', 'follow-up')),
      on(60, yes(responsible, 'mode-meeting', 'share-name', 'follow-up')),
      on(
        64,
        passesOn(harmed, 'question', h('question passed on')),
        keepsItem(harmed, h('statement kept')),
        answersQuestion(responsible, harmed, r('answer passed on')),
        passesOn(responsible, 'statement', r('statement passed on')),
        keepsItem(responsible, r('statement kept')),
        givesTimes(harmed, h('words of times'), h('why a day is avoided')),
        givesTimes(responsible, r('words of times'), r('why a day is avoided')),
        invites(harmed),
        invites(responsible),
      ),
      on(
        74,
        harmedSays(harmed, 60, { account: h('second account') }),
        responsibleSays(responsible, 45, { account: r('second account') }),
        ready(harmed, 'travel-arranged'),
        waives(harmed, 'travel-arranged', h('waived')),
        ready(responsible, 'travel-arranged'),
        waives(responsible, 'travel-arranged', r('waived')),
        arranges(
          { day: 87, hour: 17, venue },
          [harmed, h('shown as')],
          [harmed, h('companion shown as'), h('companion called')],
          [responsible, r('shown as')],
        ),
      ),
      on(
        81,
        risk('low', { occasion: 'before-conference', reasons: c('second risk reasons'), holdsFor: 45 }),
        writesGroundRules(c('ground rules')),
        preparesTheDay(
          { safety: c('plan safety'), seating: c('plan seating'), stop: c('plan stop') },
          { [harmed]: h('waits in'), [responsible]: r('waits in') },
        ),
      ),
      on(
        87,
        letsFollowUpsGo(harmed, c('let go')),
        letsFollowUpsGo(responsible, c('second let go')),
        meets(c('what happened')),
        afterwards(harmed, { 'next-day': c('follow-up') }),
        afterwards(responsible, { 'next-day': c('second follow-up') }),
      ),
      on(
        92,
        proposes(
          responsible,
          { kind: 'payment', words: c('promise'), to: harmed, pounds: 30, parts: [3, 'month'], proof: c('proof') },
          { kind: 'behaviour', words: c('second promise'), to: harmed },
        ),
      ),
      on(94, agreeTo(responsible, responsible, harmed), settles(responsible, 1, 'done', c('settled because'))),
      on(106, surveys(harmed, 5, 'yes', h('survey'), true)),
      on(
        108,
        surveys(responsible, 4, 'yes', r('survey'), true),
        progress(responsible, 0, { pounds: 10, evidence: c('progress evidence'), note: r('progress') }),
        saysProgress(responsible, 0, r('own progress')),
      ),
      on(113, complexBecause('child'), waits(c('hold'), 140)),
      on(
        141,
        goesOn(),
        plansConference({ day: 200, hour: 17, venue }, [harmed, h('second shown as')]),
        waivesSecondFacilitator(c('one facilitator')),
        cancels(c('cancelled because')),
        order(responsible, harmed, { kind: 'restraining', documentReference: c('order'), since: 141, until: 142 }),
        permits(c('permission')),
        standsWithTheCourt(responsible),
        standsIn(harmed),
        keepsOut(responsible, harmed, {
          ...{ named: h('zone'), documentReference: h('zone document'), since: 141, until: 142, venue, isClear: false },
        }),
        beginsLetter(harmed, responsible, h('draft letter')),
        joinsAsOrganisation(h, marks.phone({ in: name, side: 'harmed', as: 'organisation phone' }, line + 3)),
      ),
      on(
        500,
        looksAtReoffending(responsible, 92, c('reoffending source'), 0),
        closes('completed-direct', c('closure note'), c('open follow-ups')),
        looksThroughTexts(responsible),
      ),
      on(502, reopens(c('reopened'))),
      on(503, goesElsewhere(c('who has it elsewhere'))),
    ],
  };
  return { story, harmed, responsible };
}

/** They meet once more: it is booked, and everybody is told where and when they arrive. */
export function meetsAgain(marks: Marks, name: string): readonly Step[] {
  const h = (as: string) => marks.word({ in: name, side: 'harmed', as });
  const r = (as: string) => marks.word({ in: name, side: 'responsible', as });
  const c = (as: string) => `${marks.word({ in: name, side: 'case', as })}, in the words of staff`;
  const [harmed, responsible] = [h('called'), r('called')];
  return [
    risk('low', { occasion: 'before-conference', reasons: c('second risk reasons'), holdsFor: 45 }),
    (life) =>
      arranges(
        { day: 7 * life.story.weeksAgo + 14, hour: 17, venue },
        [harmed, h('shown as')],
        [harmed, h('companion shown as'), h('companion called')],
        [responsible, r('shown as')],
      )(life),
    writesGroundRules(c('ground rules')),
    preparesTheDay(
      { safety: c('plan safety'), seating: c('plan seating'), stop: c('plan stop') },
      { [harmed]: h('waits in'), [responsible]: r('waits in') },
    ),
  ];
}

function protects(called: string, words: string): Step {
  return async (life) => {
    const said = { participantId: life.id(called), kind: 'workplace', words } as const;
    await life.byLead((hand) => protectWord(hand, said));
  };
}

function bringsCompanion(
  called: string,
  who: Readonly<Record<'fullName' | 'called' | 'relation' | 'phone' | 'email', string>>,
): Step {
  return (life) =>
    life
      .byLead((hand) => addCompanionTo(hand, { ...who, participantId: life.id(called), kind: 'supporter' }))
      .then(() => undefined);
}

/** Of somebody it is written down how their guardian stands, and what they can decide. */
function decides(called: string, says: Says): Step {
  return async (life) => {
    const participantId = life.id(called);
    await life.byLead(async (hand) => {
      const named = {
        fullName: says('guardian full name'),
        called: says('guardian called'),
        relation: says('guardian relation'),
      };
      const added = await addCompanionTo(hand, { ...named, participantId, kind: 'guardian' });
      const companionId = added.ok ? await guardianOf(hand, participantId) : null;
      if (companionId === null) throw new Error('The guardian is not there');
      const saidOn = dayOf(hand.at);
      const stands = { parental: 'yes', side: 'none', words: says('guardian side') } as const;
      await recordStanding(hand, { ...stands, participantId, companionId, saidOn });
      const found = { decision: says('decision'), words: says('decision words'), support: says('decision support') };
      const view = { ...found, view: 'cannot', safeguarding: says('safeguarding') } as const;
      return recordView(hand, { ...view, participantId, kind: 'capacity', saidOn }, 'adult');
    });
  };
}

/** Says of each text about the case that it stays when somebody is erased. */
function looksThroughTexts(called: string): Step {
  return async (life) => {
    await life.asStaff('priya', async (hand) => {
      const participantId = life.id(called);
      const whose = { serviceId: hand.serviceId, caseId: hand.caseId as CaseId, participantId };
      const shown = (await sharedTextsOf(hand, whose)).map(markOf);
      return lookThroughFor(hand, participantId, { shown, struck: [], isEachRead: true });
    });
  };
}

type Says = (as: string) => string;

function conflicts(c: Says): Step {
  return async (life) => {
    for (const [key, as] of [
      ['hafsa', 'conflict'],
      ['tom', 'second conflict'],
      ['leo', 'third conflict'],
    ] as const) {
      await life.asStaff(key, (hand) => declareConflict(hand, staffIdOf(life.world.serviceId, key), c(as)));
    }
    const leo = staffIdOf(life.world.serviceId, 'leo');
    await life.asStaff('priya', (hand) => liftConflict(hand, leo, c('conflict lifted'), memberOf(life.world, 'priya')));
  };
}

function answersEligibility(words: string): Step {
  return async (life) => {
    const by = { staffId: staffIdOf(life.world.serviceId, life.lead), isSupervisor: false };
    const said = [{ question: 'domestic-abuse', answer: 'no', words }] as const;
    await life.byLead((hand) => answerForCase(hand, said, by));
  };
}

/** Offered to a service elsewhere twice: it said no, and has not answered the second time. */
function goesElsewhere(words: string): Step {
  return async (life) => {
    const wish = { toServiceId: null, toName: 'A service elsewhere', why: 'moved' } as const;
    const { id } = await life.byLead((hand) => offerElsewhere(hand, wish));
    await life.byLead((hand) => writeDownAnswer(hand, id, { answer: 'rejected', because: 'no-capacity' }));
    await life.byLead(async (hand) => allow(await markReceived(hand, id, { by: words, on: dayOf(hand.at) })));
    await life.byLead((hand) => offerElsewhere(hand, wish));
  };
}

function restricts(c: Says): Step {
  return async (life) => {
    const named = [staffIdOf(life.world.serviceId, 'priya')];
    await life.asStaff('priya', (hand) => restrictCase(hand, { because: c('restricted'), named }));
    await life.asStaff('priya', (hand) => nameReaderOf(hand, staffIdOf(life.world.serviceId, 'ruth')));
    await life.asStaff('priya', (hand) => liftRestrictionOf(hand, c('restriction lifted')));
  };
}

/** The case is closed to whoever was not named, and stays so. */
export function staysRestricted(because: string): Step {
  return async (life) => {
    // Whoever was named before the restriction was lifted is named still.
    await life.asStaff('priya', (hand) => restrictCase(hand, { because, named: [] }));
  };
}

/** A paper of somebody responsible, of which a copy went back to them. Nothing lies in the data folder for it. */
export function hasPaper(name: string, marks: Marks): Step {
  return async (life) => {
    const says = (as: string) => marks.word({ in: name, side: 'responsible', as });
    const participantId = life.id(says('called'));
    const [id, words] = [randomUUID() as DocumentId, says('paper words')];
    const content = {
      fileKey: randomBytes(32).toString('base64url'),
      kind: 'text',
      size: 40,
      areWordsWhole: true,
    } as const;
    const files = [{ ...content, id, name: `${says('paper name')}.txt`, words }];
    await life.byLead((hand) => addDocuments(hand, { participantId, about: says('paper about'), files }));
    await life.byLead((hand) => passOn(hand, { documentId: id, toId: participantId, isReadThrough: true }));
  };
}

function breaksGlass(because: string): Step {
  return async (life) => {
    const tried = { reference: life.reference, because };
    await life.asStaff('tom', (hand) => openByGlass(hand, tried, memberOf(life.world, 'tom')));
  };
}

function overrides(reason: string): Step {
  return async (life) => {
    const staffId = staffIdOf(life.world.serviceId, 'leo');
    await life.asStaff('sam', (hand) => takeCaseBack(hand, staffIdOf(life.world.serviceId, 'sam')));
    const given = { staffId, as: 'co', overrideReason: reason } as const;
    await life.asStaff('priya', (hand) => giveCase(hand, given, memberOf(life.world, 'priya')));
    await life.asStaff('priya', (hand) => takeCaseBack(hand, staffId));
    const back = { staffId: staffIdOf(life.world.serviceId, 'sam'), as: 'co', overrideReason: '' } as const;
    await life.asStaff('priya', (hand) => giveCase(hand, back, memberOf(life.world, 'priya')));
  };
}

function answersAlarm(reader: string, reason: string): Step {
  return async (life) => {
    const found = [{ kind: 'first-name', from: 0, to: 4, owners: [life.id(reader)] }] as const;
    await life.byLead((hand) =>
      answerAlarm(hand, { readerId: life.id(reader), digest: 'a'.repeat(43), found, reason }),
    );
  };
}

async function writes(life: Life, called: string, kind: 'question' | 'statement', words: string): Promise<ItemId> {
  return life.byLead((hand) => writeItem(hand, { fromId: life.id(called), kind, words }));
}

async function shares(life: Life, itemId: ItemId): Promise<void> {
  const said = { itemId, answer: 'given', speaker: 'self', how: 'in-person' } as const;
  await life.byLead((hand) => answerSharing(hand, { as: 'staff' }, { ...said, saidOn: life.today }));
  await life.byLead((hand) => releaseItem(hand, itemId));
}

function givesTimes(called: string, words: string, whyNot: string): Step {
  return async (life) => {
    const voice = { saidBy: 'self', how: 'by-phone', saidOn: life.today } as const;
    const said = { what: 'could', on: ['monday'], parts: ['morning'], words } as const;
    await life.byLead((hand) => sayTimes(hand, { participantId: life.id(called), voice }, said));
    const avoids = { participantId: life.id(called), onDay: plusDays(life.today, 300), isEveryYear: true };
    await life.byLead((hand) => avoidDay(hand, { ...avoids, words: whyNot }));
  };
}

function keepsItem(called: string, words: string): Step {
  return async (life) => void (await writes(life, called, 'statement', words));
}

function passesOn(called: string, kind: 'question' | 'statement', words: string): Step {
  return async (life) => shares(life, await writes(life, called, kind, words));
}

/** Reads the question of the other side, and answers it. */
function answersQuestion(called: string, asker: string, words: string): Step {
  return async (life) => {
    const releases = await life.byLead(async (hand) => allow(await releasesOf(hand, hand.caseId as CaseId)));
    const asked = releases.find(({ fromId }) => fromId === life.id(asker))?.id as ReleaseId;
    await life.asParticipant(called, (hand) => openRelease(hand, asked, life.id(called)));
    const wish = { fromId: life.id(called), kind: 'statement', answers: asked, words } as const;
    await shares(life, await life.byLead((hand) => writeItem(hand, wish)));
  };
}

function invites(called: string): Step {
  return async (life) => void (await life.byLead((hand) => invite(hand, life.id(called))));
}

/** Nobody comes in as this participant any more. */
export function endsAccess(called: string, words: string): Step {
  return async (life) => {
    const all = await life.byLead(async (hand) => allow(await companionsOf(hand, hand.caseId as CaseId)));
    const beside = all.find(({ kind }) => kind === 'supporter');
    if (beside) await life.byLead((hand) => endSupporter(hand, beside, words));
    const ended = { participantId: life.id(called), because: 'another-reason', words } as const;
    await life.byLead((hand) => endAccessOf(hand, ended));
  };
}

function writesGroundRules(words: string): Step {
  return async (life) => {
    const id = life.threads.conference;
    if (id) await life.byLead((hand) => conferenceDay.writeGroundRules(hand, id, words));
  };
}

function waivesSecondFacilitator(reason: string): Step {
  return async (life) => {
    const id = life.threads.conference;
    const by = { staffId: staffIdOf(life.world.serviceId, 'priya'), isSupervisor: true };
    const alone = { leadId: staffIdOf(life.world.serviceId, 'jo'), coId: null };
    if (!id) throw new Error('No conference is planned');
    await life.byLead((hand) => conference.nameFacilitators(hand, id, alone));
    await life.asStaff('priya', (hand) => conference.waiveSecondFacilitator(hand, id, by, reason));
  };
}

function permits(permissionReference: string): Step {
  return async (life) => {
    const [onFile] = await life.byLead(async (hand) => allow(await ordersOf(hand, hand.caseId as CaseId)));
    const days = { permissionFrom: life.today, permissionUntil: plusDays(life.today, 1) };
    await life.byLead((hand) => permit(hand, onFile?.id ?? '', { permissionReference, ...days }));
  };
}

function joinsAsOrganisation(h: Says, phone: string): Step {
  return async (life) => {
    const made = {
      ...{ id: randomUUID() as OrganisationId, name: h('organisation'), contactRole: h('organisation role') },
      ...{ email: `${h('organisation email')}@example.org`, phone },
    };
    await life.byLead(async (hand) => allow<ParticipantId>(await addOrganisationToCase(hand, made)));
  };
}

function finishesATask(how: string): Step {
  return async (life) => {
    const [open] = await life.byLead(async (hand) =>
      allow(
        await hand.rows(
          sql<{ id: TaskId }>`select id from app.tasks where case_id = ${hand.caseId} and done_at is null limit 1`,
        ),
      ),
    );
    if (!open) throw new Error('There is nothing to do');
    await life.byLead((hand) => finishTask(hand, open.id, how));
  };
}
