import { saidNoToContact } from '#journey/consent/facts.ts';
import { saidNoIn } from '#journey/eligibility/facts.ts';
import type { Alike } from '#journey/likeness/facts.ts';
import { likeListed } from '#journey/likeness/staff.ts';
import type { LikeListed } from '#journey/offer/staff.ts';
import { wantNoContact } from '#journey/referral/facts.ts';
import type { Db } from '#platform/sql.ts';
import { districtOf } from '#service/areas/rules.ts';

// As whoever looks: a referral or a case that they may not open is not named, and decides nothing (H14).
export const likeListedShown: LikeListed = {
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
