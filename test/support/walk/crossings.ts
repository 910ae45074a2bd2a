import { dayOf, inBoth, unfree } from './between.ts';
import type { LetterRow, Rows } from './rows.ts';
import { agrees, standingWhen, subject } from './standing.ts';

/*
 * What must never have happened, written anew from the rules in words (domain H1 to H9) and not from the gates, which it
 * is there to doubt. Every function names what it finds; an empty list is a clean conscience.
 */

/** What was wrong with every letter and every agreement that crossed between two looks. */
export function crossingComplaints(before: Rows, after: Rows): readonly string[] {
  return [
    ...newly(before.letters, after.letters, 'offered').flatMap((letter) => offerComplaints(before, after, letter)),
    ...newly(before.letters, after.letters, 'delivered').flatMap((letter) => letterComplaints(before, after, letter)),
    ...newly(before.agreements, after.agreements, 'proposed').flatMap(({ id }) => termsComplaints(before, after, id)),
    ...newly(before.agreements, after.agreements, 'agreed').flatMap(({ id }) => agreedComplaints(before, after, id)),
    ...releaseComplaints(after),
  ];
}

/** What has reached a status since a look. */
export function newly<Row extends { readonly id: string; readonly status: string }>(
  before: readonly Row[],
  after: readonly Row[],
  status: string,
): readonly Row[] {
  const was = before.filter((row) => row.status === status).map(({ id }) => id);
  return after.filter((row) => row.status === status && !was.includes(row.id));
}

// To be told that there is a letter is to hear from the other side: all but her own yes to it is there already.
function offerComplaints(before: Rows, after: Rows, letter: LetterRow): readonly string[] {
  return groundComplaints(before, after, { letter, told: 'letter.offered', at: letter.offered_at }).map(
    (problem) => `offer: ${problem}`,
  );
}

const yeses = ['online', 'read-aloud', 'handed-over'];

function letterComplaints(before: Rows, after: Rows, letter: LetterRow): readonly string[] {
  const was = before.letters.find(({ id }) => id === letter.id)?.status ?? 'not there';
  const offer = after.releases.find(
    (each) => each.kind === 'letter-offer' && each.item_id === letter.id && each.revoked_at === null,
  );
  const problems = [
    ...groundComplaints(before, after, { letter, told: 'letter.delivered', at: letter.delivered_at }),
    ...(['offered', 'accepted', 'kept-for-later', 'declined', 'held'].includes(was) ? [] : [`it was ${was} before`]),
    ...(yeses.includes(offer?.answer ?? '') ? [] : ['its recipient had not said yes to it']),
  ];
  return problems.map((problem) => `letter: ${problem}`);
}

function groundComplaints(
  before: Rows,
  after: Rows,
  { letter, told, at }: { readonly letter: LetterRow; readonly told: string; readonly at: string | null },
): readonly string[] {
  const { id, participant_id: author, recipient_id: recipient, version } = letter;
  const standing = standingWhen(after, told, ['letterId', id]);
  const crossing = { mode: 'letter', between: [author, recipient], day: dayOf(at) } as const;
  const share = subject('share-item', { toward_id: recipient, item_id: id });
  const readers = after.reviews.filter(
    (read) => read.letter_id === id && read.version === version && read.verdict === 'ready',
  );
  return [
    ...inBoth(before, after, (rows) => unfree(rows, crossing, standing)),
    ...inBoth(before, after, (rows) => (agrees(rows, standing, author, share) ? [] : ['its writer did not share it'])),
    ...(new Set(readers.map(({ reviewer_id }) => reviewer_id)).size >= 2 ? [] : ['two people had not found it ready']),
  ];
}

const modes = ['letter', 'shuttle', 'video', 'meeting'];

// Terms cross between sides as a letter does, in some mode.
function termsComplaints(before: Rows, after: Rows, id: string): readonly string[] {
  const agreement = after.agreements.find((each) => each.id === id);
  const others = after.parties.filter((each) => each.agreement_id === id).map((each) => each.participant_id);
  const standing = standingWhen(after, 'agreement.proposed', ['agreementId', id]);
  return others
    .filter((other) => other !== agreement?.participant_id)
    .flatMap((other) => {
      const between = [agreement?.participant_id ?? '', other] as const;
      const day = agreement?.proposed_on ?? '';
      const shut = modes.map((mode) => inBoth(before, after, (rows) => unfree(rows, { mode, between, day }, standing)));
      return shut.every((problems) => problems.length > 0) ? [`terms: no way was open, ${shut[0]?.join(', ')}`] : [];
    });
}

function agreedComplaints(before: Rows, after: Rows, id: string): readonly string[] {
  const standing = standingWhen(after, 'agreement.made', ['agreementId', id]);
  const said = subject('agreement-terms', { item_id: id });
  return after.parties
    .filter((party) => party.agreement_id === id)
    .flatMap(({ participant_id: who }) =>
      inBoth(before, after, (rows) => (agrees(rows, standing, who, said) ? [] : ['terms: a party had not agreed'])),
    );
}

// Words cross only from a delivered letter, to the one it is for, as it was.
function releaseComplaints({ releases, letters }: Rows): readonly string[] {
  return releases
    .filter(({ kind, revoked_at }) => kind === 'letter' && revoked_at === null)
    .filter(
      (release) =>
        !letters.some(
          (letter) =>
            letter.id === release.item_id &&
            letter.status === 'delivered' &&
            letter.recipient_id === release.participant_id &&
            letter.body === release.words,
        ),
    )
    .map(() => 'release: words crossed that no delivered letter holds');
}
