/* What a referral becomes in a case, its own or one that was there before it: see `referral-reactions.ts` for when. */

import { randomUUID } from 'node:crypto';
import { addIncident, addSigns, linkHarm, openCase } from '#casefile/cases/actions.ts';
import { firstIncidentOf, participantsOf, withSigns } from '#casefile/cases/facts.ts';
import {
  addCompanionTo,
  addContactPoint,
  addOrganisationToCase,
  addPersonToCase,
  recordSafeContact,
} from '#casefile/people/actions.ts';
import { safeContactOf } from '#casefile/people/facts.ts';
import { signsOfReferral } from '#journey/eligibility/facts.ts';
import { askFor } from '#casefile/tasks/actions.ts';
import { safeFromNowOn } from '#journey/referral-link/facts.ts';
import { keepWhoWasReferred } from '#journey/referral/actions.ts';
import { takeReferralIntoCase } from '#journey/triage/actions.ts';
import { caseToBe, type Joining } from '#journey/triage/facts.ts';
import { teamOfDistrict } from '#service/teams/facts.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Part } from '#vocabulary/parts.ts';
import type { CaseId, OrganisationId, ParticipantId, PersonId, ReferralId } from '#vocabulary/ids.ts';
import type { Hand, Said } from '#vocabulary/acting.ts';

// A referral becomes a case: what happened, everybody in it, and who harmed whom.
export async function openCaseOf(hand: Hand, { referralId, kind, isMutual }: Said<'referral.accepted'>): Promise<void> {
  const { reference, postcodeDistrict, signs, incident, joining, links } = await caseToBe(hand, referralId, isMutual);
  const teamId = await teamOfDistrict(hand, postcodeDistrict);
  const complexBecause = withSigns(signs, await signsOfReferral(hand, referralId)) ?? signs;
  await openCase(hand, { reference, kind, complexBecause, openedOn: dayOf(hand.at), teamId }, referralId);
  const ids: ParticipantId[] = [];
  for (const each of joining) ids.push(await join(hand, each));
  const incidentId = await addIncident(hand, { ...incident, toldBy: ids[0] ?? null });
  await keepWhoWasReferred(hand, referralId, ids[0] as ParticipantId);
  for (const [harmed, responsible] of links) {
    const harmedId = ids[harmed] as ParticipantId;
    const decision = await linkHarm(hand, { incidentId, harmedId, responsibleId: ids[responsible] as ParticipantId });
    if (!decision.ok) throw new Error(`The case refused a harm link: ${decision.because.join(', ')}`);
  }
}

/** A second referral of a case: whoever of it the case does not know joins it, linked with everybody on the other side. */
export async function joinLinked(hand: Hand, { referralId, who }: Said<'referral.linked'>): Promise<void> {
  const { joining, aboutIds, parts, signs } = await caseToBe(hand, referralId, false);
  const before = await participantsOf(hand, hand.caseId as CaseId);
  const incidentId = await firstIncidentOf(hand, hand.caseId as CaseId);
  const there: { readonly id: ParticipantId; readonly parts: readonly Part[] }[] = [...before];
  for (const [at, aboutId] of aboutIds.entries()) {
    const known = who.find((each) => each.aboutId === aboutId)?.participantId;
    const [joins, part] = [joining[at], parts[at]];
    if (!joins || !part) throw new Error('Somebody on the referral has no part');
    const id = known ? (known as ParticipantId) : await join(hand, joins);
    if (at === 0) await keepWhoWasReferred(hand, referralId, id);
    if (known) {
      await layBeside(hand, { referralId, participantId: id, says: joins });
      continue;
    }
    for (const across of there.filter((each) => each.parts.some((theirs) => theirs !== part))) {
      const [harmedId, responsibleId] = part === 'harmed' ? [id, across.id] : [across.id, id];
      if (incidentId) await linkHarm(hand, { incidentId, harmedId, responsibleId });
    }
    there.push({ id, parts: [part] });
  }
  await takeReferralIntoCase(hand, referralId);
  await addSigns(hand, signs);
}

/** What a second referral says is safe for somebody the case knows stands beside what the case knows, and somebody decides. (LIK-7) */
async function layBeside(
  hand: Hand,
  {
    referralId,
    participantId,
    says,
  }: { readonly referralId: ReferralId; readonly participantId: ParticipantId; readonly says: Joining },
): Promise<void> {
  const { safe: known, points } = await safeContactOf(hand, participantId);
  // What is safe at an office is not asked.
  if (says.kind === 'organisation' || known?.saidOn === null) return;
  const next = safeFromNowOn(known, says.safe);
  for (const safe of next) await recordSafeContact(hand, participantId, safe);
  const another = (['phone', 'email', 'post'] as const).filter((channel) => {
    const writtenOf = (value: string) => reachIndex(hand, channel, value).text;
    const value = writtenOf(says.contact[channel]);
    return value !== '' && !points.some((point) => point.channel === channel && writtenOf(point.value) === value);
  });
  // Unchecked, as whoever linked them may be wrong about who it is. (PEO-1)
  for (const channel of another) await addContactPoint(hand, participantId, channel, says.contact[channel]);
  if (next.length < 2 && another.length === 0) return;
  await askFor(hand, {
    kind: 'safe-ways-differ',
    words:
      'A second referral says something else about how it is safe to reach somebody, or has another number or address. Until somebody decides, only what both call safe holds. Find out what is right, in a way that both call safe, and write it down.',
    dueOn: dayOf(hand.at),
    cause: `referral.linked ${referralId} ${participantId} ${hand.at.toISOString()}`,
    participantId,
  });
}

async function join(hand: Hand, who: Joining): Promise<ParticipantId> {
  if (who.kind === 'organisation')
    return addOrganisationToCase(hand, { ...who.organisation, id: randomUUID() as OrganisationId });
  const person = { ...who.person, id: randomUUID() as PersonId };
  const participantId = await addPersonToCase(hand, person, who.contact, who.safe);
  const { guardianName: fullName } = who;
  if (fullName !== '') {
    await addCompanionTo(hand, {
      participantId,
      kind: 'guardian',
      fullName,
      called: fullName.slice(0, 100),
      relation: '',
    });
  }
  return participantId;
}
