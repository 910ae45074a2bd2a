import { sql, type Db } from '#platform/sql.ts';

/** A text that somebody typed and has not sent. */
export interface KeptText {
  readonly id: string;
  readonly page: string;
  readonly form: string;
  readonly opened: string;
  readonly writer: string;
  /** It was sent, but the session had ended before. */
  readonly wasSentTooLate: boolean;
  readonly keptAt: Date;
}

export interface KeptFields extends KeptText {
  readonly fields: string;
}

/** What the reader typed on a page, or on any, and did not send, the newest first; what one browser sent too late, there only. */
export async function textsOn(
  db: Db,
  path: string | null,
  browserHash: string,
  now: Date,
): Promise<readonly KeptText[]> {
  return db.rows(sql<KeptText>`
    select id, page, form, opened, writer, browser_hash is not null as "wasSentTooLate", kept_at as "keptAt"
      from app.kept_texts
     where (${path}::text is null or split_part(page, '?', 1) = ${path}) and sent_at is null and expires_at > ${now}
       and (browser_hash is null or browser_hash = ${browserHash})
     order by kept_at desc, id limit 5`);
}

/** One of the reader's kept texts, with what it says. */
export async function textOf(db: Db, id: string, browserHash: string, now: Date): Promise<KeptFields | undefined> {
  return db.row(sql<KeptFields>`
    select id, page, form, opened, writer, browser_hash is not null as "wasSentTooLate", kept_at as "keptAt", fields
      from app.kept_texts
     where id = ${id} and sent_at is null and expires_at > ${now} and (browser_hash is null or browser_hash = ${browserHash})`);
}
