-- Why: a copy of a PDF crossed on a person's word alone, for nobody could read what stands in it. Its words are read as it comes in, and looked through
-- before a copy crosses. Beside the words, which lie sealed where those of other files lie, it is kept how many pages it has and why it was not read: whoever
-- passes a copy on is told on which pages nobody looked. A PDF that came before has neither.
alter table app.documents
  add column pages integer,
  add column unread_because text,
  add constraint doc_7_of_a_pdf_alone check (kind = 'pdf' or (pages is null and unread_because is null)),
  add constraint doc_7_pages check (pages between 0 and 100000),
  add constraint doc_7_unread_because check (unread_because in ('locked', 'cannot-be-read', 'takes-too-long', 'holds-files'));
alter table app.agency_files
  add column pages integer,
  add column unread_because text,
  add constraint doc_7_of_a_pdf_alone check (kind = 'pdf' or (pages is null and unread_because is null)),
  add constraint doc_7_pages check (pages between 0 and 100000),
  add constraint doc_7_unread_because check (unread_because in ('locked', 'cannot-be-read', 'takes-too-long', 'holds-files'));
