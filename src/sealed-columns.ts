import type { BesideText, SealedTable } from '#platform/sealing-old-rows.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';

const said = { participant: 'r.participant_id' } as const;
const ofCase = { kind: 'case', id: 'r.case_id' } as const;

const ofPerson = { kind: 'person', id: 'r.person_id' } as const;
const ofReferral = { kind: 'referral', id: 'r.id' } as const;

function indexOf(column: string, of: string, kind: string): BesideText {
  return { column, of, kind, mark: (service, channel, text) => reachIndex(service, channel as SendingChannel, text) };
}

/** Every column that holds sealed texts, and whose key they are under: what the stores say, for rows that are older. */
export const sealedColumns: readonly SealedTable[] = [
  { table: 'notes', columns: ['words'], owner: said },
  {
    table: 'contact_points',
    columns: ['value'],
    indexes: [indexOf('value_index', 'value', 'r.channel')],
    owner: ofPerson,
    afterwards: 'call app.mark_search_entries()',
  },
  { table: 'safe_contact_rules', columns: ['times_words', 'codeword', 'if_someone_else_answers'], owner: ofPerson },
  { table: 'people', columns: ['access_needs'], owner: { kind: 'person', id: 'r.id' } },
  {
    table: 'organisations',
    columns: ['email', 'phone'],
    indexes: [indexOf('email_index', 'email', `'email'`), indexOf('phone_index', 'phone', `'phone'`)],
    owner: { kind: 'organisation', id: 'r.id' },
  },
  { table: 'companions', columns: ['phone', 'email'], owner: said },
  { table: 'incidents', columns: ['where_words'], owner: ofCase },
  {
    table: 'referrals',
    columns: [
      'referrer_contact',
      'phone',
      'email',
      'address',
      'safe_times',
      'codeword',
      'if_someone_else_answers',
      'where_words',
      'access_needs',
    ],
    owner: ofReferral,
  },
  { table: 'referral_others', columns: ['phone'], owner: { kind: 'referral', id: 'r.referral_id' } },
  { table: 'referral_drafts', columns: ['answers'], owner: { kind: 'drafts', id: 'r.service_id' } },
  {
    table: 'notices',
    columns: ['sent_to', 'subject', 'body'],
    indexes: [indexOf('sent_to_index', 'sent_to', 'r.channel')],
    owner: { ...said, otherwise: { kind: 'referral', id: 'r.referral_id' } },
  },
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
