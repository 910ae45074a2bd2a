import type pg from 'pg';

/** A column that holds words, and where in it. */
export interface WordColumn {
  readonly table: string;
  readonly column: string;
  /** Whether each row says of which case it is, and of which participant. */
  readonly isOfCase: boolean;
  readonly isOfParticipant: boolean;
}

function has(column: string): string {
  return `exists (select from pg_attribute h where h.attrelid = c.oid and h.attname = '${column}')`;
}

/** Every column of a service’s tables that may hold words: text, lists of it and JSON, but for those whose words are a closed list. */
export async function wordColumns(client: pg.ClientBase | pg.Pool): Promise<readonly WordColumn[]> {
  const { rows } = await client.query<WordColumn>(`
    select c.relname as table, a.attname as column, ${has('case_id')} as "isOfCase", ${has('participant_id')} as "isOfParticipant"
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
       and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json', 'character varying', 'bytea')
       and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
         and pg_get_constraintdef(k.oid) ~ '= ANY \\(+ARRAY\\[|<@ ARRAY\\[')
       and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'service_id')
     order by 1, 2`);
  return rows;
}

/** Columns in which nobody’s words stand, each with the reason. A new column is filled by the marked life, or named here. */
export const withoutWords: Readonly<Record<string, string>> = {
  'agencies.name': 'of the service: who refers people to it',
  'agency_files.file_key': 'a key',
  'commissioners.body_name': 'of the service: which body pays for it',
  'released_figures.of_table': 'a code of ours',
  'released_figures.part': 'a code of ours',
  'api_answers.asked_mark': 'a keyed mark',
  'api_answers.body': 'a reference and codes',
  'api_answers.key_mark': 'a keyed mark',
  'api_clients.name': 'of an agency: what its program is called',
  'api_clients.secret_hash': 'a hash',
  'api_tokens.token_hash': 'a hash',
  'areas.postcode_district': 'of the service: where it works',
  'areas.town': 'of the service: where it works',
  'availabilities.times': 'days and parts of them, in codes of ours',
  'cases.complex_because': 'names of signs, from a list',
  'cases.reference': 'made by chance, and told to everybody in the case',
  'code_apps.sealed_secret': 'of a member of staff',
  'contact_points.value_index': 'a blind index: a keyed mark',
  'contacts.outcome': 'one of a list',
  'data_keys.wrapped': 'a key',
  'documents.file_key': 'a key',
  'facilitators.districts': 'of a member of staff: where they travel',
  'facilitators.languages': 'of a member of staff: what they speak',
  'false_alarms.found': 'places and kinds, not the words',
  'false_alarms.words_digest': 'a digest',
  'glass_openings.reference': 'the reference of a case',
  'history.detail': 'ids and names of kinds; nobody’s words',
  'history.name': 'one of a list',
  'incidents.police_reference': 'no page asks for it yet',
  'invitations.code_hash': 'a hash',
  'invitations.token_hash': 'a hash',
  'item_releases.words_digest': 'a digest',
  'kept_texts.browser_hash': 'a hash',
  'kept_texts.form': 'the way to a form',
  'kept_texts.opened': 'a digest',
  'kept_texts.page': 'the way to a page',
  'list_faults.reasons': 'names of what may be wrong, from a list',
  'listed_people.like_born': 'a blind index: a keyed mark',
  'listed_people.like_email': 'a blind index: a keyed mark',
  'listed_people.like_name': 'a blind index: a keyed mark',
  'listed_people.like_phone': 'a blind index: a keyed mark',
  'listed_people.reference_index': 'a blind index: a keyed mark',
  'lists.problem': 'one of a list',
  'own_passkeys.credential_id': 'made by a device',
  'own_passkeys.public_key': 'a key',
  'notices.because': 'fixed words about what became of a message',
  'notices.cause': 'what it was written for, by kind and id',
  'notices.kind': 'one of a list',
  'notices.subject': 'fixed words that say nothing',
  'notices.sent_to_index': 'a blind index: a keyed mark',
  'organisations.email_index': 'a blind index: a keyed mark',
  'organisations.phone_index': 'a blind index: a keyed mark',
  'own_code_requests.token_hash': 'a hash',
  'own_code_requests.tried': 'a hash',
  'own_codes.code_hash': 'a hash',
  'likeness_entries.marks': 'blind indexes: keyed marks',
  'likeness_entries.postcode_district': 'the beginning of a postcode, from the list of areas',
  'likeness_entries.sounds': 'how names sound, made from them',
  'papers.file_key': 'a key',
  'papers.words_digest': 'a digest',
  'passkey_challenges.mark': 'a keyed mark',
  'provider_askings.browser_hash': 'a hash',
  'provider_askings.sealed': 'of a member of staff, sealed',
  'provider_askings.state_hash': 'a hash',
  'provider_links.issuer': 'of a member of staff',
  'provider_links.subject': 'of a member of staff',
  'recovery_codes.code_hash': 'a hash',
  'referral_drafts.visitor': 'a hash',
  'referrals.postcode_district': 'the beginning of a postcode, from the list of areas',
  'referrals.reference': 'made by chance',
  'releases.words_digest': 'a digest',
  'search_entries.marks': 'blind indexes: keyed marks',
  'services.area_name': 'of the service',
  'services.email': 'of the service',
  'services.name': 'of the service',
  'services.phone': 'of the service',
  'sessions.browser': 'of a member of staff',
  'sessions.token_hash': 'a hash',
  'sign_in_tries.tried': 'a hash',
  'staff.email': 'of a member of staff',
  'staff.name': 'of a member of staff',
  'staff_invitations.token_hash': 'a hash',
  'staff_passkeys.credential_id': 'of a member of staff',
  'staff_passkeys.name': 'of a member of staff',
  'staff_passkeys.public_key': 'of a member of staff',
  'staff_passkeys.transports': 'of a member of staff',
  'staff.phone': 'of a member of staff',
  'staff_passwords.hash': 'a hash',
  'struck_texts.col': 'the name of a column',
  'struck_texts.row_key': 'an id',
  'stand_ins.speaks_for': 'of a list, in codes of ours',
  'struck_texts.tab': 'the name of a table',
  'supporter_access.code_hash': 'a hash',
  'supporter_access.code_index': 'a blind index: a keyed mark',
  'guardian_standings.kind': 'one of a list',
  'supporter_access.kind': 'one of a list',
  'supporter_access.token_hash': 'a hash',
  'supporter_codes.code_hash': 'a keyed mark',
  'supporter_codes.token_hash': 'a hash',
  'supporter_codes.tried': 'a hash',
  'supporter_sessions.token_hash': 'a hash',
  'surveys.answered_as': 'one of a list',
  'tasks.cause': 'what it was written for, by kind and id',
  'tasks.kind': 'one of a list',
  'tasks.role': 'one of a list',
  'tasks.words': 'fixed words',
  'team_districts.postcode_district': 'of the service: where a team works',
  'teams.name': 'of the service',
  'venues.access': 'of the service',
  'venues.address': 'of the service',
  'venues.name': 'of the service',
  'venues.neutrality': 'of the service',
  'webhook_messages.because': 'a code of what became of it',
  'webhook_messages.reference': 'made by chance',
  'webhooks.url': 'of an agency: where its program is told',
  'transfer_offers.from_name': 'of another service: what it is called',
  'referral_transfers.to_name': 'of another service: what it is called',
  'transfers.to_name': 'of another service: what it is called',
  'word_checks.words_digest': 'a digest',
};

/** Columns that are marked, but not in the case that everybody asks for or not on both of its sides, each with the reason. */
export const notEverywhere: Readonly<Record<string, { readonly missing: string; readonly because: string }>> = {
  'access_ends.words': {
    missing: 'in A, of the person harmed, of the person responsible',
    because: 'whoever comes in by A is not shut out: it stands in B',
  },
  'supporter_access.ended_because': {
    missing: 'in A, of the person harmed, of the person responsible',
    because: 'whoever comes in by A is not shut out: it stands in B',
  },
  'referrals.decline_words': { missing: 'in A', because: 'what became a case was not declined: it stands in U and V' },
  'amends.proof': { missing: 'of the person harmed', because: 'whoever is responsible promises' },
  'amends.settled_because': { missing: 'of the person harmed', because: 'whoever is responsible promises' },
  'amends.wording': { missing: 'of the person harmed', because: 'whoever is responsible promises' },
  'reoffending_checks.source': { missing: 'of the person harmed', because: 'written of whoever is responsible' },
  'responsibility.evidence': { missing: 'of the person harmed', because: 'written of whoever is responsible' },
  'responsibility.sign_off_reason': { missing: 'of the person harmed', because: 'written of whoever is responsible' },
  'preparation_sessions.could_do': { missing: 'of the person harmed', because: 'asked of whoever is responsible' },
  'preparation_sessions.feelings': { missing: 'of the person harmed', because: 'asked of whoever is responsible' },
  'preparation_sessions.who_was_affected': {
    missing: 'of the person harmed',
    because: 'asked of whoever is responsible',
  },
  'preparation_sessions.impact': { missing: 'of the person responsible', because: 'asked of whoever was harmed' },
  'preparation_sessions.impact_on_others': {
    missing: 'of the person responsible',
    because: 'asked of whoever was harmed',
  },
  'preparation_sessions.questions': { missing: 'of the person responsible', because: 'asked of whoever was harmed' },
  'preparation_sessions.would_help': { missing: 'of the person responsible', because: 'asked of whoever was harmed' },
  'exclusion_zones.document_reference': {
    missing: 'of the person responsible',
    because: 'a zone protects whoever was harmed',
  },
  'exclusion_zones.named': { missing: 'of the person responsible', because: 'a zone protects whoever was harmed' },
  'decision_views.decision': {
    missing: 'of the person harmed',
    because: 'one of each case, of whoever is responsible',
  },
  'decision_views.safeguarding': {
    missing: 'of the person harmed',
    because: 'one of each case, of whoever is responsible',
  },
  'decision_views.support': { missing: 'of the person harmed', because: 'one of each case, of whoever is responsible' },
  'decision_views.words': { missing: 'of the person harmed', because: 'one of each case, of whoever is responsible' },
  'guardian_standings.words': {
    missing: 'of the person harmed',
    because: 'one of each case, of whoever is responsible',
  },
  'companions.email': {
    missing: 'of the person responsible',
    because: 'one supporter of each case, of whoever was harmed; a guardian has neither',
  },
  'companions.phone': {
    missing: 'of the person responsible',
    because: 'one supporter of each case, of whoever was harmed; a guardian has neither',
  },
  'documents.taken_away_because': { missing: 'of the person responsible', because: 'one of each case' },
  'releases.words': {
    missing: 'of the person responsible',
    because: 'one letter goes from whoever is responsible to whoever was harmed: the row is of its reader',
  },
  'tasks.done_how': { missing: 'of the person harmed', because: 'one of each case' },
};
