import { about } from '#vocabulary/consent.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Saying, Statement } from './rules.ts';

const joanne = '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId;

/** Joanne saying yes to meeting, with whatever a test or the demonstration changes. */
export function aSaying(changed: Partial<Saying> = {}): Saying {
  return {
    participantId: joanne,
    guardianId: null,
    ...about('mode', { mode: 'meeting' }),
    answer: 'given',
    askAfter: null,
    saidOn: '2026-11-02' as PlainDate,
    ...changed,
  };
}

/** The same, as a line of the ledger. */
export function aStatement(changed: Partial<Statement> = {}): Statement {
  return { ...aSaying(), recordedAt: new Date('2026-11-02T15:00:00Z'), ...changed };
}
