import { randomUUID } from 'node:crypto';
import { newReference } from '#casefile/cases/actions.ts';
import { referForAgency } from '#journey/agency-referral/actions.ts';
import { holdReferral } from '#journey/referral/facts.ts';
import { enterReferral } from '#journey/referral/actions.ts';
import { aReferral } from '#journey/referral/examples.ts';
import { addStaff } from '#service/staff/store.ts';
import { insertAgency, insertPerson } from '#service/agencies/store.ts';
import type { AgencyKind } from '#vocabulary/agencies.ts';
import type { AgencyId, ReferralId, StaffId } from '#vocabulary/ids.ts';
import type { House } from './house.ts';

/** An agency of the house. */
export async function anAgency(house: House, name: string, kind: AgencyKind): Promise<AgencyId> {
  const id = randomUUID() as AgencyId;
  await house.actInService(house.staff.amara, (hand) => insertAgency(hand, { id, name, kind }));
  return id;
}

/** Somebody who refers for an agency, who can sign in. */
export async function aReferrer(house: House, agencyId: AgencyId, name: string, seesAll = false): Promise<StaffId> {
  const staffId = randomUUID() as StaffId;
  await house.actInService(house.staff.amara, async (hand) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@police.example`;
    await addStaff(hand, { id: staffId, name, email, practiceLevel: 'foundation', roles: ['referrer'] });
    await insertPerson(hand, { staffId, agencyId, seesAll });
  });
  return staffId;
}

/** A referral that somebody of an agency sent. */
export async function aSentReferral(
  house: House,
  by: StaffId,
  {
    wasTold = true,
    agencyReference = '26/123456',
    told = {},
  }: {
    readonly wasTold?: boolean;
    readonly agencyReference?: string;
    readonly told?: Parameters<typeof aReferral>[0];
  } = {},
): Promise<{ readonly id: ReferralId; readonly reference: string }> {
  const said = {
    agencyReference,
    situationWords: 'Charged.',
    toldWords: wasTold ? 'PC Grant, in October' : '',
  };
  return house.actInService(by, async (hand) => {
    const made = await referForAgency(hand, said, (same) =>
      enterReferral(
        same,
        aReferral({ source: 'police', receivedOn: house.today(), agreedToReferral: wasTold, ...told }),
        newReference(),
      ),
    );
    if (!made.ok) throw new Error(`Not sent: ${made.because.join(', ')}`);
    const { reference } = made.value;
    const referral = await holdReferral(hand, reference);
    if (!referral) throw new Error('It is not there');
    return { reference, id: referral.id };
  });
}
