import { Logger, run, type Runner } from 'graphile-worker';
import { z } from 'zod';
import { whereItBroke } from '#platform/log.ts';
import type { CaseId, Id, ServiceId, StaffId } from '#vocabulary/ids.ts';
import { trails } from '#vocabulary/trails.ts';
import type { Database } from '#platform/database.ts';
import type { Ports } from '../ports.ts';

/** What the clock and the outbox ask for. */
export interface Work {
  sendNotice(job: {
    readonly serviceId: ServiceId;
    readonly caseId: CaseId | null;
    readonly noticeId: Id<'notice'>;
  }): Promise<void>;
  /** Asks what became of a text that was handed over. */
  followText(job: {
    readonly serviceId: ServiceId;
    readonly caseId: CaseId | null;
    readonly noticeId: Id<'notice'>;
    readonly looks: number;
  }): Promise<void>;
  /** Tells a program what became of a referral. */
  sendWebhook(job: { readonly serviceId: ServiceId; readonly messageId: Id<'webhook-message'> }): Promise<void>;
  /** Takes up what a worker that ended in the middle left behind. */
  takeUpUnfinished(): Promise<void>;
  /** Sends the codes that somebody who wants to come back asked for. */
  sendOwnCodes(requestId: string): Promise<void>;
  /** Sends the code that a supporter who wants to come back asked for. */
  sendSupporterCode(askingId: string): Promise<void>;
  /** Sends a link to somebody who works here. */
  sendStaffLink(job: { readonly serviceId: ServiceId; readonly staffId: StaffId; readonly by: StaffId }): Promise<void>;
  /** Reads a list that somebody sent: to check it, or to take it in. */
  readList(job: { readonly serviceId: ServiceId; readonly listId: Id<'list'> }): Promise<void>;
  /** Tells a service that what it was offered is on offer no longer. */
  takeOfferBack(job: { readonly serviceId: ServiceId; readonly transferId: string }): Promise<void>;
  /** Makes the figures of quarters ready that ended long enough ago. */
  releaseFigures(): Promise<void>;
  /** Compares whole whoever was there before everything of them was compared. */
  compareWhole(): Promise<void>;
  /** Forgets what was kept for a time only. */
  sweep(): Promise<void>;
  /** Seals what was written to the trails since the last time. */
  sealTrails(): Promise<void>;
  /** Takes the head of a seal out of the database: to a file, or to an address. */
  keepHead(named: SealJob): Promise<void>;
  postHead(named: SealJob): Promise<void>;
}

export interface Worker {
  /** Ends what is being done, begins nothing more. */
  stop(): Promise<void>;
}

const Job = z.object({
  serviceId: z.uuid().transform((id) => id as ServiceId),
  caseId: z
    .uuid()
    .transform((id) => id as CaseId)
    .nullable(),
  noticeId: z.uuid().transform((id) => id as Id<'notice'>),
});

const TextJob = Job.extend({ looks: z.int().min(0) });

const WebhookJob = z.object({
  serviceId: z.uuid().transform((id) => id as ServiceId),
  messageId: z.uuid().transform((id) => id as Id<'webhook-message'>),
});

const staffId = z.uuid().transform((id) => id as StaffId);
const LinkJob = z.object({ serviceId: z.uuid().transform((id) => id as ServiceId), staffId, by: staffId });

const ListJob = z.object({
  serviceId: z.uuid().transform((id) => id as ServiceId),
  listId: z.uuid().transform((id) => id as Id<'list'>),
});

const OfferJob = z.object({ serviceId: z.uuid().transform((id) => id as ServiceId), transferId: z.uuid() });

const CodesJob = z.object({ requestId: z.uuid() });

const SealJob = z.object({
  serviceId: z.uuid().transform((id) => id as ServiceId),
  trail: z.enum(trails),
  number: z.int(),
});
export type SealJob = z.output<typeof SealJob>;

const silent = new Logger(() => () => undefined);

/**
 * Starts doing what falls due and what leaves the building. The database says at once when there is work (LISTEN); only
 * what is due later is looked for every half minute. Any number of workers may run beside each other.
 */
export async function startWorker(
  ports: Pick<Ports, 'log'> & { readonly database: Pick<Database, 'pool'> },
  work: Work,
): Promise<Worker> {
  await work.takeUpUnfinished();
  const pool = ports.database.pool('tp_worker');
  // A connection that breaks between two queries would otherwise end the process; the next query tells.
  if (pool.listenerCount('connect') === 0) pool.on('connect', (client) => client.on('error', () => undefined));
  const usual = {
    pgPool: pool,
    pollInterval: 30_000,
    noHandleSignals: true,
    noPreparedStatements: false,
    logger: silent,
  };
  const runner = await run({
    ...usual,
    // Each message on its way holds a connection of the pool of six beside those of the two queues.
    concurrency: 2,
    crontab:
      '* * * * * seal-trails\n*/10 * * * * take-up-unfinished\n17 3 * * * sweep\n37 * * * * release-figures\n7,27,47 * * * * compare-whole',
    taskList: {
      'send-notice': async (payload) => work.sendNotice(Job.parse(payload)),
      'follow-text': async (payload) => work.followText(TextJob.parse(payload)),
      'send-own-codes': async (payload) => work.sendOwnCodes(CodesJob.parse(payload).requestId),
      'send-supporter-code': async (payload) => work.sendSupporterCode(CodesJob.parse(payload).requestId),
      'send-staff-link': async (payload) => work.sendStaffLink(LinkJob.parse(payload)),
      'read-list': async (payload) => work.readList(ListJob.parse(payload)),
      'take-offer-back': async (payload) => work.takeOfferBack(OfferJob.parse(payload)),
      'take-up-unfinished': async () => work.takeUpUnfinished(),
      'compare-whole': async () => work.compareWhole(),
      sweep: async () => work.sweep(),
      'release-figures': async () => work.releaseFigures(),
      'seal-trails': async () => work.sealTrails(),
      'keep-head': async (payload) => work.keepHead(SealJob.parse(payload)),
      'post-head': async (payload) => work.postHead(SealJob.parse(payload)),
    },
  });
  // Programs take their time, and nobody here can hurry them: they are told by hands that do nothing else, so that no code
  // and no notice waits for a program. (WHK-4)
  const teller = await run({
    ...usual,
    concurrency: 3,
    // The queue tells nobody that a line is free again: the next of it is found by looking.
    pollInterval: 2_000,
    taskList: { 'send-webhook': async (payload) => work.sendWebhook(WebhookJob.parse(payload)) },
  });
  for (const each of [runner, teller]) watch(each, ports);
  let stopping: Promise<void> | undefined;
  return { stop: () => (stopping ??= Promise.all([runner.stop(), teller.stop()]).then(() => undefined)) };
}

function watch(runner: Runner, { log }: Pick<Ports, 'log'>): void {
  runner.events.on('job:error', ({ job, error }) => {
    log.error(
      { task: job.task_identifier, job: job.id, attempt: job.attempts, ...whereItBroke(error) },
      'a job failed',
    );
  });
  runner.events.on('pool:listen:error', ({ error }) =>
    log.error(whereItBroke(error), 'the worker lost its connection'),
  );
  runner.promise.catch((error: unknown) => log.error(whereItBroke(error), 'the worker ended'));
}
