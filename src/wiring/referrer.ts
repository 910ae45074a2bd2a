import type { FastifyInstance } from 'fastify';
import { noteVirus, takeFile } from '#casefile/documents/actions.ts';
import { entryForAgencies } from '#journey/agency-draft/referrer.ts';
import { listsForReferrers } from '#journey/agency-list/referrer.ts';
import { amendReferral } from '#journey/agency-referral/actions.ts';
import { entryOfAgencies, referralsForAgencies } from '#journey/agency-referral/referrer.ts';
import { explain as explainAmend } from '#journey/agency-referral/rules.ts';
import { threadForAgencies } from '#journey/agency-thread/referrer.ts';
import { askingForMoreForReferrers } from '#journey/asking-for-more/referrer.ts';
import { addList, checkList, letListGo, takeList } from '#journey/offer-list/actions.ts';
import { explain as explainList } from '#journey/offer-list/rules.ts';
import { agencyFiguresForReferrers } from '#overview/agency-figures/referrer.ts';
import { agencyReferralsForReferrers } from '#overview/agency-referrals/referrer.ts';
import { emailsForReferrers, tellingForReferrers, wordsOfferedTo } from '#service/agencies/referrer.ts';
import type { Ports } from '../doors/ports.ts';
import { referrerDoor } from '../doors/referrer/door.ts';
import { enterTyped } from './entering.ts';

/** What the people of an agency find. */
export function referrerRoutes(server: FastifyInstance, ports: Ports): void {
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
