import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { refusedBy } from '#platform/database.ts';
import { sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import { hashOf } from '#platform/token.ts';
import { writeDraft } from '#journey/referral-draft/actions.ts';
import { sendReferral } from '#journey/referral/actions.ts';
import { aHouse } from '../../../test/support/house.ts';
import { answerQuestion } from './actions.ts';
import { gailsAnswers } from './examples.ts';
import type { Answers, Topic } from './rules.ts';

const house = await aHouse();
const onTheHand = <Value>(work: (hand: Hand) => Promise<Value>) =>
  house.act({ caseId: randomUUID() as CaseId }, house.staff.amara, work);

test('ASK-4 the database keeps no way to somebody who does not know that they were asked for', async () => {
  const gail = hashOf('gail');
  await onTheHand(async (hand) => {
    for (const [question, answer] of Object.entries<NonNullable<Answers[Topic]>>({ ...gailsAnswers() }))
      await answerQuestion(hand, { visitor: gail, write: writeDraft }, question as Topic, answer);
    return sendReferral(hand, gail, 'GA17-TRNR');
  });
  const reached = (hand: Hand) =>
    hand.run(sql`update app.referrals set may_post = true, address = '1 High Street' where reference = 'GA17-TRNR'`);
  await assert.rejects(onTheHand(reached), (error) => refusedBy(error) === 'ask_4_not_reached_before_they_agree');
});
