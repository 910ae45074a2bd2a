-- Why: the public site says how soon somebody hears from us. It said fixed days although each service sets its own.
grant select (allocate, first_contact) on app.service_levels to tp_public;
