-- Why: what is about domestic abuse or sexual harm asks for people trained for it (domain 81, 83), and the register could not say who is.

alter table app.facilitator_checks drop constraint fac_2_kind_is_one_of,
  add constraint fac_2_kind_is_one_of check (kind in ('vetting', 'facilitator-training', 'safeguarding-training', 'complex-case-training',
    'domestic-abuse-training', 'sexual-harm-training', 'data-protection-training'));
