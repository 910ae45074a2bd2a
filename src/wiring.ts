import type { FastifyInstance } from 'fastify';
import { conferenceDayForParticipants } from '#journey/conference-day/participant.ts';
import { conferenceDayForStaff, dayShown } from '#journey/conference-day/staff.ts';
import { conferenceForParticipants, showOwnConference } from '#journey/conference/participant.ts';
import { conferenceForStaff, whoFacilitatesForStaff } from '#journey/conference/staff.ts';
import { calendarEntryForParticipants } from '#journey/calendar-entry/participant.ts';
import { runSheetForStaff } from '#journey/run-sheet/staff.ts';
import { closureForStaff } from '#journey/closure/staff.ts';
import { amendsForStaff } from '#journey/agreement/amends-staff.ts';
import { agreementForParticipants } from '#journey/agreement/participant.ts';
import { agreementForStaff } from '#journey/agreement/staff.ts';
import { timesForParticipants } from '#journey/availability/participant.ts';
import { timesForStaff } from '#journey/availability/staff.ts';
import { saidNoToContact, wishesAboutContact } from '#journey/consent/facts.ts';
import { consentForParticipants } from '#journey/consent/participant.ts';
import { consentForStaff } from '#journey/consent/staff.ts';
import { newReference } from '#casefile/cases/actions.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { draftsForPublic } from '#journey/referral-draft/public.ts';
import { askingForPublic } from '#journey/self-referral/public.ts';
import { enteringForStaff } from '#journey/referral-entry/staff.ts';
import { enterReferral, sendReferral } from '#journey/referral/actions.ts';
import { acceptReferral, addOtherTo } from '#journey/triage/actions.ts';
import { referralsForPrograms } from '#journey/agency-referral/api.ts';
import { amendReferral } from '#journey/agency-referral/actions.ts';
import { explain as explainAmend } from '#journey/agency-referral/rules.ts';
import { threadForPrograms } from '#journey/agency-thread/api.ts';
import { threadForAgencies } from '#journey/agency-thread/referrer.ts';
import { threadForStaff } from '#journey/agency-thread/staff.ts';
import { entryForAgencies } from '#journey/agency-draft/referrer.ts';
import { sweepDrafts } from '#journey/agency-draft/store.ts';
import { entryOfAgencies, referralsForAgencies } from '#journey/agency-referral/referrer.ts';
import { agencyFiguresForReferrers } from '#overview/agency-figures/referrer.ts';
import { agencyReferralsForPrograms } from '#overview/agency-referrals/api.ts';
import { agencyReferralsForReferrers } from '#overview/agency-referrals/referrer.ts';
import { agencyWordsForStaff } from '#overview/agency-referrals/staff.ts';
import { offersForStaff, type LikeListed, type ReferListed } from '#journey/offer/staff.ts';
import { letPeopleGo, takePeopleIn } from '#journey/listed/actions.ts';
import { listsForReferrers } from '#journey/agency-list/referrer.ts';
import { addList, checkList, letListGo, letListsGo, readList, takeList } from '#journey/offer-list/actions.ts';
import { explain as explainList } from '#journey/offer-list/rules.ts';
import { listsForStaff } from '#journey/offer-list/staff.ts';
import { enqueueUnfinishedLists } from '#journey/offer-list/store.ts';
import { referralForPublic } from '#journey/referral/public.ts';
import { mayTriage, triage } from '#journey/triage/policy.ts';
import { referralForStaff } from '#journey/triage/staff.ts';
import { mayTakeOn } from '#journey/eligibility/actions.ts';
import { writeDownMatter } from '#journey/matter/actions.ts';
import { matterForStaff, matterShown } from '#journey/matter/staff.ts';
import { saidNoIn, signsThatStand } from '#journey/eligibility/facts.ts';
import type { Db } from '#platform/sql.ts';
import { eligibilityForStaff, eligibilityOf } from '#journey/eligibility/staff.ts';
import { clocksOfCaseShown, clocksShown } from '#journey/clocks/staff.ts';
import { askingForMoreForPrograms } from '#journey/asking-for-more/api.ts';
import { askingForMoreForReferrers } from '#journey/asking-for-more/referrer.ts';
import { askingForMoreForStaff, askingShown } from '#journey/asking-for-more/staff.ts';
import { flagsShown, safetyFlagsForStaff } from '#journey/safety-flags/staff.ts';
import { inboxForStaff } from '#overview/inbox/staff.ts';
import { serviceLevelsForStaff } from '#service/service-levels/staff.ts';
import { likeListed, likenessForStaff, likenessOf, likesOf, likeTyped, notTheSameIn } from '#journey/likeness/staff.ts';
import { compareWhole, sayNotTheSame } from '#journey/likeness/actions.ts';
import { mayBecomeCase } from '#journey/referral-link/actions.ts';
import { belongingOf, linksForStaff } from '#journey/referral-link/staff.ts';
import { alike, type Alike } from '#journey/likeness/facts.ts';
import { districtOf } from '#service/areas/rules.ts';
import { lettersForParticipants } from '#journey/exchange/participant.ts';
import { lettersForStaff } from '#journey/exchange/staff.ts';
import { followUpForParticipants } from '#journey/follow-up/participant.ts';
import { followUpForStaff } from '#journey/follow-up/staff.ts';
import { papersForParticipants } from '#journey/papers/participant.ts';
import { papersForStaff } from '#journey/papers/staff.ts';
import { preparationForStaff } from '#journey/preparation/staff.ts';
import { writeItem } from '#journey/release/actions.ts';
import { explain as explainMessage } from '#journey/release/rules.ts';
import { messagesForParticipants } from '#journey/release/participant.ts';
import { messagesForStaff } from '#journey/release/staff.ts';
import { announce } from '#journey/reactions.ts';
import { sentenceForStaff } from '#journey/sentence/staff.ts';
import { standInForStaff } from '#journey/stand-in/staff.ts';
import { zonesForStaff } from '#journey/zones/staff.ts';
import { suitabilityForStaff } from '#journey/suitability/staff.ts';
import { walls } from '#journey/walls.ts';
import { hasADayToComeTo } from '#overview/day-page/facts.ts';
import { sendCodes } from '#service/coming-back/actions.ts';
import { ownCodesSent } from '#service/participant-sign-in/code-actions.ts';
import { sweepOwnCodes } from '#service/participant-sign-in/code-store.ts';
import { passkeysForParticipants } from '#service/participant-sign-in/participant.ts';
import { invitingForStaff } from '#service/participant-sign-in/staff.ts';
import { supporterCodesSent } from '#service/supporter-sign-in/code-actions.ts';
import { supportersForStaff } from '#service/supporter-sign-in/staff.ts';
import { sweepSessions } from '#service/supporter-sign-in/store.ts';
import { brokenLink, readWebsite, type Website } from '#service/website/facts.ts';
import { callBacksForPublic } from '#service/call-backs/public.ts';
import { callBacksForStaff } from '#service/call-backs/staff.ts';
import { fittingForPublic } from '#service/website/fitting-public.ts';
import { websiteForPublic } from '#service/website/public.ts';
import { outboxForStaff } from '#service/notices/staff.ts';
import { sendNotice, type Sending } from '#service/notices/sending-actions.ts';
import { enqueueUnfinished, sweep } from '#service/notices/store.ts';
import { mayOpenCase } from '#casefile/readers/facts.ts';
import { breakGlassForStaff } from '#casefile/break-glass/staff.ts';
import { readersForStaff } from '#casefile/readers/staff.ts';
import { coverForStaff } from '#casefile/cover/staff.ts';
import { followCovers } from '#casefile/cover/store.ts';
import { handoverForStaff } from '#casefile/allocation/handover-staff.ts';
import { allocationForStaff } from '#casefile/allocation/staff.ts';
import { casesForStaff } from '#casefile/cases/staff.ts';
import { contactsForStaff } from '#casefile/contacts/staff.ts';
import { noteVirus, sweepFiles, takeFile } from '#casefile/documents/actions.ts';
import { documentsForStaff } from '#casefile/documents/staff.ts';
import { historyForStaff } from '#casefile/history/staff.ts';
import { notesForStaff } from '#casefile/notes/staff.ts';
import { companionsOf } from '#casefile/people/facts.ts';
import { safeContactBanner } from '#casefile/people/safe-contact-pages.ts';
import { peopleForStaff } from '#casefile/people/staff.ts';
import { keepCheck } from '#casefile/protection/actions.ts';
import { protectionForStaff, showStops } from '#casefile/protection/staff.ts';
import { decidingForStaff } from '#casefile/deciding/staff.ts';
import { wishesForStaff } from '#casefile/wishes/staff.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { erasingForStaff } from '#casefile/erasing/staff.ts';
import { tasksForStaff } from '#casefile/tasks/staff.ts';
import { keepHead, postHead, sealTrails } from '#service/trails/actions.ts';
import { noteClosedDoor } from '#service/trails/door-actions.ts';
import { noteRead } from '#service/trails/read-actions.ts';
import type { Sealer } from '#service/trails/store.ts';
import { endTimes, sendLink } from '#service/staff/link-actions.ts';
import { registerForStaff } from '#service/staff/register-staff.ts';
import { staffForStaff } from '#service/staff/staff.ts';
import { remindOfChecks } from '#service/facilitators/reminding-actions.ts';
import { volunteersForStaff } from '#service/volunteers/staff.ts';
import { facilitatorsForStaff } from '#service/facilitators/staff.ts';
import { teamsForStaff } from '#service/teams/staff.ts';
import { apiClientsForStaff } from '#service/api-clients/staff.ts';
import { emailsForReferrers, tellingForReferrers, wordsOfferedTo } from '#service/agencies/referrer.ts';
import { commissionersForStaff } from '#service/commissioners/staff.ts';
import { releaseFigures } from '#service/released-figures/actions.ts';
import { releasedFiguresForStaff } from '#service/released-figures/staff.ts';
import { figuresForCommissioners } from '#service/released-figures/commissioner.ts';
import type { Counting } from '#service/released-figures/store.ts';
import { agenciesForStaff } from '#service/agencies/staff.ts';
import {
  addColleague,
  letColleagueGo,
  reinstateColleague,
  renewByMail,
  renewWaysIn,
  suspendColleague,
} from '#service/staff/actions.ts';
import { explain as explainRegister } from '#service/staff/rules.ts';
import { webhooksForPrograms } from '#service/webhooks/api.ts';
import { webhooksForStaff } from '#service/webhooks/staff.ts';
import { letGoOfLines } from '#service/webhooks/store.ts';
import { sendWebhook } from '#service/webhooks/sending-actions.ts';
import { venuesForStaff } from '#service/venues/staff.ts';
import { caseloadForStaff } from '#overview/caseload/staff.ts';
import { casePageForStaff } from '#overview/case-page/staff.ts';
import { myWorkForStaff } from '#overview/my-work/staff.ts';
import { figuresForStaff } from '#overview/figures/staff.ts';
import { ownPageForParticipants } from '#overview/own-page/participant.ts';
import { suggestionForStaff } from '#overview/suggestion/staff.ts';
import { searchForStaff } from '#overview/search/staff.ts';
import { trailsForStaff } from '#overview/trail-viewer/staff.ts';
import type { Assets } from '#platform/assets.ts';
import { Problem } from '#platform/problem.ts';
import { forReaders } from '#platform/readers.ts';
import { openDatabase, type Database, type DatabaseOptions } from '#platform/database.ts';
import type { FileStore } from '#platform/file-store.ts';
import { acting } from '#platform/hand.ts';
import type { Mail } from '#platform/mail.ts';
import type { Provider } from '#platform/openid.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import { inTurn } from '#platform/turns.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import { apiPageWay, documentWay } from './doors/api/document.ts';
import { apiDoor } from './doors/api/door.ts';
import { tokenWay } from './doors/api/token.ts';
import { participantDoor } from './doors/participant/door.ts';
import { challengesOf, ownPartyOf, participantPasskeys } from './doors/participant/passkeys.ts';
import { participantSignIn } from './doors/participant/sign-in.ts';
import { usualLimits, type Limits } from './doors/limits.ts';
import { oftenCounter } from './doors/too-often.ts';
import type { Log, Ports } from './doors/ports.ts';
import { ourCookies } from './doors/cookies.ts';
import { demonstrationSignIn } from './doors/public/demonstration.ts';
import { publicDoor } from './doors/public/door.ts';
import { forSearches } from './doors/public/for-searches.ts';
import { securityText } from './doors/public/security-text.ts';
import { openServer, type Route } from './doors/server.ts';
import { staffAccount } from './doors/staff/account.ts';
import { staffDoor } from './doors/staff/door.ts';
import { staffJoin } from './doors/staff/join.ts';
import { staffPasskeys } from './doors/staff/passkeys.ts';
import { staffProvider } from './doors/staff/provider.ts';
import { seeingAs } from './doors/staff/see-as.ts';
import { staffSetUp } from './doors/staff/set-up.ts';
import { keeperOf, staffSignIn } from './doors/staff/sign-in.ts';
import { commissionerDoor } from './doors/commissioner/door.ts';
import { referrerDoor } from './doors/referrer/door.ts';
import { supporterDoor } from './doors/supporter/door.ts';
import { lookThroughNotice, waysTo } from './doors/worker/ways.ts';
import { sourceOf, wordsOf } from './doors/worker/words.ts';
import { startWorker, type Work, type Worker } from './doors/worker/worker.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { withReference } from '#vocabulary/agencies.ts';
import type { PublicDoor } from '#vocabulary/doors.ts';
import { allow, refuse } from '#platform/decision.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Matter } from '#vocabulary/matter.ts';
import { holdReferral, wantNoContact } from '#journey/referral/facts.ts';
import { offerTakenBack } from '#journey/transfer/actions.ts';
import { firstAndOthers, safeInWords, waysOf } from '#vocabulary/pack.ts';
import { transferForParticipants } from '#journey/transfer/participant.ts';
import { transferForStaff, transferOf, type Enter as EnterPack } from '#journey/transfer/staff.ts';

export interface Wanted {
  readonly database: DatabaseOptions;
  readonly assets: Assets;
  readonly baseUrl: string;
  readonly clock: () => Date;
  readonly log: Log;
  readonly sealer: TextSealer;
  readonly files: FileStore;
  readonly lookForViruses?: LookForViruses | undefined;
  /** For tests alone: what programs are told may go to an address inside. */
  readonly mayTellInside?: boolean | undefined;
  /** Where staff may sign in besides here; nowhere, when left out. */
  readonly provider?: Provider | undefined;
  /** How many proxies of our own stand before the server; none, when left out. */
  readonly limits?: Limits | undefined;
  readonly proxies?: number | undefined;
  /** Where to write about a security hole; the service's own e-mail address, when left out. */
  readonly securityContact?: string | undefined;
  /** The pages of the public site; those that come with Talking Piece, when left out. */
  readonly website?: Website | undefined;
}

/** The database and the hand, joined to what announcements cause. */
export function openCore(
  options: DatabaseOptions,
  clock: () => Date,
): { readonly database: Database; readonly act: Act } {
  const database = openDatabase(options);
  return { database, act: acting({ database, clock, announce, walls }) };
}

/** What the doors are handed, and the whole database, which no door is. */
export type WholePorts = Omit<Ports, 'database'> & { readonly database: Database };

/** The whole web server on its ports. Close the database after the server. */
export async function openDoors(
  wanted: Wanted,
): Promise<{ readonly server: FastifyInstance; readonly ports: WholePorts; readonly routes: readonly Route[] }> {
  const { assets, baseUrl, clock, log, sealer } = wanted;
  const core = openCore(wanted.database, clock);
  const whole: WholePorts = {
    ...core,
    noteRead: (reader, ...reads) => noteRead(core.database, hideWith(sealer), reader, ...reads),
    noteClosedDoor: (asker, door) => noteClosedDoor(core.database, asker, door),
    clock,
    assets,
    baseUrl,
    log,
    sealer,
    files: wanted.files,
    mayTellInside: wanted.mayTellInside,
    lookForViruses: wanted.lookForViruses,
    provider: wanted.provider,
  };
  const ports: Ports = { ...whole, database: forReaders(core.database) };
  const { server, routes } = await openServer(ports, wanted.proxies, wanted.limits);
  staffSignIn(server, ports);
  staffPasskeys(server, ports);
  staffJoin(server, ports);
  staffSetUp(server, ports);
  staffProvider(server, ports);
  participantSignIn(server, ports);
  participantPasskeys(server, ports);
  supporterDoor(server, ports);
  demonstrationSignIn(server, ports);
  securityText(server, ports, wanted.securityContact ?? '');
  const website = wanted.website ?? (await readWebsite());
  const door = publicDoor(server, ports, website);
  publicRoutes(door, ports, website);
  staffRoutes(server, ports, wanted.limits ?? usualLimits);
  participantRoutes(server, ports);
  referrerRoutes(server, ports);
  figuresForCommissioners(commissionerDoor(server, ports));
  await apiRoutes(server, ports, door, wanted.limits ?? usualLimits);
  // Last of all: a page of the site takes no address that anything else has.
  publicSite(server, ports, door, website);
  return { server, ports: whole, routes };
}

/** Words of a search are kept so that the same one is known again and none can be read. */
function hideWith(sealer: TextSealer): (word: string) => string {
  return (word) => sealer.mark(`searched ${word}`);
}

function publicRoutes(door: PublicDoor, ports: Ports, { nearby }: Website): void {
  fittingForPublic(door);
  askingForPublic(door, writeDraft, nearby);
  draftsForPublic(door, (hand, visitor) => sendReferral(hand, visitor, newReference()));
  callBacksForPublic(door, ports.sealer, ports.clock);
  referralForPublic(door);
}

function publicSite(server: FastifyInstance, ports: Ports, door: PublicDoor, website: Website): void {
  const isThere = (url: string) => server.hasRoute({ method: 'GET', url });
  const taken = website.pages.find(({ path }) => isThere(path));
  if (taken) throw new Problem(`${taken.file} cannot be a page: ${taken.path} is an address of the program itself.`);
  const cookies = Object.entries(ourCookies).map(([name, told]) => ({ name, ...told }));
  websiteForPublic(door, website, cookies);
  forSearches(server, ports, website);
  const broken = brokenLink(website, isThere);
  if (broken !== undefined) throw new Problem(broken);
}

/** Where the heads of the trails' seals are kept outside the database, and the key that seals them. */
export interface HeadsOutside {
  readonly key: Buffer;
  readonly file: string;
  /** Empty for nowhere else. */
  readonly address: string;
}

/** How messages leave. Without mail, they wait on the outbox page. */
export function sendingOf(ports: Pick<WholePorts, 'database' | 'act' | 'baseUrl'>, mail: Mail | undefined): Sending {
  const { database, act, baseUrl } = ports;
  return {
    act,
    mail,
    baseUrl,
    askWays: waysTo,
    lookThrough: lookThroughNotice(keepCheck),
    words: (job, notice) => wordsOf[notice.kind]({ notice, ...sourceOf(ports, job, notice) }),
    inTurn: (name, work) => inTurn(database.pool('tp_worker'), name, work),
  };
}

/**
 * Starts what falls due and what leaves the building. Without mail, messages wait on the outbox page; without a process for
 * lists they are read in this one. Stop it before the database is closed.
 */
export async function openWorker(
  ports: Pick<WholePorts, 'database' | 'act' | 'clock' | 'baseUrl' | 'log' | 'sealer' | 'files' | 'mayTellInside'>,
  mail: Mail | undefined,
  {
    heads,
    readList: read = (job) => readList({ act: ports.act, files: ports.files, takePeopleIn }, job),
  }: { readonly heads?: HeadsOutside; readonly readList?: Work['readList'] } = {},
): Promise<Worker> {
  const keeper = keeperOf(ports);
  const sending = sendingOf(ports, mail);
  const codes = { keeper, act: ports.act, sealer: ports.sealer, mail };
  const telling = {
    act: ports.act,
    clock: ports.clock,
    mark: (text: string) => ports.sealer.mark(text),
    mayBeInside: ports.mayTellInside ?? false,
  };
  return startWorker(ports, {
    sendNotice: (job) => sendNotice(sending, job),
    sendWebhook: (job) => sendWebhook(telling, job),
    takeUpUnfinished: async () => {
      await enqueueUnfinished(keeper);
      await letGoOfLines({ ask: (query) => ports.database.ask('tp_worker', query) });
      await enqueueUnfinishedLists(keeper);
      await endTimes({ keeper, act: ports.act });
      await followCovers(keeper);
      await remindOfChecks({ keeper, act: ports.act, askFor });
    },
    sendStaffLink: (job) => sendLink({ keeper, act: ports.act, mail, baseUrl: ports.baseUrl }, job),
    takeOfferBack: async ({ serviceId, transferId }) => {
      const actor = { kind: 'system', id: '' } as const;
      await ports.act({ serviceId, actor }, (hand) => offerTakenBack(hand, transferId));
    },
    readList: read,
    sendOwnCodes: (requestId) => sendCodes(codes, ownCodesSent(waysTo), requestId),
    sendSupporterCode: (askingId) =>
      sendCodes(codes, supporterCodesSent({ askBeside: companionsOf, hasADay: hasADayToComeTo }), askingId),
    releaseFigures: async () => {
      const counting: Counting = { ask: (query) => ports.database.ask('tp_worker', query) };
      const made = await releaseFigures({ counting, act: ports.act, clock: ports.clock });
      if (made > 0) ports.log.info({ made }, 'figures of quarters were made ready');
    },
    compareWhole: async () => {
      const compare = async () => {
        const compared = await compareWhole({ keeper, act: ports.act });
        if (compared > 0) ports.log.info({ compared }, 'referrals and cases of before were compared whole');
      };
      await inTurn(ports.database.pool('tp_worker'), 'compare-whole', compare);
    },
    sweep: async () => {
      const codes = await sweepOwnCodes(keeper);
      const supporters = await sweepSessions(keeper);
      const files = await sweepFiles(keeper, ports.files);
      const begun = await sweepDrafts(keeper);
      const lists = await letListsGo({ keeper, act: ports.act, files: ports.files });
      const listed = await letPeopleGo({ keeper, act: ports.act });
      ports.log.info(
        { ...(await sweep(keeper)), codes, supporters, files, begun, lists, listed },
        'swept what was kept for a time',
      );
    },
    ...sealingOf(ports, heads),
  });
}

function sealingOf(
  { database, clock }: Pick<WholePorts, 'database' | 'clock'>,
  heads: HeadsOutside | undefined,
): Pick<Work, 'sealTrails' | 'keepHead' | 'postHead'> {
  const sealer: Sealer = { ask: (query) => database.ask('tp_worker', query) };
  const jobs = heads ? ['keep-head', ...(heads.address === '' ? [] : ['post-head'])] : [];
  return {
    sealTrails: async () => {
      const seal = heads && (() => sealTrails({ sealer, key: heads.key, jobs, clock }));
      if (seal) await inTurn(database.pool('tp_worker'), 'seal-trails', seal);
    },
    keepHead: async (named) => heads && keepHead(sealer, named, heads.file),
    postHead: async (named) => heads && postHead(sealer, named, heads.address),
  };
}

function staffRoutes(server: FastifyInstance, ports: Ports, limits: Limits): void {
  const door = staffDoor(server, ports);
  staffAccount(server, door, ports);
  seeingAs(server, door, ports);
  const looksOften = oftenCounter(limits.looksOfOne, ports.clock);
  enteringForStaff(door, enterTyped, {
    show: async (visit, { fullName, born, phone, email, ...incident }) => {
      const found = await likeTyped(visit, { fullName, born, phone, email }, incident);
      return found && { section: found.section, isLike: found.isLike, read: found.read, readBeside: found.shown };
    },
    like: async ({ db, staff }, { fullName, born, phone, email, ...incident }) =>
      (await alike(db, staff, [{ fullName, born, phone, email }], incident, null)).map(({ id }) => id),
    notTheSameIn,
    tellApart: async (hand, reference, otherIds) => {
      for (const otherId of otherIds) await sayNotTheSame(hand, reference, otherId);
    },
    isTooOften: ({ staffId }) => looksOften(staffId),
    districtOf,
  });
  const panels = {
    first: flagsShown,
    further: [matterShown, clocksShown, askingShown, eligibilityOf, transferOf, belongingOf],
    likeness: likenessOf,
  };
  const show = referralForStaff(door, panels, async (hand, reference, wish) => {
    const free = await mayBecomeCase(hand, reference);
    if (!free.ok) return free;
    const eligible = await mayTakeOn(hand, reference, wish.kind);
    return eligible.ok ? acceptReferral(hand, reference, wish) : eligible;
  });
  matterForStaff(door, triage);
  eligibilityForStaff(door, triage);
  inboxForStaff(door, triage);
  safetyFlagsForStaff(door, { show, triage });
  askingForMoreForStaff(door, { show, triage });
  serviceLevelsForStaff(door);
  likenessForStaff(door, { show, triage });
  linksForStaff(door, { show, triage }, async (visit, referral, caseId) => {
    const likes = await likesOf(visit, referral);
    return likes.find(({ id }) => id === caseId)?.people ?? [];
  });
  agencyWordsForStaff(door);
  threadForStaff(door, ports);
  listsForStaff(door, ports);
  offersForStaff(door, referListed, likeListedShown);
  invitingForStaff(door, ports.baseUrl);
  supportersForStaff(door, { baseUrl: ports.baseUrl, askBeside: companionsOf });
  consentForStaff(door);
  conferenceForStaff(door, showStops);
  conferenceDayForStaff(door, showStops);
  whoFacilitatesForStaff(door, dayShown(showStops));
  runSheetForStaff(door);
  suitabilityForStaff(door);
  zonesForStaff(door);
  sentenceForStaff(door);
  standInForStaff(door);
  preparationForStaff(door);
  timesForStaff(door, { keep: writeItem, explain: explainMessage });
  messagesForStaff(door, showStops);
  papersForStaff(door, showStops);
  lettersForStaff(door, showStops);
  protectionForStaff(door);
  agreementForStaff(door, showStops);
  amendsForStaff(door, showStops);
  followUpForStaff(door);
  closureForStaff(door);
  transferForStaff(door, { act: ports.act, enter: enterPack });
  peopleForStaff(door, wishesAboutContact);
  casesForStaff(door, signsThatStand);
  contactsForStaff(door, { banner: safeContactBanner, askWishes: wishesAboutContact });
  notesForStaff(door);
  documentsForStaff(door, ports);
  historyForStaff(door);
  tasksForStaff(door);
  erasingForStaff(door);
  allocationForStaff(door);
  coverForStaff(door);
  handoverForStaff(door);
  wishesForStaff(door);
  decidingForStaff(door);
  suggestionForStaff(door);
  readersForStaff(door);
  breakGlassForStaff(door);
  staffForStaff(door);
  registerForStaff(door, ports.baseUrl);
  casePageForStaff(door, clocksOfCaseShown, (staff) => mayTriage(staff, { isOtherTeams: false, isCase: true }));
  caseloadForStaff(door);
  myWorkForStaff(door);
  searchForStaff(door);
  trailsForStaff(door, hideWith(ports.sealer));
  figuresForStaff(door);
  facilitatorsForStaff(door);
  volunteersForStaff(door);
  teamsForStaff(door);
  agenciesForStaff(door, {
    baseUrl: ports.baseUrl,
    register: (hand, who) => addColleague(hand, { ...who, level: 'foundation', roles: ['referrer'], endsOn: null }),
    link: renewWaysIn,
    sendLink: renewByMail,
    stop: suspendColleague,
    explain: (reason) => (reason === 'not-there' ? 'They are not there any more' : explainRegister(reason)),
  });
  releasedFiguresForStaff(door);
  commissionersForStaff(door, {
    baseUrl: ports.baseUrl,
    register: (hand, who) => addColleague(hand, { ...who, level: 'foundation', roles: ['commissioner'] }),
    link: renewWaysIn,
    sendLink: renewByMail,
    suspend: suspendColleague,
    reinstate: reinstateColleague,
    end: letColleagueGo,
    explain: explainRegister,
  });
  apiClientsForStaff(door);
  webhooksForStaff(door);
  callBacksForStaff(door);
  venuesForStaff(door);
  outboxForStaff(door, { askWays: waysTo, mayOpenCase });
}

function participantRoutes(server: FastifyInstance, ports: Ports): void {
  const door = participantDoor(server, ports);
  ownPageForParticipants(door);
  consentForParticipants(door);
  conferenceForParticipants(door);
  conferenceDayForParticipants(door, showOwnConference);
  calendarEntryForParticipants(door);
  timesForParticipants(door);
  messagesForParticipants(door);
  papersForParticipants(door, ports);
  lettersForParticipants(door);
  agreementForParticipants(door);
  followUpForParticipants(door);
  transferForParticipants(door);
  passkeysForParticipants(door, { party: ownPartyOf(ports), challenges: challengesOf(ports) });
}

type ToEnter = Parameters<typeof enterReferral>[1];
/** Enters a referral, with what others have of it where anything of that was said. */
async function enterTyped(hand: Hand, { matter, ...made }: ToEnter & { readonly matter?: Matter | undefined }) {
  const entered = await enterReferral(hand, made, newReference());
  if (!entered.ok || !matter) return entered;
  const written = await writeDownMatter(hand, entered.value.reference, matter);
  if (written.ok) return entered;
  const [first, ...others] = written.because.filter((reason) => reason !== 'not-there');
  if (first === undefined) throw new Error('The referral that was entered is not there');
  return refuse(first, ...others);
}

// What a list said of somebody, and what they said themselves with their yes, is all that their referral begins with.
const referListed: ReferListed = async (hand, { part, details, agencyName, agencyKind }, said) => {
  if (!details) throw new Error('Whoever said yes had been let go');
  const { fullName, dateOfBirth, happenedOn, whereWords, language, accessNeeds, kind, reference } = details;
  const referrerContact = withReference('', reference);
  const made: ToEnter = {
    ...{ source: agencyKind, referrerName: agencyName, referrerContact, agreedToReferral: true },
    ...{
      part,
      fullName,
      called: '',
      pronouns: '',
      dateOfBirth,
      isUnder18: said.isUnder18,
      guardianName: said.guardianName,
    },
    ...{ language, needsInterpreter: !/^english$/i.test(language), accessNeeds, contact: said.contact },
    ...{ incidentKind: kind, whatHappened: said.whatHappened, whenWords: '', happenedOn, whereWords, hopes: '' },
    ...{ otherPeopleWords: '', postcode: said.postcode, receivedOn: said.answeredOn },
  };
  return enterReferral(hand, made, newReference());
};

// As whoever looks: a referral or a case that they may not open is not named, and decides nothing (H14).
const likeListedShown: LikeListed = {
  show: async (visit, { details }) => {
    if (!details) return undefined;
    const { fullName, dateOfBirth: born, phone, email, happenedOn, kind: incidentKind, reference } = details;
    const incident = {
      happenedOn,
      postcodeDistrict: districtOf(details.postcode) ?? '',
      incidentKind,
      references: [reference],
    };
    const found = await likeListed(visit, { fullName, born, phone, email }, incident);
    return found && { section: found.section, saidNo: await whoSaidNo(visit.db, found.likes), readBeside: found.shown };
  },
};

// Whoever is only of the same incident is somebody else: what they said is not this one's no.
async function whoSaidNo(db: Db, likes: readonly Alike[]): Promise<readonly string[]> {
  const theirs = likes.map((each) => ({
    ...each,
    people: each.people.filter(({ against }) => !against.includes('another-name')),
  }));
  const like = theirs.filter(({ people }) => people.length > 0);
  const declined = await wantNoContact(
    db,
    like.flatMap(({ kind, id }) => (kind === 'referral' ? id : [])),
  );
  const noes = await saidNoIn(
    db,
    like.map(({ id }) => id),
  );
  const silent = await saidNoToContact(
    db,
    like.flatMap(({ kind, people }) => (kind === 'case' ? people.map(({ aboutId }) => aboutId) : [])),
  );
  return like.flatMap(({ kind, id, reference, people }): readonly string[] => {
    const of = `${kind} ${reference}`;
    if (declined.includes(reference)) return [`Of ${of}, whom this may be: somebody wanted no contact.`];
    if (people.some(({ aboutId }) => silent.includes(aboutId)))
      return [`In ${of}, somebody whom this may be asked us not to be in touch.`];
    return noes.includes(id) ? [`In ${of}, which this may be about, somebody said no to restorative practice.`] : [];
  });
}

/** What another service sent becomes a referral: of a person who said yes, with everybody else who did beside them. (TRF-4) */
const enterPack: EnterPack = async (hand, { fromName, incident, people }) => {
  const { first, others } = firstAndOthers(people);
  if (!first) throw new Error('Nobody says yes to going along');
  const reference = newReference();
  const { safe } = first;
  const contact = {
    ...{ ways: waysOf(first), phone: first.phone, email: first.email, address: first.post },
    ...{ fromHour: safe?.fromHour ?? null, untilHour: safe?.untilHour ?? null, codeword: safe?.codeword ?? '' },
    times: [safe?.timesWords, safe?.hidesServiceName && 'Our name is to stand nowhere'].filter(Boolean).join('. '),
    mayLeaveVoicemail: safe?.mayLeaveVoicemail ?? false,
    ifSomeoneElseAnswers: safe?.ifSomeoneElseAnswers ?? '',
  };
  const { part, fullName, called, pronouns, dateOfBirth, isUnder18, guardianName } = first;
  const entered = await enterReferral(
    hand,
    {
      ...{ source: 'other', referrerName: fromName, referrerContact: '', agreedToReferral: true, contact },
      ...{ part, fullName, called, pronouns, dateOfBirth, isUnder18, guardianName },
      ...{
        language: first.language || 'English',
        needsInterpreter: first.needsInterpreter,
        accessNeeds: first.accessNeeds,
      },
      ...{ incidentKind: incident.kind, whatHappened: incident.words || 'Ask them: they tell it themselves.' },
      ...{ whenWords: '', happenedOn: incident.happenedOn, whereWords: '', hopes: '', postcode: '' },
      ...{ otherPeopleWords: others.map(safeInWords).join('\n'), receivedOn: dayOf(hand.at) },
    },
    reference,
  );
  if (!entered.ok) return entered;
  for (const other of others)
    // How to reach them stands in words beside how it is safe: a number alone would be rung.
    await addOtherTo(hand, reference, { ...other, phone: '' });
  const made = await holdReferral(hand, reference);
  if (!made) throw new Error('The referral that was entered is not there');
  return allow({ reference, referralId: made.id });
};

function referrerRoutes(server: FastifyInstance, ports: Ports): void {
  const door = referrerDoor(server, ports);
  agencyReferralsForReferrers(door, wordsOfferedTo);
  tellingForReferrers(door);
  emailsForReferrers(door);
  agencyFiguresForReferrers(door);
  askingForMoreForReferrers(door);
  referralsForAgencies(door);
  listsForReferrers(door, {
    take: (file) => takeList(ports, file),
    drop: (id) => ports.files.drop(id),
    add: addList,
    check: checkList,
    letGo: letListGo,
    explain: explainList,
  });
  entryForAgencies(door, entryOfAgencies(enterTyped));
  threadForAgencies(door, {
    say: (hand, reference, words) => amendReferral(hand, reference, { field: 'message', words, because: '' }),
    sayWhyNot: explainAmend,
    take: (file) => takeFile(ports, file),
    noteVirus,
    files: ports.files,
  });
}

async function apiRoutes(server: FastifyInstance, ports: Ports, site: PublicDoor, limits: Limits): Promise<void> {
  const { door, operations } = await apiDoor(server, ports, limits.programsRequests);
  tokenWay(server, ports);
  agencyReferralsForPrograms(door);
  referralsForPrograms(door, enterTyped);
  threadForPrograms(door);
  askingForMoreForPrograms(door);
  webhooksForPrograms(door, { mark: (text) => ports.sealer.mark(text), mayBeInside: ports.mayTellInside ?? false });
  documentWay(server, ports, operations);
  apiPageWay(site, operations);
}
