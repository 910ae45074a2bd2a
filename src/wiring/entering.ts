import { newReference } from '#casefile/cases/actions.ts';
import { writeDownMatter } from '#journey/matter/actions.ts';
import type { ReferListed } from '#journey/offer/staff.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import type { Enter as EnterPack } from '#journey/transfer/staff.ts';
import { addOtherTo } from '#journey/triage/actions.ts';
import { allow, refuse } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import { withReference } from '#vocabulary/agencies.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { Matter } from '#vocabulary/matter.ts';
import { firstAndOthers, safeInWords, waysOf } from '#vocabulary/pack.ts';

type ToEnter = Parameters<typeof enterReferral>[1];

/** Enters a referral, with what others have of it where anything of that was said. */
export async function enterTyped(hand: Hand, { matter, ...made }: ToEnter & { readonly matter?: Matter | undefined }) {
  const entered = await enterReferral(hand, made, newReference());
  if (!entered.ok || !matter) return entered;
  const written = await writeDownMatter(hand, entered.value.reference, matter);
  if (written.ok) return entered;
  const [first, ...others] = written.because.filter((reason) => reason !== 'not-there');
  if (first === undefined) throw new Error('The referral that was entered is not there');
  return refuse(first, ...others);
}

// What a list said of somebody, and what they said themselves with their yes, is all that their referral begins with.
export const referListed: ReferListed = async (hand, { part, details, agencyName, agencyKind }, said) => {
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

/** What another service sent becomes a referral: of a person who said yes, with everybody else who did beside them. (TRF-4) */
export const enterPack: EnterPack = async (hand, { fromName, incident, people }) => {
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
