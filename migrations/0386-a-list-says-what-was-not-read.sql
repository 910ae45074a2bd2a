-- Why: of a workbook with two sheets the first is read, and of a formula that nobody has worked out nothing is: half of a list was left off, and
-- nobody was told. What a reader sees in a file and its sender should know of is kept as codes, of which merged cells are one.
alter table app.lists alter column has_merged_cells drop default;
alter table app.lists alter column has_merged_cells type text[] using case when has_merged_cells then array['has-merged-cells'] else '{}' end;
alter table app.lists rename column has_merged_cells to remarks;
alter table app.lists alter column remarks set default '{}';
alter table app.lists add constraint lst_2_remarks_are_known
  check (remarks <@ array['has-merged-cells', 'has-more-sheets', 'has-formulas-without-results']);
