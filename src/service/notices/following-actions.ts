import { announceSent, told } from './actions.ts';
import { afterAsking, lookAgainAfter, type BecameOfText, type Notice } from './rules.ts';
import { onHand, type Sending, type SendingJob } from './sending-actions.ts';
import * as store from './store.ts';
import type { Hand } from '#vocabulary/acting.ts';

/** Which text to ask about, and how often that was done. */
export interface LookingJob extends SendingJob {
  readonly looks: number;
}

/**
 * Asks what became of a text that was handed over, or of which nobody knows: it arrived, it cannot arrive and a person decides, or it
 * is asked again later. Nothing is ever sent again by this. (NTC-8)
 */
export async function followText(sending: Pick<Sending, 'act' | 'texts'>, job: LookingJob): Promise<void> {
  const { texts } = sending;
  const notice = await onHand(sending, job, (hand) => store.lockNotice(hand, job.noticeId));
  if (!texts || !notice || stillOpen(notice) === undefined) return;
  const became = await texts.became(job.noticeId);
  await onHand(sending, job, (hand) => write(hand, job, became));
}

// What a person settled meanwhile stays as they said.
function stillOpen({ channel, status }: Notice): 'sent' | 'unsure' | undefined {
  return channel === 'text' && (status === 'sent' || status === 'unsure') ? status : undefined;
}

async function write(hand: Hand, { noticeId, looks }: LookingJob, became: BecameOfText | undefined): Promise<void> {
  const notice = await store.lockNotice(hand, noticeId);
  const status = notice && stillOpen(notice);
  if (!notice || !status) return;
  const after = became && afterAsking(status, became);
  if (after) await store.markSettled(hand, noticeId, status, after);
  if (after?.status === 'sent' && status === 'unsure') await announceSent(hand, notice, notice.channel);
  if (after?.status === 'failed')
    await hand.announce({ name: 'notice.failed', ...told(notice), because: after.because });
  const wait = lookAgainAfter(looks + 1);
  if (after?.status === 'failed' || became === 'arrived' || wait === null) return;
  await store.enqueueLook(hand, noticeId, new Date(hand.at.getTime() + wait * 60_000), looks + 1);
}
