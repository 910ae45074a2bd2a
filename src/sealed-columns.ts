import type { SealedTable } from '#platform/sealing-old-rows.ts';

const said = { participant: 'r.participant_id' } as const;
const ofCase = { kind: 'case', id: 'r.case_id' } as const;

/** Every column that holds sealed texts, and whose key they are under: what the stores say, for rows that are older. */
export const sealedColumns: readonly SealedTable[] = [
  { table: 'notes', columns: ['words'], owner: said },
  {
    table: 'preparation_sessions',
    columns: [
      'account',
      'impact',
      'impact_on_others',
      'would_help',
      'questions',
      'not_wanted',
      'who_was_affected',
      'could_do',
      'feelings',
    ],
    owner: said,
  },
  { table: 'preparation_checks', columns: ['waived_because'], owner: said },
  { table: 'letters', columns: ['body'], owner: said },
  {
    table: 'letter_reviews',
    columns: ['advice'],
    owner: {
      participant:
        '(select l.participant_id from app.letters l where l.service_id = r.service_id and l.case_id = r.case_id and l.id = r.letter_id)',
      reads: ['letters'],
    },
  },
  { table: 'releases', columns: ['words'], digests: ['words_digest'], owner: { participant: 'r.from_id' } },
  { table: 'items', columns: ['words'], owner: said },
  { table: 'item_releases', columns: ['words'], digests: ['words_digest'], owner: { participant: 'r.from_id' } },
  { table: 'word_checks', columns: [], digests: ['words_digest'], owner: ofCase },
  { table: 'false_alarms', columns: ['reason'], digests: ['words_digest'], owner: ofCase },
];
