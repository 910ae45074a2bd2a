import { allow } from '#platform/decision.ts';
import type { Mail, MailAnswer } from '#platform/mail.ts';
import { longestText, type Texts } from '#platform/texts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import type { CaseId, ServiceId } from '#vocabulary/ids.ts';
import { numberForTexts } from '#vocabulary/phones.ts';
import { announceSent, told, type AskWays } from './actions.ts';
import { wrapped, type Words } from './letters.ts';
import {
  lookAgainAfter,
  nextStep,
  waitAfter,
  wordsOfNotice,
  type LookThrough,
  type Notice,
  type NoticeId,
  type Reach,
} from './rules.ts';
import * as store from './store.ts';

/** What a job says: which notice, and what the hand must hold to reach it. */
export interface SendingJob {
  readonly serviceId: ServiceId;
  readonly caseId: CaseId | null;
  readonly noticeId: NoticeId;
}

/** What sending needs from outside this slice. */
export interface Sending {
  readonly act: Act;
  /** Does the work unless somebody else is at it; the right ends with the process. */
  readonly inTurn: (name: string, work: () => Promise<void>) => Promise<'somebody-else-is-at-it' | void>;
  /** What to say, read as whoever will read it; undefined when it is no longer so. */
  readonly words: (job: SendingJob, notice: Notice) => Promise<Words | undefined>;
  readonly askWays: AskWays;
  /** Looks the words through as they leave, and keeps that it did; handed in, for this slice knows no case. */
  readonly lookThrough: LookThrough;
  /** Undefined when no e-mail leaves by itself: then a person sends from the outbox page. */
  readonly mail: Mail | undefined;
  /** The same for text messages. */
  readonly texts: Texts | undefined;
  readonly baseUrl: string;
}

const aMinute = 60_000;

/**
 * Sends one notice, once: its words and way are written down before it leaves and what came of it after. One that is found
 * leaving with nobody at it was cut off in between: a person finds out, for a machine cannot know. (NTC-3, H16)
 */
export async function sendNotice(sending: Sending, job: SendingJob): Promise<void> {
  const taken = await sending.inTurn(job.noticeId, () => sendInTurn(sending, job));
  if (taken !== 'somebody-else-is-at-it') return;
  // Whoever is at it may be cut off: look again when they must be through.
  await onHand(sending, job, async (hand) => store.enqueue(hand, job.noticeId, new Date(hand.at.getTime() + aMinute)));
}

async function sendInTurn(sending: Sending, job: SendingJob): Promise<void> {
  const notice = await onHand(sending, job, (hand) => store.lockNotice(hand, job.noticeId));
  if (notice?.status === 'leaving') return onHand(sending, job, (hand) => markUnsure(hand, notice));
  if (notice?.status !== 'waiting') return undefined;
  const words = await sending.words(job, notice);
  const leaving = await onHand(sending, job, (hand) => decide(hand, sending, job, words));
  if (!leaving) return undefined;
  const answer = await leaving.handOver();
  return onHand(sending, job, (hand) => settle(hand, job.noticeId, answer));
}

/** Does something for one notice, on the hand that holds its case. */
export function onHand<Value>(
  sending: Pick<Sending, 'act'>,
  job: SendingJob,
  work: (hand: Hand) => Promise<Value>,
): Promise<Value> {
  const held = {
    serviceId: job.serviceId,
    caseId: job.caseId ?? undefined,
    actor: { kind: 'system', id: '' } as const,
  };
  return sending
    .act<Value, never>(held, async (hand) => allow(await work(hand)))
    .then((decision) => {
      if (!decision.ok) throw new Error('Nothing refuses here');
      return decision.value;
    });
}

/** What is on its way as soon as this transaction is done. */
interface Leaving {
  handOver(): Promise<MailAnswer>;
}

// The last look before it goes: everything is asked again here, and what is found is written down in the same transaction.
async function decide(
  hand: Hand,
  sending: Sending,
  job: SendingJob,
  words: Words | undefined,
): Promise<Leaving | undefined> {
  const notice = await store.lockNotice(hand, job.noticeId);
  if (notice?.status !== 'waiting') return undefined;
  if (notice.sendAfter > hand.at) {
    await store.enqueue(hand, notice.id, notice.sendAfter);
    return undefined;
  }
  if (!words) {
    await store.markSettled(hand, notice.id, 'waiting', { status: 'stopped', because: 'no-longer-so' });
    return undefined;
  }
  const step = nextStep(await sending.askWays(hand, notice, hand.at), hand.at);
  if (step.step === 'stop') await stop(hand, notice, step.because);
  if (step.step === 'wait') {
    await store.putBack(hand, notice.id, 'waiting', { sendAfter: step.until, tries: notice.tries });
  }
  if (step.step !== 'go') return undefined;
  const { channel, reach } = step;
  if (notice.staffId !== null && !sending.mail) {
    // It stands at their own door: nobody has to type it.
    await store.markSettled(hand, notice.id, 'waiting', { status: 'stopped', because: 'no-mail-leaves-by-itself' });
    return undefined;
  }
  const said = await wrap(hand, sending, { notice, words, reach });
  const ready = { channel, to: reach.to, ...said };
  const clean = await sending.lookThrough(hand, notice, wordsOfNotice(said));
  if (!clean.ok) {
    await hold(hand, notice, ready, clean.because[0]);
    return undefined;
  }
  const leaving = byItself(sending, notice.id, ready, reach);
  await store.markReady(hand, notice, leaving ? 'leaving' : 'by-hand', ready);
  return leaving;
}

// What cannot leave by itself is printed or typed by a person: also a text that is longer than one may be.
function byItself(
  { mail, texts }: Sending,
  id: NoticeId,
  { channel, to, subject, body }: store.Words,
  { maySayWhoCalls: saysWho }: Reach,
): Leaving | undefined {
  if (channel === 'email' && mail) return { handOver: () => mail.send({ id, to, subject, text: body, saysWho }) };
  const number = channel === 'text' ? numberForTexts(to) : undefined;
  if (!texts || number === undefined || body.length > longestText) return undefined;
  return { handOver: () => texts.send({ id, to: number, words: body }) };
}

async function wrap(
  hand: Hand,
  sending: Sending,
  { notice, words, reach }: { readonly notice: Notice; readonly words: Words; readonly reach: Reach },
): Promise<Words> {
  const { name, phone } = await serviceContact(hand);
  return wrapped(words, {
    ownPage: notice.participantId === null ? null : `${sending.baseUrl}/my`,
    signIn: words.path === undefined ? null : `${sending.baseUrl}${words.path}`,
    signature: reach.maySayWhoCalls ? [name, phone].filter((part) => part !== '').join('\n') : null,
    codeword: reach.codeword,
  });
}

async function stop(hand: Hand, notice: Notice, because: string): Promise<void> {
  await store.markSettled(hand, notice.id, 'waiting', { status: 'stopped', because });
  await hand.announce({ name: 'notice.stopped', ...told(notice), because });
}

// It stays here with its words, so that a person sees what is wrong with them; nothing of it has left.
async function hold(hand: Hand, notice: Notice, words: store.Words, because: string): Promise<void> {
  await store.markHeld(hand, notice, words, because);
  await hand.announce({ name: 'notice.failed', ...told(notice), because });
}

async function markUnsure(hand: Hand, notice: Notice): Promise<void> {
  await store.markSettled(hand, notice.id, 'leaving', { status: 'unsure', because: 'cut-off-while-leaving' });
  await hand.announce({ name: 'notice.unsure', ...told(notice) });
  await follow(hand, notice);
}

// An e-mail that was taken is out of our sight; of a text the networks tell.
async function follow(hand: Hand, { id, channel }: Notice): Promise<void> {
  const wait = lookAgainAfter(0);
  if (channel === 'text' && wait !== null)
    await store.enqueueLook(hand, id, new Date(hand.at.getTime() + wait * aMinute), 0);
}

async function settle(hand: Hand, id: NoticeId, answer: MailAnswer): Promise<void> {
  const notice = await store.lockNotice(hand, id);
  // It may be unsure by now, if the database was away so long that somebody thought us gone: what we know wins.
  if (!notice || (notice.status !== 'leaving' && notice.status !== 'unsure')) return;
  if (answer.came === 'accepted') {
    await store.markSettled(hand, id, notice.status, { status: 'sent' });
    await announceSent(hand, notice, notice.channel);
    await follow(hand, notice);
    return;
  }
  if (notice.status === 'unsure') return;
  if (answer.came === 'unknown') {
    await markUnsure(hand, notice);
    return;
  }
  const wait = answer.came === 'not-now' ? waitAfter(notice.tries + 1) : null;
  if (wait === null) await fail(hand, notice, answer.code);
  else {
    const sendAfter = new Date(hand.at.getTime() + wait * aMinute);
    await store.putBack(hand, id, 'leaving', { sendAfter, tries: notice.tries + 1 });
  }
}

async function fail(hand: Hand, notice: Notice, code: string): Promise<void> {
  const by = notice.channel === 'text' ? 'text-service' : 'mail-server';
  const because = `the-${by}-said-${code.toLowerCase()}`;
  await store.markSettled(hand, notice.id, 'leaving', { status: 'failed', because });
  await hand.announce({ name: 'notice.failed', ...told(notice), because });
}
