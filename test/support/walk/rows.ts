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
  readonly ask_after: string | null;
}

/** A line of the history. */
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
  readonly offered_at: string | null;
  readonly delivered_at: string | null;
}

export interface ConferenceRow {
  readonly id: string;
  readonly mode: string;
  readonly status: string;
  readonly starts_at: string;
  readonly planned_by: string;
  readonly plan_safety: string;
  readonly plan_approved_by: string | null;
  readonly one_facilitator_by: string | null;
}

export interface AttendeeRow {
  readonly id: string;
  readonly conference_id: string;
  readonly participant_id: string;
  readonly companion_id: string | null;
  readonly shown_as: string;
  readonly shown_since: string | null;
  readonly arrives_at: string | null;
  readonly waits_in: string;
  readonly came: boolean | null;
}

export interface Order {
  readonly id: string;
  readonly restrains_id: string;
  readonly protects_id: string;
  readonly covers: string;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly permission_from: string | null;
  readonly permission_until: string | null;
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

export interface Responsibility {
  readonly seq: number;
  readonly participant_id: string;
  readonly level: string;
  readonly assessed_on: string;
  readonly assessed_by: string;
  readonly signed_off_by: string | null;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly participant_id: string;
  readonly about_id: string | null;
  readonly status: string;
  readonly channel: string | null;
  readonly sent_to_index: string;
  readonly subject: string;
  readonly body: string;
  readonly send_after: string;
}

interface Of {
  readonly id: string;
  readonly participant_id: string;
}

export interface Rows {
  readonly status: string;
  readonly order_of_approach: string;
  readonly order_reason: string;
  readonly supervisors: readonly string[];
  /** Who may open the case, and who has a conflict of interest in it. */
  readonly readers: readonly string[];
  readonly conflicted: readonly string[];
  readonly participants: readonly {
    readonly id: string;
    readonly is_child: boolean;
    readonly approached_on: string | null;
  }[];
  readonly links: readonly { readonly harmed_id: string; readonly responsible_id: string }[];
  readonly consents: readonly Consent[];
  readonly told: readonly Told[];
  readonly responsibility: readonly Responsibility[];
  readonly risks: readonly Risk[];
  readonly mitigations: readonly {
    readonly id: string;
    readonly assessment_id: string;
    readonly done_on: string | null;
  }[];
  readonly orders: readonly Order[];
  readonly letters: readonly LetterRow[];
  readonly reviews: readonly {
    readonly letter_id: string;
    readonly version: number;
    readonly reviewer_id: string;
    readonly verdict: string;
  }[];
  readonly releases: readonly (Of & {
    readonly kind: string;
    readonly item_id: string;
    readonly words: string;
    readonly revoked_at: string | null;
    readonly answer: string | null;
  })[];
  readonly conferences: readonly ConferenceRow[];
  readonly attendees: readonly AttendeeRow[];
  readonly invitations: readonly { readonly conference_id: string; readonly participant_id: string }[];
  readonly facilitators: readonly { readonly conference_id: string; readonly staff_id: string }[];
  readonly companions: readonly (Of & { readonly kind: string })[];
  readonly agreements: readonly (Of & { readonly status: string; readonly proposed_on: string | null })[];
  readonly parties: readonly { readonly agreement_id: string; readonly participant_id: string }[];
  readonly amends: readonly (Of & {
    readonly agreement_id: string;
    readonly owed_to_id: string | null;
    readonly wording: string;
    readonly status: string;
  })[];
  readonly notices: readonly NoticeRow[];
  /** Where somebody can be written to, and what they said last of which ways are safe. */
  readonly points: readonly {
    readonly participant_id: string;
    readonly channel: string;
    readonly value_index: string;
    readonly is_usable: boolean;
  }[];
  readonly safe: readonly {
    readonly participant_id: string;
    readonly seq: number;
    readonly may_text: boolean;
    readonly may_email: boolean;
    readonly may_post: boolean;
  }[];
  readonly followUps: readonly (Of & { readonly after_id: string; readonly is_open: boolean })[];
  readonly tasks: readonly { readonly id: string }[];
}
