import type { Consent, Rows, Told } from './rows.ts';

/*
 * What must never have happened, written anew from the rules in words (domain H1 to H9) and not from the gates, which it
 * is there to doubt. Every function names what it finds; an empty list is a clean conscience.
 */

/** Where people stand: the last answer on each subject by each mouth. */
export type Standing = ReadonlyMap<string, string>;

type Subject = Pick<Consent, 'purpose' | 'mode' | 'toward_id' | 'item_id'>;

function keyOf(who: string, mouth: string | null, { purpose, mode, toward_id, item_id }: Subject): string {
  return [who, mouth, purpose, mode, toward_id, item_id].map((each) => each ?? '-').join(' ');
}

/** The standing that the ledger says. */
export function standingOfLedger(rows: Rows): Standing {
  return new Map(rows.consents.map((line) => [keyOf(line.participant_id, line.guardian_id, line), line.answer]));
}

/** The standing that the history says when it is told again, up to a line. */
export function standingOfHistory(told: readonly Told[], before = Infinity): Standing {
  const said = told.filter(({ name, seq }) => name.startsWith('consent.') && seq < before);
  return new Map(
    said.map(({ name, participant_id: who, detail }) => {
      const subject = {
        purpose: String(detail['purpose']),
        mode: detail['mode'] ?? null,
        toward_id: detail['towardId'] ?? null,
        item_id: detail['itemId'] ?? null,
      };
      const answers: Readonly<Record<string, string | null | undefined>> = {
        'consent.said': detail['answer'],
        'consent.not-now': 'not-now',
        'consent.withdrawn': 'withdrawn',
      };
      return [keyOf(String(who), detail['guardianId'] ?? null, subject), String(answers[name])];
    }),
  );
}

/** History replays to the same consent state. */
export function replayComplaints(rows: Rows): readonly string[] {
  const [ledger, history] = [standingOfLedger(rows), standingOfHistory(rows.told)];
  const keys = new Set([...ledger.keys(), ...history.keys()]);
  return [...keys]
    .filter((key) => ledger.get(key) !== history.get(key))
    .map((key) => `replay: the ledger says ${ledger.get(key)} and the history ${history.get(key)} of ${key}`);
}

/** Whether one mouth said yes last: about this person, else about everyone. */
function isYes(standing: Standing, who: string, mouth: string | null, subject: Subject): boolean {
  const exact = standing.get(keyOf(who, mouth, subject));
  return (exact ?? standing.get(keyOf(who, mouth, { ...subject, toward_id: null }))) === 'given';
}

/** Whether somebody agrees: by their own mouth and, as a child, by a guardian's too. */
export function agrees(rows: Rows, standing: Standing, who: string, subject: Subject): boolean {
  if (!isYes(standing, who, null, subject)) return false;
  if (!rows.participants.some(({ id, is_child }) => id === who && is_child)) return true;
  const guardians = rows.companions.filter(({ participant_id, kind }) => participant_id === who && kind === 'guardian');
  return guardians.some(({ id }) => isYes(standing, who, id, subject));
}

/** One way in which two people communicated on a day. */
interface Crossing {
  readonly mode: string;
  readonly between: readonly [string, string];
  readonly day: string;
}

function newest<Row extends { readonly assessed_on: string; readonly seq: number }>(rows: readonly Row[]) {
  return rows.toSorted((a, b) => a.assessed_on.localeCompare(b.assessed_on) || a.seq - b.seq).at(-1);
}

function irresponsible(rows: Rows, [one, other]: Crossing['between']): readonly string[] {
  const links = rows.links.filter(
    (link) => [one, other].includes(link.harmed_id) && [one, other].includes(link.responsible_id),
  );
  if (links.length === 0) return ['no harm links the two'];
  return links.flatMap(({ responsible_id: who }) => {
    const now = newest(rows.responsibility.filter(({ participant_id }) => participant_id === who));
    const signed = now?.signed_off_by ?? null;
    const isSigned = signed !== null && signed !== now?.assessed_by && rows.supervisors.includes(signed);
    const takes = now?.level === 'full' || (isSigned && (now?.level === 'partial' || now?.level === 'minimising'));
    return takes ? [] : ['somebody responsible has not taken responsibility'];
  });
}

function risky(rows: Rows, day: string): readonly string[] {
  const risk = newest(rows.risks);
  if (!risk) return ['nobody looked at the risk'];
  const approver = risk.approved_by;
  const isApproved = approver !== null && approver !== risk.written_by && rows.supervisors.includes(approver);
  return [
    ...(risk.review_by < day ? ['the risk assessment had run out'] : []),
    ...(risk.residual === 'not-manageable' ? ['the risk was not manageable'] : []),
    ...(risk.residual === 'high' && !isApproved ? ['a high risk was not approved by another'] : []),
  ];
}

function forbidden(rows: Rows, { mode, between, day }: Crossing): readonly string[] {
  const inForce = rows.orders.filter(
    (order) =>
      between.includes(order.restrains_id) &&
      between.includes(order.protects_id) &&
      (order.covers === 'all' || mode === 'meeting' || mode === 'video') &&
      order.starts_on <= day &&
      (order.ends_on ?? '9999') >= day &&
      !((order.permission_from ?? '9999') <= day && day <= (order.permission_until ?? '0000')),
  );
  return inForce.map(() => 'an order stood between them');
}

function unfree(rows: Rows, crossing: Crossing, standing: Standing): readonly string[] {
  const { mode, between } = crossing;
  const [one, other] = between;
  const yes = (who: string, toward_id: string) =>
    agrees(rows, standing, who, { purpose: 'mode', mode, toward_id, item_id: null });
  return [
    ...(rows.status === 'open' ? [] : ['the case was not open']),
    ...(yes(one, other) && yes(other, one) ? [] : [`somebody had not said yes to ${mode}`]),
    ...irresponsible(rows, between),
    ...risky(rows, crossing.day),
    ...forbidden(rows, crossing),
  ];
}

const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

function dayOf(moment: string | null): string {
  return moment === null ? '9999-12-31' : inLondon.format(new Date(moment));
}

function standingAt(rows: Rows, name: string, key: string, id: string): Standing {
  const line = rows.told.findLast((each) => each.name === name && each.detail[key] === id);
  return standingOfHistory(rows.told, line?.seq ?? -1);
}

/** What was wrong with everything that crossed between two looks. Two who acted at once are judged by either order. */
export function crossingComplaints(before: Rows, after: Rows): readonly string[] {
  const isNew = (rows: readonly { readonly id: string; readonly status: string }[], id: string, status: string) =>
    !rows.some((row) => row.id === id && row.status === status);
  const delivered = after.letters.filter((letter) => isNew(before.letters, letter.id, 'delivered'));
  const held = after.conferences.filter((each) => isNew(before.conferences, each.id, 'held'));
  return [
    ...delivered.filter(({ status }) => status === 'delivered').flatMap(({ id }) => letterComplaints(before, after, id)),
    ...held.filter(({ status }) => status === 'held').flatMap(({ id }) => conferenceComplaints(before, after, id)),
    ...releaseComplaints(after),
  ];
}

function letterComplaints(before: Rows, after: Rows, id: string): readonly string[] {
  const letter = after.letters.find((each) => each.id === id);
  if (!letter) return [];
  const { participant_id: author, recipient_id: recipient, version, delivered_at } = letter;
  const standing = standingAt(after, 'letter.delivered', 'letterId', id);
  const crossing = { mode: 'letter', between: [author, recipient], day: dayOf(delivered_at) } as const;
  const readers = after.reviews.filter(
    (read) => read.letter_id === id && read.version === version && read.verdict === 'ready',
  );
  const share = { purpose: 'share-item', mode: null, toward_id: recipient, item_id: id };
  const was = before.letters.find((each) => each.id === id)?.status;
  const problems = [
    ...inBoth(before, after, (rows) => unfree(rows, crossing, standing)),
    ...(new Set(readers.map(({ reviewer_id }) => reviewer_id)).size >= 2 ? [] : ['two people had not found it ready']),
    ...inBoth(before, after, (rows) => (agrees(rows, standing, author, share) ? [] : ['its writer did not share it'])),
    ...(was !== undefined && ['offered', 'accepted', 'kept-for-later', 'declined', 'held'].includes(was)
      ? []
      : [`it was ${was ?? 'not there'} before`]),
    ...(after.releases.some((each) => each.kind === 'letter-offer' && each.item_id === id) ? [] : ['it was not offered']),
  ];
  return problems.map((problem) => `letter: ${problem}`);
}

function conferenceComplaints(before: Rows, after: Rows, id: string): readonly string[] {
  const conference = after.conferences.find((each) => each.id === id);
  if (!conference) return [];
  const day = dayOf(conference.starts_at);
  const standing = standingAt(after, 'conference.held', 'conferenceId', id);
  const came = after.attendees.filter((each) => each.conference_id === id && each.came === true);
  const sides = [...new Set(came.map(({ participant_id }) => participant_id))];
  const pairs = after.links.filter(({ harmed_id, responsible_id }) => sides.includes(harmed_id) && sides.includes(responsible_id));
  const subject = { purpose: 'mode', mode: conference.mode, toward_id: null, item_id: null };
  const problems = [
    ...(pairs.length > 0 ? [] : ['nobody of both sides came']),
    ...pairs.flatMap(({ harmed_id, responsible_id }) => {
      const crossing = { mode: conference.mode, between: [harmed_id, responsible_id], day } as const;
      return inBoth(before, after, (rows) => unfree(rows, crossing, standing));
    }),
    ...sides.flatMap((who) =>
      inBoth(before, after, (rows) => (agrees(rows, standing, who, subject) ? [] : ['somebody came without a yes'])),
    ),
  ];
  return problems.map((problem) => `conference: ${problem}`);
}

// Words cross only from a delivered letter, to the one it is for, as it was.
function releaseComplaints({ releases, letters }: Rows): readonly string[] {
  return releases
    .filter(({ kind }) => kind === 'letter')
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

function inBoth(before: Rows, after: Rows, problemsIn: (rows: Rows) => readonly string[]): readonly string[] {
  const then = problemsIn(before);
  return [...new Set(problemsIn(after))].filter((problem) => then.includes(problem));
}
