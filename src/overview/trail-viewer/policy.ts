import type { StaffRole } from '#vocabulary/staff.ts';

/** Roles that read the trails and keep a copy of them; for anybody else the database has none. */
export const readsTrails: readonly StaffRole[] = ['data-officer'];
