import type { WayToReader } from '#vocabulary/ways-out.ts';

/** Why words that somebody typed and others can be shown are no leak. */
type Kept =
  /** Looked through on this way, in the transaction in which they cross. */
  | { readonly by: 'scan'; readonly way: WayToReader }
  /** The reader's own side: what they or staff for them wrote about themselves. The policy of the table shows no other. */
  | { readonly by: 'own-side' }
  /** Looked through for what the record protects and the reader did not write, before it is kept at all (THR-1). */
  | { readonly by: 'look-at-agency' }
  /** To whoever asked us themselves: looked through for the others in it, before it is kept at all (REF-10). */
  | { readonly by: 'look-at-writer' }
  /** Looked through for everything that the record protects, before it is kept at all (TRF-7). */
  | { readonly by: 'look-at-name' }
  /** Of the service, whoever's case it is: its name, its number, the names of those who work there. */
  | { readonly by: 'service' }
  /** Made by a machine, with no words in it. */
  | { readonly by: 'no-words' };

/** What a door other than that of staff can read with words in it, and why it may. */
interface WayOut {
  /** The table and column, or the function. */
  readonly what: string;
  readonly kept: Kept;
}

const scanned = (way: WayToReader, ...what: readonly string[]): readonly WayOut[] =>
  what.map((each) => ({ what: each, kept: { by: 'scan', way } }));
const unscanned = (by: Exclude<Kept['by'], 'scan'>, ...what: readonly string[]): readonly WayOut[] =>
  what.map((each) => ({ what: each, kept: { by } }));

/**
 * Every way out: all that anybody but staff can be shown with words that somebody typed. A test holds it against what the
 * database lets each login read, so that a new column, table or function is here before anybody sees it. (PRO-7)
 */
export const waysOut: readonly WayOut[] = [
  ...scanned('letter', 'releases.words'),
  ...scanned('message', 'item_releases.words'),
  ...scanned('document', 'papers.name'),
  ...scanned('letter-advice', 'letter_reviews.advice'),
  ...scanned('conference', 'conference_attendees.shown_as', 'venues.name', 'venues.address', 'venues.access'),
  ...scanned('ground-rules', 'conferences.ground_rules'),
  ...scanned('arrival', 'app.my_arrival(uuid)'),
  ...scanned('agreement-terms', 'amends.wording', 'amends.proof'),
  ...scanned('amends-note', 'amends_progress.note'),
  ...scanned('notice', 'notices.subject', 'notices.body'),
  // The wording of a question holds words that crossed already: how somebody is told of, the terms of an agreement.
  ...scanned('conference', 'consents.wording'),
  ...unscanned('own-side', 'companions.called', 'companions.full_name', 'companions.relation', 'contact_points.value'),
  ...unscanned(
    'own-side',
    'availabilities.words',
    'availabilities.times',
    'items.words',
    'letters.body',
    'surveys.words',
    'safe_contact_rules.codeword',
  ),
  ...unscanned('own-side', 'safe_contact_rules.if_someone_else_answers', 'safe_contact_rules.times_words'),
  ...unscanned('own-side', 'people.access_needs', 'people.called', 'people.full_name', 'people.language'),
  ...unscanned('own-side', 'people.own_word', 'people.pronouns', 'organisations.contact_role', 'organisations.email'),
  ...unscanned('own-side', 'organisations.name', 'organisations.phone', 'referral_drafts.answers', 'kept_texts.fields'),
  // What an agency is asked of its own referral, looked through for the others in it before it is kept (MOR-4), and its answer.
  ...unscanned('own-side', 'more_asked.words', 'more_asked.answer'),
  // What somebody of an agency wrote themselves, or a colleague whom they follow.
  ...unscanned(
    'own-side',
    ...['agency_reference', 'situation_words', 'told_words', 'withdrawn_words'].map(
      (each) => `agency_referrals.${each}`,
    ),
    ...['before', 'because', 'words'].map((each) => `referral_amendments.${each}`),
    ...[
      'full_name',
      'called',
      'guardian_name',
      'language',
      'access_needs',
      'phone',
      'email',
      'address',
      'safe_times',
    ].map((each) => `referrals.${each}`),
    ...['what_happened', 'when_words', 'where_words', 'postcode_district', 'other_people_words', 'hopes'].map(
      (each) => `referrals.${each}`,
    ),
  ),
  // Of whoever goes along to another service, read as they are (PCK-1).
  ...unscanned(
    'own-side',
    ...['full_name', 'called', 'contact_role', 'phone'].map((each) => `referral_others.${each}`),
  ),
  ...unscanned('own-side', 'agency_drafts.fields', 'agency_files.name'),
  // What an agency said itself in the file that it sent.
  ...unscanned(
    'own-side',
    'lists.file_name',
    'lists.head',
    'lists.columns',
    'list_mappings.columns',
    'list_faults.cells',
  ),
  ...unscanned('no-words', 'lists.safe_ways', 'lists.problem', 'lists.remarks', 'list_faults.reasons'),
  ...unscanned('no-words', 'agency_files.file_key'),
  ...unscanned('look-at-agency', 'agency_replies.words'),
  ...unscanned('look-at-writer', 'referrals.decline_words'),
  // Where a program said that it is told, of which of its referrals, and why it was not.
  ...unscanned('own-side', 'webhooks.url', 'webhook_messages.reference', 'webhook_messages.because'),
  ...unscanned('service', 'agencies.name', 'commissioners.body_name'),
  ...unscanned('no-words', 'released_figures.of_table', 'released_figures.part'),
  ...unscanned('service', 'services.area_name', 'services.email', 'services.name', 'services.phone', 'staff.name'),
  ...unscanned('look-at-name', 'transfers.to_name'),
  ...unscanned('service', 'areas.postcode_district', 'areas.town'),
  ...unscanned('no-words', 'kept_texts.browser_hash', 'kept_texts.form', 'kept_texts.opened', 'kept_texts.page'),
  ...unscanned('no-words', 'papers.file_key'),
  ...unscanned('no-words', 'cases.reference', 'notices.kind', 'referrals.reference', 'referral_drafts.visitor'),
  // Keyed marks of a number or an address of one's own.
  ...unscanned('no-words', 'contact_points.value_index', 'organisations.email_index', 'organisations.phone_index'),
  ...unscanned('no-words', 'app.identity()', 'app.keys_destroyed()', 'app.opening_keys(uuid[])'),
  ...unscanned('no-words', 'trails.note_read(text,text,text,uuid,uuid,uuid,uuid,jsonb)'),
  ...unscanned('no-words', 'trails.note_closed_door(text,text,text,text)'),
];

/**
 * Every file that a door other than that of staff hands out, by the slice and the path, and what holds what stands in it: a column of the
 * list above, or that it has nobody's words. (PRO-7)
 */
export const filesOut: Readonly<Record<string, Kept>> = {
  // A copy of a document: its words, and its name, are looked through as it is passed on (PAP-2).
  'journey/papers /papers/:id/file': { by: 'scan', way: 'document' },
  'journey/calendar-entry /conference/calendar': { by: 'scan', way: 'conference' },
  // What an agency sent itself, given back to whoever follows it.
  'journey/agency-thread /referrals/:reference/files/:file': { by: 'own-side' },
  'journey/agency-list /lists/:list/rows-to-mend': { by: 'own-side' },
  'service/released-figures /figures.csv': { by: 'no-words' },
};
