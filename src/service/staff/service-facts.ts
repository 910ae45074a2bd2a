import { sql, type Db } from '#platform/sql.ts';

export interface ServiceContact {
  readonly name: string;
  readonly areaName: string;
  /** Empty where the service has none. */
  readonly phone: string;
  readonly email: string;
  /** Whether it is made up, with everybody in it. */
  readonly isDemonstration: boolean;
}

/** How the service itself can be reached; whoever may read anything of it may know. */
export async function serviceContact(db: Db): Promise<ServiceContact> {
  const found = await db.row(
    sql<ServiceContact>`select name, area_name as "areaName", phone, email, is_demonstration as "isDemonstration" from app.services`,
  );
  if (!found) throw new Error('The service is not there');
  return found;
}
