import { sql, type Db } from '#platform/sql.ts';

export interface ServiceContact {
  readonly name: string;
  readonly areaName: string;
  /** Empty where the service has none. */
  readonly phone: string;
  readonly email: string;
}

/** How the service itself can be reached; whoever may read anything of it may know. */
export async function serviceContact(db: Db): Promise<ServiceContact> {
  const found = await db.row(sql<ServiceContact>`select name, area_name as "areaName", phone, email from app.services`);
  if (!found) throw new Error('The service is not there');
  return found;
}
