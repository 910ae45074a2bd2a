-- Why: a word processor keeps whole files inside a file, such as the table behind a chart, and nobody looks through them: what holds one is passed on to nobody, as
-- a PDF is not.
alter table app.documents
  drop constraint doc_7_of_a_pdf_alone,
  add constraint doc_7_of_a_pdf_alone check (
    kind = 'pdf' or (pages is null and (unread_because is null or (unread_because = 'holds-files' and kind in ('docx', 'odt')))));
alter table app.agency_files
  drop constraint doc_7_of_a_pdf_alone,
  add constraint doc_7_of_a_pdf_alone check (
    kind = 'pdf' or (pages is null and (unread_because is null or (unread_because = 'holds-files' and kind in ('docx', 'odt')))));
