import type { Consent, Rows, Told } from './rows.ts';

/** Where people stand: the last answer on each subject by each mouth. */
export type Standing = ReadonlyMap<string, string>;

/** What somebody is asked about. */
export type Subject = Pick<Consent, 'purpose' | 'mode' | 'toward_id' | 'item_id'>;

/** A subject from its purpose and the parts that purpose needs. */
export function subject(purpose: string, parts: Partial<Omit<Subject, 'purpose'>> = {}): Subject {
  return { purpose, mode: null, toward_id: null, item_id: null, ...parts };
}

function keyOf(who: string, mouth: string | null, { purpose, mode, toward_id, item_id }: Subject): string {
  return [who, mouth, purpose, mode, toward_id, item_id].map((each) => each ?? '-').join(' ');
}

/** The standing that the ledger says. */
export function standingOfLedger(rows: Rows): Standing {
  return new Map(rows.consents.map((line) => [keyOf(line.participant_id, line.guardian_id, line), line.answer]));
}

const answersOf: Readonly<Record<string, (line: Told) => string>> = {
  'consent.said': ({ detail }) => String(detail['answer']),
  'consent.not-now': () => 'not-now',
  'consent.withdrawn': () => 'withdrawn',
};

/** The standing that the history says when it is told again, up to a line. */
export function standingOfHistory(told: readonly Told[], before = Infinity): Standing {
  const standing = new Map<string, string>();
  for (const line of told) {
    const answer = answersOf[line.name];
    if (!answer || line.seq >= before) continue;
    const { purpose, mode, towardId, itemId, guardianId } = line.detail;
    const about = { mode: mode ?? null, toward_id: towardId ?? null, item_id: itemId ?? null };
    const key = keyOf(String(line.participant_id), guardianId ?? null, subject(String(purpose), about));
    standing.set(key, answer(line));
  }
  return standing;
}

/** The standing at the moment in which something was told, by its newest line; of now where nothing was. */
export function standingWhen(rows: Rows, name: string, detail: readonly [key: string, id: string]): Standing {
  const line = rows.told.findLast((each) => each.name === name && each.detail[detail[0]] === detail[1]);
  return standingOfHistory(rows.told, line?.seq);
}

/** History replays to the same consent state. */
export function replayComplaints(rows: Rows): readonly string[] {
  const [ledger, history] = [standingOfLedger(rows), standingOfHistory(rows.told)];
  return [...new Set([...ledger.keys(), ...history.keys()])]
    .filter((key) => ledger.get(key) !== history.get(key))
    .map((key) => `replay: the ledger says ${ledger.get(key)} and the history ${history.get(key)} of ${key}`);
}

/** Where the product says that people stood, against where they stood. */
export function sameComplaints(
  stands: readonly {
    readonly participantId: string;
    readonly guardianId: string | null;
    readonly purpose: string;
    readonly mode: string | null;
    readonly towardId: string | null;
    readonly itemId: string | null;
    readonly answer: string;
  }[],
  standing: Standing,
): readonly string[] {
  const said = new Map(
    stands.map((each) => {
      const about = { mode: each.mode, toward_id: each.towardId, item_id: each.itemId };
      return [keyOf(each.participantId, each.guardianId, subject(each.purpose, about)), each.answer];
    }),
  );
  return [...new Set([...said.keys(), ...standing.keys()])]
    .filter((key) => said.get(key) !== standing.get(key))
    .map((key) => `replay: at a past moment it was ${standing.get(key)}, and is told as ${said.get(key)}, of ${key}`);
}

/** Whether one mouth said yes last: about this person, else about everyone. */
export function isYes(standing: Standing, who: string, mouth: string | null, about: Subject): boolean {
  const exact = standing.get(keyOf(who, mouth, about));
  return (exact ?? standing.get(keyOf(who, mouth, { ...about, toward_id: null }))) === 'given';
}

/** Whether somebody agrees: by their own mouth and, as a child, by a guardian's too. */
export function agrees(rows: Rows, standing: Standing, who: string, about: Subject): boolean {
  if (!isYes(standing, who, null, about)) return false;
  if (!rows.participants.some(({ id, is_child }) => id === who && is_child)) return true;
  const guardians = rows.companions.filter(({ participant_id, kind }) => participant_id === who && kind === 'guardian');
  return guardians.some(({ id }) => isYes(standing, who, id, about));
}

/** Whether somebody, or a child's guardian, does not want to hear from us, or not yet. */
export function wantsPeace(rows: Rows, who: string, day: string): boolean {
  const said = rows.consents.filter(
    ({ participant_id, purpose }) => participant_id === who && purpose === 'be-contacted',
  );
  const last = [
    said.findLast(({ guardian_id }) => guardian_id === null),
    said.findLast(({ guardian_id }) => guardian_id !== null),
  ];
  return last.some((line) => {
    if (!line || line.answer === 'given') return false;
    return line.answer !== 'not-now' || (line.ask_after ?? '9999') > day;
  });
}
