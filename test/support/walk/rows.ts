import type pg from 'pg';

/*
 * A case as its rows are, read past every policy: what the oracle judges. The names are those of the columns, so that
 * nothing of the product's own reading stands between the two.
 */

export interface Consent {
  readonly seq: number;
  readonly participant_id: string;
  readonly guardian_id: string | null;
  readonly purpose: string;
  readonly mode: string | null;
  readonly toward_id: string | null;
  readonly item_id: string | null;
  readonly answer: string;
}

export interface Told {
  readonly seq: number;
  readonly name: string;
  readonly participant_id: string | null;
  readonly detail: Readonly<Record<string, string | null>>;
}

export interface LetterRow {
  readonly id: string;
  readonly participant_id: string;
  readonly recipient_id: string;
  readonly status: string;
  readonly version: number;
  readonly body: string;
  readonly delivered_at: string | null;
}

export interface ConferenceRow {
  readonly id: string;
  readonly mode: string;
  readonly status: string;
  readonly starts_at: string;
}

export interface Risk {
  readonly seq: number;
  readonly id: string;
  readonly residual: string;
  readonly assessed_on: string;
  readonly review_by: string;
  readonly written_by: string;
  readonly approved_by: string | null;
}

export interface Rows {
  readonly status: string;
  readonly supervisors: readonly string[];
  readonly participants: readonly { readonly id: string; readonly is_child: boolean }[];
  readonly links: readonly { readonly harmed_id: string; readonly responsible_id: string }[];
  readonly consents: readonly Consent[];
  /** What the history says of consent, and when something was delivered or held. */
  readonly told: readonly Told[];
  readonly responsibility: readonly {
    readonly seq: number;
    readonly participant_id: string;
    readonly level: string;
    readonly assessed_on: string;
    readonly assessed_by: string;
    readonly signed_off_by: string | null;
  }[];
  readonly risks: readonly Risk[];
  readonly mitigations: readonly { readonly id: string; readonly done_on: string | null }[];
  readonly orders: readonly {
    readonly id: string;
    readonly restrains_id: string;
    readonly protects_id: string;
    readonly covers: string;
    readonly starts_on: string;
    readonly ends_on: string | null;
    readonly permission_from: string | null;
    readonly permission_until: string | null;
  }[];
  readonly letters: readonly LetterRow[];
  readonly reviews: readonly {
    readonly letter_id: string;
    readonly version: number;
    readonly reviewer_id: string;
    readonly verdict: string;
  }[];
  readonly releases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly item_id: string;
    readonly participant_id: string;
    readonly words: string;
  }[];
  readonly conferences: readonly ConferenceRow[];
  readonly attendees: readonly {
    readonly id: string;
    readonly conference_id: string;
    readonly participant_id: string;
    readonly shown_as: string;
    readonly shown_since: string | null;
    readonly came: boolean | null;
  }[];
  readonly invitations: readonly { readonly conference_id: string; readonly participant_id: string }[];
  readonly companions: readonly { readonly id: string; readonly participant_id: string; readonly kind: string }[];
  readonly agreements: readonly { readonly id: string; readonly participant_id: string; readonly status: string }[];
  readonly parties: readonly { readonly agreement_id: string; readonly participant_id: string }[];
  readonly amends: readonly {
    readonly id: string;
    readonly agreement_id: string;
    readonly participant_id: string;
    readonly owed_to_id: string | null;
    readonly wording: string;
    readonly status: string;
  }[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly participant_id: string;
    readonly about_id: string | null;
    readonly status: string;
  }[];
  readonly followUps: readonly { readonly id: string; readonly participant_id: string }[];
  readonly tasks: readonly { readonly id: string }[];
}

const lists: Readonly<Record<string, string>> = {
  supervisors: `select staff_id from app.staff_roles where service_id = $1 and role = 'supervisor'`,
  participants: `select q.id, coalesce(p.is_under_18, false) as is_child from app.participants q
    left join app.people p on p.service_id = q.service_id and p.id = q.person_id where q.service_id = $1 and q.case_id = $2 order by q.added_at, q.id`,
  links: of('harm_links', 'harmed_id, responsible_id'),
  consents: of('consents', 'seq, participant_id, guardian_id, purpose, mode, toward_id, item_id, answer', 'seq'),
  told: `select seq, name, participant_id, detail from app.history where service_id = $1 and case_id = $2
    and (name like 'consent.%' or name in ('letter.delivered', 'conference.held')) order by seq`,
  responsibility: of('responsibility', '*', 'seq'),
  risks: of('risk_assessments', '*', 'seq'),
  mitigations: of('mitigations', 'id, done_on', 'id'),
  orders: of('legal_orders', '*', 'recorded_at, id'),
  letters: of('letters', '*', 'begun_at, id'),
  reviews: of('letter_reviews', '*'),
  releases: of('releases', '*'),
  conferences: of('conferences', 'id, mode, status, starts_at', 'planned_at, id'),
  attendees: of('conference_attendees', '*', 'added_at, id'),
  invitations: of('conference_invitations', 'conference_id, participant_id'),
  companions: of('companions', 'id, participant_id, kind', 'added_at, id'),
  agreements: of('agreements', 'id, participant_id, status', 'drafted_on, id'),
  parties: of('agreement_parties', 'agreement_id, participant_id', 'participant_id'),
  amends: of('amends', '*', 'agreement_id, position'),
  notices: of('notices', 'id, kind, participant_id, about_id, status', 'written_at, id'),
  followUps: of('follow_ups', 'id, participant_id', 'due_on, id'),
  tasks: of('tasks', 'id', 'made_at, id').replace(' order by', ' and done_at is null order by'),
};

function of(table: string, columns: string, order = '1'): string {
  return `select ${columns} from app.${table} where service_id = $1 and case_id = $2 order by ${order}`;
}

const everything = `select json_build_object('status', (select status from app.cases where service_id = $1 and id = $2), ${Object.entries(
  lists,
)
  .map(
    ([name, query]) =>
      `'${name}', (select coalesce(json_agg(${name === 'supervisors' ? 'x.staff_id' : 'x'}), '[]') from (${query}) x)`,
  )
  .join(', ')}) as rows`;

/** The rows of a case at this moment, in one look. */
export async function rowsOf(client: pg.Client, serviceId: string, caseId: string): Promise<Rows> {
  const { rows } = await client.query<{ rows: Rows }>({
    name: 'rows',
    text: everything,
    values: [serviceId, caseId],
  });
  if (!rows[0]) throw new Error('A case without rows');
  return rows[0].rows;
}
