import { followCovers } from '#casefile/cover/store.ts';
import { sweepFiles } from '#casefile/documents/actions.ts';
import { companionsOf } from '#casefile/people/facts.ts';
import { keepCheck } from '#casefile/protection/actions.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { sweepDrafts } from '#journey/agency-draft/store.ts';
import { compareWhole } from '#journey/likeness/actions.ts';
import { letPeopleGo, takePeopleIn } from '#journey/listed/actions.ts';
import { letListsGo, readList } from '#journey/offer-list/actions.ts';
import { enqueueUnfinishedLists } from '#journey/offer-list/store.ts';
import { offerTakenBack } from '#journey/transfer/actions.ts';
import { hasADayToComeTo } from '#overview/day-page/facts.ts';
import type { Mail } from '#platform/mail.ts';
import type { Texts } from '#platform/texts.ts';
import { inTurn } from '#platform/turns.ts';
import { sendCodes } from '#service/coming-back/actions.ts';
import { remindOfChecks } from '#service/facilitators/reminding-actions.ts';
import { followText } from '#service/notices/following-actions.ts';
import { type Sending, sendNotice } from '#service/notices/sending-actions.ts';
import { enqueueUnfinished, sweep } from '#service/notices/store.ts';
import { ownCodesSent } from '#service/participant-sign-in/code-actions.ts';
import { sweepOwnCodes } from '#service/participant-sign-in/code-store.ts';
import { releaseFigures } from '#service/released-figures/actions.ts';
import type { Counting } from '#service/released-figures/store.ts';
import { endTimes, sendLink } from '#service/staff/link-actions.ts';
import { supporterCodesSent } from '#service/supporter-sign-in/code-actions.ts';
import { sweepSessions } from '#service/supporter-sign-in/store.ts';
import { keepHead, postHead, sealTrails } from '#service/trails/actions.ts';
import type { Sealer } from '#service/trails/store.ts';
import { sendWebhook } from '#service/webhooks/sending-actions.ts';
import { letGoOfLines } from '#service/webhooks/store.ts';
import { keeperOf } from '../doors/staff/sign-in.ts';
import { lookThroughNotice, waysTo } from '../doors/worker/ways.ts';
import { sourceOf, wordsOf } from '../doors/worker/words.ts';
import { startWorker, type Work, type Worker } from '../doors/worker/worker.ts';
import type { WholePorts } from '../wiring.ts';

/** Where the heads of the trails' seals are kept outside the database, and the key that seals them. */
export interface HeadsOutside {
  readonly key: Buffer;
  readonly file: string;
  /** Empty for nowhere else. */
  readonly address: string;
}

/** How messages leave: e-mails by mail, texts by what carries them. Without it, they wait on the outbox page. */
export function sendingOf(
  ports: Pick<WholePorts, 'database' | 'act' | 'baseUrl'>,
  mail: Mail | undefined,
  texts?: Texts,
): Sending {
  const { database, act, baseUrl } = ports;
  return {
    act,
    mail,
    texts,
    baseUrl,
    askWays: waysTo,
    lookThrough: lookThroughNotice(keepCheck),
    words: (job, notice) => wordsOf[notice.kind]({ notice, ...sourceOf(ports, job, notice) }),
    inTurn: (name, work) => inTurn(database.pool('tp_worker'), name, work),
  };
}

/**
 * Starts what falls due and what leaves the building. Without mail, messages wait on the outbox page, and without what carries texts
 * those do; without a process for lists they are read in this one. Stop it before the database is closed.
 */
export async function openWorker(
  ports: Pick<WholePorts, 'database' | 'act' | 'clock' | 'baseUrl' | 'log' | 'sealer' | 'files' | 'mayTellInside'>,
  mail: Mail | undefined,
  {
    heads,
    texts,
    readList: read = (job) => readList({ act: ports.act, files: ports.files, takePeopleIn }, job),
  }: { readonly heads?: HeadsOutside; readonly texts?: Texts | undefined; readonly readList?: Work['readList'] } = {},
): Promise<Worker> {
  const keeper = keeperOf(ports);
  const sending = sendingOf(ports, mail, texts);
  const codes = { keeper, act: ports.act, sealer: ports.sealer, mail, texts };
  const telling = {
    act: ports.act,
    clock: ports.clock,
    mark: (text: string) => ports.sealer.mark(text),
    mayBeInside: ports.mayTellInside ?? false,
  };
  return startWorker(ports, {
    sendNotice: (job) => sendNotice(sending, job),
    followText: (job) => followText(sending, job),
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
