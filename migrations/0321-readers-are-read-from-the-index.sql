-- Why: each row of a case is looked up among its readers, and the caseload asks whether somebody reads many cases. The key now holds until
-- when they may, so that both are read from the index alone, and whoever reads all cases of a service is not read to the end to know
-- that they are many.
alter table app.case_readers drop constraint case_readers_pkey, add constraint case_readers_pkey primary key (service_id, staff_id, case_id, because) include (until_at);
