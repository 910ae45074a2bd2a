import type { BesideText, SealedTable } from '#platform/sealing-old-rows.ts';
import { reachIndex } from '#vocabulary/blind-index.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';

const said = { participant: 'r.participant_id' } as const;
const ofCase = { kind: "'case'", id: 'r.case_id' } as const;
const ofCaseOrService = {
  kind: "case when r.case_id is null then 'service' else 'case' end",
  id: 'coalesce(r.case_id, r.service_id)',
} as const;

/** Whose another row of the case is. */
function of(participant: string, table: string, by: string): SealedTable['owner'] {
  return {
    participant: `(select o.${participant} from app.${table} o where o.service_id = r.service_id and o.case_id = r.case_id and o.id = r.${by})`,
    reads: [table],
  };
}

// The words of an incident are those of the referral that the case came from.
const referred = `(select f.person_id from app.cases c join app.referrals f on f.service_id = c.service_id and f.case_id = c.id
  and f.reference = c.reference where c.service_id = r.service_id and c.id = r.case_id)`;

const ofPerson = { kind: "'person'", id: 'r.person_id' } as const;
const ofReferral = { kind: "'referral'", id: 'r.id' } as const;

function indexOf(column: string, of: string, kind: string): BesideText {
  return { column, of, kind, mark: (service, channel, text) => reachIndex(service, channel as SendingChannel, text) };
}

/** Every column that holds sealed texts, and whose key they are under: what the stores say, for rows that are older. */
export const sealedColumns: readonly SealedTable[] = [
  { table: 'notes', columns: ['words'], owner: said },
  { table: 'exclusion_zones', columns: ['named', 'document_reference'], owner: said },
  {
    table: 'contact_points',
    columns: ['value'],
    indexes: [indexOf('value_index', 'value', 'r.channel')],
    owner: ofPerson,
    afterwards: 'call app.mark_search_entries()',
  },
  { table: 'safe_contact_rules', columns: ['times_words', 'codeword', 'if_someone_else_answers'], owner: ofPerson },
  { table: 'people', columns: ['access_needs'], owner: { kind: "'person'", id: 'r.id' } },
  {
    table: 'organisations',
    columns: ['email', 'phone'],
    indexes: [indexOf('email_index', 'email', `'email'`), indexOf('phone_index', 'phone', `'phone'`)],
    owner: { kind: "'organisation'", id: 'r.id' },
  },
  { table: 'guardian_standings', columns: ['words'], owner: said },
  { table: 'decision_views', columns: ['decision', 'words', 'support', 'safeguarding'], owner: said },
  { table: 'companions', columns: ['phone', 'email'], owner: said },
  {
    table: 'incidents',
    columns: ['where_words', 'summary', 'when_words'],
    owner: {
      kind: `case when ${referred} is null then 'case' else 'person' end`,
      id: `coalesce(${referred}, r.case_id)`,
      reads: ['cases', 'referrals'],
    },
    isMoved: true,
  },
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
      'what_happened',
      'when_words',
      'other_people_words',
      'hopes',
      'decline_words',
    ],
    owner: ofReferral,
  },
  {
    table: 'agency_referrals',
    columns: ['agency_reference', 'situation_words', 'told_words', 'withdrawn_words'],
    owner: { kind: "'referral'", id: 'r.referral_id' },
  },
  {
    table: 'referral_amendments',
    columns: ['before', 'words', 'because'],
    owner: { kind: "'referral'", id: 'r.referral_id' },
  },
  {
    table: 'eligibility_answers',
    columns: ['words'],
    owner: {
      kind: "case when r.case_id is null then 'referral' else 'case' end",
      id: 'coalesce(r.case_id, r.referral_id)',
    },
  },
  { table: 'referral_transfers', columns: ['received_by'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  { table: 'move_answers', columns: ['wording'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  {
    table: 'referral_matters',
    columns: ['crime_number', 'urn', 'prison_number'],
    owner: { kind: "'referral'", id: 'r.referral_id' },
  },
  { table: 'more_asked', columns: ['words', 'answer'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  { table: 'safety_flags', columns: ['words', 'lowered_because'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  { table: 'agency_drafts', columns: ['fields'], owner: { kind: "'staff'", id: 'r.staff_id' } },
  { table: 'agency_replies', columns: ['words'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  {
    table: 'agency_files',
    columns: ['name', 'file_key', 'words'],
    owner: { kind: "'referral'", id: 'r.referral_id' },
  },
  { table: 'askers', columns: ['safe_contact'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  { table: 'lists', columns: ['file_name', 'file_key', 'head', 'columns'], owner: { kind: "'list'", id: 'r.id' } },
  { table: 'list_mappings', columns: ['columns'], owner: { kind: "'service'", id: 'r.service_id' } },
  { table: 'list_faults', columns: ['cells'], owner: { kind: "'list'", id: 'r.list_id' } },
  { table: 'listed_people', columns: ['details'], owner: { kind: "'listed'", id: 'r.id' } },
  {
    table: 'offers',
    columns: ['note', 'answer_note', 'order_reason', 'although', 'guardian'],
    owner: { kind: "'listed'", id: 'r.listed_person_id' },
  },
  { table: 'call_backs', columns: ['wish'], owner: { kind: "'service'", id: 'r.service_id' } },
  { table: 'referral_others', columns: ['phone'], owner: { kind: "'referral'", id: 'r.referral_id' } },
  { table: 'referral_drafts', columns: ['answers'], owner: { kind: "'drafts'", id: 'r.service_id' } },
  {
    table: 'notices',
    columns: ['sent_to', 'subject', 'body'],
    indexes: [indexOf('sent_to_index', 'sent_to', 'r.channel')],
    owner: { ...said, otherwise: { kind: "'referral'", id: 'r.referral_id' } },
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
    owner: of('participant_id', 'letters', 'letter_id'),
  },
  { table: 'releases', columns: ['words'], digests: ['words_digest'], owner: { participant: 'r.from_id' } },
  { table: 'availabilities', columns: ['words'], owner: said },
  { table: 'days_to_avoid', columns: ['words'], owner: said },
  { table: 'items', columns: ['words'], owner: said },
  { table: 'item_releases', columns: ['words'], digests: ['words_digest'], owner: { participant: 'r.from_id' } },
  {
    table: 'papers',
    columns: ['name', 'file_key'],
    digests: ['words_digest'],
    owner: { participant: 'r.from_id' },
  },
  { table: 'word_checks', columns: [], digests: ['words_digest'], owner: ofCase },
  { table: 'false_alarms', columns: ['reason'], digests: ['words_digest'], owner: ofCase },
  { table: 'cases', columns: ['order_reason'], owner: { kind: "'case'", id: 'r.id' } },
  { table: 'contacts', columns: ['note'], owner: said },
  { table: 'responsibility', columns: ['evidence', 'sign_off_reason'], owner: said },
  { table: 'risk_assessments', columns: ['reasons', 'strengths'], owner: ofCase },
  { table: 'risk_factors', columns: ['factor', 'reason'], owner: { participant: 'r.about_id' } },
  { table: 'mitigations', columns: ['words'], owner: of('about_id', 'risk_factors', 'factor_id') },
  {
    table: 'legal_orders',
    columns: ['document_reference', 'permission_reference'],
    owner: { participant: 'r.restrains_id' },
    isMoved: true,
  },
  { table: 'consents', columns: ['wording'], owner: said },
  {
    table: 'conferences',
    columns: [
      'plan_safety',
      'plan_seating',
      'plan_stop',
      'ground_rules',
      'one_facilitator_reason',
      'what_happened',
      'ended_because',
    ],
    owner: ofCase,
  },
  { table: 'run_sheet_steps', columns: ['words'], owner: ofCase },
  { table: 'amends', columns: ['wording', 'proof', 'settled_because'], owner: said },
  { table: 'amends_progress', columns: ['note', 'evidence'], owner: of('participant_id', 'amends', 'amends_id') },
  { table: 'follow_ups', columns: ['note', 'let_go_because'], owner: said },
  { table: 'surveys', columns: ['words'], owner: said },
  { table: 'reoffending_checks', columns: ['source'], owner: said },
  { table: 'closures', columns: ['note', 'open_follow_ups_because', 'reopened_because'], owner: ofCase },
  { table: 'holds', columns: ['reason'], owner: ofCase },
  { table: 'transfers', columns: ['received_by'], owner: ofCase },
  { table: 'tasks', columns: ['done_how'], owner: ofCaseOrService },
  { table: 'allocations', columns: ['override_reason'], owner: ofCase },
  { table: 'conflicts', columns: ['because', 'lifted_because'], owner: ofCase },
  { table: 'restrictions', columns: ['because', 'lifted_because'], owner: ofCase },
  {
    table: 'kept_texts',
    columns: ['fields'],
    owner: { participant: 'r.participant_id', otherwise: { kind: "'staff'", id: 'r.staff_id' } },
  },
  {
    table: 'documents',
    columns: ['name', 'about', 'file_key', 'words', 'taken_away_because'],
    owner: { ...said, otherwise: ofCase },
  },
  { table: 'protected_words', columns: ['words'], owner: said },
  { table: 'access_ends', columns: ['words'], owner: said },
  { table: 'supporter_access', columns: ['ended_because'], owner: said, isMoved: true },
  { table: 'glass_openings', columns: ['because'], owner: ofCaseOrService },
];
